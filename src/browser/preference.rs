//! Browser preferences: language and colour scheme, and the document's own attributes for them.

use cubeboard_i18n::Language;

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

fn root() -> Option<web_sys::Element> {
    window()?.document()?.document_element()
}

/// The page's title, as tabs and bookmarks show it.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|it| it.document()) {
        document.set_title(title);
    }
}
