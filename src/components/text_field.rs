//! Text field: a labelled input with an error message below it.

use leptos::prelude::*;

/// What kind of text a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A day, by the browser's own date field.
    Day,
    /// Any short text.
    Text,
    /// An address, or anything else of length.
    Long,
    /// A text that nobody else should see.
    Secret,
}

/// Texts that the browser offers to complete a field to, by a `datalist`.
#[derive(Debug, Clone, Copy)]
pub struct Completions {
    /// Id of the list, unique in the page.
    pub id: &'static str,
    /// The texts, each of them once.
    pub texts: Signal<Vec<String>>,
    /// Runs when the field takes the focus, before the list is looked at.
    pub on_focus: Callback<()>,
}

/// A labelled input with its error message.
#[component]
pub fn TextField(
    /// Id of the input, unique in the page.
    id: &'static str,
    /// What kind of text it takes.
    kind: FieldKind,
    /// Label above the input.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The text in it.
    value: RwSignal<String>,
    /// What is wrong with the text; nothing by default.
    #[prop(into, optional)]
    error: Signal<Option<&'static str>>,
    /// Shown while it is empty; nothing by default.
    #[prop(into, optional)]
    hint: Signal<&'static str>,
    /// What it may be completed to; nothing by default.
    #[prop(optional)]
    completions: Option<Completions>,
) -> impl IntoView {
    let class = match kind {
        FieldKind::Long | FieldKind::Secret => "field field-full",
        FieldKind::Day | FieldKind::Text => "field",
    };
    let input_type = match kind {
        FieldKind::Day => "date",
        FieldKind::Secret => "password",
        FieldKind::Text | FieldKind::Long => "text",
    };
    let on_focus = move |_| {
        if let Some(completions) = completions {
            completions.on_focus.run(());
        }
    };
    let datalist = completions.map(|completions| {
        view! {
            <datalist id=completions.id>
                <For each=move || completions.texts.get() key=|text| text.clone() let:text>
                    <option value=text></option>
                </For>
            </datalist>
        }
        .into_any()
    });
    view! {
        <div class=class>
            <label for=id>{move || label.get()}</label>
            <input
                id=id
                type=input_type
                autocomplete="off"
                spellcheck="false"
                placeholder=move || hint.get()
                list=completions.map(|completions| completions.id)
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || error.get().map(|_| error_id(id))
                bind:value=value
                on:focus=on_focus
            />
            <FieldError id=id error />
            {datalist}
        </div>
    }
    .into_any()
}

/// Error message of a field, an alert that is there while something is wrong.
#[component]
pub fn FieldError(
    /// Id of the input that it is about.
    id: &'static str,
    /// What is wrong.
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    view! {
        <Show when=move || error.get().is_some()>
            <p class="field-error" id=error_id(id) role="alert">
                {move || error.get()}
            </p>
        </Show>
    }
    .into_any()
}

/// Id of the error message of an input.
pub fn error_id(id: &str) -> String {
    format!("{id}-error")
}
