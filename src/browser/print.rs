//! Printing: the events around it, and the print dialog.

use leptos::prelude::*;
use web_sys::Event;

use super::events::listen;
use super::{frame, window};

const BEFORE: &str = "beforeprint";
const AFTER: &str = "afterprint";

/// Whether the page is being put on paper. No media query, as browsers have counted the sheets when one is met.
pub fn is_printing() -> ReadSignal<bool> {
    let (is_printing, set_printing) = signal(false);
    listen(&[BEFORE, AFTER], move |event: Event| {
        set_printing.try_set(event.type_() == BEFORE);
    });
    is_printing
}

/// Prints the page, or makes a PDF of it: the browser asks which. The page is told beforehand: Firefox takes it as it
/// is when its own event is over, which is before anything follows from that.
pub fn print() {
    tell(BEFORE);
    frame::next(|| {
        if let Some(window) = window() {
            drop(window.print());
        }
        // Where there is nothing to print with, no browser says so.
        tell(AFTER);
    });
}

fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (window(), Event::new(name)) {
        drop(window.dispatch_event(&event));
    }
}
