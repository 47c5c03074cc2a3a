//! Values that follow signals, as one type for each kind of value. Given a closure as it is, the view library
//! compiles its whole machinery anew for every single one, which made up a third of the page's size.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// A closure to place into a view, with its type forgotten.
pub type Live<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// A part of the page that changes.
pub type LiveView = Arc<Mutex<dyn FnMut() -> AnyView + Send>>;

/// A value that follows what `read` reads.
pub fn live<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Arc::new(read)
}

/// A part of the page that follows what `view` reads.
pub fn live_view<V: IntoAny>(view: impl Fn() -> V + Send + 'static) -> LiveView {
    Arc::new(Mutex::new(move || view().into_any()))
}
