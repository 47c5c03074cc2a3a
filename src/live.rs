//! What changes while the page runs. Leptos makes its whole machinery anew for each type that a signal or a memo holds
//! and for each closure that it is given, which made up a third of the page's size. Here values lie beside the
//! machinery, and closures have their types forgotten, so that there is one of each kind.

mod derived;
mod erased;
mod held;

use std::sync::Arc;

use leptos::prelude::*;

pub use derived::Derived;
pub use held::Held;

/// A value that follows signals.
pub type Live<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// A value that follows what `read` reads.
pub fn live<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Arc::new(read)
}

/// A value that is kept, and made anew when something that `make` reads has changed; see [`Memo`].
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Derived<T> {
    Derived::new(make)
}

/// Reaches outside whenever something that `run` reads has changed; see [`Effect`].
pub fn effect(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    Effect::new(move |_| run());
}
