//! Page header with the page's state: title, source of the data, connection, language, theme, shortcuts, and sharing.

use cubeboard_cube::loader::{GapReason, Outcome, Reading};
use cubeboard_i18n::Catalogue;
use leptos::prelude::*;

use super::share_menu::ShareMenu;
use crate::browser::{clock, preference};
use crate::components::page_header::{HeaderText, PageHeader};
use crate::i18n::use_locale;
use crate::state::connection::{Connection, use_connection};
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::preferences::{Theme, use_preferences};
use crate::state::settings::{Settings, use_settings};
use crate::state::shortcuts::use_shortcuts;

/// The bar at the top of the page; keeps the title of the browser's tab in step with its own.
#[component]
pub fn Header() -> impl IntoView {
    let locale = use_locale();
    let (preferences, settings) = (use_preferences(), use_settings());
    let (connection, dataset, shortcuts) = (use_connection(), use_dataset(), use_shortcuts());
    let text = Memo::new(move |_| {
        let text = locale.text();
        let note = if settings.is_demo() {
            text.demo_note.to_owned()
        } else {
            source_note(settings, dataset, connection, text)
        };
        let today = || locale.formatter().day(clock::today());
        let printed = preferences.is_printing().then(|| text.paper.printed(&today()));
        HeaderText {
            title: settings.title().unwrap_or_else(|| text.tagline.to_owned()),
            note,
            is_connected: !settings.is_demo(),
            theme: format!("{}: {}", text.theme.label, theme_name(preferences.theme(), text)),
            printed: printed.unwrap_or_default(),
        }
    });
    Effect::new(move || preference::set_title(&format!("{} · Cubeboard", text.read().title)));
    view! {
        <PageHeader
            text
            on_connect=move |()| connection.is_open.set(true)
            on_switch_language=move |()| preferences.switch_language()
            on_switch_theme=move |()| preferences.switch_theme()
            on_explain_keys=move |()| shortcuts.is_open.set(true)
        >
            <ShareMenu />
        </PageHeader>
    }
    .into_any()
}

fn theme_name(theme: Theme, text: &Catalogue) -> &'static str {
    match theme {
        Theme::Auto => text.theme.auto,
        Theme::Light => text.theme.light,
        Theme::Dark => text.theme.dark,
    }
}

/// Where the answer on the page comes from; nothing until there is one.
fn source_note(
    settings: Settings,
    dataset: Dataset,
    connection: Connection,
    text: &Catalogue,
) -> String {
    let is_answered = |reading: &Reading| match reading.outcome() {
        Outcome::Incomplete(gap) => !matches!(gap.reason, GapReason::Failed(_)),
        _ => reading.has_replied(),
    };
    let is_snapshot = settings.snapshot().is_shown();
    if is_snapshot || dataset.with_current(is_answered) != Some(true) {
        return String::new();
    }
    let endpoint = connection.endpoint();
    match endpoint.base().split('/').nth(2) {
        Some(host) => text.asking.connected_to(host),
        None => text.asking.connected.to_owned(),
    }
}
