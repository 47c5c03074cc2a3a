//! How much is here and how sure that is, in one quiet line.

use crate::html::{El, el};
use leptos::prelude::*;

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
pub fn state_line(standing: Memo<Standing>) -> El {
    let class = move || match standing.read().tone {
        Tone::Plain => "state-line",
        Tone::Proven => "state-line proven",
        Tone::Wanting => "state-line wanting",
    };
    let details = move || {
        let detail = |it: &String| format!(" · {it}");
        standing.read().details.iter().map(detail).collect::<String>()
    };
    let headline = el("strong").child(move || standing.read().headline.clone());
    el("p").class(class).attr("role", "status").child(headline).child(details)
}
