//! Shared requests: who asks for what is being asked already gets the same reply. Whoever has to know how things stand gets
//! one to a request that was sent after they came, since the reply under way may be older than their question.
//!
//! Those of one sender stand in a line of their own, and only the first of each line stands in the line of all. So a sender
//! is in nobody's way more than once, however many of their requests leave in the middle; and whoever has to wait for
//! their own bounds (`../bounds/own_wait.rs`) leaves the line of all and goes on alone.

use std::collections::HashMap;
use std::future::pending;
use std::hash::Hash;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::relay::bounds::own_wait::OwnWait;

/// The questions that are being asked, or wait for it.
#[derive(Debug)]
pub(super) struct Turns<K, T> {
    of_senders: Lines<(K, IpAddr), Got<T>>,
    of_all: Lines<K, T>,
}

/// Who asks for what, and which replies will do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asker<'a> {
    /// Who.
    pub sender: IpAddr,
    /// Whether only a request will do that is sent after they came, and not one that is under way.
    pub is_anew: bool,
    /// Tells when they have to wait for their own bounds.
    pub own_wait: &'a OwnWait,
}

/// What was got, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Got<T> {
    /// By a request of one's own.
    Own(T),
    /// By that of another one.
    Shared(T),
}

impl<K, T> Default for Turns<K, T> {
    fn default() -> Self {
        Self { of_senders: Lines::default(), of_all: Lines::default() }
    }
}

impl<K: Eq + Hash + Clone, T: Clone> Turns<K, T> {
    /// What `ask` brings, or what another one's request brought that will do. Whoever asks and leaves makes room for the
    /// next in line.
    pub async fn take(
        &self,
        question: K,
        asker: Asker<'_>,
        ask: impl Future<Output = T>,
    ) -> Got<T> {
        let Asker { sender, is_anew, own_wait } = asker;
        // It is moved from line to line.
        let ask = Box::pin(ask);
        // Both at once: who stands behind others of the same sender has come for the others to hear of, too.
        let among_all = self.of_all.arrive(question.clone());
        let of_sender = self.of_senders.arrive((question, sender));
        let ask = among_all.take(is_anew, own_wait.begun(), ask);
        match of_sender.take(is_anew, pending(), ask).await {
            Got::Own(got) => got,
            Got::Shared(Got::Own(got) | Got::Shared(got)) => Got::Shared(got),
        }
    }
}

/// A line for each question.
#[derive(Debug)]
struct Lines<K, T> {
    by_question: Mutex<HashMap<K, Counted<T>>>,
}

/// A line, and how many stand in it.
#[derive(Debug)]
struct Counted<T> {
    line: Arc<Line<T>>,
    count: usize,
}

/// Those who wait for a reply to one question.
#[derive(Debug)]
struct Line<T> {
    /// How many have come for it.
    arrivals: AtomicU64,
    /// Held while a request is under way.
    newest: tokio::sync::Mutex<Option<Answered<T>>>,
}

/// What the newest request brought.
#[derive(Debug)]
struct Answered<T> {
    /// How many had come before it was sent.
    came_before_sending: u64,
    /// How many had come before it was answered.
    came_before_answer: u64,
    got: T,
}

impl<K, T> Default for Lines<K, T> {
    fn default() -> Self {
        Self { by_question: Mutex::default() }
    }
}

impl<T> Default for Line<T> {
    fn default() -> Self {
        Self { arrivals: AtomicU64::new(0), newest: tokio::sync::Mutex::new(None) }
    }
}

impl<K: Eq + Hash + Clone, T: Clone> Lines<K, T> {
    /// At the end of a line.
    fn arrive(&self, question: K) -> Place<'_, K, T> {
        let mut all = self.by_question.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Counted { line: Arc::default(), count: 0 };
        let counted = all.entry(question.clone()).or_insert_with(new);
        counted.count += 1;
        let line = Arc::clone(&counted.line);
        let ticket = line.arrivals.fetch_add(1, Ordering::SeqCst);
        Place { lines: self, question, line, ticket }
    }
}

/// Somebody's place in a line, which ends with the last of them.
struct Place<'a, K: Eq + Hash, T> {
    lines: &'a Lines<K, T>,
    question: K,
    line: Arc<Line<T>>,
    /// How many had come before.
    ticket: u64,
}

impl<K: Eq + Hash, T: Clone> Place<'_, K, T> {
    /// What `ask` brings, or what another one's request brought. Once `is_alone` is over, nobody waits for it any more, nor
    /// gets what it brings.
    async fn take(
        self,
        is_anew: bool,
        is_alone: impl Future<Output = ()>,
        ask: impl Future<Output = T>,
    ) -> Got<T> {
        let mut newest = self.line.newest.lock().await;
        let will_do = |it: &&Answered<T>| {
            self.ticket < if is_anew { it.came_before_sending } else { it.came_before_answer }
        };
        if let Some(answered) = newest.as_ref().filter(will_do) {
            return Got::Shared(answered.got.clone());
        }
        let arrivals = || self.line.arrivals.load(Ordering::SeqCst);
        let came_before_sending = arrivals();
        let mut ask = pin!(ask);
        let got = tokio::select! {
            biased;
            got = &mut ask => got,
            () = is_alone => {
                drop(newest);
                return Got::Own(ask.await);
            }
        };
        let came_before_answer = arrivals();
        *newest = Some(Answered { came_before_sending, came_before_answer, got: got.clone() });
        Got::Own(got)
    }
}

impl<K: Eq + Hash, T> Drop for Place<'_, K, T> {
    fn drop(&mut self) {
        let mut all = self.lines.by_question.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(counted) = all.get_mut(&self.question) {
            counted.count -= 1;
            if counted.count == 0 {
                all.remove(&self.question);
            }
        }
    }
}

#[cfg(test)]
mod tests;
