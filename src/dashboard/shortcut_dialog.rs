//! Dialog of keyboard shortcuts: what each key does, and a checkbox that switches single keys off.

use leptos::prelude::*;

use crate::components::dialog::Dialog;
use crate::i18n::use_locale;
use crate::state::shortcuts::use_shortcuts;

/// The dialog, closed at first.
#[component]
pub fn ShortcutDialog() -> impl IntoView {
    let shortcuts = use_shortcuts();
    let locale = use_locale();
    view! {
        <Dialog
            is_open=shortcuts.is_dialog_open()
            title=move || locale.text().shortcuts.title
            close_name=move || locale.text().connection.close
        >
            <KeyList />
        </Dialog>
    }
    .into_any()
}

/// Content of the dialog.
#[component]
fn KeyList() -> impl IntoView {
    let shortcuts = use_shortcuts();
    let locale = use_locale();
    let text = move || &locale.text().shortcuts;
    view! {
        <div class="dialog-body">
            <dl class="fields keys">
                <Key key="/" action=move || locale.text().table.search />
                <Key key="c" action=move || text().to_chart />
                <Key key="t" action=move || text().to_table />
                <Key key="p" action=move || locale.text().period.previous />
                <Key key="n" action=move || locale.text().period.next />
                <Key key="?" action=move || text().title />
            </dl>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || shortcuts.is_on()
                    on:change=move |event| shortcuts.switch(event_target_checked(&event))
                />
                {move || text().switch}
            </label>
            <p class="dialog-note">{move || text().note}</p>
            <p>
                <strong>{move || text().in_chart}</strong>
                <br />
                {move || locale.text().chart.help}
            </p>
            <p>
                <strong>{move || text().in_table}</strong>
                <br />
                {move || locale.text().table.help}
            </p>
        </div>
    }
    .into_any()
}

/// A key and what it does.
#[component]
fn Key(
    /// The character on it.
    key: &'static str,
    /// What it does.
    #[prop(into)]
    action: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <dt>
            <kbd>{key}</kbd>
        </dt>
        <dd>{move || action.get()}</dd>
    }
    .into_any()
}
