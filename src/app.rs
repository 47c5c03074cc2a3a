//! Provides the page's state, reads the configuration, and shows the one screen there is.

use leptos::prelude::*;

use crate::browser::{policy, timeline};
use crate::screens::board::board;
use crate::state::columns::Columns;
use crate::state::connection::Connection;
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::query_form::QueryForm;
use crate::state::settings::Settings;
use crate::state::shown::Shown;
use crate::state::trend::Trend;

/// The whole page.
pub fn app() -> impl IntoView {
    policy::watch();
    let address = PageAddress::new();
    let preferences = Preferences::new(address);
    let connection = Connection::new();
    let settings = Settings::new(address, preferences, connection);
    let dataset = Dataset::new(true);
    let shown = Shown::new(dataset, preferences, address.selection());
    let definitions = Definitions::new(dataset, settings);
    provide_context(address);
    provide_context(preferences);
    provide_context(connection);
    provide_context(settings);
    provide_context(dataset);
    provide_context(QueryForm::new(address.fields()));
    provide_context(shown);
    provide_context(definitions);
    provide_context(Trend::new((dataset, shown), (settings, preferences), address, definitions));
    provide_context(Columns::new());
    timeline::mark_after_paint(timeline::INTERACTIVE);
    board()
}
