//! Size of an element and device pixel ratio of the screen, as signals.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Element, ResizeObserver};

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

/// Follows the size of the element that `node` will hold; zero until it is there.
pub fn of<E>(node: NodeRef<E>) -> Signal<Size>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    let (size, set_size) = signal((0, 0));
    Effect::new(move || {
        let Some(element) = node.get() else { return };
        let element: Element = AsRef::<Element>::as_ref(&element).clone();
        let measured = element.clone();
        let measure = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            set_size.try_set((measured.client_width(), measured.client_height()));
        });
        let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        // The observer keeps the callback; both end with the page's own element.
        let held = StoredValue::new_local((observer, measure));
        on_cleanup(move || held.with_value(|(observer, _)| observer.disconnect()));
    });
    let pixel_ratio = pixel_ratio();
    Signal::derive(move || {
        let (width, height) = size.get();
        let pixel_ratio = pixel_ratio.get();
        Size { width_px: f64::from(width), height_px: f64::from(height), pixel_ratio }
    })
}

/// Follows the device pixel ratio, which changes where the page is zoomed or its window moved to another screen.
fn pixel_ratio() -> ReadSignal<f64> {
    let (ratio, set_ratio) = signal(current_ratio());
    Effect::new(move || {
        // A query for the ratio as it is tells once that it is another; then the next one asks for that.
        let query = format!("(resolution: {}dppx)", ratio.get());
        let query = window().and_then(|window| window.match_media(&query).ok().flatten());
        let Some(query) = query else { return };
        let on_change = Closure::<dyn FnMut()>::new(move || {
            set_ratio.try_set(current_ratio());
        });
        let options = AddEventListenerOptions::new();
        options.set_once(true);
        drop(query.add_event_listener_with_callback_and_add_event_listener_options(
            "change",
            on_change.as_ref().unchecked_ref(),
            &options,
        ));
        // It would be gone with its last holder, and the listener with it.
        let held = StoredValue::new_local((query, on_change));
        on_cleanup(move || {
            held.with_value(|(query, on_change)| {
                drop(query.remove_event_listener_with_callback(
                    "change",
                    on_change.as_ref().unchecked_ref(),
                ));
            });
        });
    });
    ratio
}

fn current_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}
