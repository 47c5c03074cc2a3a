//! Words of sharing and export: links, files, snapshots.

use super::{Advice, Language};

/// What the page itself says of it.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ShareMessages {
    language: Language,
    pub share: &'static str,
    pub not_loaded: &'static str,
    pub close_snapshot: &'static str,
}

impl ShareMessages {
    /// "Snapshot as of 1 March, 16:40".
    pub fn snapshot_of(&self, time: &str) -> String {
        match self.language {
            Language::English => format!("Snapshot as of {time}"),
            Language::Bokmal => format!("Øyeblikksbilde fra {time}"),
        }
    }
}

pub(super) const EN: ShareMessages = ShareMessages {
    language: Language::English,
    share: "Share and export",
    not_loaded: "This part of the page could not be loaded. Reload the page and try again.",
    close_snapshot: "Close snapshot",
};

pub(super) const NB: ShareMessages = ShareMessages {
    language: Language::Bokmal,
    share: "Del og eksporter",
    not_loaded: "Denne delen av siden lot seg ikke laste. Last siden på nytt og prøv igjen.",
    close_snapshot: "Lukk øyeblikksbildet",
};

/// What the panel says that is loaded when a reader wants it.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct PanelMessages {
    language: Language,
    pub copy_link: &'static str,
    pub link_copied: &'static str,
    pub long_link_copied: &'static str,
    pub link_not_copied: &'static str,
    pub table: &'static str,
    pub csv: &'static str,
    pub json: &'static str,
    pub workbook: &'static str,
    pub workbook_personal: &'static str,
    pub no_workbook: &'static str,
    pub copy_command: &'static str,
    pub command_copied: &'static str,
    pub command_not_copied: &'static str,
    pub chart: &'static str,
    pub png: &'static str,
    pub svg: &'static str,
    pub copy_chart: &'static str,
    pub chart_copied: &'static str,
    pub chart_not_copied: &'static str,
    pub picture_altered: &'static str,
    pub print: &'static str,
    pub snapshot: &'static str,
    pub snapshot_note: &'static str,
    pub page: &'static str,
    pub page_note: &'static str,
    pub personal: &'static str,
    pub personal_omitted: &'static str,
    pub personal_pseudonyms: &'static str,
    pub personal_kept: &'static str,
    pub is_snapshot: &'static str,
    pub no_link: &'static str,
    pub open_file: &'static str,
    pub writing: &'static str,
    pub finishing: &'static str,
    pub cancel: &'static str,
    pub cancelled: &'static str,
    pub nothing_to_save: &'static str,
    pub other_rows: Advice,
    pub not_written: Advice,
    pub opened: OpenedMessages,
}

impl PanelMessages {
    /// "Rows shown (31)".
    pub fn rows_shown(&self, rows: &str) -> String {
        match self.language {
            Language::English => format!("Rows shown ({rows})"),
            Language::Bokmal => format!("Viste rader ({rows})"),
        }
    }

    /// "All rows (207)".
    pub fn all_rows(&self, rows: &str) -> String {
        match self.language {
            Language::English => format!("All rows ({rows})"),
            Language::Bokmal => format!("Alle rader ({rows})"),
        }
    }

    /// Why a workbook of so many rows is written by the command.
    pub fn too_many_for_a_workbook(&self, rows: &str, most: &str) -> String {
        match self.language {
            Language::English => format!(
                "{rows} rows are more than this page can write as a workbook: a browser has memory for {most}. \
                 Fewer days or a filter make it fewer. This command writes all of them:"
            ),
            Language::Bokmal => format!(
                "{rows} rader er flere enn siden kan skrive som arbeidsbok: en nettleser har minne til {most}. \
                 Færre dager eller et filter gjør dem færre. Denne kommandoen skriver alle:"
            ),
        }
    }

    /// "100 of 207 rows".
    pub fn written(&self, here: &str, all: &str) -> String {
        match self.language {
            Language::English => match all {
                "1" => format!("{here} of 1 row"),
                _ => format!("{here} of {all} rows"),
            },
            Language::Bokmal => match all {
                "1" => format!("{here} av 1 rad"),
                _ => format!("{here} av {all} rader"),
            },
        }
    }

    /// "Saved as responses.csv".
    pub fn saved(&self, name: &str) -> String {
        match self.language {
            Language::English => format!("Saved as {name}"),
            Language::Bokmal => format!("Lagret som {name}"),
        }
    }
}

/// What is said of a snapshot that is shown or cannot be.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct OpenedMessages {
    language: Language,
    pub complete: &'static str,
    pub complete_so_far: &'static str,
    pub unproven: &'static str,
    pub undercounted: &'static str,
    pub incomplete: &'static str,
    pub omitted: &'static str,
    pub pseudonyms: &'static str,
    pub kept: &'static str,
    pub not_found: Advice,
    pub foreign: Advice,
    pub newer: Advice,
    pub damaged: Advice,
    pub locked: Advice,
}

impl OpenedMessages {
    /// "incomplete: 7 are missing".
    pub fn missing(&self, rows: u64) -> String {
        match self.language {
            Language::English => match rows {
                1 => "incomplete: 1 is missing".to_owned(),
                _ => format!("incomplete: {rows} are missing"),
            },
            Language::Bokmal => format!("ufullstendig: {rows} mangler"),
        }
    }
}

/// The panel's words in a language.
pub fn panel_text(language: Language) -> &'static PanelMessages {
    match language {
        Language::English => &PANEL_EN,
        Language::Bokmal => &PANEL_NB,
    }
}

static PANEL_EN: PanelMessages = PanelMessages {
    language: Language::English,
    copy_link: "Copy link",
    link_copied: "Link copied",
    long_link_copied: "Link copied. It is longer than some servers and mail programs take: fewer filters make it shorter.",
    link_not_copied: "The browser did not allow it. The link stands in the address bar.",
    table: "Table",
    csv: "CSV",
    json: "JSON",
    workbook: "Excel workbook",
    workbook_personal: "Customers and comments in the workbook",
    no_workbook: "A page in one file writes no Excel workbook. Excel opens the CSV.",
    copy_command: "Copy command",
    command_copied: "Command copied",
    command_not_copied: "The browser did not allow it. Select the command and copy it.",
    chart: "Chart",
    png: "Chart as PNG",
    svg: "Chart as SVG",
    copy_chart: "Copy chart",
    chart_copied: "Chart copied as a picture",
    chart_not_copied: "The browser did not allow it. Save the chart as PNG instead.",
    picture_altered: "This browser alters pictures against tracking. Save the chart as SVG instead.",
    print: "Print",
    snapshot: "Snapshot",
    snapshot_note: "All rows in one file, for this page to show as they are now, without Cube.",
    page: "Save as page",
    page_note: "As a page, it is one file that anybody opens in a browser, without server or network.",
    personal: "Customers and comments in snapshot and page",
    personal_omitted: "Left out",
    personal_pseudonyms: "Pseudonyms",
    personal_kept: "Kept",
    is_snapshot: "This is a snapshot already: hand on its file.",
    no_link: "A file of yours has no link: hand on the file.",
    open_file: "Open file",
    writing: "Writing the file",
    finishing: "Finishing the file",
    cancel: "Cancel",
    cancelled: "Cancelled; nothing was saved",
    nothing_to_save: "There are no rows to save.",
    other_rows: Advice {
        title: "The file was not saved.",
        remedy: "Other responses were loaded while it was being written. Save it again.",
    },
    not_written: Advice {
        title: "The file was not saved.",
        remedy: "The browser could not write it. Reload the page and try again.",
    },
    opened: OpenedMessages {
        language: Language::English,
        complete: "complete when it was read: Cube counted as many",
        complete_so_far: "complete when it was read, before the period was over",
        unproven: "all that Cube listed; it gave no count to compare with",
        undercounted: "all that Cube listed, though it counted fewer",
        incomplete: "incomplete: some were not read",
        omitted: "customers and comments are left out",
        pseudonyms: "customers have pseudonyms, comments are left out",
        kept: "with customers and comments",
        not_found: Advice {
            title: "The snapshot of this page could not be fetched.",
            remedy: "Reload the page to try again, or tell whoever published it.",
        },
        foreign: Advice {
            title: "This file is not a snapshot of Cubeboard.",
            remedy: "What is on the screen stays. The name of a snapshot ends in .cubeboard.",
        },
        newer: Advice {
            title: "This snapshot is of a newer Cubeboard.",
            remedy: "What is on the screen stays. Open it with the Cubeboard that saved it, or a later one.",
        },
        damaged: Advice {
            title: "This snapshot is damaged.",
            remedy: "What is on the screen stays. The file was changed or cut off: ask for it once more.",
        },
        locked: Advice {
            title: "The snapshot of this page is locked.",
            remedy: "Reload the page to enter its passphrase, or ask whoever published it for the passphrase.",
        },
    },
};

static PANEL_NB: PanelMessages = PanelMessages {
    language: Language::Bokmal,
    copy_link: "Kopier lenke",
    link_copied: "Lenken er kopiert",
    long_link_copied: "Lenken er kopiert. Den er lengre enn enkelte tjenere og e-postprogrammer godtar: færre filtre gjør den kortere.",
    link_not_copied: "Nettleseren tillot det ikke. Lenken står i adressefeltet.",
    table: "Tabell",
    csv: "CSV",
    json: "JSON",
    workbook: "Excel-arbeidsbok",
    workbook_personal: "Kunder og kommentarer i arbeidsboken",
    no_workbook: "En side i én fil skriver ingen Excel-arbeidsbok. Excel åpner CSV-filen.",
    copy_command: "Kopier kommandoen",
    command_copied: "Kommandoen er kopiert",
    command_not_copied: "Nettleseren tillot det ikke. Merk kommandoen og kopier den.",
    chart: "Diagram",
    png: "Diagram som PNG",
    svg: "Diagram som SVG",
    copy_chart: "Kopier diagrammet",
    chart_copied: "Diagrammet er kopiert som bilde",
    chart_not_copied: "Nettleseren tillot det ikke. Lagre diagrammet som PNG i stedet.",
    picture_altered: "Nettleseren endrer bilder for å hindre sporing. Lagre diagrammet som SVG i stedet.",
    print: "Skriv ut",
    snapshot: "Øyeblikksbilde",
    snapshot_note: "Alle rader i én fil, som denne siden viser slik de er nå, uten Cube.",
    page: "Lagre som side",
    page_note: "Som side er det én fil som alle kan åpne i en nettleser, uten tjener og nett.",
    personal: "Kunder og kommentarer i øyeblikksbilde og side",
    personal_omitted: "Utelatt",
    personal_pseudonyms: "Pseudonymer",
    personal_kept: "Beholdt",
    is_snapshot: "Dette er alt et øyeblikksbilde: gi filen videre.",
    no_link: "En egen fil har ingen lenke: gi filen videre.",
    open_file: "Åpne fil",
    writing: "Skriver filen",
    finishing: "Gjør filen ferdig",
    cancel: "Avbryt",
    cancelled: "Avbrutt; ingenting er lagret",
    nothing_to_save: "Det er ingen rader å lagre.",
    other_rows: Advice {
        title: "Filen ble ikke lagret.",
        remedy: "Andre responser ble hentet mens den ble skrevet. Lagre den på nytt.",
    },
    not_written: Advice {
        title: "Filen ble ikke lagret.",
        remedy: "Nettleseren klarte ikke å skrive den. Last siden på nytt og prøv igjen.",
    },
    opened: OpenedMessages {
        language: Language::Bokmal,
        complete: "komplett da det ble lest: Cube talte like mange",
        complete_so_far: "komplett da det ble lest, før perioden var over",
        unproven: "alt Cube listet opp; det ga ikke noe antall å sammenligne med",
        undercounted: "alt Cube listet opp, selv om det talte færre",
        incomplete: "ufullstendig: noen ble ikke lest",
        omitted: "kunder og kommentarer er utelatt",
        pseudonyms: "kunder har pseudonymer, kommentarer er utelatt",
        kept: "med kunder og kommentarer",
        not_found: Advice {
            title: "Øyeblikksbildet på denne siden lot seg ikke hente.",
            remedy: "Last siden på nytt for å prøve igjen, eller si fra til den som la den ut.",
        },
        foreign: Advice {
            title: "Denne filen er ikke et øyeblikksbilde fra Cubeboard.",
            remedy: "Det som er på skjermen, blir stående. Navnet på et øyeblikksbilde slutter på .cubeboard.",
        },
        newer: Advice {
            title: "Dette øyeblikksbildet er fra en nyere Cubeboard.",
            remedy: "Det som er på skjermen, blir stående. Åpne det med den Cubeboard som lagret det, eller en senere.",
        },
        damaged: Advice {
            title: "Dette øyeblikksbildet er skadet.",
            remedy: "Det som er på skjermen, blir stående. Filen er endret eller kuttet av: be om den én gang til.",
        },
        locked: Advice {
            title: "Øyeblikksbildet på denne siden er låst.",
            remedy: "Last siden på nytt for å skrive inn passordfrasen, eller be den som la det ut, om den.",
        },
    },
};
