//! Words around the question: how a campaign is named.

/// What is said while a question is put.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct AskingText {
    pub unknown_name: &'static str,
}

pub(super) const EN: AskingText = AskingText {
    unknown_name: "No campaign, or more than one, is called that. Choose from the list, or enter a number.",
};

pub(super) const NB: AskingText = AskingText {
    unknown_name: "Ingen kampanje, eller flere, heter det. Velg fra listen, eller oppgi et nummer.",
};
