//! What index.html shows before the page runs, and what it shows when the page cannot go on.

use web_sys::{Element, HtmlElement};

use super::window;

/// Takes the shell away, and returns where the page itself stands in its place.
pub fn make_way() -> Option<HtmlElement> {
    if let Some(shell) = element("shell") {
        shell.remove();
    }
    window()?.document()?.body()
}

/// Shows the failure page that index.html holds ready, should the page ever panic.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Some(failure) = element("failure") {
            drop(failure.remove_attribute("hidden"));
        }
    }));
}

fn element(id: &str) -> Option<Element> {
    window()?.document()?.get_element_by_id(id)
}
