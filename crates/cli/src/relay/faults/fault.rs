//! Kinds of faults: what can go wrong, one thing at a time.

use std::time::Duration;

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault(pub(super) Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Delay(Duration),
    Breakage(Breakage),
    RetryAfter(RetryAfter),
    Shift(Shift),
    Count(Count),
    Next(LinkForm),
    NextAlways,
    Repeat,
}

/// A reply that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Breakage {
    pub how: How,
    pub pages: Pages,
    /// How many of a page's first requests it meets; all, where there is no number.
    pub times: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// A status from 400 to 599.
    Refused(u16),
    /// A web page with status 200.
    SignIn,
    /// Half the JSON, as a complete reply.
    Cut,
    /// Half the JSON, and no more of the connection.
    Reset,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    All,
    One(usize),
}

impl Pages {
    pub fn contains(self, number: usize) -> bool {
        match self {
            Self::All => true,
            Self::One(one) => one == number,
        }
    }
}

/// How long a refusal asks to wait, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RetryAfter {
    Seconds(u32),
    /// As the date and time it will be by then.
    Date(u32),
}

/// A list that changes while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub change: Change,
    pub after: After,
}

/// So many rows come or go. A list's top is its newest row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Grow(u16),
    Shrink(u16),
    /// They go at the top, and others come at the bottom.
    Swap(u16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Once, after the first reply with this page.
    Page(usize),
    EveryReply,
}

/// What a reply says for its count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    None,
    TooHigh(u64),
    TooLow(u64),
}

/// How links to other pages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum LinkForm {
    /// The document's own, with the page behind the last value.
    #[default]
    Odd,
    Query,
    Reordered,
    Http,
    Inner,
    Relative,
}
