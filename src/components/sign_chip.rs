//! Small button that shows a sign in place of its name.

use leptos::prelude::*;

use super::icon::Icon;

/// A button with a sign; one that can be switched on says whether it is.
#[component]
pub fn SignChip(
    /// Accessible name, shown while the pointer rests on it.
    #[prop(into)]
    label: Signal<String>,
    /// The sign, as the data of an SVG path.
    icon: &'static str,
    /// Runs when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it is switched on; by default it cannot be.
    #[prop(into, optional)]
    is_pressed: Option<Signal<bool>>,
) -> impl IntoView {
    let pressed = move || is_pressed.map(|is_pressed| is_pressed.get().to_string());
    view! {
        <button
            type="button"
            class="chip sign-chip"
            aria-label=move || label.get()
            title=move || label.get()
            aria-pressed=pressed
            on:click=move |_| on_press.run(())
        >
            <Icon class="icon" path=icon />
        </button>
    }
    .into_any()
}
