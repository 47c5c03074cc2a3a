//! What the reader does to the bars of a chart.

/// Bars from one to another, both included, by their index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarRange {
    /// Index of the leftmost.
    pub first: usize,
    /// Index of the rightmost; not less than `first`.
    pub last: usize,
}

impl BarRange {
    /// A single bar.
    pub fn one(bar: usize) -> Self {
        Self { first: bar, last: bar }
    }

    /// From one bar to another, whichever is on the left.
    pub fn between(some: usize, other: usize) -> Self {
        Self { first: some.min(other), last: some.max(other) }
    }
}

/// What the reader does to bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartEvent {
    /// Picks the bar of this index, or takes it back.
    Pick(usize),
    /// Wants to see these bars only.
    Zoom(BarRange),
}

impl ChartEvent {
    /// The bars that it is about.
    pub fn bars(self) -> BarRange {
        match self {
            Self::Pick(bar) => BarRange::one(bar),
            Self::Zoom(bars) => bars,
        }
    }
}
