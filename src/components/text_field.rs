//! One labelled input with its mistake below it.

use leptos::prelude::*;

use crate::html::{El, el};

/// What kind of text a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Names or numbers, separated by commas.
    Names,
    /// A day, by the browser's own date field.
    Day,
    /// Any text.
    Text,
    /// An address, or anything else of length.
    Long,
    /// A text that nobody else should see.
    Secret,
}

/// What a field is made of.
#[derive(Clone)]
pub struct Field {
    /// Its name in the page, unique.
    pub id: &'static str,
    /// What kind of text it takes.
    pub kind: FieldKind,
    /// Its label.
    pub label: &'static str,
    /// What stands in it.
    pub value: RwSignal<String>,
    /// Reads what is wrong with it.
    pub error: Signal<Option<&'static str>>,
    /// Shown while it is empty.
    pub hint: &'static str,
    /// The element that says more of it, while nothing is wrong.
    pub note: Option<&'static str>,
}

/// A labelled input.
pub fn field(it: Field) -> El {
    let input = input(&it);
    frame(it, input)
}

/// The input alone, for one that is more than that.
pub fn input(it: &Field) -> El {
    let Field { id, kind, value, hint, note, .. } = *it;
    let input_type = match kind {
        FieldKind::Day => "date",
        FieldKind::Secret => "password",
        FieldKind::Names | FieldKind::Text | FieldKind::Long => "text",
    };
    let error = it.error;
    let described = move || match error.get() {
        Some(_) => Some(error_id(id)),
        None => note.map(str::to_owned),
    };
    el("input")
        .attr("id", id)
        .attr("type", input_type)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", hint)
        .attr("aria-invalid", move || error.get().map(|_| "true"))
        .attr("aria-describedby", described)
        .prop("value", move || value.get())
        .on("input", move |event: web_sys::Event| value.set(event_target_value(&event)))
}

/// Label and mistake around an input.
pub fn frame(it: Field, input: El) -> El {
    let Field { id, kind, label, error, .. } = it;
    let class = match kind {
        FieldKind::Names => "field field-wide",
        FieldKind::Long | FieldKind::Secret => "field field-full",
        FieldKind::Day | FieldKind::Text => "field",
    };
    let message = move || {
        let message = |words| {
            let message = el("p").class("field-error").attr("id", error_id(id));
            message.attr("role", "alert").child(words)
        };
        error.get().map(message)
    };
    el("div")
        .class(class)
        .child(el("label").attr("for", id).child(label))
        .child(input)
        .child(message)
}

fn error_id(id: &str) -> String {
    [id, "-error"].concat()
}
