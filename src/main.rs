//! Mounts the page in place of the shell that index.html shows until then.

use cubeboard_app::app::app;
use cubeboard_app::browser::shell;
use leptos::mount::mount_to_body;

fn main() {
    shell::report_panics();
    shell::remove();
    mount_to_body(app);
}
