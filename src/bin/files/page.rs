//! The page, as far as it is needed here; what it answers is told in `src/state/files.rs`.

use cubeboard_cube::chart_message;
use cubeboard_i18n::Language;
use cubeboard_i18n::share::{PanelMessages, panel_text};
use cubeboard_responses::address::Address;
use cubeboard_responses::column::Column;
use cubeboard_responses::series::Series;
use cubeboard_responses::table::layout::Layout;
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};

/// What shows the rows.
#[derive(Clone)]
pub struct Page(Function);

/// What is shown, and how.
#[derive(Clone)]
pub struct Facts {
    /// Query and view, everything in it said.
    pub address: Address,
    /// The reader's language.
    pub language: Language,
    /// The reader's words.
    pub text: &'static PanelMessages,
    /// The columns shown, in order.
    pub columns: Vec<Column>,
    /// How many rows are shown, and how many there are.
    pub counts: [u64; 2],
    /// Whether that is a snapshot, and whose: `file` for the reader's, `own` for the page's.
    pub snapshot: String,
    /// What a snapshot of it tells of itself, by the names of an order.
    pub told: Vec<(&'static str, String)>,
}

impl Page {
    /// The page that answers like this.
    pub fn new(answer: Function) -> Self {
        Self(answer)
    }

    /// What is shown and how.
    pub fn facts(&self) -> Facts {
        let facts = self.ask(&JsValue::UNDEFINED).and_then(|it| it.as_string()).unwrap_or_default();
        let mut lines = facts.lines();
        let mut next = || lines.next().unwrap_or_default();
        let address = Address::parse(next()).with("tz", next());
        let language = Language::from_tag(next()).unwrap_or_default();
        let address =
            ["per", "stack", "compare"].iter().fold(address, |it, key| it.with(key, next()));
        let columns = Layout::parse(next()).shown().map(|it| it.column).collect();
        let counts = [(); 2].map(|()| next().parse().unwrap_or_default());
        let snapshot = next().to_owned();
        let keys = ["state", "expected", "missing", "rows", "read", "names"];
        let mut told: Vec<_> = keys.iter().map(|key| (*key, next().to_owned())).collect();
        told.push(("definition", lines.collect::<Vec<_>>().join("\n")));
        let text = panel_text(language);
        Facts { address, language, text, columns, counts, snapshot, told }
    }

    /// Has a snapshot shown that `answer` answers for; without that function, says why none is.
    pub fn show(&self, answer: &JsValue, told: &str, is_file: bool) {
        self.ask(&Array::of3(answer, &told.into(), &is_file.into()).into());
    }

    /// The names of the campaigns, empty where they are not known, and the chart's numbers; nothing where there is none.
    pub fn chart(&self) -> Option<(String, Series)> {
        let chart = self.ask(&"chart".into())?.as_string()?;
        let (names, series) = chart.split_once('\n')?;
        Some((names.to_owned(), chart_message::parse(series)?))
    }

    /// Has the rows that are shown taken down, or all of them; how many there are.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    pub fn take(&self, all: bool) -> usize {
        let count = self.ask(&all.into()).and_then(|it| it.as_f64());
        count.unwrap_or_default() as usize
    }

    /// Some of the rows taken down, packed, from a place on; nothing where they are no longer there.
    #[expect(clippy::cast_precision_loss, reason = "a place")]
    pub fn slice(&self, place: usize) -> Option<Uint8Array> {
        self.ask(&JsValue::from_f64(place as f64))?.dyn_into().ok()
    }

    fn ask(&self, question: &JsValue) -> Option<JsValue> {
        self.0.call1(&JsValue::UNDEFINED, question).ok()
    }
}
