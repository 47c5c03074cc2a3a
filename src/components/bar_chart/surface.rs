//! Surface that a chart is drawn on, which decides its colours and size.

/// What a chart is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// A light page.
    Light,
    /// A dark page.
    Dark,
    /// Paper, which is narrower than a screen and finer.
    Paper,
}
