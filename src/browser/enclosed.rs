//! Files inside of a page that is one file: what such a page takes in place of requests. The script that hands them out is
//! `crates/files/src/single_file/loader.js`.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Worker};

use super::window;

/// The property of `window` with the functions that hand them out.
const PARTS: &str = "cubeboardParts";

/// Whether this page is one file.
pub fn is_there() -> bool {
    parts().is_some()
}

/// The file of this name; nothing where there is none, or it is damaged.
pub async fn read(name: &str) -> Option<Blob> {
    let reading: Promise = call("read", name)?.dyn_into().ok()?;
    JsFuture::from(reading).await.ok()?.dyn_into().ok()
}

/// Runs a program, by the script that loads it elsewhere; `on_failure` where it is damaged. Nothing where this page is not
/// one file.
pub fn run(script: &str, on_failure: &JsValue) -> Option<()> {
    let running = call("run", script)?;
    let catch: Function = Reflect::get(&running, &"catch".into()).ok()?.dyn_into().ok()?;
    catch.call1(&running, on_failure).ok().map(drop)
}

/// Starts the same as a worker.
pub fn worker(script: &str) -> Option<Worker> {
    call("worker", script)?.dyn_into().ok()
}

fn call(function: &str, name: &str) -> Option<JsValue> {
    let parts = parts()?;
    let function: Function = Reflect::get(&parts, &function.into()).ok()?.dyn_into().ok()?;
    function.apply(&parts, &Array::of1(&name.into())).ok()
}

fn parts() -> Option<JsValue> {
    let parts = Reflect::get(&*window()?, &PARTS.into()).ok()?;
    parts.is_object().then_some(parts)
}
