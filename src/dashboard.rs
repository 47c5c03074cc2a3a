//! One screen per file: takes state from the context, hands props to components. There is one screen.

pub mod board;
mod agent_table;
mod contact_bars;
pub mod bar_labels;
mod cell_text;
mod sales_chart;
mod filter_menu;
mod connection_dialog;
mod customer_history;
mod success_menu;
mod fold;
mod hour_heatmap;
mod empty_states;
mod outcome_bars;
mod query_form;
mod response_drawer;
mod share_menu;
mod shortcut_dialog;
mod status_text;
mod load_status;
mod summary;
mod response_table;
mod table_toolbar;
mod unreadable_rows;
