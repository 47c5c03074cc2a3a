//! Starts the page once its configuration is here; index.html shows a shell until then.

use cubeboard_app::app::App;
use cubeboard_app::browser::{address, enclosed, on_demand, policy, shell};
use cubeboard_app::state::settings::Configuration;
use cubeboard_responses::address::Address;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

#[expect(clippy::disallowed_methods, reason = "the page starts with what it awaits")]
fn main() {
    if shell::has_obstacle() {
        return;
    }
    // A page that is one file shows a snapshot, which does not go on.
    let view = Address::parse(&address::search());
    if view.get("view") == "wallboard" && !enclosed::is_there() {
        return run_wallboard();
    }
    shell::report_failures();
    policy::watch();
    wasm_bindgen_futures::spawn_local(async {
        let configuration = Configuration::read().await;
        if configuration.config.is_wallboard_only {
            return run_wallboard();
        }
        mount_to_body(move || view! { <App configuration /> });
    });
}

/// Leaves the page to the program of the screen in the room. public/boot.js says where it cannot be loaded.
fn run_wallboard() {
    on_demand::run("wallboard", &JsValue::NULL);
}
