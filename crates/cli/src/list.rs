//! Which of Cube's two lists of responses is asked, as a setting of every subcommand.

use std::str::FromStr;

use clap::ValueEnum;
use cubeboard_cube::query::Resource;

/// A list of Cube's, as it is named in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum List {
    /// As Cube's document describes it
    Responses,
    /// The later name
    CallOutcomes,
}

impl List {
    /// Its name, also in `config.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Responses => "responses",
            Self::CallOutcomes => "call_outcomes",
        }
    }
}

impl From<List> for Resource {
    fn from(list: List) -> Self {
        match list {
            List::Responses => Self::Responses,
            List::CallOutcomes => Self::CallOutcomes,
        }
    }
}

impl FromStr for List {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut lists = [Self::Responses, Self::CallOutcomes].into_iter();
        lists.find(|it| it.name() == text).ok_or("takes responses or call_outcomes")
    }
}
