//! A worker beside the page that answers each message with one of its own, in order.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

/// A running worker.
#[derive(Clone)]
pub struct Answering {
    worker: Worker,
    waiting: Rc<RefCell<Waiting>>,
}

/// What was asked and not answered.
#[derive(Default)]
struct Waiting {
    /// Asked before the worker listened.
    unsent: Vec<String>,
    is_listening: bool,
    /// Its script could not be had or broke; nothing will be answered.
    is_broken: bool,
    resolvers: VecDeque<Function>,
}

impl Answering {
    /// Starts the worker of this script; its first message says that it listens. `None` where the browser has none.
    pub fn start(script: &str) -> Option<Self> {
        let worker = Worker::new(script).ok()?;
        let answering = Self { worker, waiting: Rc::default() };
        let take = answering.clone();
        let on_message = move |event: MessageEvent| take.take(&event.data());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(on_message).into_js_value();
        answering.worker.set_onmessage(Some(on_message.unchecked_ref()));
        let broken = answering.clone();
        let on_error = Closure::<dyn FnMut()>::new(move || broken.give_up()).into_js_value();
        answering.worker.set_onerror(Some(on_error.unchecked_ref()));
        Some(answering)
    }

    /// Sends a message and waits for its answer; nothing where none can be had.
    pub async fn ask(&self, message: &str) -> Option<JsValue> {
        JsFuture::from(self.answer_to(message)).await.ok().filter(|it| !it.is_undefined())
    }

    fn answer_to(&self, message: &str) -> Promise {
        let mut waiting = self.waiting.borrow_mut();
        let answer = Promise::new(&mut |resolve, _| waiting.resolvers.push_back(resolve));
        if waiting.is_broken {
            drop(waiting);
            self.give_up();
        } else if waiting.is_listening {
            self.send(message);
        } else {
            waiting.unsent.push(message.to_owned());
        }
        answer
    }

    fn take(&self, answer: &JsValue) {
        let mut waiting = self.waiting.borrow_mut();
        if waiting.is_listening {
            let resolver = waiting.resolvers.pop_front();
            drop(resolver.and_then(|it| it.call1(&JsValue::UNDEFINED, answer).ok()));
        } else {
            waiting.is_listening = true;
            waiting.unsent.drain(..).for_each(|it| self.send(&it));
        }
    }

    fn give_up(&self) {
        let mut waiting = self.waiting.borrow_mut();
        waiting.is_broken = true;
        for resolver in waiting.resolvers.drain(..) {
            drop(resolver.call0(&JsValue::UNDEFINED));
        }
    }

    fn send(&self, message: &str) {
        drop(self.worker.post_message(&message.into()));
    }
}
