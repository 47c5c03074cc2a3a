//! Column store of all responses, which the table, the chart and the exports read. Rows are appended in the order their
//! pages arrived, and the page just read may be taken back (`Store::truncate`); which of them count, and in what order,
//! is the loader's business.

mod dictionary;
mod id;
pub mod packed;
mod text_column;

pub use dictionary::{ABSENT, Code, Dictionary};
pub(crate) use dictionary::{code_at, index_of};
pub use id::Id;

use std::ops::Range;

use crate::column::Column;

pub(crate) use id::IdColumn;
pub(crate) use text_column::TextColumn;

/// One response as a reply gives it and as the store gives it back. Texts are borrowed either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Response<'a> {
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub submitted_micros: Option<i64>,
    /// Who recorded it, an e-mail address as a rule.
    pub agent: Option<&'a str>,
    /// The campaign's own word, "Sale" for example.
    pub kind: Option<&'a str>,
    /// A finer word of the campaign's own.
    pub subtype: Option<&'a str>,
    /// Cube's number for the campaign.
    pub campaign: Option<Id<'a>>,
    /// The customer's name.
    pub customer: Option<&'a str>,
    /// Cube's number for the customer.
    pub crm_id: Option<Id<'a>>,
    /// The number that another system gave on import.
    pub external_id: Option<Id<'a>>,
    /// Free text; any length, any characters.
    pub comment: Option<&'a str>,
}

/// Rows by column; a row is its number, counted from 0 in order of arrival.
#[derive(Debug, Clone, Default)]
pub struct Store {
    submitted_micros: Vec<i64>,
    agents: Dictionary,
    kinds: Dictionary,
    subtypes: Dictionary,
    campaigns: Dictionary,
    last_campaign: Option<(u64, Code)>,
    agent: Vec<Code>,
    kind: Vec<Code>,
    subtype: Vec<Code>,
    campaign: Vec<Code>,
    crm_id: IdColumn,
    external_id: IdColumn,
    customer: TextColumn,
    comment: TextColumn,
}

/// Stands for an absent time: far outside the years that a time can be written in.
const NO_TIME: i64 = i64::MIN;

impl Store {
    /// How many rows it holds, superseded ones included.
    pub fn row_count(&self) -> u32 {
        u32::try_from(self.submitted_micros.len()).unwrap_or(u32::MAX)
    }

    /// What the rows take of memory, room for further ones included.
    pub fn heap_bytes(&self) -> usize {
        let codes = [&self.agent, &self.kind, &self.subtype, &self.campaign];
        let ids = [&self.crm_id, &self.external_id];
        let texts = [&self.customer, &self.comment];
        self.submitted_micros.capacity() * size_of::<i64>()
            + codes.map(|it| it.capacity() * size_of::<Code>()).iter().sum::<usize>()
            + ids.map(IdColumn::heap_bytes).iter().sum::<usize>()
            + texts.map(TextColumn::heap_bytes).iter().sum::<usize>()
    }

    /// Adds a row at the end. Its texts are kept in NFC; of types, subtypes and agents those are one that nobody can tell
    /// apart by eye ([`word`](crate::text::normal_form::word)). A text of white space alone is absent.
    pub fn push(&mut self, row: &Response<'_>) {
        self.submitted_micros.push(row.submitted_micros.unwrap_or(NO_TIME));
        self.agent.push(self.agents.code_of_foreign(row.agent));
        self.kind.push(self.kinds.code_of_foreign(row.kind));
        self.subtype.push(self.subtypes.code_of_foreign(row.subtype));
        let campaign = self.campaign_code(row.campaign);
        self.campaign.push(campaign);
        self.crm_id.push(row.crm_id);
        self.external_id.push(row.external_id);
        self.customer.push(row.customer.filter(|it| !it.trim().is_empty()));
        self.comment.push(row.comment.filter(|it| !it.trim().is_empty()));
    }

    /// The responses of a campaign come one after the other, so most of the time it is the last one's.
    #[inline]
    fn campaign_code(&mut self, id: Option<Id<'_>>) -> Code {
        match (id, self.last_campaign) {
            (Some(Id::Number(number)), Some((last, code))) if number == last => code,
            _ => self.other_campaign(id),
        }
    }

    #[cold]
    fn other_campaign(&mut self, id: Option<Id<'_>>) -> Code {
        match id {
            Some(Id::Number(number)) => {
                let code = self.campaigns.code(Some(&number.to_string()));
                self.last_campaign = Some((number, code));
                code
            }
            Some(Id::Text(text)) => self.campaigns.code(Some(text)),
            None => ABSENT,
        }
    }

    fn campaign_of(&self, code: Code) -> Option<Id<'_>> {
        self.campaigns.word(code).map(Id::from_text)
    }

    /// Takes back every row from `row_count` on, as after a reply that broke off. Words they brought stay known.
    pub fn truncate(&mut self, row_count: u32) {
        let length = row_count as usize;
        self.submitted_micros.truncate(length);
        for codes in [&mut self.agent, &mut self.kind, &mut self.subtype, &mut self.campaign] {
            codes.truncate(length);
        }
        for ids in [&mut self.crm_id, &mut self.external_id] {
            ids.truncate(length);
        }
        self.customer.truncate(length);
        self.comment.truncate(length);
    }

    /// One row, whole; `None` past the end.
    pub fn row(&self, row: u32) -> Option<Response<'_>> {
        let index = row as usize;
        Some(Response {
            submitted_micros: self.submitted_micros.get(index).map(|it| time(*it))?,
            agent: self.agents.word(*self.agent.get(index)?),
            kind: self.kinds.word(*self.kind.get(index)?),
            subtype: self.subtypes.word(*self.subtype.get(index)?),
            campaign: self.campaign_of(*self.campaign.get(index)?),
            customer: self.customer.get(index),
            crm_id: self.crm_id.get(index),
            external_id: self.external_id.get(index),
            comment: self.comment.get(index),
        })
    }

    /// Whether two stretches hold the same rows in the same order.
    pub fn are_alike(&self, some: Range<u32>, others: Range<u32>) -> bool {
        // Times tell most rows apart, without a look at anything else.
        let time = |row: u32| self.submitted_micros.get(row as usize);
        let is_same = |(row, other)| time(row) == time(other) && self.row(row) == self.row(other);
        some.len() == others.len() && some.zip(others).all(is_same)
    }

    /// When a row was submitted, in microseconds since 1970; `None` past the end too.
    pub fn time(&self, row: u32) -> Option<i64> {
        self.submitted_micros.get(row as usize).and_then(|it| time(*it))
    }

    /// Cube's number for a row's customer.
    pub fn crm_id(&self, row: u32) -> Option<Id<'_>> {
        self.crm_id.get(row as usize)
    }

    /// The code of a row's type; `None` past the end.
    pub fn kind(&self, row: u32) -> Option<Code> {
        self.kind.get(row as usize).copied()
    }

    /// Time and type of some rows, in order: all that a chart by type needs.
    pub fn times_and_kinds(&self, rows: Range<u32>) -> impl Iterator<Item = (Option<i64>, Code)> {
        let rows = rows.start as usize..rows.end as usize;
        let times = self.submitted_micros.get(rows.clone()).unwrap_or_default();
        let kinds = self.kind.get(rows).unwrap_or_default();
        times.iter().map(|it| time(*it)).zip(kinds.iter().copied())
    }

    /// The types that occur, by code.
    pub fn kinds(&self) -> &Dictionary {
        &self.kinds
    }

    /// The subtypes that occur, by code.
    pub fn subtypes(&self) -> &Dictionary {
        &self.subtypes
    }

    /// The agents that occur, by code.
    pub fn agents(&self) -> &Dictionary {
        &self.agents
    }

    /// The words of a column that has a dictionary.
    pub fn dictionary(&self, column: Column) -> Option<&Dictionary> {
        match column {
            Column::Kind => Some(&self.kinds),
            Column::Subtype => Some(&self.subtypes),
            Column::Agent => Some(&self.agents),
            _ => None,
        }
    }

    /// The codes of a column that has a dictionary, by row; of any other column, none.
    pub fn codes(&self, column: Column) -> &[Code] {
        match column {
            Column::Kind => &self.kind,
            Column::Subtype => &self.subtype,
            Column::Agent => &self.agent,
            _ => &[],
        }
    }

    /// Customers or comments.
    pub(crate) fn texts(&self, column: Column) -> &TextColumn {
        if column == Column::Customer { &self.customer } else { &self.comment }
    }

    /// Cube's ids or the external ones.
    pub(crate) fn ids(&self, column: Column) -> &IdColumn {
        if column == Column::CrmId { &self.crm_id } else { &self.external_id }
    }
}

fn time(micros: i64) -> Option<i64> {
    (micros != NO_TIME).then_some(micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_as_it_went_in() {
        let full = Response {
            submitted_micros: Some(-1),
            agent: Some("åse@callcenter.no"),
            kind: Some("Sale"),
            subtype: Some("Avtalegiro"),
            campaign: Some(Id::Number(926)),
            customer: Some("Åse Marie Østby"),
            crm_id: Some(Id::Number(u64::MAX)),
            external_id: Some(Id::Text("A-0097")),
            comment: Some("line\nbreak"),
        };
        let mut store = Store::default();
        for row in [&full, &Response::default(), &full] {
            store.push(row);
        }
        assert_eq!(store.row(0), Some(full));
        assert_eq!(store.row(1), Some(Response::default()));
        assert_eq!(store.row(2), Some(full));
        assert_eq!(store.row(3), None);
    }

    #[test]
    fn campaigns_take_turns() {
        let ids = [Some(Id::Number(926)), None, Some(Id::Text("x")), Some(Id::Number(926))];
        let mut store = Store::default();
        for campaign in ids {
            store.push(&Response { campaign, ..Response::default() });
        }
        let kept: Vec<_> = (0..4).map(|row| store.row(row).unwrap().campaign).collect();
        assert_eq!(kept, ids);
    }

    // Report 10
    #[test]
    fn types_subtypes_and_agents_that_look_alike_are_one() {
        let mut store = Store::default();
        for text in ["Sale", "Sale ", "Sale\u{a0}", "\u{200b}Sale", "sale"] {
            let text = Some(text);
            store.push(&Response { kind: text, subtype: text, agent: text, ..Response::default() });
        }
        for words in [store.kinds(), store.subtypes(), store.agents()] {
            assert!(words.words().eq(["Sale", "sale"]));
        }
        assert_eq!(store.row(2).and_then(|it| it.kind), Some("Sale"));
    }

    // Report 10
    #[test]
    fn a_text_of_white_space_alone_is_absent() {
        let mut store = Store::default();
        for text in ["", " ", "\u{a0}\t", "\r\n"].map(Some) {
            store.push(&Response {
                kind: text,
                subtype: text,
                agent: text,
                customer: text,
                comment: text,
                ..Response::default()
            });
        }
        let unseen = Some("\u{200b} \u{3}");
        store.push(&Response { kind: unseen, agent: unseen, ..Response::default() });
        for row in 0..5 {
            assert_eq!(store.row(row), Some(Response::default()), "{row}");
        }
        assert!(store.kinds().is_empty() && store.agents().is_empty());
    }

    // Report 9
    #[test]
    fn every_text_is_kept_in_one_normal_form() {
        let mut store = Store::default();
        for text in ["S\u{30c}", "Š"].map(Some) {
            let (kind, id) = (text, text.map(Id::Text));
            store.push(&Response {
                kind,
                subtype: text,
                agent: text,
                customer: text,
                comment: text,
                crm_id: id,
                external_id: id,
                ..Response::default()
            });
        }
        assert_eq!(store.row(0), store.row(1));
        assert_eq!(store.kinds().len(), 1);
    }

    #[test]
    fn rows_taken_back_leave_no_trace() {
        let row = |comment| Response { comment, customer: comment, ..Response::default() };
        let mut store = Store::default();
        store.push(&row(Some("first")));
        store.push(&row(Some("broken off")));
        store.push(&row(None));
        store.truncate(1);
        store.push(&row(Some("second")));
        assert_eq!(store.row_count(), 2);
        assert_eq!(store.row(0).and_then(|it| it.comment), Some("first"));
        assert_eq!(store.row(1).and_then(|it| it.comment), Some("second"));
    }
}
