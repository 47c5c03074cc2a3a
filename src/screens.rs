//! One screen per file: takes state from the context, hands props to components. There is one screen.

pub mod board;
mod chart_card;
mod connection_dialog;
mod query_card;
mod standing;
mod status_area;
mod table_card;
