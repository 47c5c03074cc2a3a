//! Role of a dataset: whether the page is about it, or compares with it.

/// What a dataset is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The page is about it, so it sets the page's marks in the timeline.
    Main,
    /// The main one is compared with it.
    Comparison,
}
