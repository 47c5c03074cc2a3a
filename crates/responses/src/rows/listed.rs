//! Rows for tests: a store, what happened to it, and which of it counts, each as the test says.

use std::ops::Range;

use super::{Change, Rows};
use crate::store::Store;

/// Rows that a test lists.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    pub(crate) store: Store,
    pub(crate) changes: Vec<Change>,
    pub(crate) segments: Vec<Range<u32>>,
}

impl Rows for Listed {
    fn serial(&self) -> u32 {
        1
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
        Box::new(self.segments.iter().cloned())
    }

    fn is_growing(&self) -> bool {
        true
    }
}
