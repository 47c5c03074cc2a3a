//! What an element may hold: texts, elements, none or several of them, and closures that follow signals.

use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node, Text};

use super::{El, follow};

/// Something that can stand in an element.
pub trait Content: Sized {
    /// Puts it there.
    fn put(self, spot: Spot<'_>);

    /// Puts it in place of what stood there.
    fn renew(self, region: &Region) {
        region.clear();
        if let Some(parent) = region.parent() {
            self.put(Spot { parent: &parent, before: Some(&region.end) });
        }
    }
}

/// Where something is put.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    parent: &'a Element,
    before: Option<&'a Node>,
}

impl<'a> Spot<'a> {
    /// After everything that an element holds.
    pub fn end_of(parent: &'a Element) -> Self {
        Self { parent, before: None }
    }

    #[inline(never)]
    fn insert(self, node: &Node) {
        Rndr::insert_node(self.parent, node, self.before);
    }

    #[inline(never)]
    fn insert_text(self, text: &str) {
        self.insert(&Rndr::create_text_node(text));
    }
}

/// A part of an element that changes: what is between two nodes that cannot be seen.
pub struct Region {
    start: Node,
    end: Node,
}

impl Region {
    fn new(spot: Spot<'_>) -> Self {
        let [start, end] = [(); 2].map(|()| Node::from(Rndr::create_placeholder()));
        spot.insert(&start);
        spot.insert(&end);
        Self { start, end }
    }

    fn parent(&self) -> Option<Element> {
        self.end.parent_element()
    }

    fn first(&self) -> Option<Node> {
        self.start.next_sibling().filter(|it| *it != self.end)
    }

    #[inline(never)]
    fn clear(&self) {
        while let Some(node) = self.first() {
            Rndr::remove(&node);
        }
    }

    /// Writes a text, over the one that stands there if it is alone.
    #[inline(never)]
    fn write(&self, text: &str) {
        let only = self.first().filter(|it| it.next_sibling().as_ref() == Some(&self.end));
        if let Some(only) = only.and_then(|it| it.dyn_into::<Text>().ok()) {
            return Rndr::set_text(&only, text);
        }
        self.clear();
        if let Some(parent) = self.parent() {
            Spot { parent: &parent, before: Some(&self.end) }.insert_text(text);
        }
    }
}

impl Content for El {
    fn put(self, spot: Spot<'_>) {
        spot.insert(&self.0);
    }
}

/// Markup of `view!` among elements of this module, while one takes the place of the other.
impl Content for AnyView {
    fn put(self, spot: Spot<'_>) {
        let mut state = self.build();
        state.mount(spot.parent, spot.before);
        // It goes with the part of the page that made it.
        StoredValue::new_local(state);
    }
}

impl Content for String {
    fn put(self, spot: Spot<'_>) {
        spot.insert_text(&self);
    }

    fn renew(self, region: &Region) {
        region.write(&self);
    }
}

impl Content for &'static str {
    fn put(self, spot: Spot<'_>) {
        spot.insert_text(self);
    }

    fn renew(self, region: &Region) {
        region.write(self);
    }
}

impl<C: Content> Content for Option<C> {
    fn put(self, spot: Spot<'_>) {
        if let Some(content) = self {
            content.put(spot);
        }
    }
}

impl<C: Content> Content for Vec<C> {
    fn put(self, spot: Spot<'_>) {
        for content in self {
            content.put(spot);
        }
    }
}

impl<F, C> Content for F
where
    F: Fn() -> C + 'static,
    C: Content,
{
    fn put(self, spot: Spot<'_>) {
        put_region(spot, Box::new(move |region| self().renew(region)));
    }
}

#[inline(never)]
fn put_region(spot: Spot<'_>, renew: Box<dyn Fn(&Region)>) {
    let region = Region::new(spot);
    follow(Box::new(move || renew(&region)));
}
