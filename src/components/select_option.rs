//! Option of a select, a group of radio buttons or a segmented control: its value, by which it is told, and its name.

use leptos::prelude::*;

/// One of several options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectOption {
    /// What it stands for; unique among the options.
    pub value: String,
    /// Its name, as the reader sees it.
    pub name: String,
}

impl SelectOption {
    /// The option of a value.
    pub fn new(value: impl Into<String>, name: impl Into<String>) -> Self {
        Self { value: value.into(), name: name.into() }
    }
}

/// Values of the options, in order. They are the same as long as the component stands; only names change, with the
/// language, so that this is read once.
pub(super) fn values(options: Signal<Vec<SelectOption>>) -> Vec<String> {
    options.read_untracked().iter().map(|option| option.value.clone()).collect()
}

/// Name of the option of a value; follows it.
pub(super) fn name_of(options: Signal<Vec<SelectOption>>, value: String) -> Memo<String> {
    Memo::new(move |_| {
        let options = options.read();
        let option = options.iter().find(|option| option.value == value);
        option.map(|option| option.name.clone()).unwrap_or_default()
    })
}
