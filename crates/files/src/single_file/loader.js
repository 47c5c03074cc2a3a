// Runs first in a page that is one file, and hands out what other pages fetch from beside them. Each part stands in an
// element of its own, by the name of the file that it is, in base64 and mostly packed by gzip; src/browser/enclosed.rs asks
// for them, and public/boot.js tells by `cubeboardParts` what kind of page this is. Scripts are run as elements, because
// the policy knows them by their hashes, and in workers, which it allows from here. Those are classic scripts: Chromium
// starts no module as a worker of a page from a disk.
(function () {
  "use strict";

  // The texts of programs, by the names of the files that load them elsewhere.
  var programs = {};
  // Their wasm, unpacked, until they ask for it.
  var binaries = {};

  window.cubeboardParts = { read: read, run: run, worker: worker, wasm: wasm };
  document.addEventListener("DOMContentLoaded", start);

  // Starts the page, once all of it is here.
  function start() {
    if (document.documentElement.hasAttribute("data-obstacle")) return;
    var parts = document.querySelectorAll("[data-part]");
    var last = parts[parts.length - 1];
    if (!last || !last.hasAttribute("data-last")) throw new Error("the file is cut off");
    var scripts = document.querySelectorAll("[data-wasm]");
    var texts = Array.prototype.map.call(scripts, function (part) {
      return bytes(part).then(function (script) {
        var text = new TextDecoder().decode(script);
        programs[part.dataset.loader] = { text: text, wasm: part.dataset.wasm };
      });
    });
    Promise.all(texts)
      .then(function () {
        return run("");
      })
      .catch(complain);
  }

  // Has public/boot.js hear of an error: browsers keep to themselves what their own parts reject.
  function complain(error) {
    setTimeout(function () {
      throw new Error(error.message);
    });
  }

  function find(name) {
    return Array.prototype.find.call(document.querySelectorAll("[data-part]"), function (part) {
      return part.dataset.part === name;
    });
  }

  function bytes(part) {
    if (part.tagName === "STYLE") return Promise.resolve(new TextEncoder().encode(part.textContent).buffer);
    return unpack(part.textContent, part.dataset.coding === "gzip");
  }

  // Workers have a copy of it, so it names nothing around it.
  function unpack(text, isPacked) {
    return Promise.resolve().then(function () {
      var binary = atob(text);
      var bytes = new Uint8Array(binary.length);
      for (var place = 0; place < bytes.length; place++) bytes[place] = binary.charCodeAt(place);
      if (!isPacked) return bytes.buffer;
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Response(stream).arrayBuffer();
    });
  }

  // Promises a part as a blob, or `undefined` where there is none of that name.
  function read(name) {
    var part = find(name);
    if (!part) return Promise.resolve(undefined);
    return bytes(part).then(function (buffer) {
      return new Blob([buffer]);
    });
  }

  // Runs a program in the page: the one that this file loads elsewhere, or the page's own.
  function run(loader) {
    return Promise.resolve(programs[loader]).then(function (program) {
      return bytes(find(program.wasm)).then(function (binary) {
        binaries[program.wasm] = binary;
        var script = document.createElement("script");
        script.textContent = program.text;
        document.head.append(script);
      });
    });
  }

  // What a program that was run asks for.
  function wasm(name) {
    var binary = binaries[name];
    delete binaries[name];
    return binary;
  }

  // Starts the same as a worker, which brings its wasm along.
  function worker(loader) {
    var program = programs[loader];
    var packed = find(program.wasm).textContent;
    var before = [
      "var unpacked = (" + unpack + ')("' + packed + '", true);',
      "unpacked.catch(" + complain + ");",
      "self.cubeboardParts = { wasm: function () { return unpacked; } };",
      // Whoever started it hears of errors alone.
      'self.addEventListener("unhandledrejection", function (event) { throw event.reason; });',
      "",
    ];
    var script = new Blob([before.join("\n"), program.text], { type: "text/javascript" });
    var address = URL.createObjectURL(script);
    var worker = new Worker(address);
    // The browser keeps the text, in which all of the program stands, for as long as it has an address. A worker that says
    // something has read it.
    ["message", "error"].forEach(function (kind) {
      worker.addEventListener(kind, URL.revokeObjectURL.bind(URL, address), { once: true });
    });
    return worker;
  }
})();
