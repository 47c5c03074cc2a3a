//! Words of notes on days.

use super::Language;

/// What is said of notes at the chart.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct NotesMessages {
    language: Language,
    pub title: &'static str,
    pub none: &'static str,
    pub day: &'static str,
    pub text: &'static str,
    pub every_campaign: &'static str,
    pub add: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub day_missing: &'static str,
    pub text_missing: &'static str,
    pub for_everyone: &'static str,
    pub stays_here: &'static str,
    pub undo: &'static str,
    pub undone: &'static str,
    pub not_kept: &'static str,
    pub take_own: &'static str,
    pub take_own_on_paper: &'static str,
}

/// The words in a language.
pub fn notes_text(language: Language) -> &'static NotesMessages {
    match language {
        Language::English => &EN,
        Language::Bokmal => &NB,
    }
}

impl NotesMessages {
    /// "Change “New script”".
    pub fn change_note(&self, note: &str) -> String {
        match self.language {
            Language::English => format!("Change “{note}”"),
            Language::Bokmal => format!("Endre «{note}»"),
        }
    }

    /// "Delete “New script”".
    pub fn delete_note(&self, note: &str) -> String {
        match self.language {
            Language::English => format!("Delete “{note}”"),
            Language::Bokmal => format!("Slett «{note}»"),
        }
    }

    /// "“New script” is noted.".
    pub fn added(&self, note: &str) -> String {
        match self.language {
            Language::English => format!("“{note}” is noted."),
            Language::Bokmal => format!("«{note}» er notert."),
        }
    }

    /// "“New script” is changed.".
    pub fn changed(&self, note: &str) -> String {
        match self.language {
            Language::English => format!("“{note}” is changed."),
            Language::Bokmal => format!("«{note}» er endret."),
        }
    }

    /// "“New script” is deleted.".
    pub fn deleted(&self, note: &str) -> String {
        match self.language {
            Language::English => format!("“{note}” is deleted."),
            Language::Bokmal => format!("«{note}» er slettet."),
        }
    }
}

static EN: NotesMessages = NotesMessages {
    language: Language::English,
    title: "Notes",
    none: "No note on these days.",
    day: "Day of the note",
    text: "Note",
    every_campaign: "About every campaign",
    add: "Add note",
    save: "Save note",
    cancel: "Cancel",
    day_missing: "Enter a day.",
    text_missing: "Enter a few words.",
    for_everyone: "for everyone",
    stays_here: "Your notes stay in this browser.",
    undo: "Undo",
    undone: "Undone.",
    not_kept: "This browser did not keep it: it has no room left, or keeps nothing for this page. Your notes are here until the page is closed.",
    take_own: "My own notes in snapshots and on paper",
    take_own_on_paper: "My own notes on paper",
};

static NB: NotesMessages = NotesMessages {
    language: Language::Bokmal,
    title: "Notater",
    none: "Ingen notater på disse dagene.",
    day: "Dag for notatet",
    text: "Notat",
    every_campaign: "Gjelder alle kampanjer",
    add: "Legg til notat",
    save: "Lagre notatet",
    cancel: "Avbryt",
    day_missing: "Skriv inn en dag.",
    text_missing: "Skriv noen ord.",
    for_everyone: "for alle",
    stays_here: "Dine notater blir i denne nettleseren.",
    undo: "Angre",
    undone: "Angret.",
    not_kept: "Nettleseren tok ikke vare på det: den har ikke mer plass, eller husker ingenting for denne siden. Notatene dine er her til siden lukkes.",
    take_own: "Mine egne notater i øyeblikksbilder og på papir",
    take_own_on_paper: "Mine egne notater på papir",
};
