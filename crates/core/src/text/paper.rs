//! Words that stand on paper only, in each language.

/// What a report says that the screen need not.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct PaperText {
    pub printed: fn(day: &str) -> String,
    pub first_rows: fn(all: &str) -> String,
}

pub(super) const EN: PaperText = PaperText {
    printed: |day| ["Printed ", day].concat(),
    first_rows: |all| ["The first rows of ", all, "; a file takes all of them."].concat(),
};

pub(super) const NB: PaperText = PaperText {
    printed: |day| ["Skrevet ut ", day].concat(),
    first_rows: |all| ["De første radene av ", all, "; en fil tar med alle."].concat(),
};
