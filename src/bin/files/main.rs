//! What saves and opens files, loaded only when a reader wants it: the panel of "Share and export" on the page, and the
//! worker that does its work. Both are this one program, so that it is loaded once.

mod head;
mod opened;
mod opening;
mod page;
mod panel;
mod parts;
mod picture;
mod saving;
mod table;
mod worker;
mod writing;

use cubeboard_app::browser::aside;
use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, HtmlElement};

use page::Page;

fn main() {
    let global = js_sys::global();
    if let Some(scope) = global.dyn_ref::<DedicatedWorkerGlobalScope>() {
        worker::serve(scope);
    } else if let Ok(Ok(asked)) = Reflect::get(&global, &aside::LIST.into()).map(JsCast::dyn_into) {
        answer(asked);
    }
}

/// Does what the page asks for, from now on as soon as it does. Each time that is an element to show the panel in, or a
/// file to open, then the function that tells of the page, and whether the file is one of the reader's.
fn answer(asked: Array) {
    let answer = |it: JsValue| {
        let asked = Array::from(&it);
        let page = Page::new(asked.get(1).unchecked_into());
        match asked.get(0).dyn_into::<HtmlElement>() {
            Ok(host) => panel::show(host, page),
            Err(file) => opening::open(file, page, asked.get(2).is_truthy()),
        }
    };
    asked.iter().for_each(answer);
    let answer = Closure::<dyn Fn(JsValue)>::new(answer).into_js_value();
    // It takes what is put into the list at once.
    drop(Reflect::set(&asked, &"push".into(), &answer));
}
