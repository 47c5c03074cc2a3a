//! How far the loading is, in responses. Indeterminate until the service has said how many there are.

use leptos::prelude::*;

use crate::live::live;

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
    /// The part that is here, from 0 to 1; 0 where the whole is not known.
    #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
    fn fraction(&self) -> f64 {
        let max = self.max.filter(|max| *max > 0);
        max.map_or(0.0, |max| (self.value as f64 / max as f64).min(1.0))
    }
}

/// A bar, with its numbers beside it.
#[component]
pub fn Progress(
    /// Its name.
    label: &'static str,
    /// How far it is.
    #[prop(into)]
    share: Signal<Share>,
) -> impl IntoView {
    let max = live(move || share.read().max.map(|it| it.to_string()));
    let now = live(move || share.read().max.map(|_| share.read().value.to_string()));
    let width = live(move || format!("{}%", share.read().fraction() * 100.0));
    let words = live(move || share.read().words.clone());
    view! {
        <div
            class="progress"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuenow=now
            aria-valuemax=max
            aria-valuetext=words.clone()
        >
            <div class="progress-bar" style:width=width></div>
        </div>
        <span class="progress-words" aria-hidden="true">{words}</span>
    }
}
