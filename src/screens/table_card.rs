//! The detail: every response, in the service's order.

use cubeboard_core::loader::{Outcome, Reading};
use cubeboard_core::store::{Id, Response};
use cubeboard_core::text::Advice;
use leptos::prelude::*;

use crate::browser::intl::Writer;
use crate::components::grid::{GridRow, grid};
use crate::html::{El, el};
use crate::live::memo;
use crate::state::dataset::Dataset;
use crate::state::preferences::Voice;
use crate::state::trend::Trend;

/// The table of responses.
pub fn table_card(voice: Voice) -> El {
    let text = &voice.text.table;
    let dataset = expect_context::<Dataset>();
    let slots = expect_context::<Trend>().slots();
    let order = dataset.order();
    let row_at = move |place: usize| {
        let row = order.read().row_at(place)?;
        let slots = slots.read();
        dataset.with_shown(|reading| {
            let slot = slots.as_ref()?.slot(reading.store().kind(row)?);
            Some(write(&reading.store().row(row)?, slot, voice.writer))
        })?
    };
    let columns = [
        text.submitted,
        text.kind,
        text.subtype,
        text.agent,
        text.customer,
        text.crm_id,
        text.external_id,
        text.comment,
    ];
    let has_nothing = |it: &Reading| {
        it.row_count() == 0
            && matches!(
                it.outcome(),
                Outcome::Complete | Outcome::CompleteSoFar | Outcome::Unproven
            )
    };
    let is_empty = memo(move || dataset.with_shown(has_nothing).unwrap_or(false));
    let empty = move || is_empty.get().then(|| empty(voice.text.empty));
    el("section")
        .class("card table-card")
        .child(el("h2").child(text.responses))
        .child(grid(text.responses, columns, move || order.read().len(), row_at))
        .child(empty)
}

/// What stands in place of rows where there are none.
fn empty(advice: Advice) -> El {
    let title = el("strong").child(advice.title);
    el("p").class("table-empty").child(title).child(" ").child(advice.remedy)
}

/// What a cell shows where a response has nothing.
const NOTHING: &str = "—";

fn write(row: &Response<'_>, slot: usize, writer: Writer) -> GridRow {
    let text = |it: Option<&str>| it.unwrap_or(NOTHING).to_owned();
    let id = |it: Option<Id<'_>>| match it {
        Some(Id::Number(number)) => number.to_string(),
        Some(Id::Text(text)) => text.to_owned(),
        None => NOTHING.to_owned(),
    };
    let cells = [
        row.submitted_micros.map_or_else(|| NOTHING.to_owned(), |it| writer.instant(it)),
        text(row.kind),
        text(row.subtype),
        text(row.agent),
        text(row.customer),
        id(row.crm_id),
        id(row.external_id),
        row.comment.unwrap_or_default().to_owned(),
    ];
    GridRow { cells, slot }
}
