//! Words that stand on paper only, in each language.

/// What a report says that the screen need not.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct PaperText {
    pub printed: fn(day: &str) -> String,
    pub first_rows: fn(first: &str, all: &str) -> String,
    pub rows_in_view: fn(all: &str) -> String,
}

pub(super) const EN: PaperText = PaperText {
    printed: |day| ["Printed ", day].concat(),
    first_rows: |first, all| {
        ["The first ", first, " of ", all, " rows; a file takes all of them."].concat()
    },
    rows_in_view: |all| ["Some of ", all, " rows; a file takes all of them."].concat(),
};

pub(super) const NB: PaperText = PaperText {
    printed: |day| ["Skrevet ut ", day].concat(),
    first_rows: |first, all| {
        ["De første ", first, " av ", all, " rader; en fil tar med alle."].concat()
    },
    rows_in_view: |all| ["Noen av ", all, " rader; en fil tar med alle."].concat(),
};
