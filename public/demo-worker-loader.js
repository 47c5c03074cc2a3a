// Starts the demo's worker. Trunk would write the same, but in a form of which the browser's console is warned.
importScripts("demo-worker.js");
wasm_bindgen({ module_or_path: "demo-worker_bg.wasm" });
