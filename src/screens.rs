//! One screen per file: takes state from the context, hands props to components. There is one screen.

pub mod board;
mod agents_card;
mod attempts_card;
pub mod bar_words;
mod cells;
mod chart_card;
mod choices;
mod connection_dialog;
mod contacts;
mod definition_menu;
mod fold;
mod hours_card;
mod no_answer;
mod outcomes_card;
mod query_card;
mod response_drawer;
mod share_menu;
mod shortcut_dialog;
mod standing;
mod status_area;
mod summary_card;
mod table_card;
mod table_tools;
mod unreadable;
