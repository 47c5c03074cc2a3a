//! Early replies: what public/boot.js asked for while the program was still on its way.

use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

use super::window;

/// The property of `window` with what was sent, by address.
const REPLIES: &str = "cubeboardReplies";

/// A reply that is on its way.
#[derive(Debug)]
pub struct EarlyReply {
    reply: Promise,
    /// Ends its request.
    stop: Function,
}

/// The reply to a request for this address, where it was sent already. There is one only: whoever asks again wants a
/// newer one.
pub fn take(url: &str) -> Option<EarlyReply> {
    let replies = replies()?;
    let sent = Reflect::get(&replies, &url.into()).ok()?;
    Reflect::delete_property(&replies, &url.into()).ok()?;
    EarlyReply::of(&sent)
}

/// Ends all that was sent and that nobody has taken: it is answered no more, nor is anything else sent early.
pub fn end() {
    let (Some(window), Some(replies)) = (window(), replies()) else { return };
    for sent in Object::values(&replies) {
        if let Some(early) = EarlyReply::of(&sent) {
            drop(early.stop.call0(&JsValue::UNDEFINED));
        }
    }
    drop(Reflect::delete_property(&window, &REPLIES.into()));
}

fn replies() -> Option<Object> {
    Reflect::get(&*window()?, &REPLIES.into()).ok()?.dyn_into().ok()
}

impl EarlyReply {
    fn of(sent: &JsValue) -> Option<Self> {
        let reply = Reflect::get(sent, &"reply".into()).ok()?.dyn_into().ok()?;
        let stop = Reflect::get(sent, &"stop".into()).ok()?.dyn_into().ok()?;
        Some(Self { reply, stop })
    }

    /// Has its request end when `stop` fires.
    #[must_use]
    pub fn until(self, stop: &AbortSignal) -> Self {
        drop(stop.add_event_listener_with_callback("abort", &self.stop));
        self
    }

    /// Waits for it: the response, and its body where that came with it.
    ///
    /// # Errors
    /// What the browser calls the error, where none comes.
    pub async fn parts(self) -> Result<(Response, Option<Vec<u8>>), String> {
        let text = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.as_string();
        let reply = JsFuture::from(self.reply).await;
        let reply = reply.map_err(|error| text(&error, "name").unwrap_or_default())?;
        let part = |name: &str| Reflect::get(&reply, &name.into()).unwrap_or_default();
        let body = part("body").dyn_into::<ArrayBuffer>().ok();
        let body = body.map(|it| Uint8Array::new(&it).to_vec());
        Ok((part("response").unchecked_into(), body))
    }
}
