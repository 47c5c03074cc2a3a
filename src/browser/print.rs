//! Printing: the events around it, and the print dialog.

use leptos::ev;
use leptos::prelude::*;
use web_sys::Event;

use super::{frame, window};

/// Whether the page is being put on paper. No media query, as browsers have counted the sheets when one is met.
pub fn is_printing() -> ReadSignal<bool> {
    let (is_printing, set_printing) = signal(false);
    window_event_listener(ev::beforeprint, move |_| set_printing.set(true));
    window_event_listener(ev::afterprint, move |_| set_printing.set(false));
    is_printing
}

/// Prints the page, or makes a PDF of it: the browser asks which. The page is told beforehand: Firefox takes it as it
/// is when its own event is over, which is before anything follows from that.
pub fn print() {
    tell("beforeprint");
    frame::next(|| {
        if let Some(window) = window() {
            drop(window.print());
        }
        // Where there is nothing to print with, no browser says so.
        tell("afterprint");
    });
}

fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (window(), Event::new(name)) {
        drop(window.dispatch_event(&event));
    }
}
