//! Mounts the page in place of the shell that index.html shows until then.

use cubeboard_app::app::App;
use cubeboard_app::browser::shell;
use leptos::mount::mount_to_body;

fn main() {
    if shell::has_obstacle() {
        return;
    }
    shell::report_failures();
    shell::remove();
    mount_to_body(App);
}
