//! The page from top to bottom: question, proof, answer, detail.

use super::agent_table::agents_card;
use super::connection_dialog::connection_dialog;
use super::contact_bars::attempts_card;
use super::empty_states::{EmptyResult, Welcome};
use super::hour_heatmap::hours_card;
use super::load_status::LoadStatusArea;
use super::outcome_bars::outcomes_card;
use super::query_form::query_card;
use super::response_table::table_card;
use super::sales_chart::chart_card;
use super::share_menu::ShareMenu;
use super::shortcut_dialog::shortcut_dialog;
use super::summary::summary_card;
use crate::browser::{clock, preference};
use crate::components::page_header::{HeaderText, PageHeader};
use crate::html::content::{Content, Spot};
use crate::html::{El, el};
use crate::i18n::use_locale;
use crate::state::connection::{Connection, use_connection};
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::page_address::use_page_address;
use crate::state::preferences::use_preferences;
use crate::state::preferences::{Theme, Voice};
use crate::state::query_form::use_query_form;
use crate::state::settings::{Settings, use_settings};
use crate::state::shortcuts::use_shortcuts;
use cubeboard_cube::loader::{GapReason, Outcome, Reading};
use cubeboard_i18n::Catalogue;
use leptos::prelude::*;

/// The one screen. What is below the bar is built anew when language or clock change.
pub fn board() -> Vec<Box<dyn Fn() -> Part>> {
    load_what_the_address_asks();
    let preferences = use_preferences();
    let page = move || Part::Element(page(preferences.voice()));
    vec![
        Box::new(|| Part::View(view! { <Header /> }.into_any())),
        Box::new(|| Part::Element(connection_dialog())),
        Box::new(|| Part::Element(shortcut_dialog())),
        Box::new(page),
    ]
}

/// A part of the page, made in either way while one takes the place of the other.
pub enum Part {
    /// Of the elements of [`crate::html`].
    Element(El),
    /// Of `view!`.
    View(AnyView),
}

impl Content for Part {
    fn put(self, spot: Spot<'_>) {
        match self {
            Self::Element(element) => element.put(spot),
            Self::View(view) => view.put(spot),
        }
    }
}

/// What stands below the question.
#[derive(Clone, Copy, PartialEq)]
enum Answer {
    NotAsked,
    Rows,
    Empty,
    Failed,
}

fn page(voice: Voice) -> El {
    let dataset = use_dataset();
    let has_rows = move || dataset.with_shown(Reading::row_count).is_some_and(|it| it > 0);
    let answer = Memo::new(move |_| match dataset.with_current(Reading::outcome) {
        None => Answer::NotAsked,
        Some(Outcome::Loading) => Answer::Rows,
        Some(_) if has_rows() => Answer::Rows,
        Some(Outcome::Incomplete(_)) => Answer::Failed,
        Some(_) => Answer::Empty,
    });
    let answer = move || match answer.get() {
        Answer::NotAsked => vec![Part::View(view! { <Welcome /> }.into_any())],
        Answer::Rows => {
            let cards = [summary_card(voice), chart_card(voice), behind(voice), table_card(voice)];
            cards.map(Part::Element).into()
        }
        Answer::Empty => vec![Part::View(view! { <EmptyResult /> }.into_any())],
        Answer::Failed => vec![],
    };
    let snapshot = use_settings().snapshot();
    // A snapshot answers one question: no other can be put to it.
    let question = el("fieldset")
        .class("question")
        .attr("disabled", move || snapshot.is_shown())
        .child(query_card(voice));
    let status = view! { <LoadStatusArea /> }.into_any();
    el("main").child(question).child(status).child(answer)
}

/// Why it is so.
fn behind(voice: Voice) -> El {
    let when = el("div").class("behind-stack").child(hours_card(voice)).child(attempts_card(voice));
    let cards = [agents_card(voice), outcomes_card(voice), when];
    el("div").class("behind").children(cards)
}

/// Loads on opening a link, on "Load" and on steps back and forth alike: all of them change the address.
fn load_what_the_address_asks() {
    let question = use_page_address().question();
    let (settings, form, dataset) = (use_settings(), use_query_form(), use_dataset());
    Effect::new(move |_| {
        settings.snapshot().track();
        let Some(fields) = question.get().filter(|_| settings.is_ready()) else { return };
        form.fill(fields);
        if let Some(query) = form.check() {
            form.remember(&query.fields());
            settings.load(dataset, query);
        }
    });
}

/// Page header: title, source of the data, connection, language, theme, shortcuts, and "Share and export".
#[component]
fn Header() -> impl IntoView {
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
    let answers = |it: &Reading| match it.outcome() {
        Outcome::Incomplete(gap) => !matches!(gap.reason, GapReason::Failed(_)),
        _ => it.has_replied(),
    };
    let is_snapshot = settings.snapshot().is_shown();
    if is_snapshot || dataset.with_current(answers) != Some(true) {
        return String::new();
    }
    let endpoint = connection.endpoint();
    match endpoint.base().split('/').nth(2) {
        Some(host) => text.asking.connected_to(host),
        None => text.asking.connected.to_owned(),
    }
}
