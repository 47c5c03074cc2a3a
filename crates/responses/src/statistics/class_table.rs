//! Table of classes: what each type with each subtype comes to, by the codes of a store.

use crate::statistics::definition::{Class, Definition};
use crate::store::{ABSENT, Code, Store, index_of};

/// Classes of all pairs of words that occur, so that no row costs a comparison of texts.
pub(crate) struct ClassTable {
    classes: Vec<Class>,
    row_length: usize,
}

impl ClassTable {
    /// By the words that a store holds now.
    pub(crate) fn new(store: &Store, definition: &Definition) -> Self {
        let codes = |count: usize| {
            std::iter::once(ABSENT).chain(0..Code::try_from(count).unwrap_or(Code::MAX))
        };
        let subtype_count = store.subtypes().len();
        let class = |kind: Code, subtype: Code| {
            definition.class(store.kinds().word(kind), store.subtypes().word(subtype))
        };
        let classes = codes(store.kinds().len())
            .flat_map(|kind| codes(subtype_count).map(move |subtype| (kind, subtype)))
            .map(|(kind, subtype)| class(kind, subtype));
        Self { classes: classes.collect(), row_length: subtype_count + 1 }
    }

    /// The class of a row with these codes.
    pub(crate) fn of(&self, kind: Code, subtype: Code) -> Class {
        let place = index_of(kind) * self.row_length + index_of(subtype);
        self.classes.get(place).copied().unwrap_or_default()
    }
}
