//! Where a component stands while it is tested, and the hands that use it.

use cubeboard_app::browser::frame;
use cubeboard_app::i18n::Locale;
use cubeboard_app::i18n::formatter::Clock;
use cubeboard_i18n::Language;
use js_sys::Promise;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ClipboardEvent, ClipboardEventInit, DataTransfer, Element, HtmlElement, KeyboardEvent,
    KeyboardEventInit, MouseEvent, MouseEventInit,
};

/// A component on the page, taken away at the end of its test.
pub struct Stage {
    pub place: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Stage {
    /// Shows a component, in English and by Oslo's clock.
    pub fn set<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let mounted = mount_to(place.clone(), move || {
            provide_context(Locale::new(Language::English, Clock::Oslo));
            view()
        });
        Self { place, _mounted: Box::new(mounted) }
    }

    /// The first element that a selector finds.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.place.query_selector(selector).unwrap()
    }

    /// What stands in it.
    pub fn text_of(&self, selector: &str) -> String {
        self.find(selector).and_then(|it| it.text_content()).unwrap_or_default()
    }

    /// One of its attributes.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector)?.get_attribute(name)
    }

    /// How many a selector finds.
    pub fn count(&self, selector: &str) -> u32 {
        self.place.query_selector_all(selector).unwrap().length()
    }

    /// Clicks on the first of them.
    pub fn click(&self, selector: &str) {
        self.find(selector).unwrap().unchecked_into::<HtmlElement>().click();
    }

    /// Clicks as a hand does: what is clicked takes the focus first.
    pub fn click_by_hand(&self, selector: &str, shift: bool) {
        let element: HtmlElement = self.find(selector).unwrap().unchecked_into();
        element.focus().unwrap();
        let how = MouseEventInit::new();
        how.set_bubbles(true);
        how.set_shift_key(shift);
        let event = MouseEvent::new_with_mouse_event_init_dict("click", &how).unwrap();
        element.dispatch_event(&event).unwrap();
    }

    /// Presses a key such as `Ctrl+End` at the grid.
    pub fn press(&self, keys: &str) {
        press(&self.find("[role=grid]").unwrap(), keys);
    }

    /// What stands in the cell that a screen reader is told of.
    pub fn at_cell(&self) -> String {
        let id = self.attribute("[role=grid]", "aria-activedescendant").unwrap_or_default();
        if id.is_empty() { id } else { self.text_of(&format!("#{id}")) }
    }

    /// What the grid hands over when the reader copies.
    pub fn copied(&self) -> String {
        let data = DataTransfer::new().unwrap();
        let how = ClipboardEventInit::new();
        how.set_clipboard_data(Some(&data));
        how.set_bubbles(true);
        let event = ClipboardEvent::new_with_event_init_dict("copy", &how).unwrap();
        self.find("[role=grid]").unwrap().dispatch_event(&event).unwrap();
        data.get_data("text/plain").unwrap()
    }

    /// Lets the browser paint until it holds; a second's worth of pictures at most.
    pub async fn becomes(&self, holds: impl Fn(&Self) -> bool) {
        for _ in 0..60 {
            if holds(self) {
                return;
            }
            let painted = Promise::new(&mut |resolve, _| {
                frame::next(move || drop(resolve.call0(&JsValue::UNDEFINED)));
            });
            JsFuture::from(painted).await.unwrap();
        }
        panic!("it never came to that: {}", self.place.inner_html());
    }
}

/// Presses a key such as `Ctrl+End` at an element.
pub fn press(element: &Element, keys: &str) {
    let how = KeyboardEventInit::new();
    how.set_key(keys.trim_start_matches("Ctrl+").trim_start_matches("Shift+"));
    how.set_ctrl_key(keys.starts_with("Ctrl+"));
    how.set_shift_key(keys.starts_with("Shift+"));
    how.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &how).unwrap();
    element.dispatch_event(&event).unwrap();
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.place.remove();
    }
}
