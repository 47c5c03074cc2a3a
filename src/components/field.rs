//! One labelled input with its mistake below it.

use leptos::prelude::*;

use crate::live::{live, live_view};

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

/// A labelled input.
#[component]
pub fn Field(
    /// Its name in the page, unique.
    id: &'static str,
    /// What kind of text it takes.
    kind: FieldKind,
    /// Its label.
    label: &'static str,
    /// What stands in it.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// Shown while it is empty; nothing by default.
    #[prop(optional)]
    hint: &'static str,
    /// The `datalist` with values to offer; none by default.
    #[prop(optional)]
    offers: Option<&'static str>,
) -> impl IntoView {
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
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let is_invalid = live(move || error.get().map(|_| "true"));
    let described_by = live(move || error.get().map(|_| described_by.clone()));
    let error = live_view(move || {
        let id = error_id.clone();
        error.get().map(|words| view! { <p class="field-error" id=id role="alert">{words}</p> })
    });
    view! {
        <div class=class>
            <label for=id>{label}</label>
            <input
                id=id
                type=input_type
                inputmode=input_mode
                autocomplete="off"
                spellcheck="false"
                list=offers
                placeholder=hint
                aria-invalid=is_invalid
                aria-describedby=described_by
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
            {error}
        </div>
    }
}
