//! Small texts that this browser keeps for the page. A browser may refuse; the page then only forgets.

use web_sys::Storage;

use super::window;

/// The text kept under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a text under a name; none takes it away.
pub fn write(name: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    drop(match text {
        Some(text) => storage.set_item(&key(name), text),
        None => storage.remove_item(&key(name)),
    });
}

/// Other pages of the same origin keep theirs in the same place.
fn key(name: &str) -> String {
    ["cubeboard.", name].concat()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
