//! The page from top to bottom: question, proof, answer, detail.

use cubeboard_core::text::Text;
use leptos::prelude::*;

use super::agents_card::agents_card;
use super::chart_card::chart_card;
use super::connection_dialog::connection_dialog;
use super::hours_card::hours_card;
use super::outcomes_card::outcomes_card;
use super::query_card::query_card;
use super::status_area::status_area;
use super::summary_card::summary_card;
use super::table_card::table_card;
use crate::browser::preference;
use crate::components::page_header::{HeaderText, page_header};
use crate::html::content::Content as _;
use crate::html::{El, el};
use crate::live::{effect, memo};
use crate::state::connection::Connection;
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::preferences::{Preferences, Theme, Voice};
use crate::state::query_form::QueryForm;
use crate::state::settings::Settings;

/// The one screen. What is below the bar is built anew when language or clock change.
pub fn board() -> Vec<AnyView> {
    load_what_the_address_asks();
    let preferences = expect_context::<Preferences>();
    let page = move || page(preferences.voice());
    vec![header().into_content(), connection_dialog().into_content(), page.into_content()]
}

fn page(voice: Voice) -> El {
    let dataset = expect_context::<Dataset>();
    let has_asked = memo(move || dataset.with_current(|_| ()).is_some());
    let answer = move || {
        if has_asked.get() {
            vec![summary_card(voice), chart_card(voice), behind(voice), table_card(voice)]
        } else {
            vec![welcome(voice.text)]
        }
    };
    el("main").child(query_card(voice.text)).child(status_area(voice)).child(answer)
}

/// Why it is so.
fn behind(voice: Voice) -> El {
    let cards = [agents_card(voice), outcomes_card(voice), hours_card(voice)];
    el("div").class("behind").children(cards)
}

/// Loads on opening a link, on "Load" and on steps back and forth alike: all of them change the address.
fn load_what_the_address_asks() {
    let question = expect_context::<PageAddress>().question();
    let settings = expect_context::<Settings>();
    let form = expect_context::<QueryForm>();
    let dataset = expect_context::<Dataset>();
    effect(move || {
        let Some(fields) = question.get().filter(|_| settings.is_ready()) else { return };
        form.fill(fields);
        if let Some(query) = form.check() {
            settings.load(dataset, query);
        }
    });
}

fn header() -> El {
    let preferences = expect_context::<Preferences>();
    let settings = expect_context::<Settings>();
    let words = memo(move || {
        let Voice { text, writer } = preferences.voice();
        let chosen = match preferences.theme() {
            Theme::Auto => text.theme.auto,
            Theme::Light => text.theme.light,
            Theme::Dark => text.theme.dark,
        };
        HeaderText {
            title: settings.title().unwrap_or_else(|| text.tagline.to_owned()),
            note: if settings.is_demo() { text.demo_note } else { "" },
            connection: text.connection.title,
            language: text.switch_language,
            language_tag: writer.language.other().tag(),
            theme: format!("{}: {chosen}", text.theme.label),
        }
    });
    let connection = expect_context::<Connection>();
    effect(move || preference::set_title(&format!("{} · Cubeboard", words.read().title)));
    page_header(
        words,
        move || connection.is_open.set(true),
        move || preferences.switch_language(),
        move || preferences.switch_theme(),
    )
}

/// What stands in place of an answer before the first question.
fn welcome(text: &'static Text) -> El {
    let demo = el("a")
        .class("button")
        .attr("href", "?campaign=926&from=2017-01-01&to=2017-01-31&demo=1")
        .child(text.try_the_demo);
    el("section")
        .class("card welcome")
        .child(el("h2").child(text.welcome.title))
        .child(el("p").child(text.welcome.remedy))
        .child(demo)
}
