//! Page header: the bar at the top of the page, with the product's name, the page's title, and whatever buttons it is
//! given.

use leptos::prelude::*;

use super::icon::{Icon, LOGO};

/// The bar at the top of the page.
#[component]
pub fn PageHeader(
    /// What stands beside the product's name.
    #[prop(into)]
    title: Signal<String>,
    /// What paper says of the day it was printed on; empty on a screen.
    #[prop(into)]
    printed: Signal<String>,
    /// Badge and buttons, in order.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <h1>
                <Icon class="logo" path=LOGO />
                "Cubeboard"
                <span class="tagline">{title}</span>
            </h1>
            <span>{printed}</span>
            {children()}
        </header>
    }
    .into_any()
}

/// Where the data come from, in a word or two.
#[component]
pub fn SourceBadge(
    /// The words; empty for nothing to say.
    #[prop(into)]
    text: Signal<String>,
    /// Whether a service answers.
    #[prop(into)]
    is_connected: Signal<bool>,
) -> impl IntoView {
    view! {
        <span class="badge" class:connected=is_connected>
            {text}
        </span>
    }
    .into_any()
}

/// A button that shows a sign in place of its name.
#[component]
pub fn SignButton(
    /// Accessible name, shown while the pointer rests on it.
    #[prop(into)]
    name: Signal<String>,
    /// Runs when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// The sign.
    children: Children,
    /// The key that does the same; none by default.
    #[prop(optional)]
    key_shortcut: Option<&'static str>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-label=name
            aria-keyshortcuts=key_shortcut
            title=name
            on:click=move |_| on_press.run(())
        >
            {children()}
        </button>
    }
    .into_any()
}
