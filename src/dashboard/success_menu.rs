//! What counts as success, to be set by the reader from the words that occur.

use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Class;
use leptos::prelude::*;

use crate::components::menu::{menu, with_choice};
use crate::components::segments::options;
use crate::html::{El, button, el};
use crate::state::definitions::{Definitions, use_definitions};
use crate::state::preferences::Voice;
use crate::state::visible_rows::use_visible_rows;

/// A button that opens the list of words.
pub fn definition_menu(voice: Voice) -> El {
    let text = &voice.text.summary;
    let definition = use_definitions().current();
    let successes = move || {
        let definition = definition.read();
        let successes = definition.words(Class::Success).collect::<Vec<_>>().join(", ");
        let successes = if successes.is_empty() { voice.text.table.no_value } else { &successes };
        [": ", successes, " ▾"].concat()
    };
    menu(with_choice(text.definition, successes), text.definition, move || words(voice))
}

fn words(voice: Voice) -> El {
    let text = &voice.text.summary;
    let shown = use_visible_rows();
    let definitions = use_definitions();
    let name = |column| {
        let names = &voice.text.table;
        el("h2").child(names.column(column))
    };
    let classes = Class::ALL.map(|it| text.class(it));
    let kinds =
        shown.words(Column::Kind).into_iter().map(|it| entry(it, &classes, definitions, voice));
    let like_its_type = [classes[0], classes[1], classes[2], text.like_its_type];
    let subtypes = shown
        .words(Column::Subtype)
        .into_iter()
        .map(move |it| entry(it, &like_its_type, definitions, voice));
    let usual = button("button", text.usual_definition, move || definitions.reset());
    el("div")
        .class("menu-list definition")
        .child(el("p").child(text.definition_note))
        .child(name(Column::Kind))
        .children(kinds)
        .child(name(Column::Subtype))
        .children(subtypes)
        .child(usual)
}

/// A word and what it counts as; with a fourth option, a subtype counts as its type does.
fn entry(word: String, names: &[&'static str], definitions: Definitions, voice: Voice) -> El {
    let current = definitions.current();
    let inherited =
        if names.len() > Class::ALL.len() { Class::ALL.len() } else { Class::Failure as usize };
    let label = voice.text.summary.counts_as(&word);
    let kept = StoredValue::new(word.clone());
    let chosen = move || {
        let class = kept.with_value(|it| current.read().entry(it));
        class.map_or(inherited, |it| it as usize)
    };
    let choose = move |place: usize| {
        kept.with_value(|word| {
            definitions.change(|it| it.set(word, Class::ALL.get(place).copied()));
        });
    };
    el("label")
        .class("menu-entry")
        .child(el("span").child(word))
        .child(options(label, names, chosen, choose))
}
