//! One browser facility per file, as a function or a signal. Nothing else asks for the window.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod early_reply;
pub mod enclosed;
pub mod encoding;
pub mod file;
pub mod file_drop;
pub mod focus;
pub mod frame;
pub mod full_screen;
pub mod keys;
pub mod lazy_script;
pub mod network;
pub mod on_demand;
pub mod overlay;
pub mod picture;
pub mod pointer;
pub mod policy;
pub mod preference;
pub mod print;
pub mod random;
pub mod refusable;
pub mod roving;
pub mod service_worker;
pub mod shell;
pub mod size;
pub mod storage;
pub mod stream;
pub mod task;
pub mod timeline;
pub mod visibility;
pub mod wake_lock;
pub mod worker;

use web_sys::Window;

/// The window this page runs in.
#[expect(clippy::disallowed_methods, reason = "the one place that asks")]
fn window() -> Option<Window> {
    web_sys::window()
}
