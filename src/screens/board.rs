//! The page from top to bottom: question, proof, answer, detail.

use cubeboard_core::text::Text;
use leptos::prelude::*;

use super::chart_card::ChartCard;
use super::connection_dialog::ConnectionDialog;
use super::query_card::QueryCard;
use super::status_area::StatusArea;
use super::table_card::TableCard;
use crate::browser::preference;
use crate::components::page_header::{HeaderText, PageHeader};
use crate::live::{effect, live_view, memo};
use crate::state::connection::Connection;
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::preferences::{Preferences, Theme, Voice};
use crate::state::query_form::QueryForm;
use crate::state::settings::Settings;

/// The one screen. What is below the bar is built anew when language or clock change.
#[component]
pub fn Board() -> impl IntoView {
    load_what_the_address_asks();
    let preferences = expect_context::<Preferences>();
    view! {
        <Header />
        <ConnectionDialog />
        {live_view(move || page(preferences.voice()))}
    }
}

fn page(voice: Voice) -> impl IntoView {
    let dataset = expect_context::<Dataset>();
    let has_asked = memo(move || dataset.with_current(|_| ()).is_some());
    let answer = live_view(move || {
        if has_asked.get() {
            view! { <ChartCard voice /> <TableCard voice /> }.into_any()
        } else {
            welcome(voice.text).into_any()
        }
    });
    view! {
        <main>
            <QueryCard text=voice.text />
            <StatusArea voice />
            {answer}
        </main>
    }
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

#[component]
fn Header() -> impl IntoView {
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
    view! {
        <PageHeader
            text=words
            on_connection=move |()| connection.is_open.set(true)
            on_language=move |()| preferences.switch_language()
            on_theme=move |()| preferences.switch_theme()
        />
    }
}

/// What stands in place of an answer before the first question.
fn welcome(text: &'static Text) -> impl IntoView {
    view! {
        <section class="card welcome">
            <h2>{text.welcome.title}</h2>
            <p>{text.welcome.remedy}</p>
            <a class="button" href="?campaign=926&from=2017-01-01&to=2017-01-31&demo=1">
                {text.try_the_demo}
            </a>
        </section>
    }
}
