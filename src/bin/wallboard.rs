//! The program of the wallboard, which the page loads in its own place where the address asks for it.

use cubeboard_app::browser::{address, policy, shell, task};
use cubeboard_app::state::settings::Configuration;
use cubeboard_app::wallboard::Wallboard;
use cubeboard_responses::address::Address;
use leptos::mount::mount_to_body;
use leptos::prelude::*;

/// A server that cannot be reached is asked again after so long; the shell is seen meanwhile.
const PAUSE_MILLIS: i32 = 15_000;

fn main() {
    shell::report_failures();
    policy::watch();
    start();
}

/// Starts once the configuration is here: by another one, figures would be others, for weeks.
#[expect(clippy::disallowed_methods, reason = "the program starts with what it awaits")]
fn start() {
    wasm_bindgen_futures::spawn_local(async {
        match Configuration::read_whole().await {
            Ok(configuration) if configuration.config.snapshot.is_some() => show_dashboard(),
            Ok(configuration) => mount_to_body(move || view! { <Wallboard configuration /> }),
            Err(_) => task::after(PAUSE_MILLIS, start),
        }
    });
}

/// What a snapshot shows does not go on.
fn show_dashboard() {
    let view = Address::parse(&address::search()).with("view", "");
    address::replace(&view.search());
    address::reload();
}
