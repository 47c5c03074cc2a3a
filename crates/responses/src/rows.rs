//! Interface to the rows of one run: a store that is only added to, which stretches of it count, and in what order.

#[cfg(test)]
pub(crate) mod listed;

use std::fmt::Debug;
use std::ops::Range;

use crate::store::Store;

/// What happened to the rows, in order: whoever counts them needs to look at no row twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These rows of the store count from now on.
    Added(Range<u32>),
    /// They count no more: their page was read again and said otherwise.
    Withdrawn(Range<u32>),
}

/// The rows of one run, as views and statistics follow them. Whoever reads responses implements it.
pub trait Rows: Debug {
    /// Tells these rows from those of every other run of the same reader.
    fn serial(&self) -> u32;

    /// Another number whenever rows that were there change places with each other, and not only make room for new
    /// ones.
    fn arrangement(&self) -> u32;

    /// The rows; which of them count, and their order, is [`Self::segments`].
    fn store(&self) -> &Store;

    /// What happened to the rows since the start, in order; only ever added to.
    fn changes(&self) -> &[Change];

    /// The rows that count, as ranges of the store, in the order in which they are shown unless they are sorted.
    fn segments(&self) -> Box<dyn Iterator<Item = Range<u32>> + '_>;

    /// Whether more rows are still expected.
    fn is_growing(&self) -> bool;
}
