//! The page from top to bottom: question, proof, answer, detail.

use super::agents_card::agents_card;
use super::attempts_card::attempts_card;
use super::chart_card::chart_card;
use super::connection_dialog::connection_dialog;
use super::hours_card::hours_card;
use super::no_answer::{empty_result, welcome};
use super::outcomes_card::outcomes_card;
use super::query_card::query_card;
use super::share_menu::share_menu;
use super::shortcut_dialog::shortcut_dialog;
use super::status_area::status_area;
use super::summary_card::summary_card;
use super::table_card::table_card;
use crate::browser::{clock, preference};
use crate::components::page_header::{HeaderText, page_header};
use crate::html::{El, el};
use crate::live::{effect, memo};
use crate::state::preferences::{Theme, Voice};
use crate::state::{State, state};
use cubeboard_cube::loader::{GapReason, Outcome, Reading};
use cubeboard_i18n::Text;

/// The one screen. What is below the bar is built anew when language or clock change.
pub fn board() -> Vec<Box<dyn Fn() -> El>> {
    load_what_the_address_asks();
    let preferences = state().preferences;
    let page = move || page(preferences.voice());
    vec![Box::new(header), Box::new(connection_dialog), Box::new(shortcut_dialog), Box::new(page)]
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
    let dataset = state().dataset;
    let has_rows = move || dataset.with_shown(Reading::row_count).is_some_and(|it| it > 0);
    let answer = memo(move || match dataset.with_current(Reading::outcome) {
        None => Answer::NotAsked,
        Some(Outcome::Loading) => Answer::Rows,
        Some(_) if has_rows() => Answer::Rows,
        Some(Outcome::Incomplete(_)) => Answer::Failed,
        Some(_) => Answer::Empty,
    });
    let answer = move || match answer.get() {
        Answer::NotAsked => vec![welcome(voice.text)],
        Answer::Rows => {
            vec![summary_card(voice), chart_card(voice), behind(voice), table_card(voice)]
        }
        Answer::Empty => vec![empty_result(voice)],
        Answer::Failed => vec![],
    };
    let snapshot = state().settings.snapshot();
    // A snapshot answers one question: no other can be put to it.
    let question = el("fieldset")
        .class("question")
        .attr("disabled", move || snapshot.is_shown())
        .child(query_card(voice));
    el("main").child(question).child(status_area(voice)).child(answer)
}

/// Why it is so.
fn behind(voice: Voice) -> El {
    let when = el("div").class("behind-stack").child(hours_card(voice)).child(attempts_card(voice));
    let cards = [agents_card(voice), outcomes_card(voice), when];
    el("div").class("behind").children(cards)
}

/// Loads on opening a link, on "Load" and on steps back and forth alike: all of them change the address.
fn load_what_the_address_asks() {
    let state = state();
    let question = state.address.question();
    let (settings, form, dataset) = (state.settings, state.form, state.dataset);
    effect(move || {
        settings.snapshot().track();
        let Some(fields) = question.get().filter(|_| settings.is_ready()) else { return };
        form.fill(fields);
        if let Some(query) = form.check() {
            state.remember(&query.fields());
            settings.load(dataset, query);
        }
    });
}

fn header() -> El {
    let state = state();
    let (preferences, settings) = (state.preferences, state.settings);
    let words = memo(move || {
        let Voice { text, writer } = preferences.voice();
        let chosen = match preferences.theme() {
            Theme::Auto => text.theme.auto,
            Theme::Light => text.theme.light,
            Theme::Dark => text.theme.dark,
        };
        HeaderText {
            title: settings.title().unwrap_or_else(|| text.tagline.to_owned()),
            note: if settings.is_demo() {
                text.demo_note.to_owned()
            } else {
                connected(state, text)
            },
            is_connected: !settings.is_demo(),
            connection: text.connection.title,
            language: text.switch_language,
            language_tag: writer.language.other().tag(),
            theme: format!("{}: {chosen}", text.theme.label),
            printed: if preferences.is_printing() {
                (text.paper.printed)(&writer.day(clock::today()))
            } else {
                String::new()
            },
            shortcuts: text.shortcuts.title,
        }
    });
    let (connection, shortcuts) = (state.connection, state.shortcuts);
    effect(move || preference::set_title(&format!("{} · Cubeboard", words.read().title)));
    page_header(
        words,
        move || connection.is_open.set(true),
        move || preferences.switch_language(),
        move || preferences.switch_theme(),
        move || shortcuts.is_open.set(true),
        move || share_menu(preferences.voice()),
    )
}

/// Where the answer on the page comes from; nothing until there is one.
fn connected(state: &State, text: &Text) -> String {
    let answers = |it: &Reading| match it.outcome() {
        Outcome::Incomplete(gap) => !matches!(gap.reason, GapReason::Failed(_)),
        _ => it.has_replied(),
    };
    let is_snapshot = state.settings.snapshot().is_shown();
    if is_snapshot || state.dataset.with_current(answers) != Some(true) {
        return String::new();
    }
    let endpoint = state.connection.endpoint();
    match endpoint.base().split('/').nth(2) {
        Some(host) => (text.asking.connected_to)(host),
        None => text.asking.connected.to_owned(),
    }
}
