//! Menu "Share and export" at the end of the page header. Its panel is a program of its own, loaded when it first opens.

use leptos::html;
use leptos::prelude::*;

use crate::components::icon::{Icon, SHARE};
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use crate::state::exports::use_exports;

/// Button and panel for links, files, printing and snapshots.
#[component]
pub fn ShareMenu() -> impl IntoView {
    let locale = use_locale();
    let name = move || locale.text().share.share;
    let face = move || {
        view! {
            <Icon class="icon" path=SHARE />
            <span class="share-name">{name}</span>
        }
    };
    view! {
        <Menu label=name face>
            <SharePanel />
        </Menu>
    }
    .into_any()
}

/// The element in which the loaded program shows its panel.
#[component]
fn SharePanel() -> impl IntoView {
    let locale = use_locale();
    let exports = use_exports();
    let host = NodeRef::<html::Div>::new();
    // Another language is another panel: that program knows no signals of the page.
    Effect::new(move || {
        let not_loaded = locale.text().share.not_loaded;
        if let Some(host) = host.get() {
            exports.show_panel(host.into(), not_loaded);
        }
    });
    view! { <div node_ref=host></div> }.into_any()
}
