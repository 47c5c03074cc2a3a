//! Programs that are loaded on demand: the addresses of their scripts.

use super::window;

/// The address of a program's script, as index.html names it: there, because only the build knows the hash in it.
pub fn script(program: &str) -> Option<String> {
    let selector = format!("meta[name='{program}']");
    let meta = window()?.document()?.query_selector(&selector).ok()??;
    meta.get_attribute("content")
}
