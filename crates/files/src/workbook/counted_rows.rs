//! Rows that were handed over one after the other, for a workbook's counts: all of them count, in their order.

use std::ops::Range;

use cubeboard_responses::rows::{Change, Rows};
use cubeboard_responses::store::{Response, Store};

/// Agents, types, subtypes and times of responses; nothing of customers and comments is kept.
#[derive(Debug, Default)]
pub struct CountedRows {
    store: Store,
    changes: Vec<Change>,
}

impl CountedRows {
    /// Adds a response.
    pub fn push(&mut self, response: &Response<'_>) {
        let Response { submitted_micros, kind, subtype, agent, .. } = *response;
        let counted = Response { submitted_micros, kind, subtype, agent, ..Response::default() };
        self.store.push(&counted);
        self.changes = vec![Change::Added(0..self.store.row_count())];
    }
}

impl Rows for CountedRows {
    fn serial(&self) -> u32 {
        0
    }

    fn arrangement(&self) -> u32 {
        0
    }

    fn store(&self) -> &Store {
        &self.store
    }

    fn changes(&self) -> &[Change] {
        &self.changes
    }

    fn segments(&self) -> Box<dyn Iterator<Item = Range<u32>> + '_> {
        Box::new(std::iter::once(0..self.store.row_count()))
    }

    fn is_growing(&self) -> bool {
        false
    }
}
