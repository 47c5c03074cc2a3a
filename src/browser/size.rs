//! The size of an element and the sharpness of the screen, as signals.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ResizeObserver};

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
pub fn of<E>(node: NodeRef<E>) -> ReadSignal<Size>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    let (size, set_size) = signal(Size::default());
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: Element = AsRef::<Element>::as_ref(&element).clone();
        let measured = element.clone();
        let measure = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            set_size.try_set(Size {
                width_px: f64::from(measured.client_width()),
                height_px: f64::from(measured.client_height()),
                pixel_ratio: window().map_or(1.0, |it| it.device_pixel_ratio()),
            });
        });
        let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        // The observer keeps the callback; both end with the page's own element.
        let held = StoredValue::new_local((observer, measure));
        on_cleanup(move || held.with_value(|(observer, _)| observer.disconnect()));
    });
    size
}
