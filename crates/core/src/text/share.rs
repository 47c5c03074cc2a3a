//! The words of taking away: links, files, snapshots.

use super::{Advice, Language};

/// What the page itself says of it.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ShareText {
    pub share: &'static str,
    pub not_loaded: &'static str,
}

pub(super) const EN: ShareText = ShareText {
    share: "Share and export",
    not_loaded: "This part of the page could not be loaded. Reload the page and try again.",
};

pub(super) const NB: ShareText = ShareText {
    share: "Del og eksporter",
    not_loaded: "Denne delen av siden lot seg ikke laste. Last siden på nytt og prøv igjen.",
};

/// What the panel says that is loaded when a reader wants it.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct PanelText {
    pub copy_link: &'static str,
    pub link_copied: &'static str,
    pub link_not_copied: &'static str,
    pub table: &'static str,
    /// The rows shown, or all of them; arguments are numbers as written for the reader.
    pub scopes: [fn(rows: &str) -> String; 2],
    pub csv: &'static str,
    pub json: &'static str,
    pub chart: &'static str,
    pub png: &'static str,
    pub svg: &'static str,
    pub copy_chart: &'static str,
    pub chart_copied: &'static str,
    pub chart_not_copied: &'static str,
    pub print: &'static str,
    pub writing: &'static str,
    pub written: fn(here: &str, all: &str) -> String,
    pub cancel: &'static str,
    pub cancelled: &'static str,
    pub saved: fn(name: &str) -> String,
    pub nothing_to_save: &'static str,
    pub other_rows: Advice,
    pub not_written: Advice,
}

/// The panel's words in a language.
pub fn panel_text(language: Language) -> &'static PanelText {
    match language {
        Language::English => &PANEL_EN,
        Language::Bokmal => &PANEL_NB,
    }
}

static PANEL_EN: PanelText = PanelText {
    copy_link: "Copy link",
    link_copied: "Link copied",
    link_not_copied: "The browser did not allow it. The link stands in the address bar.",
    table: "Table",
    scopes: [|rows| format!("Rows shown ({rows})"), |rows| format!("All rows ({rows})")],
    csv: "CSV",
    json: "JSON",
    chart: "Chart",
    png: "Chart as PNG",
    svg: "Chart as SVG",
    copy_chart: "Copy chart",
    chart_copied: "Chart copied as a picture",
    chart_not_copied: "The browser did not allow it. Save the chart as PNG instead.",
    print: "Print",
    writing: "Writing the file",
    written: |here, all| format!("{here} of {all} rows"),
    cancel: "Cancel",
    cancelled: "Cancelled; nothing was saved",
    saved: |name| format!("Saved as {name}"),
    nothing_to_save: "There are no rows to save.",
    other_rows: Advice {
        title: "The file was not saved.",
        remedy: "Other responses were loaded while it was being written. Save it again.",
    },
    not_written: Advice {
        title: "The file was not saved.",
        remedy: "The browser could not write it. Reload the page and try again.",
    },
};

static PANEL_NB: PanelText = PanelText {
    copy_link: "Kopier lenke",
    link_copied: "Lenken er kopiert",
    link_not_copied: "Nettleseren tillot det ikke. Lenken står i adressefeltet.",
    table: "Tabell",
    scopes: [|rows| format!("Viste rader ({rows})"), |rows| format!("Alle rader ({rows})")],
    csv: "CSV",
    json: "JSON",
    chart: "Diagram",
    png: "Diagram som PNG",
    svg: "Diagram som SVG",
    copy_chart: "Kopier diagrammet",
    chart_copied: "Diagrammet er kopiert som bilde",
    chart_not_copied: "Nettleseren tillot det ikke. Lagre diagrammet som PNG i stedet.",
    print: "Skriv ut",
    writing: "Skriver filen",
    written: |here, all| format!("{here} av {all} rader"),
    cancel: "Avbryt",
    cancelled: "Avbrutt; ingenting er lagret",
    saved: |name| format!("Lagret som {name}"),
    nothing_to_save: "Det er ingen rader å lagre.",
    other_rows: Advice {
        title: "Filen ble ikke lagret.",
        remedy: "Andre responser ble hentet mens den ble skrevet. Lagre den på nytt.",
    },
    not_written: Advice {
        title: "Filen ble ikke lagret.",
        remedy: "Nettleseren klarte ikke å skrive den. Last siden på nytt og prøv igjen.",
    },
};
