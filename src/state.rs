//! What the page holds while it runs. Each part is a struct of signals with named methods, made once in `app.rs` and
//! kept as long as the page.

pub mod calendar;
pub mod campaigns;
pub mod columns;
pub mod comparison;
pub mod connection;
pub mod counted;
pub mod dataset;
pub mod definitions;
pub mod files;
pub mod notice;
pub mod page_address;
pub mod preferences;
pub mod query_form;
pub mod settings;
pub mod shortcuts;
pub mod shown;
pub mod snapshot;
pub mod source;
pub mod trend;

use cubeboard_cube::query::Fields;
use cubeboard_responses::address::Address;
use cubeboard_responses::table::layout::Layout;
use leptos::prelude::*;

use self::columns::Columns;
use self::connection::Connection;
use self::dataset::Dataset;
use self::definitions::Definitions;
use self::files::Files;
use self::page_address::PageAddress;
use self::preferences::Preferences;
use self::query_form::QueryForm;
use self::settings::Settings;
use self::shortcuts::Shortcuts;
use self::shown::Shown;
use self::trend::Trend;
use crate::browser::{focus, storage};

/// All of it.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it holds")]
pub struct State {
    pub address: PageAddress,
    pub preferences: Preferences,
    pub connection: Connection,
    pub shortcuts: Shortcuts,
    pub settings: Settings,
    pub dataset: Dataset,
    pub form: QueryForm,
    pub shown: &'static Shown,
    pub definitions: Definitions,
    pub trend: &'static Trend,
    pub columns: Columns,
    pub files: Files,
}

impl State {
    fn new() -> Self {
        let address = PageAddress::new();
        let preferences = Preferences::new(address);
        let connection = Connection::new();
        let settings = Settings::new(address, preferences, connection);
        let dataset = Dataset::new(true);
        dataset.follow_network();
        let shown = Shown::new(dataset, preferences, address.selection());
        let definitions = Definitions::new(dataset, settings);
        let trend = Trend::new((dataset, shown), (settings, preferences), address, definitions);
        let asked = address.fields();
        let form = QueryForm::new(if asked == Fields::default() { last_query() } else { asked });
        let columns = Columns::new();
        let files = Files::new(
            (dataset, shown, columns),
            (address, preferences),
            (settings, definitions),
            trend,
        );
        Self {
            address,
            preferences,
            connection,
            shortcuts: Shortcuts::new(),
            settings,
            dataset,
            form,
            shown,
            definitions,
            trend,
            columns,
            files,
        }
    }
}

/// The last query is remembered under this name.
const QUERY: &str = "query";

fn last_query() -> Fields {
    Fields::of(&Address::parse(&storage::read(QUERY).unwrap_or_default()))
}

impl State {
    /// Remembers a query for the next visit, unless it was put to the demo.
    pub fn remember(&self, fields: &Fields) {
        if !self.address.is_demo().get_untracked() {
            storage::write(QUERY, Some(&fields.write(Address::default()).search()));
        }
    }

    /// Forgets all that this browser remembers.
    pub fn forget(&self) {
        self.columns.change(|it| *it = Layout::default());
        self.preferences.forget();
        self.shortcuts.forget();
        self.connection.forget_kept();
        storage::forget();
        self.definitions.renew();
    }

    /// Loads what the form asks for, by writing it into the address, which the board follows; what is wrong with it is
    /// said at its field.
    pub fn ask(&self) {
        let Some(query) = self.form.check() else {
            return;
        };
        let fields = query.fields();
        if self.address.question().get_untracked().as_ref() == Some(&fields) {
            self.settings.load(self.dataset, query);
        } else {
            self.address.ask(&fields);
        }
        // On a narrow screen, what was pressed is folded away.
        focus::soon("query-line");
    }
}

/// Makes it and provides it.
pub fn provide() {
    provide_context(keep(State::new()));
}

/// What was provided; to be asked for while a part of the page is made, not when something happens to it later.
pub fn state() -> &'static State {
    expect_context()
}

/// Keeps something as long as the page. A handle to it is a pointer, where its signals would be copied into every
/// closure that follows one of them.
fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
