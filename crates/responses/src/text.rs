//! Text of responses: in one normal form, searched without regard to case, and sorted in Norwegian alphabetical order.

mod case;
pub mod collate;
pub mod normal_form;
pub mod search;
