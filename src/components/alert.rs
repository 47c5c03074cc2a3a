//! A failure: what happened, what to do next, and a button where asking again can help.

use leptos::prelude::*;

use crate::live::press;

/// Says what went wrong.
#[component]
pub fn Alert(
    /// What happened.
    title: &'static str,
    /// What to do next.
    remedy: String,
    /// The button's words; none where asking again cannot help.
    #[prop(optional_no_strip)]
    retry: Option<&'static str>,
    /// Runs when the reader asks for another try.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let button = retry.map(|words| {
        view! { <button type="button" class="button" on:click=press(move || on_retry.run(()))>{words}</button> }
    });
    view! {
        <div class="alert" role="alert">
            <div>
                <strong>{title}</strong>
                <p>{remedy}</p>
            </div>
            {button}
        </div>
    }
}
