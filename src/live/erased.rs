//! Values of any type behind one type, so that Leptos' arena, which ends them with their part of the page, is compiled
//! once and not for each.

use std::any::Any;
use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use leptos::prelude::*;
use leptos::reactive::signal::guards::Plain;

/// A value in the arena.
pub(super) struct Erased<T: 'static> {
    value: StoredValue<Arc<dyn Any + Send + Sync>>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Erased<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Erased<T> {}

impl<T> Debug for Erased<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }
}

impl<T: Send + Sync> Erased<T> {
    pub(super) fn new(value: T) -> Self {
        Self { value: keep(Arc::new(RwLock::new(value))), kind: PhantomData }
    }

    /// It, where it has not gone with its part of the page.
    fn get(self) -> Option<Arc<RwLock<T>>> {
        find(self.value)?.downcast().ok()
    }

    /// Borrows it.
    #[expect(clippy::expect_used, reason = "as with Leptos' own: what has gone cannot be borrowed")]
    pub(super) fn read(self) -> impl Deref<Target = T> {
        self.get().and_then(Plain::try_new).expect("a value that has gone")
    }

    pub(super) fn try_with<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        let value = self.get()?;
        let guard = value.read().unwrap_or_else(PoisonError::into_inner);
        Some(look(&guard))
    }

    pub(super) fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let value = self.get()?;
        let mut guard = value.write().unwrap_or_else(PoisonError::into_inner);
        Some(change(&mut guard))
    }
}

#[inline(never)]
fn keep(value: Arc<dyn Any + Send + Sync>) -> StoredValue<Arc<dyn Any + Send + Sync>> {
    StoredValue::new(value)
}

#[inline(never)]
fn find(value: StoredValue<Arc<dyn Any + Send + Sync>>) -> Option<Arc<dyn Any + Send + Sync>> {
    value.try_get_value()
}
