//! Downloads: files that the browser saves for the reader.

use wasm_bindgen::JsCast as _;
use web_sys::{Blob, HtmlElement, Url};

use super::{task, window};

/// How long a browser may take to begin with a file; until then its address has to stay.
const BEGINS_WITHIN_MILLIS: i32 = 60_000;

/// Saves a file under a name, as the reader's browser saves all files.
pub fn save(file: &Blob, name: &str) {
    let Ok(address) = Url::create_object_url_with_blob(file) else { return };
    let link = window().and_then(|it| it.document()?.create_element("a").ok());
    if let Some(link) = link.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        for (name, value) in [("href", address.as_str()), ("download", name)] {
            drop(link.set_attribute(name, value));
        }
        link.click();
    }
    task::after(BEGINS_WITHIN_MILLIS, move || drop(Url::revoke_object_url(&address)));
}
