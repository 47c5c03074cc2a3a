//! What an element may hold: texts, elements, none or several of them, and closures that follow signals.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

use super::El;

/// A part of the page that changes.
type LiveView = Arc<Mutex<dyn FnMut() -> AnyView + Send>>;

/// Something that can stand in an element.
pub trait Content {
    /// The same with its type forgotten.
    fn into_content(self) -> AnyView;
}

impl Content for AnyView {
    fn into_content(self) -> AnyView {
        self
    }
}

impl Content for El {
    fn into_content(self) -> AnyView {
        self.into_any()
    }
}

impl Content for String {
    fn into_content(self) -> AnyView {
        self.into_any()
    }
}

impl Content for &'static str {
    fn into_content(self) -> AnyView {
        self.into_any()
    }
}

impl<C: Content> Content for Option<C> {
    fn into_content(self) -> AnyView {
        self.map_or_else(|| ().into_any(), Content::into_content)
    }
}

impl<C: Content> Content for Vec<C> {
    fn into_content(self) -> AnyView {
        self.into_iter().map(Content::into_content).collect::<Vec<_>>().into_any()
    }
}

impl<F, C> Content for F
where
    F: Fn() -> C + Send + 'static,
    C: Content,
{
    fn into_content(self) -> AnyView {
        let make: LiveView = Arc::new(Mutex::new(move || self().into_content()));
        IntoAny::into_any(make)
    }
}
