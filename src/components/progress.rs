//! Progress bar: how far something is, with its numbers in words; indeterminate until the whole is known.

use leptos::prelude::*;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Share {
    /// Responses here.
    pub value: u64,
    /// Responses in all; `None` where that is not known.
    pub max: Option<u64>,
    /// The same in words, pages included.
    pub words: String,
}

impl Share {
    /// The part that is here, from 0 to 100; 0 where the whole is not known.
    fn percent(&self) -> u64 {
        let max = self.max.filter(|max| *max > 0);
        max.map_or(0, |max| (self.value.saturating_mul(100) / max).min(100))
    }
}

/// A progress bar with its numbers beside it, hidden while there is no progress; indeterminate while `max` is unknown.
#[component]
pub fn ProgressBar(
    /// Accessible name.
    #[prop(into)]
    label: Signal<&'static str>,
    /// How far it is.
    #[prop(into)]
    progress: Signal<Option<Share>>,
) -> impl IntoView {
    let words = move || progress.read().as_ref().map(|share| share.words.clone());
    let value = move || {
        let progress = progress.read();
        progress.as_ref().filter(|share| share.max.is_some()).map(|share| share.value.to_string())
    };
    let max = move || progress.read().as_ref()?.max.map(|max| max.to_string());
    let width = move || progress.read().as_ref().map(|share| format!("{}%", share.percent()));
    let is_hidden = move || progress.read().is_none();
    view! {
        <div
            class="progress"
            role="progressbar"
            hidden=is_hidden
            aria-label=move || label.get()
            aria-valuemin="0"
            aria-valuenow=value
            aria-valuemax=max
            aria-valuetext=words
        >
            <div class="progress-bar" style:width=width></div>
        </div>
        <span class="progress-words" aria-hidden="true" hidden=is_hidden>
            {words}
        </span>
    }
    .into_any()
}
