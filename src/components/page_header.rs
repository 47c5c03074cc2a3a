//! The bar at the top: what this is, and how it should look.

use super::icon::{LOGO, THEME, icon};
use crate::html::content::Content;
use crate::html::{El, button, el};
use leptos::prelude::*;

/// The words of the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderText {
    /// What stands beside the product's name.
    pub title: String,
    /// A note on where the data come from; empty for none.
    pub note: String,
    /// Whether they come from a service that answers.
    pub is_connected: bool,
    /// What the button for the connection is called.
    pub connection: &'static str,
    /// The name of the other language, in that language.
    pub language: &'static str,
    /// The tag of the other language.
    pub language_tag: &'static str,
    /// What the look is called and which is chosen.
    pub theme: String,
    /// What paper says of its day; empty on screen.
    pub printed: String,
    /// What the button that tells of keys is called.
    pub shortcuts: &'static str,
}

/// Name and settings of the page, what its four buttons do, and what stands behind them. It stays when the language
/// changes, so that the button keeps the focus.
pub fn page_header(
    text: Memo<HeaderText>,
    connect: impl Fn() + 'static,
    switch_language: impl Fn() + 'static,
    switch_theme: impl Fn() + 'static,
    explain_keys: impl Fn() + 'static,
    last: impl Content,
) -> El {
    let tagline = el("span").class("tagline").child(move || text.read().title.clone());
    let connection = button("chip", move || text.read().connection, connect);
    let language = button("chip", move || text.read().language, switch_language);
    let theme = button("chip", icon("icon", THEME), switch_theme);
    let keys_name = move || text.read().shortcuts;
    let keys = button("chip", "?", explain_keys).attr("aria-keyshortcuts", "?");
    let badge = move || if text.read().is_connected { "badge connected" } else { "badge" };
    let theme_name = move || text.read().theme.clone();
    el("header")
        .class("page-header")
        .child(el("h1").child(icon("logo", LOGO)).child("Cubeboard").child(tagline))
        .child(el("span").child(move || text.read().printed.clone()))
        .child(el("span").class(badge).child(move || text.read().note.clone()))
        .child(connection)
        .child(language.attr("lang", move || text.read().language_tag))
        .child(theme.attr("aria-label", theme_name).attr("title", theme_name))
        .child(keys.attr("aria-label", keys_name).attr("title", keys_name))
        .child(last)
}
