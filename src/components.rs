//! One component per file: props in, callbacks out, nothing else. None of them knows the page's state.

pub mod alert;
pub mod bar_chart;
pub mod combobox;
pub mod deferred;
pub mod dialog;
pub mod drawer;
pub mod grid;
pub mod icon;
pub mod legend;
pub mod length;
pub mod menu;
pub mod numbers_table;
pub mod page_header;
pub mod period_strip;
pub mod progress;
pub mod radio_group;
pub mod ranked_bar;
pub mod recycled_list;
pub mod segmented_control;
pub mod select;
pub mod select_option;
pub mod sign_chip;
pub mod sparkline;
pub mod status_line;
pub mod text_field;
pub mod undo_line;
