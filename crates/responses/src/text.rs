//! Text of responses: searched without regard to case, and sorted in Norwegian alphabetical order.

pub mod collate;
pub mod search;
