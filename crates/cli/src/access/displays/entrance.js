// Takes a display's key out of the address that it was opened with, and gives it for a cookie.
"use strict";
(() => {
  let key = "";

  function show(part) {
    for (const element of document.querySelectorAll("[data-part]")) element.hidden = element.dataset.part !== part;
  }

  function take() {
    const given = location.hash.slice(1);
    // At once: nobody who passes by is to read it, and no bookmark to have it.
    history.replaceState(null, "", location.pathname);
    if (given) key = given;
    exchange();
  }

  async function exchange() {
    if (!key) return show("missing");
    show("asking");
    try {
      const reply = await fetch("display", { method: "POST", body: new URLSearchParams({ key }) });
      if (reply.ok) location.replace((await reply.json()).address);
      else show({ 401: "unknown", 429: "locked" }[reply.status] || "failed");
    } catch (error) {
      show("failed");
    }
  }

  for (const button of document.querySelectorAll("[data-part] button")) button.addEventListener("click", exchange);
  // Another link that is opened on this very page loads nothing anew.
  addEventListener("hashchange", take);
  take();
})();
