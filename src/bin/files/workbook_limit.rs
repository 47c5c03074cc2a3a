//! How many rows a page writes as a workbook, and the command that writes what has more.

use cubeboard_app::browser::address;
use cubeboard_app::messages::RowsOrigin;
use cubeboard_app::net::endpoint::{Endpoint, SignIn};
use cubeboard_app::snapshot_head::{head, privacy};
use cubeboard_cube::query::Resource;
use cubeboard_files::command::{UNKNOWN_UPSTREAM, fetch_workbook};
use cubeboard_files::privacy::PersonalData;

use crate::page::Facts;

/// Rows that are written as a workbook here. All of it is held in memory until it is whole: docs/performance.md has the
/// figures.
pub const MOST_ROWS: u64 = 300_000;

/// Whether so many rows are more.
pub fn is_above(count: usize) -> bool {
    count as u64 > MOST_ROWS
}

/// The command, which asks where the page asks; where that cannot be told or asked, the reader fills it in.
pub fn command(facts: &Facts) -> String {
    let upstream = facts.view.endpoint.as_ref().map(|endpoint| {
        let here = if endpoint.is_empty() { address::folder() } else { endpoint.clone() };
        let is_usable = Endpoint::new(&here, &SignIn::None).is_ok_and(|it| !it.is_in_the_clear());
        let is_known = facts.view.origin == RowsOrigin::Service && is_usable;
        if is_known { here } else { UNKNOWN_UPSTREAM.to_owned() }
    });
    let question = head(&facts.view, privacy(PersonalData::Keep)).query;
    let all = [Resource::Responses, Resource::CallOutcomes];
    let resource = all.into_iter().find(|it| it.path_segment() == facts.view.resource);
    fetch_workbook(&question, upstream.as_deref(), resource.unwrap_or_default())
}
