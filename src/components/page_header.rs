//! The bar at the top: what this is, and how it should look.

use leptos::prelude::*;

use crate::live::{live, press};

/// The words of the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderText {
    /// What stands beside the product's name.
    pub title: String,
    /// A note on where the data come from; empty for none.
    pub note: &'static str,
    /// What the button for the connection is called.
    pub connection: &'static str,
    /// The name of the other language, in that language.
    pub language: &'static str,
    /// The tag of the other language.
    pub language_tag: &'static str,
    /// What the look is called and which is chosen.
    pub theme: String,
}

/// Name and settings of the page. It stays when the language changes, so that the button keeps the focus.
#[component]
pub fn PageHeader(
    /// Its words.
    #[prop(into)]
    text: Signal<HeaderText>,
    /// Runs when the reader asks for the connection.
    #[prop(into)]
    on_connection: Callback<()>,
    /// Runs when the reader asks for the other language.
    #[prop(into)]
    on_language: Callback<()>,
    /// Runs when the reader asks for the next look.
    #[prop(into)]
    on_theme: Callback<()>,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <h1>
                <svg class="logo" viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M1 10h3v5H1zM6.5 6h3v9h-3zM12 1h3v14h-3z"></path>
                </svg>
                "Cubeboard"
                <span class="tagline">{live(move || text.read().title.clone())}</span>
            </h1>
            <span class="badge">{live(move || text.read().note)}</span>
            <button type="button" class="chip" on:click=press(move || on_connection.run(()))>
                {live(move || text.read().connection)}
            </button>
            <button
                type="button"
                class="chip"
                lang=live(move || text.read().language_tag)
                on:click=press(move || on_language.run(()))
            >
                {live(move || text.read().language)}
            </button>
            <button
                type="button"
                class="chip"
                aria-label=live(move || text.read().theme.clone())
                title=live(move || text.read().theme.clone())
                on:click=press(move || on_theme.run(()))
            >
                <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                    <circle cx="8" cy="8" r="6.25"></circle>
                    <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z"></path>
                </svg>
            </button>
        </header>
    }
}
