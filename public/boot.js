// Runs before the page's program, in JavaScript that old browsers read, too: what would keep the program from starting is
// said here, and so is whatever throws outside of it.
(function () {
  "use strict";

  // A browser refuses every request of a page whose address holds credentials. It has taken them by now.
  var address = new URL(document.baseURI);
  if (address.username || address.password) {
    address.username = "";
    address.password = "";
    location.replace(address.href);
    return;
  }

  // The newest of what the page cannot do without; README names the browsers that have it.
  var isUpToDate =
    window.WebAssembly &&
    window.AbortSignal &&
    AbortSignal.any &&
    window.CSS &&
    CSS.supports("color", "light-dark(#000, #fff)");
  var obstacle = location.protocol === "file:" ? "disk" : isUpToDate ? "" : "browser";
  if (obstacle) {
    // The program looks for it, and leaves the page alone.
    document.documentElement.setAttribute("data-obstacle", obstacle);
    document.addEventListener("DOMContentLoaded", function () {
      document.getElementById("shell").hidden = true;
      document.getElementById("obstacle-" + obstacle).hidden = false;
    });
  }

  // The same notice as the program shows when it stops. No text of an error that may hold what was loaded.
  function stop(error, place) {
    var failure = document.getElementById("failure");
    var isShown = !failure || !failure.hidden || obstacle;
    var isTold = !document.getElementById("shell") && error.name === "RuntimeError";
    if (isShown || isTold) return;
    failure.hidden = false;
    var what = error.name + (place ? " at " + place : "");
    document.getElementById("failure-report").textContent = what + "\n" + navigator.userAgent;
  }

  window.addEventListener("error", function (event) {
    var file = event.filename || "";
    // What an extension of the browser does wrong is not the page's.
    if (event.error instanceof Error && file.indexOf(location.origin) === 0) {
      stop(event.error, file.split(/[?#]/)[0].split("/").pop() + ":" + event.lineno);
    }
  });
  window.addEventListener("unhandledrejection", function (event) {
    var error = event.reason;
    if (error instanceof Error && error.name !== "AbortError") stop(error, "");
  });
})();
