//! Page header with the page's state: title, source of the data, connection, language, theme, shortcuts, and sharing.

use cubeboard_cube::loader::{GapReason, Outcome, Reading};
use cubeboard_i18n::Catalogue;
use leptos::prelude::*;

use super::share_menu::ShareMenu;
use super::views_menu::ViewsMenu;
use crate::browser::{enclosed, preference};
use crate::components::icon::{Icon, THEME};
use crate::components::page_header::{PageHeader, SignButton, SourceBadge};
use crate::i18n::use_locale;
use crate::state::connection::use_connection;
use crate::state::dataset::use_dataset;
use crate::state::preferences::{Theme, use_preferences};
use crate::state::settings::use_settings;
use crate::state::shortcuts::use_shortcuts;
use crate::state::today::use_today;

/// The bar at the top of the page; keeps the title of the browser's tab in step with its own.
#[component]
pub fn Header() -> impl IntoView {
    let locale = use_locale();
    let (preferences, settings, today) = (use_preferences(), use_settings(), use_today());
    let title =
        Memo::new(move |_| settings.title().unwrap_or_else(|| locale.text().tagline.to_owned()));
    Effect::new(move || preference::set_title(&format!("{} · Cubeboard", title.read())));
    let printed = move || {
        let today = || locale.formatter().day(today.day());
        let printed = preferences.is_printing().then(|| locale.text().paper.printed(&today()));
        printed.unwrap_or_default()
    };
    view! {
        <PageHeader title printed>
            <ViewsMenu />
            <DataSource />
            <ConnectionButton />
            <LanguageButton />
            <ThemeButton />
            <ShortcutsButton />
            <ShareMenu />
            <SignOutButton />
        </PageHeader>
    }
    .into_any()
}

/// Badge that says where the answer on the page comes from; empty until there is one, and beside a snapshot, which has
/// a banner of its own.
#[component]
fn DataSource() -> impl IntoView {
    let locale = use_locale();
    let (settings, dataset, connection) = (use_settings(), use_dataset(), use_connection());
    let text = move || {
        let text = locale.text();
        if settings.is_demo() {
            return text.demo_note.to_owned();
        }
        let is_answered = dataset.with_current(is_answered) == Some(true);
        if settings.snapshot().is_shown() || !is_answered {
            return String::new();
        }
        match connection.endpoint().base().split('/').nth(2) {
            Some(host) => text.asking.connected_to(host),
            None => text.asking.connected.to_owned(),
        }
    };
    view! { <SourceBadge text=Memo::new(move |_| text()) is_connected=move || !settings.is_demo() /> }
        .into_any()
}

/// Whether a service has answered, if only to say that something is missing.
fn is_answered(reading: &Reading) -> bool {
    match reading.outcome() {
        Outcome::Incomplete(gap) => !matches!(gap.reason, GapReason::Failed(_)),
        _ => reading.has_replied(),
    }
}

/// Button that opens the connection dialog; absent where there is nobody to connect to.
#[component]
fn ConnectionButton() -> impl IntoView {
    let locale = use_locale();
    let connection = use_connection();
    let has_service = !enclosed::is_there();
    view! {
        <Show when=move || has_service>
            <button type="button" class="chip" on:click=move |_| connection.open_dialog()>
                {move || locale.text().connection.title}
            </button>
        </Show>
    }
    .into_any()
}

/// Button for the other language, named in that language.
#[component]
fn LanguageButton() -> impl IntoView {
    let locale = use_locale();
    let preferences = use_preferences();
    view! {
        <button
            type="button"
            class="chip"
            lang=move || locale.language().other().tag()
            on:click=move |_| preferences.switch_language()
        >
            {move || locale.text().switch_language}
        </button>
    }
    .into_any()
}

/// Button for the next theme, named after the present one.
#[component]
fn ThemeButton() -> impl IntoView {
    let locale = use_locale();
    let preferences = use_preferences();
    let name = move || {
        let text = locale.text();
        format!("{}: {}", text.theme.label, theme_name(preferences.theme(), text))
    };
    view! {
        <SignButton name on_press=move |()| preferences.switch_theme()>
            <Icon class="icon" path=THEME />
        </SignButton>
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

/// Button that ends the session at the relay; absent where there is none. A form of the page's own, which leads to the
/// one for signing in.
#[component]
fn SignOutButton() -> impl IntoView {
    let locale = use_locale();
    let settings = use_settings();
    view! {
        <Show when=move || settings.has_sign_out()>
            <form method="post" action="sign-out">
                <button class="chip">{move || locale.text().sign_out}</button>
            </form>
        </Show>
    }
    .into_any()
}

/// Button that opens the list of keyboard shortcuts.
#[component]
fn ShortcutsButton() -> impl IntoView {
    let locale = use_locale();
    let shortcuts = use_shortcuts();
    let name = move || locale.text().shortcuts.title.to_owned();
    view! {
        <SignButton name on_press=move |()| shortcuts.open_dialog() key_shortcut="?">
            "?"
        </SignButton>
    }
    .into_any()
}
