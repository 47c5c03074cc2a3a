//! What an attribute may be given: a text, none, or a closure that follows signals.

use std::borrow::Cow;

use leptos::tachys::renderer::Rndr;
use web_sys::Element;

use super::follow;
use crate::live::{Live, live};

/// A text or none; without one, there is no such attribute.
pub type Text = Option<Cow<'static, str>>;

/// Something that an attribute can be set to.
pub trait Value {
    /// Sets it.
    fn set(self, element: &Element, name: &'static str);
}

/// Something that can be said in a text.
pub trait IntoText {
    /// That text.
    fn into_text(self) -> Text;
}

impl IntoText for Text {
    fn into_text(self) -> Text {
        self
    }
}

impl IntoText for &'static str {
    fn into_text(self) -> Text {
        Some(self.into())
    }
}

impl IntoText for String {
    fn into_text(self) -> Text {
        Some(self.into())
    }
}

impl IntoText for usize {
    fn into_text(self) -> Text {
        Some(self.to_string().into())
    }
}

/// Whether there is such an attribute, empty.
impl IntoText for bool {
    fn into_text(self) -> Text {
        self.then_some(Cow::Borrowed(""))
    }
}

impl IntoText for Option<&'static str> {
    fn into_text(self) -> Text {
        self.map(Into::into)
    }
}

impl IntoText for Option<String> {
    fn into_text(self) -> Text {
        self.map(Into::into)
    }
}

macro_rules! plain_values {
    ($($kind:ty),*) => {
        $(impl Value for $kind {
            fn set(self, element: &Element, name: &'static str) {
                set(element, name, self.into_text());
            }
        })*
    };
}

plain_values!(String, usize, bool, Option<&'static str>, Option<String>);

impl Value for &'static str {
    #[inline(never)]
    fn set(self, element: &Element, name: &'static str) {
        Rndr::set_attribute(element, name, self);
    }
}

impl<F, T> Value for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: IntoText,
{
    fn set(self, element: &Element, name: &'static str) {
        let value = live(move || self().into_text());
        set_live(element.clone(), name, value);
    }
}

#[inline(never)]
fn set(element: &Element, name: &'static str, text: Text) {
    match text {
        Some(text) => Rndr::set_attribute(element, name, &text),
        None => Rndr::remove_attribute(element, name),
    }
}

#[inline(never)]
fn set_live(element: Element, name: &'static str, value: Live<Text>) {
    follow(Box::new(move || set(&element, name, value())));
}
