//! Starts the page once its configuration is here; index.html shows a shell until then.

use cubeboard_app::app::App;
use cubeboard_app::browser::{policy, shell};
use cubeboard_app::state::settings::Configuration;
use leptos::mount::mount_to_body;
use leptos::prelude::*;

#[expect(clippy::disallowed_methods, reason = "the page starts with what it awaits")]
fn main() {
    if shell::has_obstacle() {
        return;
    }
    shell::report_failures();
    policy::watch();
    wasm_bindgen_futures::spawn_local(async {
        let configuration = Configuration::read().await;
        mount_to_body(move || view! { <App configuration /> });
    });
}
