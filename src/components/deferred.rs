//! Content that is built later, so that the browser takes in replies and listens to the reader before.

use leptos::prelude::*;

use crate::browser::{frame, task};

/// When deferred content is built; a browser that is busy all the time builds it after 200 ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Once nothing else is to be done, such as taking in a reply that is there.
    Idle,
    /// Once the next picture is on the screen, and nothing else is to be done.
    AfterPaint,
}

/// Builds its children later; they stay from then on.
#[component]
pub fn Deferred(
    /// What is waited for.
    until: Moment,
    children: ChildrenFn,
) -> impl IntoView {
    let is_due = RwSignal::new(false);
    // What is deferred may be gone by then.
    let build = move || {
        is_due.try_set(true);
    };
    match until {
        Moment::Idle => task::when_idle(build),
        Moment::AfterPaint => frame::after_paint(move || task::when_idle(build)),
    }
    view! { <Show when=move || is_due.get()>{children()}</Show> }
}
