//! A value that is made of others.

use std::ops::Deref;

use leptos::prelude::*;

use super::erased::Erased;

/// A value that is kept, and made anew when something that it was made of has changed. Those who follow it hear of it
/// only where it became another one.
#[derive(Debug)]
pub struct Derived<T: 'static> {
    value: Erased<T>,
    /// How often it became another one: what Leptos keeps in step.
    version: Memo<u32>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: PartialEq + Send + Sync> Derived<T> {
    /// Made by `make`, which runs at once, and again when somebody reads it after a change.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let value = Erased::new(untrack(&make));
        let renew = move || {
            let new = make();
            let renew = |old: &mut T| {
                let is_other = *old != new;
                if is_other {
                    *old = new;
                }
                is_other
            };
            value.try_update(renew).unwrap_or(false)
        };
        let renew: Box<dyn Fn() -> bool + Send + Sync> = Box::new(renew);
        Self { value, version: versions(renew) }
    }

    /// Follows it.
    pub fn track(self) {
        self.version.track();
    }

    /// Follows it and borrows it.
    pub fn read(self) -> impl Deref<Target = T> {
        self.version.get();
        self.value.read()
    }

    /// Borrows it.
    pub fn read_untracked(self) -> impl Deref<Target = T> {
        self.version.get_untracked();
        self.value.read()
    }

    /// Follows it and looks at it.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.version.get();
        look(&*self.value.read())
    }

    /// Looks at it.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.version.get_untracked();
        look(&*self.value.read())
    }
}

impl<T: Clone + PartialEq + Send + Sync> Derived<T> {
    /// Follows it and takes a copy.
    pub fn get(self) -> T {
        self.with(Clone::clone)
    }

    /// Takes a copy.
    pub fn get_untracked(self) -> T {
        self.with_untracked(Clone::clone)
    }
}

fn versions(renew: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |version: Option<&u32>| {
        let version = version.copied().unwrap_or_default();
        if renew() { version.wrapping_add(1) } else { version }
    })
}
