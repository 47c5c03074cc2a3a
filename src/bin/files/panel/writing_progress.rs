//! Progress of the file that is being written, and what became of the last one.

use cubeboard_app::components::progress::{ProgressBar, Share};
use cubeboard_app::i18n::formatter::Formatter;
use cubeboard_i18n::lock::lock_text;
use cubeboard_i18n::share::panel_text;
use cubeboard_i18n::{Advice, Language};
use leptos::prelude::*;

use crate::page::Facts;
use crate::saving::Saving;
use crate::saving::end::{Copied, End};
use crate::workbook_limit::MOST_ROWS;

/// How far the file is, and a button that gives it up; hidden while none is written.
#[component]
pub fn WritingProgress(
    /// What the page shows.
    facts: Facts,
    /// The file that is being written.
    saving: Saving,
) -> impl IntoView {
    let text = facts.text;
    let formatter = Formatter { language: facts.language, ..Formatter::default() };
    let progress = Memo::new(move |_| {
        let rows = saving.progress()?;
        let (value, max) = (rows.written as u64, rows.total as u64);
        if rows.are_all() {
            return Some(Share { value, max: None, words: text.finishing.to_owned() });
        }
        let words = text.written(&formatter.number(value), &formatter.number(max));
        Some(Share { value, max: Some(max), words })
    });
    view! {
        <ProgressBar label=text.writing progress />
        <button
            type="button"
            class="button"
            hidden=move || progress.read().is_none()
            on:click=move |_| saving.cancel()
        >
            {text.cancel}
        </button>
    }
    .into_any()
}

/// Live region that says what became of what the reader asked for.
#[component]
pub fn SavingStatus(
    /// The reader's language.
    language: Language,
    /// What became of it.
    saving: Saving,
) -> impl IntoView {
    view! {
        <p class="share-said" role="status">
            {move || saving.end().map(|end| end_text(end, language))}
        </p>
    }
    .into_any()
}

fn end_text(end: End, language: Language) -> String {
    let (text, lock) = (panel_text(language), lock_text(language));
    let told = |advice: &Advice| format!("{} {}", advice.title, advice.remedy);
    match end {
        End::Copied(Copied::Passphrase) => lock.copied.to_owned(),
        End::NotCopied(Copied::Passphrase) => lock.not_copied.to_owned(),
        End::Copied(Copied::Command) => text.command_copied.to_owned(),
        End::Copied(Copied::Link) => text.link_copied.to_owned(),
        End::Copied(Copied::LongLink) => text.long_link_copied.to_owned(),
        End::Copied(Copied::Chart) => text.chart_copied.to_owned(),
        End::NotCopied(Copied::Link | Copied::LongLink) => text.link_not_copied.to_owned(),
        End::NotCopied(Copied::Command) => text.command_not_copied.to_owned(),
        End::NotCopied(Copied::Chart) => text.chart_not_copied.to_owned(),
        End::Saved(name) => text.saved(&name),
        End::TooManyRows(rows, command) => {
            let formatter = Formatter { language, ..Formatter::default() };
            let [rows, most] = [rows as u64, MOST_ROWS].map(|count| formatter.number(count));
            format!("{} {command}", text.too_many_for_a_workbook(&rows, &most))
        }
        End::NoRows => text.nothing_to_save.to_owned(),
        End::Altered => text.picture_altered.to_owned(),
        End::Cancelled => text.cancelled.to_owned(),
        End::OtherRows => told(&text.other_rows),
        End::NotWritten => told(&text.not_written),
        End::TooLarge => told(&lock.too_large),
    }
}
