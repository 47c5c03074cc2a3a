//! State: what the page holds while it runs. Each part is a `Copy` struct of signals with named methods; all of them
//! are made here once and provided as context, from which each is taken by its own `use_…()`.

pub mod address_mistakes;
pub mod board;
pub mod calendar;
pub mod campaigns;
pub mod chart;
pub mod columns;
pub mod comparison;
pub mod connection;
pub mod dataset;
pub mod definitions;
pub mod earlier_days;
pub mod exports;
pub mod follow;
pub mod goal_outlook;
pub mod goals;
pub mod newer_version;
pub mod notes;
pub mod notice;
pub mod now;
pub mod page_address;
pub mod preferences;
pub mod query_form;
pub mod remembered;
pub mod settings;
pub mod shelf;
pub mod shortcuts;
pub mod snapshot;
pub mod source;
pub mod statistics;
pub mod today;
pub mod views;
pub mod visible_rows;

use leptos::prelude::*;

use self::chart::{Chart, ChartSources};
use self::columns::Columns;
use self::comparison::Comparison;
use self::connection::Connection;
use self::dataset::Dataset;
use self::dataset::role::Role;
use self::definitions::Definitions;
use self::exports::Exports;
use self::exports::sources::ExportSources;
use self::follow::Follow;
use self::goal_outlook::GoalOutlook;
use self::goals::Goals;
use self::newer_version::NewerVersion;
use self::notes::DayNotes;
use self::page_address::PageAddress;
use self::preferences::Preferences;
use self::query_form::QueryForm;
use self::remembered::Remembered;
use self::settings::{Configuration, Settings};
use self::shortcuts::Shortcuts;
use self::statistics::Statistics;
use self::today::Today;
use self::views::Views;
use self::visible_rows::VisibleRows;

/// Makes every part of the state and provides it to the components below. What is asked is in the address.
pub fn provide(address: PageAddress, configuration: Configuration) {
    let preferences = Preferences::new(address, &configuration.config);
    let today = Today::new(preferences);
    let connection = Connection::new(&configuration.config);
    let config = configuration.config.clone();
    let settings = Settings::new(address, connection, configuration);
    // Before anything asks what the address asks.
    let views = Views::new(address, settings, &config);
    let dataset = Dataset::new(Role::Main);
    dataset.follow_network();
    let rows = VisibleRows::new(dataset, preferences, address.selection());
    let definitions = Definitions::new(dataset, settings);
    let basis = statistics::basis(definitions, address);
    let statistics = Statistics::new(rows, basis);
    statistics.finish_run(dataset);
    let comparison = Comparison::new(dataset, address, settings, preferences, today, basis);
    let notes = DayNotes::new(address, dataset, settings, preferences, &config);
    let goals = Goals::new(dataset, settings);
    let follow = Follow::new(address, today, preferences, settings, dataset, rows);
    let goal_outlook =
        GoalOutlook::new(goals, definitions, statistics, dataset, settings, preferences, follow);
    let chart = Chart::new(ChartSources {
        address,
        today,
        dataset,
        definitions,
        statistics,
        comparison,
        goal_outlook,
        notes,
    });
    let columns = Columns::new();
    let shortcuts = Shortcuts::new();
    provide_context(address);
    provide_context(preferences);
    provide_context(preferences.locale());
    provide_context(today);
    provide_context(connection);
    provide_context(settings);
    provide_context(views);
    provide_context(dataset);
    provide_context(rows);
    provide_context(definitions);
    provide_context(goals);
    provide_context(goal_outlook);
    provide_context(statistics);
    provide_context(comparison);
    provide_context(chart);
    provide_context(notes);
    provide_context(columns);
    provide_context(shortcuts);
    provide_context(follow);
    provide_context(NewerVersion::new());
    provide_context(QueryForm::new(address, today, settings, dataset));
    provide_context(Remembered {
        columns,
        preferences,
        shortcuts,
        connection,
        definitions,
        goals,
        views,
        notes,
    });
    provide_context(Exports::new(ExportSources {
        dataset,
        visible_rows: rows,
        columns,
        address,
        preferences,
        settings,
        definitions,
        goals,
        chart,
        comparison,
        notes,
    }));
}
