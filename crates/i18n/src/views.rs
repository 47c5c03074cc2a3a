//! Words of saved views.

use super::Language;

/// What is said in the menu of saved views.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ViewsMessages {
    language: Language,
    pub title: &'static str,
    pub find: &'static str,
    pub own: &'static str,
    pub for_everyone: &'static str,
    pub none: &'static str,
    pub no_match: &'static str,
    pub name: &'static str,
    pub save: &'static str,
    pub nothing_to_save: &'static str,
    pub name_missing: &'static str,
    pub name_taken: &'static str,
    pub new_name: &'static str,
    pub rename: &'static str,
    pub cancel: &'static str,
    pub undo: &'static str,
    pub undone: &'static str,
    pub none_first: &'static str,
    pub not_kept: &'static str,
}

/// The words in a language.
pub fn views_text(language: Language) -> &'static ViewsMessages {
    match language {
        Language::English => &EN,
        Language::Bokmal => &NB,
    }
}

impl ViewsMessages {
    /// "Open “January” first": whether it is the one that opens by itself.
    pub fn open_first(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("Open “{name}” first"),
            Language::Bokmal => format!("Åpne «{name}» først"),
        }
    }

    /// "Rename “January”".
    pub fn rename_view(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("Rename “{name}”"),
            Language::Bokmal => format!("Gi «{name}» nytt navn"),
        }
    }

    /// "Delete “January”".
    pub fn delete_view(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("Delete “{name}”"),
            Language::Bokmal => format!("Slett «{name}»"),
        }
    }

    /// "“January” is saved.".
    pub fn saved(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("“{name}” is saved."),
            Language::Bokmal => format!("«{name}» er lagret."),
        }
    }

    /// "“January” is saved in place of the one before.".
    pub fn replaced(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("“{name}” is saved in place of the one before."),
            Language::Bokmal => format!("«{name}» er lagret i stedet for den forrige."),
        }
    }

    /// "“January” is now called “Winter”.".
    pub fn renamed(&self, name: &str, new_name: &str) -> String {
        match self.language {
            Language::English => format!("“{name}” is now called “{new_name}”."),
            Language::Bokmal => format!("«{name}» heter nå «{new_name}»."),
        }
    }

    /// "“January” is deleted.".
    pub fn deleted(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("“{name}” is deleted."),
            Language::Bokmal => format!("«{name}» er slettet."),
        }
    }

    /// "“January” opens first from now on.".
    pub fn opens_first(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("“{name}” opens first from now on."),
            Language::Bokmal => format!("«{name}» åpnes først fra nå av."),
        }
    }
}

static EN: ViewsMessages = ViewsMessages {
    language: Language::English,
    title: "Views",
    find: "Find a view",
    own: "In this browser",
    for_everyone: "For everyone",
    none: "No view is saved yet.",
    no_match: "No view has a name like that.",
    name: "Save this view as",
    save: "Save view",
    nothing_to_save: "A view keeps what is asked for and how it is shown. Load something, and it can be saved here.",
    name_missing: "Enter a name.",
    name_taken: "Another view has this name.",
    new_name: "New name",
    rename: "Rename",
    cancel: "Cancel",
    undo: "Undo",
    undone: "Undone.",
    none_first: "No view opens by itself from now on.",
    not_kept: "This browser did not keep it: it has no room left, or keeps nothing for this page. Your views are here until the page is closed; “Copy link” under “Share and export” takes one with you.",
};

static NB: ViewsMessages = ViewsMessages {
    language: Language::Bokmal,
    title: "Visninger",
    find: "Finn en visning",
    own: "I denne nettleseren",
    for_everyone: "For alle",
    none: "Ingen visning er lagret ennå.",
    no_match: "Ingen visning heter noe slikt.",
    name: "Lagre denne visningen som",
    save: "Lagre visning",
    nothing_to_save: "En visning husker hva det spørres om, og hvordan det vises. Last inn noe, så kan det lagres her.",
    name_missing: "Skriv inn et navn.",
    name_taken: "En annen visning har dette navnet.",
    new_name: "Nytt navn",
    rename: "Gi nytt navn",
    cancel: "Avbryt",
    undo: "Angre",
    undone: "Angret.",
    none_first: "Ingen visning åpnes av seg selv fra nå av.",
    not_kept: "Nettleseren tok ikke vare på det: den har ikke mer plass, eller husker ingenting for denne siden. Visningene er her til siden lukkes; «Kopier lenke» under «Del og eksporter» tar med deg en av dem.",
};
