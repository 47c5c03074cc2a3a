//! Size of an element in CSS pixels and pixel ratio of the screen, as signals.

use std::rc::Rc;

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MediaQueryList, ResizeObserver};

use super::window;

/// An element's inner size in CSS pixels, and how many device pixels make one of them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// Width in CSS pixels.
    pub width_px: f64,
    /// Height in CSS pixels.
    pub height_px: f64,
    /// Device pixels for each CSS pixel; more than 1 on sharp screens and in a zoomed page.
    pub pixel_ratio: f64,
}

/// Follows the size of the element that `node` will hold, and the pixel ratio of the screen it is on; zero until the
/// element is there.
pub fn of<E>(node: NodeRef<E>) -> ReadSignal<Size>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    let (size, set_size) = signal(Size::default());
    Effect::new(move || {
        let Some(element) = node.get() else { return };
        let element: Element = AsRef::<Element>::as_ref(&element).clone();
        let measured = element.clone();
        // Zooming changes the size and the ratio, and is told twice.
        let measure: Rc<dyn Fn()> = Rc::new(move || {
            let now = size_of(&measured);
            if size.try_get_untracked().is_some_and(|before| before != now) {
                set_size.set(now);
            }
        });
        on_resize(&element, Rc::clone(&measure));
        on_pixel_ratio_change(measure);
    });
    size
}

fn size_of(element: &Element) -> Size {
    Size {
        width_px: f64::from(element.client_width()),
        height_px: f64::from(element.client_height()),
        pixel_ratio: pixel_ratio(),
    }
}

fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Calls back once at first and at each change of an element's size, until the owner goes.
fn on_resize(element: &Element, callback: Rc<dyn Fn()>) {
    let callback = Closure::<dyn FnMut(JsValue)>::new(move |_| callback());
    let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    // The observer keeps the callback; both end with the owner.
    let held = StoredValue::new_local((observer, callback));
    on_cleanup(move || held.with_value(|(observer, _)| observer.disconnect()));
}

/// Calls back at each change of the pixel ratio, as when the window moves to another screen, until the owner goes. No
/// event tells of it but that of a media query, which tells only that its own ratio no longer holds: each new ratio
/// needs a new query.
fn on_pixel_ratio_change(callback: Rc<dyn Fn()>) {
    let change = Trigger::new();
    Effect::new(move || {
        change.track();
        let Some(query) = pixel_ratio_query() else { return };
        let callback = Rc::clone(&callback);
        let listener = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            callback();
            change.notify();
        });
        let function = listener.as_ref().unchecked_ref();
        drop(query.add_event_listener_with_callback("change", function));
        let held = StoredValue::new_local((query, listener));
        on_cleanup(move || {
            held.with_value(|(query, listener)| {
                let function = listener.as_ref().unchecked_ref();
                drop(query.remove_event_listener_with_callback("change", function));
            });
        });
    });
}

/// Media query that holds while the pixel ratio is what it is now.
fn pixel_ratio_query() -> Option<MediaQueryList> {
    let query = format!("(resolution: {}dppx)", pixel_ratio());
    window()?.match_media(&query).ok()?
}
