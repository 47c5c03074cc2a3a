//! One of a few: radio buttons under a common name.

use crate::html::content::Content;
use crate::html::{El, el};

/// A group of radio buttons; each is told by its place. `id` is unique in the page.
pub fn choice<N: Content + Clone>(
    id: &'static str,
    label: &'static str,
    options: &[N],
    chosen: impl Fn() -> usize + Copy + Send + Sync + 'static,
    choose: impl Fn(usize) + Copy + 'static,
) -> El {
    let option = |(place, name): (usize, &N)| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", id)
            .prop("checked", move || chosen() == place)
            .on("change", move |_: web_sys::Event| choose(place));
        el("label").class("choice").child(input).child(name.clone())
    };
    el("fieldset")
        .class("choices")
        .child(el("legend").child(label))
        .children(options.iter().enumerate().map(option))
}
