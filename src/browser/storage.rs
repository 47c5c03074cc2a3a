//! Web storage: small texts that this browser keeps for the page, for good or as long as its tab is open. A browser may
//! refuse; the page then only forgets.

use web_sys::Storage;

use super::window;

/// The text kept under a name.
pub fn read(name: &str) -> Option<String> {
    lasting()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a text under a name; none takes it away.
pub fn write(name: &str, text: Option<&str>) {
    put(lasting(), name, text);
}

/// Keeps a text under a name; whether the browser does. It may have no room left, or keep nothing at all.
pub fn keep(name: &str, text: &str) -> bool {
    lasting().is_some_and(|storage| storage.set_item(&key(name), text).is_ok())
}

/// The text kept under a name for this tab.
pub fn read_in_tab(name: &str) -> Option<String> {
    of_tab()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a text under a name for this tab; none takes it away.
pub fn write_in_tab(name: &str, text: Option<&str>) {
    put(of_tab(), name, text);
}

/// Takes away everything that is kept for good.
pub fn forget() {
    let Some(storage) = lasting() else { return };
    let mut place = 0;
    while let Ok(Some(key)) = storage.key(place) {
        if !key.starts_with(OURS) || storage.remove_item(&key).is_err() {
            place += 1;
        }
    }
}

fn put(storage: Option<Storage>, name: &str, text: Option<&str>) {
    let Some(storage) = storage else { return };
    drop(match text {
        Some(text) => storage.set_item(&key(name), text),
        None => storage.remove_item(&key(name)),
    });
}

/// Other pages of the same origin keep theirs in the same place.
const OURS: &str = "cubeboard.";

fn key(name: &str) -> String {
    format!("{OURS}{name}")
}

fn lasting() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

fn of_tab() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}
