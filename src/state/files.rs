//! What saves and opens files is loaded when a reader wants it ([`aside`]). Here is what it is told of the page, by one
//! function of JavaScript; what that answers depends on what it is asked with:
//!
//! * nothing: what is shown and how, a line each: the address for others, clock, language, what a bar stands for, what
//!   it is divided by and compared with, the columns, how many rows are shown and how many there are;
//! * whether all rows are wanted, or those shown: they are taken down in order, and it answers how many there are;
//! * a place among those: the packed rows from there on, [`SLICE_ROWS`] at most, or nothing where they are gone;
//! * a text: the chart, as a line with the campaigns' names and one with the numbers; nothing where there is none.

use cubeboard_core::campaigns;
use cubeboard_core::loader::Reading;
use cubeboard_core::sheet::Scope;
use cubeboard_core::store::packed::pack;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

use crate::browser::aside;
use crate::state::campaigns::Campaigns;
use crate::state::columns::Columns;
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::shown::Shown;
use crate::state::trend::Trend;

/// How many rows are handed over in one task: a few milliseconds.
pub const SLICE_ROWS: usize = 1_000;

/// The page, as files see it.
#[derive(Debug, Clone, Copy)]
pub struct Files {
    dataset: Dataset,
    shown: &'static Shown,
    columns: Columns,
    address: PageAddress,
    preferences: Preferences,
    campaigns: Campaigns,
    trend: &'static Trend,
    taken: StoredValue<Taken>,
}

/// Rows of one reading, in order.
#[derive(Debug, Default)]
struct Taken {
    serial: Option<u32>,
    rows: Vec<u32>,
}

impl Files {
    /// Of what is shown, and how.
    pub fn new(
        (dataset, shown, columns): (Dataset, &'static Shown, Columns),
        (address, preferences): (PageAddress, Preferences),
        (campaigns, trend): (Campaigns, &'static Trend),
    ) -> Self {
        let taken = StoredValue::default();
        Self { dataset, shown, columns, address, preferences, campaigns, trend, taken }
    }

    /// Has the panel of "Share and export" shown in an element, which says `failure` where it cannot be had.
    pub fn show_panel(self, host: Element, failure: &'static str) {
        let page = move |question| untrack(|| self.answer(&question));
        let page = Closure::<dyn Fn(JsValue) -> JsValue>::new(page).into_js_value();
        aside::ask(&Array::of2(&host, &page), move || host.set_text_content(Some(failure)));
    }

    fn answer(self, question: &JsValue) -> JsValue {
        if let Some(all) = question.as_bool() {
            return self.take(if all { Scope::All } else { Scope::Shown }).into();
        }
        if question.is_string() {
            return self.chart().into();
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place")]
        match question.as_f64() {
            Some(place) => self.slice(place as usize).map_or(JsValue::UNDEFINED, Into::into),
            None => self.facts().into(),
        }
    }

    fn facts(self) -> String {
        let writer = self.preferences.voice().writer;
        let all = self.dataset.with_shown(Reading::row_count).unwrap_or_default();
        [
            &self.address.for_others().search(),
            writer.clock.tag(),
            writer.language.tag(),
            self.trend.per().key(),
            self.trend.stack().key(),
            self.trend.comparison().compare().key(),
            &self.columns.layout().read().write(),
            &self.shown.row_count().get().to_string(),
            &all.to_string(),
        ]
        .join("\n")
    }

    fn chart(self) -> Option<String> {
        let ids = self.address.fields().campaign;
        let names = campaigns::described(&self.campaigns.known.read(), &ids);
        let series = self.trend.series();
        let chart = series.read().as_ref()?.write(&self.trend.hidden().read());
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
