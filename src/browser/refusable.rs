//! Call of a function of the browser that may be refused, be it there or not: no failure of the page.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

/// Calls a function of an object by its name; nothing happens where there is none. Nobody waits for its promise, whose
/// refusal would be logged as an error of the page.
pub fn call(object: &JsValue, name: &str, arguments: &Array) -> Option<()> {
    let function: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = function.apply(object, arguments).ok()?.dyn_into().ok()?;
    let refused: Function = Closure::once_into_js(|| {}).unchecked_into();
    let catch: Function = Reflect::get(&promise, &"catch".into()).ok()?.dyn_into().ok()?;
    catch.call1(&promise, &refused).ok().map(drop)
}
