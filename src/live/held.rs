//! A value that is set from outside.

use std::ops::Deref;

use leptos::prelude::*;

use super::erased::Erased;

/// A value, and what tells those who follow it that it has changed. It goes with the part of the page that made it.
#[derive(Debug)]
pub struct Held<T: 'static> {
    value: Erased<T>,
    change: Trigger,
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

impl<T: Default + Send + Sync> Default for Held<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Send + Sync> Held<T> {
    /// A value to begin with.
    pub fn new(value: T) -> Self {
        Self { value: Erased::new(value), change: Trigger::new() }
    }

    /// Follows it.
    pub fn track(self) {
        self.change.track();
    }

    /// Tells that it has changed, where that was done without telling.
    pub fn notify(self) {
        self.change.notify();
    }

    /// Follows it and borrows it.
    pub fn read(self) -> impl Deref<Target = T> {
        self.track();
        self.value.read()
    }

    /// Borrows it.
    pub fn read_untracked(self) -> impl Deref<Target = T> {
        self.value.read()
    }

    /// Follows it and looks at it.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(look)
    }

    /// Looks at it.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(&*self.value.read())
    }

    /// Looks at it, where it has not gone.
    pub fn try_with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        self.value.try_with(look)
    }

    /// Changes it and tells.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes it and tells, where it has not gone.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let changed = self.value.try_update(change);
        self.change.notify();
        changed
    }

    /// Changes it without telling.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        self.try_update_untracked(change);
    }

    /// Changes it without telling, where it has not gone.
    pub fn try_update_untracked<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.value.try_update(change)
    }

    /// Sets it and tells.
    pub fn set(self, value: T) {
        self.update(|it| *it = value);
    }
}

impl<T: Clone + Send + Sync> Held<T> {
    /// Follows it and takes a copy.
    pub fn get(self) -> T {
        self.with(Clone::clone)
    }

    /// Takes a copy.
    pub fn get_untracked(self) -> T {
        self.with_untracked(Clone::clone)
    }
}
