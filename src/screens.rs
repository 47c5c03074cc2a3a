//! One screen per file: takes state from the context, hands props to components. There is one screen.

pub mod board;
mod cells;
mod chart_card;
mod connection_dialog;
mod query_card;
mod response_drawer;
mod standing;
mod status_area;
mod table_card;
mod table_tools;
