//! A panel at the side of the page. The page beside it stays in use; Escape closes it.

use leptos::ev::KeyboardEvent;

use super::menu::focus_on;
use crate::html::content::Content;
use crate::html::{El, Place, button, el};

/// The drawer of something: its title, what the closing button is called and does, and what stands in it. It takes the
/// focus when it opens.
pub fn drawer(
    title: &'static str,
    close_name: &'static str,
    close: impl Fn() + Copy + 'static,
    tools: Vec<El>,
    content: impl Content,
) -> El {
    let place = Place::new();
    focus_on(place);
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let close = button("chip", "✕", close).attr("aria-label", close_name).attr("title", close_name);
    let head =
        el("div").class("dialog-head").child(el("h2").child(title)).children(tools).child(close);
    el("section")
        .class("drawer")
        .attr("role", "dialog")
        .attr("aria-label", title)
        .attr("tabindex", "-1")
        .at(place)
        .on("keydown", keys)
        .child(head)
        .child(content)
}
