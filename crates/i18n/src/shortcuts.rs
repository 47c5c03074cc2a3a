//! Words on the keys that the page knows, in each language.

/// The dialog on shortcuts.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ShortcutMessages {
    pub title: &'static str,
    pub to_chart: &'static str,
    pub to_table: &'static str,
    pub note: &'static str,
    pub switch: &'static str,
    pub in_chart: &'static str,
    pub in_table: &'static str,
}

pub(super) const EN: ShortcutMessages = ShortcutMessages {
    title: "Keyboard shortcuts",
    to_chart: "To the chart",
    to_table: "To the table",
    note: "These mean nothing in fields, menus and dialogs.",
    switch: "Use these single keys",
    in_chart: "In the chart",
    in_table: "In the table",
};

pub(super) const NB: ShortcutMessages = ShortcutMessages {
    title: "Hurtigtaster",
    to_chart: "Til diagrammet",
    to_table: "Til tabellen",
    note: "De betyr ingenting i felt, menyer og dialoger.",
    switch: "Bruk disse enkelttastene",
    in_chart: "I diagrammet",
    in_table: "I tabellen",
};
