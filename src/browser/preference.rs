//! Browser preferences: language and colour scheme, and the document's own attributes for them.

use cubeboard_i18n::Language;
use leptos::prelude::*;
use web_sys::Event;

use super::events::listen_to;
use super::window;

/// The first of the browser's languages that the page speaks.
pub fn language() -> Option<Language> {
    let languages = window()?.navigator().languages();
    languages.iter().filter_map(|it| it.as_string()).find_map(|tag| Language::from_tag(&tag))
}

/// Tells assistive technology which language the page is in.
pub fn set_language(language: Language) {
    if let Some(root) = root() {
        drop(root.set_attribute("lang", language.tag()));
    }
}

/// Sets `data-theme`, which the style sheets follow; `None` leaves the choice to the device.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = root() else { return };
    drop(match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    });
}

/// Whether the device asks for dark pages; follows its setting.
pub fn device_is_dark() -> ReadSignal<bool> {
    matches("(prefers-color-scheme: dark)")
}

/// Whether a media query is met; follows it.
fn matches(query: &str) -> ReadSignal<bool> {
    let (is_met, set_met) = signal(false);
    if let Some(query) = window().and_then(|it| it.match_media(query).ok().flatten()) {
        set_met.set(query.matches());
        let followed = query.clone();
        listen_to(&query, &["change"], move |_: Event| {
            set_met.try_set(followed.matches());
        });
        // It would be gone with its last holder, and the listener with it.
        std::mem::forget(query);
    }
    is_met
}

fn root() -> Option<web_sys::Element> {
    window()?.document()?.document_element()
}

/// The page's title, as tabs and bookmarks show it.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|it| it.document()) {
        document.set_title(title);
    }
}
