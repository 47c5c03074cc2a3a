//! Markup without types of its own. Leptos' `view!` makes every piece of markup a type, and the compiler writes the
//! whole machinery for each: a drawer with a few fields took 3.8 kB of the page's budget, and takes 0.5 kB as [`El`],
//! which is one type whatever it holds. Beneath it is Leptos' own builder, signals and all.
//!
//! Where something follows signals, it is given as a closure: `attr("lang", move || tag.get())`, `child(move || …)`.
//! What a closure returns takes the place of what it returned before: text is changed in place, an element is a new
//! one. So where a button has to keep the focus, let its attributes follow, and not the button.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute as _};
use leptos::attr::custom::custom_attribute;
use leptos::ev::Custom as Event;
use leptos::html::{Custom, HtmlElement, custom};
use leptos::prelude::*;
use leptos::tachys::html::event::on;
use leptos::tachys::html::node_ref::node_ref;
use leptos::tachys::html::property::prop;
use leptos::tachys::html::style::style;
use leptos::tachys::view::fragment::Fragment;
use wasm_bindgen::{JsCast, JsValue};

use self::content::Content;
use self::value::Value;
use crate::live::live;

pub mod content;
mod render;
pub mod value;

type Html = HtmlElement<Custom<&'static str>, (Vec<AnyAttribute>,), (AnyView,)>;

/// Where an element of the page can be found once it is there.
pub type Place = NodeRef<Custom<&'static str>>;

/// An element to be.
#[must_use = "it is on the page only once it is a child of something there"]
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with nothing in it yet.
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), children: Vec::new() }
}

/// A button that submits nothing, of a class and with something on it.
pub fn button(class: &'static str, content: impl Content, press: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").class(class).press(press).child(content)
}

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        self.with(match value.into_value() {
            value::Kind::Plain(text) => custom_attribute(name, text).into_any_attr(),
            value::Kind::Live(live) => custom_attribute(name, live).into_any_attr(),
        })
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
        let value = live(move || value().into());
        self.with(prop(name, value).into_any_attr())
    }

    /// Sets a length or the like of its style, through the CSSOM, as a strict policy allows.
    pub fn style(
        self,
        name: &'static str,
        value: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        self.with(style((name, live(value))).into_any_attr())
    }

    /// Runs at each event of a name, which has to be of the type that the closure takes.
    pub fn on<E: JsCast>(self, name: &'static str, mut run: impl FnMut(E) + 'static) -> Self {
        let run: Box<dyn FnMut(web_sys::Event)> = Box::new(move |it| run(it.unchecked_into()));
        self.with(on(Event::new(name), run).into_any_attr())
    }

    /// Runs when it is clicked, or pressed by a key where it is a button.
    pub fn press(self, run: impl Fn() + 'static) -> Self {
        self.on("click", move |_: web_sys::Event| run())
    }

    /// Makes it be found at a place.
    pub fn at(self, place: Place) -> Self {
        self.with(node_ref(place).into_any_attr())
    }

    /// Puts something into it, after what is there.
    pub fn child(mut self, content: impl Content) -> Self {
        self.children.push(content.into_content());
        self
    }

    /// Puts several things into it, after what is there.
    pub fn children<C: Content>(mut self, contents: impl IntoIterator<Item = C>) -> Self {
        self.children.extend(contents.into_iter().map(Content::into_content));
        self
    }

    #[inline(never)]
    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn into_html(self) -> Html {
        let children = AnyView::from(Fragment::new(self.children));
        custom(self.tag).add_any_attr(self.attributes).child(children)
    }
}
