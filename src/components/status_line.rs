//! Status line of a load: how many responses are here and whether all are.

use leptos::prelude::*;

/// How a load went, or goes, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadStatus {
    /// Whether the numbers can be trusted.
    pub tone: Tone,
    /// The number of responses.
    pub headline: String,
    /// What else is to be said, in order.
    pub details: Vec<String>,
}

impl LoadStatus {
    /// All of it in one line.
    pub fn line(&self) -> String {
        [&self.headline].into_iter().chain(&self.details).cloned().collect::<Vec<_>>().join(" · ")
    }
}

/// Whether the numbers can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Not known, or as far as can be told.
    #[default]
    Plain,
    /// Every response is here.
    Proven,
    /// Something is missing.
    Wanting,
}

/// A live region of one line; screen readers read it out when it changes.
#[component]
pub fn StatusLine(
    /// What it says.
    #[prop(into)]
    status: Signal<LoadStatus>,
) -> impl IntoView {
    let class = move || match status.read().tone {
        Tone::Plain => "state-line",
        Tone::Proven => "state-line proven",
        Tone::Wanting => "state-line wanting",
    };
    let headline = move || status.read().headline.clone();
    let details = move || {
        let status = status.read();
        status.details.iter().flat_map(|detail| [" · ", detail]).collect::<String>()
    };
    view! {
        <p class=class role="status">
            <strong>{headline}</strong>
            {details}
        </p>
    }
    .into_any()
}
