//! The table of responses apart from its pixels: columns and their widths, the rows in view, the cell cursor, and
//! what is copied from it.

pub mod layout;
pub mod sheet;
pub mod viewport;
pub mod cursor;
pub mod clipboard;
