//! The dialog that tells what keys do, and in which single keys can be switched off.

use leptos::prelude::*;

use crate::browser::keys;
use crate::components::dialog::dialog;
use crate::html::{El, el};
use crate::state::preferences::use_preferences;
use crate::state::shortcuts::use_shortcuts;

/// The dialog, closed at first; while it is there, the keys it tells of mean something.
pub fn shortcut_dialog() -> El {
    let shortcuts = use_shortcuts();
    let preferences = use_preferences();
    keys::follow(move || untrack(|| shortcuts.is_on()));
    let text = move || preferences.voice().text;
    let title = move || text().shortcuts.title;
    dialog(shortcuts.is_open, title, move || text().connection.close, content)
}

fn content() -> El {
    let shortcuts = use_shortcuts();
    let all = use_preferences().voice().text;
    let text = &all.shortcuts;
    let keys = [
        ("/", all.table.search),
        ("c", text.to_chart),
        ("t", text.to_table),
        ("p", all.period.previous),
        ("n", all.period.next),
        ("?", text.title),
    ];
    let key = |(key, does): (&'static str, &'static str)| {
        vec![el("dt").child(el("kbd").child(key)), el("dd").child(does)]
    };
    let switch = el("input")
        .attr("type", "checkbox")
        .prop("checked", move || shortcuts.is_on())
        .on("change", move |_: web_sys::Event| shortcuts.switch());
    let more = [(text.in_chart, all.chart.help), (text.in_table, all.table.help)];
    let more = more
        .into_iter()
        .map(|(place, help)| el("p").child(el("strong").child(place)).child(el("br")).child(help));
    el("div")
        .class("dialog-body")
        .child(el("dl").class("fields keys").children(keys.into_iter().flat_map(key)))
        .child(el("label").class("choice").child(switch).child(text.switch))
        .child(el("p").class("dialog-note").child(text.note))
        .children(more)
}
