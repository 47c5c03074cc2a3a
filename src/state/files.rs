//! What saves and opens files is loaded when a reader wants it ([`aside`]). Here is what it is told of the page, by one
//! function of JavaScript; what that answers depends on what it is asked with:
//!
//! * nothing: what is shown and how, a line each: the address for others, clock, language, what a bar stands for, what
//!   it is divided by and compared with, the columns, how many rows are shown and how many there are; whether that is a
//!   snapshot, a file of the reader's or the page's own; how sure it is, and by which counts; when it was read; the names
//!   of campaigns, and what counts as success;
//! * whether all rows are wanted, or those shown: they are taken down in order, and it answers how many there are;
//! * a place among those: the packed rows from there on, [`SLICE_ROWS`] at most, or nothing where they are gone;
//! * a text: the chart, as a line with the campaigns' names and one with the numbers; nothing where there is none.
//! * a list: a snapshot to be shown, as the function that answers for it, what it tells of itself, and whether it is a
//!   file of the reader's; without such a function, why it cannot be shown.

use cubeboard_cube::campaigns::{self, Named};
use cubeboard_cube::chart_message;
use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_cube::query::CampaignId;
use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::store::packed::pack;
use cubeboard_responses::table::sheet::Scope;
use js_sys::{Array, Function, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Element;

use crate::browser::{aside, dropped};
use crate::net::client;
use crate::state::columns::{Columns, use_columns};
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::definitions::{Definitions, use_definitions};
use crate::state::page_address::{PageAddress, use_page_address};
use crate::state::preferences::{Preferences, use_preferences};
use crate::state::settings::{Settings, use_settings};
use crate::state::trend::{Trend, use_trend};
use crate::state::visible_rows::{VisibleRows, use_visible_rows};

/// How many rows are handed over in one task: a few milliseconds.
pub const SLICE_ROWS: usize = 1_000;

/// The page, as files see it.
#[derive(Debug, Clone, Copy)]
pub struct Files {
    dataset: Dataset,
    shown: VisibleRows,
    columns: Columns,
    address: PageAddress,
    preferences: Preferences,
    settings: Settings,
    definitions: Definitions,
    trend: Trend,
    taken: StoredValue<Taken>,
}

/// The one that is in context.
pub fn use_files() -> Files {
    expect_context()
}

/// How many rows there are, how sure that is, how many Cube counts, how many are missing, and how many each campaign has.
fn facts_of(reading: &Reading) -> [String; 5] {
    let written = |it: Option<u64>| it.map(|it| it.to_string()).unwrap_or_default();
    let (state, missing) = match reading.outcome() {
        Outcome::Complete => ("complete", None),
        Outcome::CompleteSoFar => ("complete_so_far", None),
        Outcome::Unproven => ("unproven", None),
        Outcome::Undercounted => ("undercounted", None),
        Outcome::Loading => ("incomplete", None),
        Outcome::Incomplete(gap) => ("incomplete", gap.missing),
    };
    let rows = |it: &CampaignId| reading.segments_of(*it).map(|it| it.len()).sum::<usize>();
    let rows: Vec<_> = reading.query().campaigns.iter().map(|it| rows(it).to_string()).collect();
    let all = Some(reading.row_count());
    [written(all), state.to_owned(), written(reading.expected()), written(missing), rows.join(",")]
}

/// Rows of one reading, in order.
#[derive(Debug, Default)]
struct Taken {
    serial: Option<u32>,
    rows: Vec<u32>,
}

impl Files {
    /// Of what is shown, and how: everything else of the state is in context by now.
    pub fn from_context() -> Self {
        let files = Self {
            dataset: use_dataset(),
            shown: use_visible_rows(),
            columns: use_columns(),
            address: use_page_address(),
            preferences: use_preferences(),
            settings: use_settings(),
            definitions: use_definitions(),
            trend: use_trend(),
            taken: StoredValue::default(),
        };
        let settings = files.settings;
        dropped::watch(move |file| files.open(&file.into(), true));
        Effect::new(move |_| {
            if let Some(name) = settings.own_snapshot() {
                files.open_own(name);
            }
        });
        files
    }

    /// Has the panel of "Share and export" shown in an element, which says `failure` where it cannot be had.
    pub fn show_panel(self, host: Element, failure: &'static str) {
        let asked = Array::of2(&host, &self.page());
        aside::ask(&asked, move || host.set_text_content(Some(failure)));
    }

    /// Opens a snapshot; `is_file` tells one of the reader's own from the page's, which may not have been found.
    fn open(self, file: &JsValue, is_file: bool) {
        let asked = Array::of3(file, &self.page(), &is_file.into());
        aside::ask(&asked, move || {
            let language = |it: Language| it.text().share.not_loaded;
            let words = [Language::English, Language::Bokmal].map(language);
            self.settings.snapshot().refuse(&[words[0], "", words[1], ""].join("\n"));
        });
    }

    #[expect(clippy::disallowed_methods, reason = "asynchronous work starts in state")]
    fn open_own(self, name: String) {
        leptos::task::spawn_local(async move {
            let file = client::fetch_file_beside(&name).await;
            self.open(&file.unwrap_or(JsValue::UNDEFINED), false);
        });
    }

    /// The function that tells of the page.
    fn page(self) -> JsValue {
        let page = move |question| untrack(|| self.answer(&question));
        Closure::<dyn Fn(JsValue) -> JsValue>::new(page).into_js_value()
    }

    fn answer(self, question: &JsValue) -> JsValue {
        if let Some(all) = question.as_bool() {
            return self.take(if all { Scope::All } else { Scope::Shown }).into();
        }
        if question.is_string() {
            return self.chart().into();
        }
        if let Some(told) = question.dyn_ref::<Array>() {
            self.show(told);
            return JsValue::UNDEFINED;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place")]
        match question.as_f64() {
            Some(place) => self.slice(place as usize).map_or(JsValue::UNDEFINED, Into::into),
            None => self.facts().into(),
        }
    }

    /// Shows a snapshot, or says why it cannot be shown.
    fn show(self, told: &Array) {
        let snapshot = self.settings.snapshot();
        let text = told.get(1).as_string().unwrap_or_default();
        let Ok(answer) = told.get(0).dyn_into::<Function>() else { return snapshot.refuse(&text) };
        let is_file = told.get(2).is_truthy();
        let (address, campaigns) = snapshot.take(answer, &text, is_file);
        self.settings.adopt(&campaigns);
        self.address.show(address, is_file);
    }

    fn facts(self) -> String {
        let writer = self.preferences.voice().writer;
        let [all, state, expected, missing, rows] =
            self.dataset.with_shown(facts_of).unwrap_or_default();
        let snapshot = self.settings.snapshot().shown();
        let kind = snapshot.map_or("", |it| if it.is_file { "file" } else { "own" });
        let names = self.settings.campaigns().known.get().into_iter();
        let names = names
            .fold(Address::default(), |it, Named { id, name }| it.with(&id.to_string(), &name));
        [
            &self.address.for_others().search(),
            writer.clock.tag(),
            writer.language.tag(),
            self.trend.per().key(),
            self.trend.stack().key(),
            self.trend.comparison().compare().key(),
            &self.columns.layout().read().write(),
            &self.shown.row_count().get().to_string(),
            &all,
            kind,
            &state,
            &expected,
            &missing,
            &rows,
            &self.dataset.ended_millis().to_string(),
            &names.search(),
            &self.definitions.current().read().write(),
        ]
        .join("\n")
    }

    fn chart(self) -> Option<String> {
        let ids = self.address.fields().campaign;
        let names = campaigns::described(&self.settings.campaigns().known.read(), &ids);
        let series = self.trend.series();
        let chart = chart_message::write(series.read().as_ref()?, &self.trend.hidden().read());
        Some([&names, "\n", &String::from_utf8_lossy(&chart)].concat())
    }

    fn take(self, scope: Scope) -> u32 {
        let serial = self.dataset.with_shown(Reading::serial);
        let rows = self.shown.with_sheet(self.columns, |it| it.rows(scope)).unwrap_or_default();
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.taken.set_value(Taken { serial, rows });
        count
    }

    /// Nothing where the rows are no longer there, because others were loaded.
    fn slice(self, place: usize) -> Option<Uint8Array> {
        self.taken.with_value(|taken| {
            let slice = |reading: &Reading| {
                let mut packed = Vec::new();
                for row in taken.rows.iter().skip(place).take(SLICE_ROWS) {
                    pack(&reading.store().row(*row)?, &mut packed);
                }
                let are_there = taken.serial == Some(reading.serial());
                are_there.then(|| Uint8Array::from(packed.as_slice()))
            };
            self.dataset.with_shown(slice)?
        })
    }
}
