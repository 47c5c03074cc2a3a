//! Words that stand on paper only, in each language.

use super::Language;

/// What a report says that the screen need not.
#[derive(Debug)]
pub struct PaperMessages {
    language: Language,
}

impl PaperMessages {
    /// "Printed 1 March 2025".
    pub fn printed(&self, day: &str) -> String {
        match self.language {
            Language::English => format!("Printed {day}"),
            Language::Bokmal => format!("Skrevet ut {day}"),
        }
    }

    /// "The first 1,000 of 2,070 rows; a file takes all of them.".
    pub fn first_rows(&self, first: &str, all: &str) -> String {
        match self.language {
            Language::English => {
                format!("The first {first} of {all} rows; a file takes all of them.")
            }
            Language::Bokmal => format!("De første {first} av {all} rader; en fil tar med alle."),
        }
    }

    /// "Some of 207 rows; a file takes all of them.".
    pub fn rows_in_view(&self, all: &str) -> String {
        match self.language {
            Language::English => format!("Some of {all} rows; a file takes all of them."),
            Language::Bokmal => format!("Noen av {all} rader; en fil tar med alle."),
        }
    }
}

pub(super) const EN: PaperMessages = PaperMessages { language: Language::English };

pub(super) const NB: PaperMessages = PaperMessages { language: Language::Bokmal };
