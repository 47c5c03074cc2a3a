//! A text field with a list below it of what its last piece may be completed to. The focus stays in the field: arrow
//! keys lead through the list, Enter takes what they point at, and so does leaving the field; Escape closes. After the
//! combobox of the ARIA Authoring Practices. One to a page.

use cubeboard_cube::campaigns;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::text_field::{Field, frame, input};
use crate::browser::focus;
use crate::html::{El, el};

/// The field, and its list by the name of `suggestions`. `offers` reads the labels there are to choose from for a text,
/// typed or not; `meaning` is shown over the text while nobody edits it; `visit` runs whenever the list is about to open.
pub fn combobox(
    it: Field,
    suggestions: &'static str,
    offers: impl Fn(&str, bool) -> Vec<String> + Send + Sync + 'static,
    meaning: impl Fn() -> String + 'static,
    visit: impl Fn() + Copy + 'static,
) -> El {
    let value = it.value;
    // Whether it is open, and if so, whether because something was typed.
    let opened = RwSignal::new(None::<bool>);
    let pointed = RwSignal::new(None::<usize>);
    let list = Memo::new(move |_| match opened.get() {
        Some(is_typed) => offers(&value.read(), is_typed),
        None => Vec::new(),
    });
    let is_closed = move || list.read().is_empty();
    let open = move |is_typed: bool| {
        visit();
        // A number is meant as it stands; a name is only ever the beginning of one.
        pointed.set((is_typed && campaigns::is_by_name(&value.read_untracked())).then_some(0));
        opened.set(Some(is_typed));
    };
    let take = move |place: usize| {
        let label = list.read_untracked().get(place).cloned();
        if let Some(label) = label {
            value.update(|it| *it = campaigns::completed(it, &label));
        }
        opened.set(None);
    };
    let point = move |place: usize| {
        pointed.set(Some(place));
        focus::reveal(&option_id(place));
    };
    let leave = move |_: web_sys::Event| {
        if let Some(at) = pointed.get_untracked() {
            take(at);
        }
        opened.set(None);
    };
    let press = move |event: KeyboardEvent| {
        let count = list.read_untracked().len();
        let at = pointed.get_untracked().filter(|it| *it < count);
        match (event.key().as_str(), at) {
            ("ArrowDown" | "ArrowUp", _) if count == 0 => open(false),
            ("ArrowDown", at) => point(at.map_or(0, |it| (it + 1) % count)),
            ("ArrowUp", at) => point(at.unwrap_or(0).checked_sub(1).unwrap_or(count - 1)),
            ("Enter", Some(at)) => take(at),
            ("Escape", _) if count > 0 => opened.set(None),
            _ => return,
        }
        event.prevent_default();
    };
    let input = input(&it)
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "offers")
        .attr("aria-expanded", move || if is_closed() { "false" } else { "true" })
        .attr("aria-activedescendant", move || {
            pointed.get().filter(|_| !is_closed()).map(option_id)
        })
        .on("input", move |_: web_sys::Event| open(true))
        .on("blur", leave)
        .on("keydown", press)
        .press(move || open(false));
    let option = move |(place, label): (usize, &String)| {
        el("li")
            .attr("role", "option")
            .attr("id", option_id(place))
            .attr(
                "aria-selected",
                move || {
                    if pointed.get() == Some(place) { "true" } else { "false" }
                },
            )
            .press(move || take(place))
            .child(label.clone())
    };
    let list = el("ul")
        .class("offers")
        .attr("role", "listbox")
        .attr("id", "offers")
        .attr("aria-label", suggestions)
        .attr("hidden", is_closed)
        // So that a press, or a drag of the scroll bar, does not take the focus out of the field.
        .on("mousedown", |event: web_sys::Event| event.prevent_default())
        .child(move || list.read().iter().enumerate().map(option).collect::<Vec<_>>());
    let meaning = el("span").class("meaning").attr("id", "meaning").child(meaning);
    frame(it, input).child(meaning).child(list)
}

fn option_id(place: usize) -> String {
    ["offer-", &place.to_string()].concat()
}
