//! The program of the wallboard, which the page loads in its own place where the address asks for it.

use cubeboard_app::browser::{policy, shell};
use cubeboard_app::state::settings::Configuration;
use cubeboard_app::wallboard::Wallboard;
use leptos::mount::mount_to_body;
use leptos::prelude::*;

#[expect(clippy::disallowed_methods, reason = "the program starts with what it awaits")]
fn main() {
    shell::report_failures();
    policy::watch();
    wasm_bindgen_futures::spawn_local(async {
        let configuration = Configuration::read().await;
        mount_to_body(move || view! { <Wallboard configuration /> });
    });
}
