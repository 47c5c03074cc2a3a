//! A worker beside the page that answers each message with one of its own, in order.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::events::listen_to;
use super::on_demand;

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
    unsent: Vec<JsValue>,
    is_listening: bool,
    /// Its script could not be had or broke; nothing will be answered.
    is_broken: bool,
    resolvers: VecDeque<Function>,
}

impl Answering {
    /// Starts a program as a worker; its first message says that it listens. `None` where the browser has none.
    pub fn start(program: &str) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&on_demand::script(program)?, &options).ok()?;
        let answering = Self { worker, waiting: Rc::default() };
        let take = answering.clone();
        let on_message = move |event: MessageEvent| take.take(&event.data());
        listen_to(&answering.worker, &["message"], on_message);
        let broken = answering.clone();
        listen_to(&answering.worker, &["error"], move |_: Event| broken.give_up());
        Some(answering)
    }

    /// Sends a message and waits for its answer; nothing where none can be had. Bytes are handed over, not copied.
    pub async fn ask(&self, message: &JsValue) -> Option<JsValue> {
        JsFuture::from(self.answer_to(message)).await.ok().filter(|it| !it.is_undefined())
    }

    fn answer_to(&self, message: &JsValue) -> Promise {
        let mut waiting = self.waiting.borrow_mut();
        let answer = Promise::new(&mut |resolve, _| waiting.resolvers.push_back(resolve));
        if waiting.is_broken {
            drop(waiting);
            self.give_up();
        } else if waiting.is_listening {
            self.send(message);
        } else {
            waiting.unsent.push(message.clone());
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

    fn send(&self, message: &JsValue) {
        let handed_over = Array::new();
        if let Some(bytes) = message.dyn_ref::<Uint8Array>() {
            handed_over.push(&bytes.buffer());
        }
        drop(self.worker.post_message_with_transfer(message, &handed_over));
    }
}
