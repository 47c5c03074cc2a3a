//! Elements, made as they are named. Leptos' `view!` makes every piece of markup a type, and the compiler writes the
//! whole machinery for each: a drawer with a few fields took 3.8 kB of the page's budget. Here are Leptos' signals and
//! its renderer without the types between them.
//!
//! Where something follows signals, it is given as a closure: `attr("lang", move || tag.get())`, `child(move || …)`.
//! What a closure returns takes the place of what it returned before: text is changed in place, an element is a new
//! one. So where a button has to keep the focus, let its attributes follow, and not the button.

use leptos::html::Custom;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::html::node_ref::NodeRefContainer as _;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::Placeholder;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use self::content::{Content, Spot};
use self::value::Value;
use crate::live::{Live, live};

pub mod content;
pub mod value;

/// Where an element of the page can be found once it is there.
pub type Place = NodeRef<Custom<&'static str>>;

/// An element. What follows signals in it ends with the part of the page in which it was made.
#[must_use = "it is on the page only once it is a child of something there"]
pub struct El(Element);

/// An element with nothing in it yet.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Rndr::create_element(tag, None))
}

/// A button that submits nothing, of a class and with something on it.
pub fn button(class: &'static str, content: impl Content, press: impl Fn() + 'static) -> El {
    plain_button(class).press(press).child(content)
}

#[inline(never)]
fn plain_button(class: &'static str) -> El {
    el("button").attr("type", "button").class(class)
}

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        value.set(&self.0, name);
        self
    }

    /// Sets its classes.
    pub fn class(self, names: impl Value) -> Self {
        self.attr("class", names)
    }

    /// Sets a property, which for an input's value is another thing than the attribute.
    pub fn prop<T: Into<JsValue>>(
        self,
        name: &'static str,
        value: impl Fn() -> T + Send + Sync + 'static,
    ) -> Self {
        self.set_property(name, live(move || value().into()))
    }

    /// Sets a length or the like of its style, through the CSSOM, as a strict policy allows.
    pub fn style(
        self,
        name: &'static str,
        value: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        self.set_style(name, live(value))
    }

    /// Runs at each event of a name, which has to be of the type that the closure takes.
    pub fn on<E: JsCast>(self, name: &'static str, mut run: impl FnMut(E) + 'static) -> Self {
        self.listen(name, Box::new(move |it: JsValue| run(it.unchecked_into())))
    }

    /// Runs when it is clicked, or pressed by a key where it is a button.
    pub fn press(self, run: impl Fn() + 'static) -> Self {
        self.listen("click", Box::new(move |_| run()))
    }

    /// Makes it be found at a place.
    #[inline(never)]
    pub fn at(self, place: Place) -> Self {
        place.load(&self.0);
        self
    }

    /// Puts something into it, after what is there.
    pub fn child(self, content: impl Content) -> Self {
        content.put(Spot::end_of(&self.0));
        self
    }

    /// Puts several things into it, after what is there.
    pub fn children<C: Content>(self, contents: impl IntoIterator<Item = C>) -> Self {
        for content in contents {
            content.put(Spot::end_of(&self.0));
        }
        self
    }

    #[inline(never)]
    fn set_property(self, name: &'static str, value: Live<JsValue>) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || Rndr::set_property(&element, name, &value())));
        self
    }

    #[inline(never)]
    fn set_style(self, name: &'static str, value: Live<String>) -> Self {
        let style = Rndr::style(&self.0);
        follow(Box::new(move || Rndr::set_css_property(&style, name, &value())));
        self
    }

    #[inline(never)]
    fn listen(self, name: &'static str, run: Box<dyn FnMut(JsValue)>) -> Self {
        // It listens until it is dropped.
        StoredValue::new_local(Rndr::add_event_listener(&self.0, name, run));
        self
    }
}

/// Puts something at the end of an element of the document. What follows signals in it ends with what is returned.
pub fn mount<C: Content>(
    parent: HtmlElement,
    make: impl FnOnce() -> C + 'static,
) -> UnmountHandle<Placeholder> {
    let place = Element::from(parent.clone());
    mount_to(parent, move || make().put(Spot::end_of(&place)))
}

/// Runs now, and again whenever something that was read has changed; before what follows of itself, as the page is
/// what it changes.
#[inline(never)]
fn follow(run: Box<dyn Fn()>) {
    // It runs until it is dropped, too.
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}
