//! Texts of a response's fields and cells, for the table and for whatever else shows one response.

use cubeboard_files::guard::{harmless, is_formula};
use cubeboard_responses::column::Column;
use cubeboard_responses::store::{Id, Response};
use cubeboard_responses::text::search::{Needle, marks};

use crate::components::grid::cells::{GridCell, Link};
use crate::i18n::formatter::Formatter;

/// What a cell shows where a response has nothing.
pub const NOTHING: &str = "—";

/// Whether a narrow table shows a column; the style sheet knows the same columns.
pub fn is_on_card(column: Column) -> bool {
    matches!(column, Column::Submitted | Column::Kind | Column::Agent | Column::Customer)
}

/// What a response has in a column, as text; nothing where it has nothing.
pub fn value(row: &Response<'_>, column: Column, formatter: Formatter) -> Option<String> {
    let text = |value: Option<&str>| value.map(str::to_owned);
    match column {
        Column::Submitted => row.submitted_micros.map(|micros| formatter.instant(micros)),
        Column::Kind => text(row.kind),
        Column::Subtype => text(row.subtype),
        Column::Agent => text(row.agent),
        Column::Customer => text(row.customer),
        Column::CrmId => row.crm_id.map(id),
        Column::ExternalId => row.external_id.map(id),
        Column::Comment => text(row.comment),
    }
}

/// An id as it is written.
pub fn id(id: Id<'_>) -> String {
    match id {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text.to_owned(),
    }
}

/// A cell of the table; `colour` is the index of the colour of the response's type, `needles` is searched for.
pub fn cell(
    row: &Response<'_>,
    column: Column,
    colour: usize,
    formatter: Formatter,
    needles: &[Needle],
) -> GridCell {
    let value = value(row, column, formatter);
    let is_searched = !matches!(column, Column::Submitted | Column::Kind | Column::Subtype);
    let marks = match &value {
        Some(value) if is_searched => marks(needles, value),
        _ => Vec::new(),
    };
    let link = match column {
        Column::Submitted if value.is_none() => Link::None,
        Column::Submitted | Column::Kind | Column::Subtype | Column::Agent => Link::Filter,
        Column::Customer => Link::Open,
        Column::CrmId | Column::ExternalId | Column::Comment => Link::None,
    };
    let nothing = if column == Column::Comment { "" } else { NOTHING };
    GridCell {
        is_absent: value.is_none(),
        // Where it is pasted, it is no formula: the same guard as in files.
        copied: value
            .as_deref()
            .filter(|text| is_formula(text))
            .map(|text| harmless(text).into_owned()),
        text: value.unwrap_or_else(|| nothing.to_owned()),
        title: row.submitted_micros.filter(|_| column == Column::Submitted).map(Formatter::utc),
        marks,
        colour: (column == Column::Kind).then_some(colour),
        link,
    }
}
