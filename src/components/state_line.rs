//! How much is here and how sure that is, in one quiet line.

use leptos::prelude::*;

use crate::live::{live, live_view};

/// What the line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Whether the numbers can be trusted.
    pub tone: Tone,
    /// The number of responses.
    pub headline: String,
    /// What else is to be said, in order.
    pub details: Vec<String>,
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

/// The state line; announced when it changes.
#[component]
pub fn StateLine(
    /// What it says.
    #[prop(into)]
    standing: Signal<Standing>,
) -> impl IntoView {
    let class = live(move || match standing.read().tone {
        Tone::Plain => "state-line",
        Tone::Proven => "state-line proven",
        Tone::Wanting => "state-line wanting",
    });
    let details = live_view(move || {
        let detail = |it| format!(" · {it}");
        standing.read().details.iter().cloned().map(detail).collect_view()
    });
    view! {
        <p class=class role="status">
            <strong>{live(move || standing.read().headline.clone())}</strong>
            {details}
        </p>
    }
}
