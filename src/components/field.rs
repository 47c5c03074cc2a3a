//! One labelled input with its mistake below it.

use crate::live::Held;
use leptos::prelude::*;

use crate::html::{El, el};

/// What kind of text a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Numbers, separated by commas.
    Numbers,
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
pub struct Field<E> {
    /// Its name in the page, unique.
    pub id: &'static str,
    /// What kind of text it takes.
    pub kind: FieldKind,
    /// Its label.
    pub label: &'static str,
    /// What stands in it.
    pub value: Held<String>,
    /// Reads what is wrong with it.
    pub error: E,
    /// Shown while it is empty.
    pub hint: &'static str,
    /// The `datalist` with values to offer.
    pub offers: Option<&'static str>,
}

/// A labelled input.
pub fn field<E>(field: Field<E>) -> El
where
    E: Fn() -> Option<&'static str> + Copy + Send + Sync + 'static,
{
    let Field { id, kind, label, value, error, hint, offers } = field;
    let input_type = match kind {
        FieldKind::Day => "date",
        FieldKind::Secret => "password",
        FieldKind::Numbers | FieldKind::Text | FieldKind::Long => "text",
    };
    let input_mode = if kind == FieldKind::Numbers { "numeric" } else { "text" };
    let class = match kind {
        FieldKind::Numbers => "field field-wide",
        FieldKind::Long | FieldKind::Secret => "field field-full",
        FieldKind::Day | FieldKind::Text => "field",
    };
    let error_id = move || format!("{id}-error");
    let message = move || {
        let message = |words| {
            let message = el("p").class("field-error").attr("id", error_id());
            message.attr("role", "alert").child(words)
        };
        error().map(message)
    };
    let input = el("input")
        .attr("id", id)
        .attr("type", input_type)
        .attr("inputmode", input_mode)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("list", offers)
        .attr("placeholder", hint)
        .attr("aria-invalid", move || error().map(|_| "true"))
        .attr("aria-describedby", move || error().map(|_| error_id()))
        .prop("value", move || value.get())
        .on("input", move |event: web_sys::Event| value.set(event_target_value(&event)));
    el("div")
        .class(class)
        .child(el("label").attr("for", id).child(label))
        .child(input)
        .child(message)
}
