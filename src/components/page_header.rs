//! Page header: name and title of the page, where its data come from, and buttons for connection, language, theme and
//! keyboard shortcuts.

use leptos::prelude::*;

use super::icon::{Icon, LOGO, THEME};
use crate::i18n::use_locale;

/// What the header says of the page as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderText {
    /// What stands beside the product's name.
    pub title: String,
    /// Where the data come from; empty for nothing to say.
    pub note: String,
    /// Whether they come from a service that answers.
    pub is_connected: bool,
    /// Accessible name of the button for the theme, with the chosen one.
    pub theme: String,
    /// What paper says of the day it was printed on; empty on a screen.
    pub printed: String,
}

/// The bar at the top of the page.
#[component]
pub fn PageHeader(
    /// What it says.
    #[prop(into)]
    text: Signal<HeaderText>,
    /// Runs when the reader wants to see the connection.
    #[prop(into)]
    on_connect: Callback<()>,
    /// Runs when the reader wants the other language.
    #[prop(into)]
    on_switch_language: Callback<()>,
    /// Runs when the reader wants the next theme.
    #[prop(into)]
    on_switch_theme: Callback<()>,
    /// Runs when the reader wants to know the keyboard shortcuts.
    #[prop(into)]
    on_explain_keys: Callback<()>,
    /// What stands behind the buttons.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let title = move || text.read().title.clone();
    let printed = move || text.read().printed.clone();
    let note = move || text.read().note.clone();
    let badge = move || if text.read().is_connected { "badge connected" } else { "badge" };
    let theme = move || text.read().theme.clone();
    let shortcuts = move || locale.text().shortcuts.title;
    view! {
        <header class="page-header">
            <h1>
                <Icon class="logo" path=LOGO />
                "Cubeboard"
                <span class="tagline">{title}</span>
            </h1>
            <span>{printed}</span>
            <span class=badge>{note}</span>
            <button type="button" class="chip" on:click=move |_| on_connect.run(())>
                {move || locale.text().connection.title}
            </button>
            <button
                type="button"
                class="chip"
                lang=move || locale.language().other().tag()
                on:click=move |_| on_switch_language.run(())
            >
                {move || locale.text().switch_language}
            </button>
            <button
                type="button"
                class="chip"
                aria-label=theme
                title=theme
                on:click=move |_| on_switch_theme.run(())
            >
                <Icon class="icon" path=THEME />
            </button>
            <button
                type="button"
                class="chip"
                aria-label=shortcuts
                aria-keyshortcuts="?"
                title=shortcuts
                on:click=move |_| on_explain_keys.run(())
            >
                "?"
            </button>
            {children()}
        </header>
    }
    .into_any()
}
