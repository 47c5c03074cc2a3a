//! Closures with their types forgotten, one type for each kind of use. Given a closure as it is, Leptos compiles its
//! whole machinery anew for every single one, which made up a third of the page's size.

use std::sync::Arc;

use leptos::prelude::*;

/// A value that follows signals.
pub type Live<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// A value that follows what `read` reads.
pub fn live<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Arc::new(read)
}

/// A value that is kept, and made anew when something that `make` reads has changed; see [`Memo`].
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let make: Box<dyn Fn() -> T + Send + Sync> = Box::new(make);
    Memo::new(move |_| make())
}

/// Reaches outside whenever something that `run` reads has changed; see [`Effect`].
pub fn effect(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    Effect::new(move |_| run());
}
