//! Programs that are loaded on demand: in the page, or as workers.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Worker, WorkerOptions, WorkerType};

use super::{enclosed, window};

/// Runs a program in the page; the function `on_failure` where it cannot be loaded.
pub fn run(program: &str, on_failure: &JsValue) -> Option<()> {
    let address = script(program)?;
    if enclosed::is_there() {
        return enclosed::run(&address, on_failure);
    }
    let document = window()?.document()?;
    let script = document.create_element("script").ok()?;
    for (name, value) in [("type", "module"), ("src", &*address)] {
        script.set_attribute(name, value).ok()?;
    }
    script.add_event_listener_with_callback("error", on_failure.unchecked_ref()).ok()?;
    document.body()?.append_child(&script).ok().map(drop)
}

/// Starts a program as a worker; `None` where the browser has none.
pub fn worker(program: &str) -> Option<Worker> {
    let address = script(program)?;
    if enclosed::is_there() {
        return enclosed::worker(&address);
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&address, &options).ok()
}

/// Whether the page has this program.
pub fn has(program: &str) -> bool {
    script(program).is_some()
}

/// The address of a program's script, as index.html names it: there, because only the build knows the hash in it.
fn script(program: &str) -> Option<String> {
    let selector = format!("meta[name='{program}']");
    let meta = window()?.document()?.query_selector(&selector).ok()??;
    meta.get_attribute("content")
}
