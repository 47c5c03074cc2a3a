//! Size of an element in CSS pixels and pixel ratio of the screen, as a signal.

use leptos::prelude::*;
use leptos_use::core::IntoElementMaybeSignal;
use leptos_use::{UseElementSizeReturn, use_device_pixel_ratio, use_element_size};
use web_sys::Element;

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

/// Follows the inner size of an element, in whole pixels, and the pixel ratio of the screen it is on; the size is zero
/// until the element is there.
pub fn of<E, M>(node: E) -> Memo<Size>
where
    E: IntoElementMaybeSignal<Element, M>,
{
    let UseElementSizeReturn { width, height } = use_element_size(node);
    let pixel_ratio = use_device_pixel_ratio();
    Memo::new(move |_| Size {
        width_px: width.get().round(),
        height_px: height.get().round(),
        pixel_ratio: pixel_ratio.get(),
    })
}
