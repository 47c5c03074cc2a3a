//! Mounts the page in place of the shell that index.html shows until then.

use cubeboard_app::app::app;
use cubeboard_app::browser::shell;
use cubeboard_app::html::mount;

fn main() {
    shell::report_failures();
    if let Some(body) = shell::make_way() {
        mount(body, app).forget();
    }
}
