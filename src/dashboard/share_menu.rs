//! Taking away what is on the screen. The page carries the button; what its panel holds is loaded when it opens.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::components::icon::{SHARE, icon};
use crate::components::menu::menu;
use crate::html::{El, Place, el};
use crate::state::exports::use_exports;
use crate::state::preferences::Voice;

/// The button at the end of the page's bar.
pub fn share_menu(voice: Voice) -> El {
    let text = &voice.text.share;
    let files = use_exports();
    let panel = move || {
        let host = Place::new();
        Effect::new(move |_| {
            if let Some(host) = host.get() {
                files.show_panel(host.unchecked_into(), text.not_loaded);
            }
        });
        el("div").at(host)
    };
    let name = vec![icon("icon", SHARE), el("span").class("share-name").child(text.share)];
    menu(name, text.share, panel)
}
