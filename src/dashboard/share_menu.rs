//! Menu "Share and export" at the end of the page header. Its panel is a program of its own, loaded when it first opens.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::components::icon::{Icon, SHARE};
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use crate::state::exports::use_exports;

/// Button and panel for links, files, printing and snapshots.
#[component]
pub fn ShareMenu() -> impl IntoView {
    let locale = use_locale();
    let name = move || locale.text().share.share;
    let name_ref = NodeRef::<html::Span>::new();
    let is_open = StoredValue::new(false);
    let on_close = Callback::new(move |()| {
        if is_open.get_value() {
            press_button_around(name_ref);
        }
    });
    let face = move || {
        view! {
            <Icon class="icon" path=SHARE />
            <span class="share-name" node_ref=name_ref>
                {name}
            </span>
        }
    };
    view! {
        <Menu label=name face>
            <SharePanel is_open on_close />
        </Menu>
    }
    .into_any()
}

/// Closes the menu as a press on its button does, which then has the focus.
fn press_button_around(name: NodeRef<html::Span>) {
    let button = name.get_untracked().and_then(|name| name.closest("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
        drop(button.focus());
    }
}

/// The element in which the loaded program shows its panel, and why there is none where it could not be loaded.
#[component]
fn SharePanel(
    /// Told whether the panel is there.
    is_open: StoredValue<bool>,
    /// Runs when the panel wants to be closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let exports = use_exports();
    let host = NodeRef::<html::Div>::new();
    is_open.set_value(true);
    on_cleanup(move || is_open.set_value(false));
    // Another language is another panel: that program knows no signals of the page.
    Effect::new(move || {
        locale.language();
        if let Some(host) = host.get() {
            exports.show_panel(host.into(), on_close);
        }
    });
    let failure = move || exports.is_missing().then(|| locale.text().share.not_loaded);
    view! {
        <div node_ref=host></div>
        {failure}
    }
    .into_any()
}
