// Runs before the page's program, in JavaScript that old browsers read, too: what would keep the program from starting is
// said here, and so is whatever throws outside of it. It stands inside of index.html when the page is built.
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
    hasSimd() &&
    window.AbortSignal &&
    AbortSignal.any &&
    window.CSS &&
    CSS.supports("color", "light-dark(#000, #fff)");
  // Defined in a page that is one file, which needs no server.
  var isWhole = Boolean(window.cubeboardParts);
  var needsServer = location.protocol === "file:" && !isWhole;
  var obstacle = needsServer ? "disk" : isUpToDate ? "" : "browser";
  if (obstacle) show();

  // The smallest program with an instruction of WebAssembly's SIMD.
  function hasSimd() {
    var program = "0061736d010000000105016000017b030201000a0a0108004100fd0ffd620b";
    var bytes = program.match(/../g).map(function (byte) {
      return parseInt(byte, 16);
    });
    return WebAssembly.validate(new Uint8Array(bytes));
  }

  // Shows the obstacle in place of the page.
  function show() {
    // The program looks for it, and leaves the page alone.
    document.documentElement.setAttribute("data-obstacle", obstacle);
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", show);
      return;
    }
    var shell = document.getElementById("shell");
    if (shell) shell.hidden = true;
    document.getElementById("obstacle-" + obstacle).hidden = false;
  }

  // Browsers may keep index.html for days where a server does not say for how long, and then it names files of a build that
  // a newer one has taken the place of. A reload asks the server for index.html; where this page came of one, the file
  // really is missing.
  function lackPart() {
    if (obstacle) return;
    obstacle = isWhole ? "cut" : "part";
    if (isWhole) return show();
    var navigation = performance.getEntriesByType("navigation")[0];
    if (navigation && navigation.type !== "reload") location.reload();
    else show();
  }

  // The program marks the shell when it starts, and takes it away for the screen.
  function hasStarted() {
    var shell = document.getElementById("shell");
    return document.readyState !== "loading" && (!shell || shell.hasAttribute("data-started"));
  }

  // A file that cannot be loaded is told to the element that names it alone.
  window.addEventListener(
    "error",
    function (event) {
      var element = event.target;
      var isPart = element.tagName === "SCRIPT" || element.rel === "stylesheet";
      if (isPart && !hasStarted()) lackPart();
    },
    true,
  );

  // The same notice as the program shows when it stops. No text of an error that may hold what was loaded.
  function stop(error, place) {
    // The wasm is loaded by a script, which throws where it is missing.
    if (!hasStarted()) return lackPart();
    var failure = document.getElementById("failure");
    // The program tells of its own errors.
    if (!failure.hidden || obstacle || error.name === "RuntimeError") return;
    failure.hidden = false;
    var what = error.name + (place ? " at " + place : "");
    document.getElementById("failure-report").textContent = what + "\n" + navigator.userAgent;
  }

  window.addEventListener("error", function (event) {
    var file = event.filename || "";
    // What an extension of the browser does wrong is not the page's. What the browser finds wrong with the wasm has no file.
    // A page from a disk has no origin that a file's address would begin with.
    var isOwn = file ? file.indexOf(location.protocol + "//" + location.host) === 0 : !hasStarted();
    if (event.error instanceof Error && isOwn) {
      stop(event.error, file.split(/[?#]/)[0].split("/").pop() + ":" + event.lineno);
    }
  });
  window.addEventListener("unhandledrejection", function (event) {
    var error = event.reason;
    if (error instanceof Error && error.name !== "AbortError") stop(error, "");
  });

  // What is read here is read once more by the program.
  var LONGEST_READ_BYTES = 256 << 10;
  if (!obstacle && !isWhole) askEarly();

  // While the program is still on its way, what it is sure to ask for first is asked for in its very words: the
  // configuration, and the first pages of responses, where it is plain that the page's own origin is asked without credentials.
  // src/browser/early_reply.rs takes the replies over, so that nothing is asked for twice; the names of what is kept are
  // those of src/browser/storage.rs, the time a reply may take is that of src/net/client.rs, and how many pages are asked for
  // at once, and how many make a list long, are those of crates/cube/src/loader.
  function askEarly() {
    var replies = (window.cubeboardReplies = {});
    function ask(name, options) {
      // The program has sent requests of its own by now.
      if (!window.cubeboardReplies) return Promise.resolve();
      var url = new URL(name, location.origin + location.pathname);
      var controller = new AbortController();
      options.signal = AbortSignal.any([controller.signal, AbortSignal.timeout(30000)]);
      var reply = fetch(url, options).then(withBody);
      var stop = controller.abort.bind(controller, undefined);
      replies[url.href] = { reply: reply, stop: stop };
      // Whoever takes it over hears of a failure, too.
      return reply.catch(function () {});
    }

    var asked = new URLSearchParams(location.search);
    if (asked.get("demo") === "1" || asked.get("amp;demo")) return;
    // Nothing where there is a mistake in it, which the program tells of.
    var configuration = ask("config.json", { cache: "reload" })
      .then(function (reply) {
        if (!reply || !reply.response.ok) return {};
        return (reply.body ? new Response(reply.body) : reply.response.clone()).json();
      })
      .catch(function () {});
    var target = isSignedIn() ? "" : firstPage(asked);
    if (!target) return;
    var first = isAnsweredHere() ? askPage(target, "reload", {}) : configuration.then(askWhereOpen);
    Promise.all([configuration, first]).then(askFurther).catch(function () {});

    function askWhereOpen(config) {
      var isOpen = config && (!config.sign_in || config.sign_in === "none");
      if (!isOpen || config.endpoint || config.resource || config.snapshot) return;
      return askPage(target, "reload", {});
    }

    // As many as the program would have under way at once. What a relay said of the list with page one goes with them.
    function askFurther(replies) {
      var reply = replies[1];
      if (!replies[0] || replies[0].parallel_requests || !reply || !reply.response.ok || !reply.body) return;
      if (reply.body.byteLength > LONGEST_READ_BYTES) return;
      var list = JSON.parse(new TextDecoder().decode(reply.body));
      var pages = list.next ? Math.ceil(list.count / list.results.length) : 1;
      // Of a longer list the program may ask for something else first.
      if (!(pages <= 60)) return;
      var tag = reply.response.headers.get("Cubeboard-List");
      for (var number = 2; number <= Math.min(pages, 7); number += 1) {
        askPage(target + "&page=" + number, "default", tag ? { "Cubeboard-List": tag } : {});
      }
    }

    function askPage(target, cache, headers) {
      headers.Accept = "application/json";
      var options = { cache: cache, credentials: "same-origin", headers: headers, redirect: "manual" };
      return ask(target, options);
    }
  }

  // A response with its body, which the program then has at once and not behind all else that it does at its start. One
  // that does not say how long it is may have no end, and is left to the program.
  function withBody(response) {
    if (!response.headers.has("Content-Length")) return { response: response };
    return response.arrayBuffer().then(function (body) {
      return { response: response, body: body };
    });
  }

  // Where the browser keeps nothing for this page, nobody signed in.
  function isSignedIn() {
    try {
      return sessionStorage.getItem("cubeboard.sign-in") !== null;
    } catch (error) {
      return false;
    }
  }

  // Whether whoever sent this page has said, in the one header that can be read here, that it answers for Cube as well:
  // then its configuration says so, too, and need not be waited for.
  function isAnsweredHere() {
    var navigation = performance.getEntriesByType("navigation")[0];
    return ((navigation && navigation.serverTiming) || []).some(function (it) {
      return it.name === "cube";
    });
  }

  // The target of the first page that the program will ask for, where that is plain.
  function firstPage(asked) {
    var campaign = asked.get("campaign");
    var from = asked.get("from");
    var to = asked.get("to");
    // Of days up to today, the program asks for today apart from the days before.
    var isPast = isDay(from) && isDay(to) && to < new Date().toISOString().slice(0, 10);
    var days = (Date.parse(to) - Date.parse(from)) / 864e5;
    // The form refuses more than ten years.
    if (!/^[1-9][0-9]{0,8}$/.test(campaign) || !isPast || days < 0 || days > 3650) return "";
    var query = new URLSearchParams({ from_date: from.replace(/-/g, ""), to_date: to.replace(/-/g, "") });
    var type = (asked.get("type") || "").trim();
    // What a period stands for, the chosen zone says.
    if (asked.get("amp;type") || asked.get("period") || asked.get("amp;period")) return "";
    if (type) query.set("response_type", type);
    return "api/v1/campaigns/" + campaign + "/responses/?" + query;
  }

  // A browser takes 30 February for a day of March.
  function isDay(text) {
    var millis = /^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(text) : NaN;
    return !isNaN(millis) && new Date(millis).toISOString().slice(0, 10) === text;
  }
})();
