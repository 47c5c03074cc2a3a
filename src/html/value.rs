//! What an attribute may be given: a text, none, or a closure that follows signals.

use std::borrow::Cow;

use crate::live::{Live, live};

/// A text or none; without one, there is no such attribute.
pub type Text = Option<Cow<'static, str>>;

/// Something that an attribute can be set to.
pub trait Value {
    /// The same as one of two kinds.
    fn into_value(self) -> Kind;
}

/// The two kinds of values.
pub enum Kind {
    /// One that stays.
    Plain(Text),
    /// One that follows signals.
    Live(Live<Text>),
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
            fn into_value(self) -> Kind {
                Kind::Plain(self.into_text())
            }
        })*
    };
}

plain_values!(&'static str, String, usize, bool, Option<&'static str>, Option<String>);

impl<F, T> Value for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: IntoText,
{
    fn into_value(self) -> Kind {
        Kind::Live(live(move || self().into_text()))
    }
}
