//! What saves and opens files, loaded only when a reader wants it: the panel of "Share and export" on the page, and the
//! worker that does its work. Both are this one program, so that it is loaded once.

mod page;
mod panel;
mod parts;
mod picture;
mod saving;
mod table;
mod worker;
mod writing;

use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

use page::Page;

fn main() {
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        worker::serve(&scope);
    }
}

/// Does what the page asks for, from now on as soon as it does: each time for an element to show the panel in, and the
/// function that tells of the page.
#[wasm_bindgen]
pub fn answer(asked: Array) {
    let answer = |it: JsValue| {
        let asked = Array::from(&it);
        panel::show(asked.get(0).unchecked_into(), Page::new(asked.get(1).unchecked_into()));
    };
    asked.iter().for_each(answer);
    let answer = Closure::<dyn Fn(JsValue)>::new(answer).into_js_value();
    // It takes what is put into the list at once.
    drop(Reflect::set(&asked, &"push".into(), &answer));
}
