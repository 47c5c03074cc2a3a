//! Web workers that answer each message with one of their own, in order: the page's side and the worker's.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

use super::on_demand;
use crate::messages::Message;

/// A worker as the page sees it; copies are the same worker.
#[derive(Clone)]
pub struct WorkerClient {
    worker: Worker,
    queue: Rc<RefCell<Queue>>,
}

/// What was asked and not answered.
#[derive(Default)]
struct Queue {
    /// Asked before the worker listened.
    unsent: Vec<Message>,
    is_listening: bool,
    /// Its script could not be had or broke; nothing will be answered.
    is_broken: bool,
    /// Who waits for an answer, in the order of the questions.
    waiting: VecDeque<oneshot::Sender<Message>>,
}

impl WorkerClient {
    /// Starts a program as a worker; `None` where the browser has none.
    pub fn start(program: &str) -> Option<Self> {
        let client = Self { worker: on_demand::worker(program)?, queue: Rc::default() };
        let receiver = client.clone();
        let on_message = move |event: MessageEvent| receiver.receive(&event.data());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(on_message).into_js_value();
        client.worker.set_onmessage(Some(on_message.unchecked_ref()));
        let broken = client.clone();
        let on_error = move || {
            let mut queue = broken.queue.borrow_mut();
            queue.is_broken = true;
            queue.waiting.clear();
        };
        let on_error = Closure::<dyn FnMut()>::new(on_error).into_js_value();
        client.worker.set_onerror(Some(on_error.unchecked_ref()));
        Some(client)
    }

    /// Sends a message and waits for its answer; `None` where none can be had. Bytes are handed over, not copied.
    pub async fn ask(&self, message: Message) -> Option<Message> {
        let (sender, answer) = oneshot::channel();
        {
            let mut queue = self.queue.borrow_mut();
            if queue.is_broken {
                return None;
            }
            queue.waiting.push_back(sender);
            if queue.is_listening {
                self.send(message);
            } else {
                queue.unsent.push(message);
            }
        }
        answer.await.ok()
    }

    /// Ends the worker, whatever it is at, and its memory with it; who waits for an answer gets none.
    pub fn end(&self) {
        self.worker.terminate();
        let mut queue = self.queue.borrow_mut();
        queue.is_broken = true;
        queue.waiting.clear();
    }

    /// Takes an answer. The first message of a worker only says that it listens.
    fn receive(&self, data: &JsValue) {
        let mut queue = self.queue.borrow_mut();
        if !queue.is_listening {
            queue.is_listening = true;
            queue.unsent.drain(..).for_each(|message| self.send(message));
            return;
        }
        let waiting = queue.waiting.pop_front();
        // An answer that is no message drops the sender, which tells the one who waits that there is none.
        if let (Some(waiting), Some(answer)) = (waiting, Message::from_js(data)) {
            drop(waiting.send(answer));
        }
    }

    fn send(&self, message: Message) {
        let transferred = transferable(&message);
        drop(self.worker.post_message_with_transfer(&message.into_js(), &transferred));
    }
}

/// Serves messages in a worker: each is answered by what `answer` makes of it, and by nothing where it makes nothing.
pub fn serve(
    scope: &DedicatedWorkerGlobalScope,
    mut answer: impl FnMut(Message) -> Option<Message> + 'static,
) {
    let page = scope.clone();
    let on_message = move |event: MessageEvent| {
        let answer = Message::from_js(&event.data()).and_then(&mut answer);
        // The page that asked is there to take it.
        drop(match answer {
            Some(answer) => {
                let transferred = transferable(&answer);
                page.post_message_with_transfer(&answer.into_js(), &transferred)
            }
            None => page.post_message(&JsValue::UNDEFINED),
        });
    };
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(on_message).into_js_value();
    scope.set_onmessage(Some(on_message.unchecked_ref()));
    drop(scope.post_message(&JsValue::NULL));
}

/// What is handed over rather than copied: the memory of bytes.
fn transferable(message: &Message) -> Array {
    match message.attachment.dyn_ref::<Uint8Array>() {
        Some(bytes) => Array::of1(&bytes.buffer()),
        None => Array::new(),
    }
}
