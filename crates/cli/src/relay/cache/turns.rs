//! Shared requests of those who have to know how things stand: one request to Cube serves all who asked for the same
//! before it was sent. Whoever comes later waits for the next one, since the reply under way may be older than the question.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The questions that are being asked, or wait for it.
#[derive(Debug)]
pub(super) struct Turns<K, T> {
    by_question: Mutex<HashMap<K, Shared<T>>>,
}

/// A turn, and how many are there for it.
#[derive(Debug)]
struct Shared<T> {
    turn: Arc<Turn<T>>,
    count: usize,
}

/// One question.
#[derive(Debug)]
struct Turn<T> {
    /// How many have come for it.
    arrivals: AtomicU64,
    /// Held while a request is under way.
    newest: tokio::sync::Mutex<Option<Sent<T>>>,
}

/// What the newest request brought, and how many had come before it was sent.
#[derive(Debug)]
struct Sent<T> {
    served: u64,
    got: T,
}

/// What was got, and how.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Got<T> {
    /// By a request of one's own.
    Own(T),
    /// By that of another one.
    Shared(T),
}

impl<K, T> Default for Turns<K, T> {
    fn default() -> Self {
        Self { by_question: Mutex::default() }
    }
}

impl<T> Default for Turn<T> {
    fn default() -> Self {
        Self { arrivals: AtomicU64::new(0), newest: tokio::sync::Mutex::new(None) }
    }
}

impl<K: Eq + Hash + Clone, T: Clone> Turns<K, T> {
    /// What `ask` brings, or what another one's request brought that was sent after this call. Whoever asks and leaves
    /// makes room for the next in line.
    pub async fn take(&self, question: K, ask: impl Future<Output = T>) -> Got<T> {
        let place = Place::of(self, question);
        let ticket = place.turn.arrivals.fetch_add(1, Ordering::SeqCst);
        let mut newest = place.turn.newest.lock().await;
        if let Some(sent) = newest.as_ref().filter(|sent| sent.served > ticket) {
            return Got::Shared(sent.got.clone());
        }
        let served = place.turn.arrivals.load(Ordering::SeqCst);
        let got = ask.await;
        *newest = Some(Sent { served, got: got.clone() });
        Got::Own(got)
    }
}

/// Somebody's place in a turn, which ends with the last of them.
struct Place<'a, K: Eq + Hash, T> {
    turns: &'a Turns<K, T>,
    question: K,
    turn: Arc<Turn<T>>,
}

impl<'a, K: Eq + Hash + Clone, T> Place<'a, K, T> {
    fn of(turns: &'a Turns<K, T>, question: K) -> Self {
        let mut all = turns.by_question.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Shared { turn: Arc::default(), count: 0 };
        let shared = all.entry(question.clone()).or_insert_with(new);
        shared.count += 1;
        Self { turns, question, turn: Arc::clone(&shared.turn) }
    }
}

impl<K: Eq + Hash, T> Drop for Place<'_, K, T> {
    fn drop(&mut self) {
        let mut all = self.turns.by_question.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = all.get_mut(&self.question) {
            shared.count -= 1;
            if shared.count == 0 {
                all.remove(&self.question);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use tokio::sync::Semaphore;

    use super::*;

    /// Requests that are counted when they are sent, and end when they are let go.
    #[derive(Default)]
    struct Cube {
        asked: AtomicUsize,
        turns: Turns<u32, usize>,
    }

    async fn ask(cube: Arc<Cube>, go: Arc<Semaphore>) -> Got<usize> {
        let ask = async {
            let number = cube.asked.fetch_add(1, Ordering::SeqCst) + 1;
            go.acquire().await.unwrap().forget();
            number
        };
        cube.turns.take(7, ask).await
    }

    async fn settle() {
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn those_who_come_while_a_request_is_under_way_share_the_next_one() {
        let (cube, go) = (Arc::<Cube>::default(), Arc::new(Semaphore::new(0)));
        let first = tokio::spawn(ask(Arc::clone(&cube), Arc::clone(&go)));
        settle().await;
        let later: Vec<_> =
            (0..9).map(|_| tokio::spawn(ask(Arc::clone(&cube), Arc::clone(&go)))).collect();
        settle().await;
        assert_eq!(cube.asked.load(Ordering::SeqCst), 1);
        go.add_permits(2);
        assert_eq!(first.await.unwrap(), Got::Own(1));
        let mut got = Vec::new();
        for one in later {
            got.push(one.await.unwrap());
        }
        assert_eq!(got.iter().filter(|it| **it == Got::Own(2)).count(), 1);
        assert_eq!(got.iter().filter(|it| **it == Got::Shared(2)).count(), 8);
        assert!(cube.turns.by_question.lock().unwrap().is_empty(), "nothing is kept");
    }

    #[tokio::test]
    async fn who_leaves_in_the_middle_takes_nobody_along() {
        let (cube, go) = (Arc::<Cube>::default(), Arc::new(Semaphore::new(0)));
        let first = tokio::spawn(ask(Arc::clone(&cube), Arc::clone(&go)));
        settle().await;
        let second = tokio::spawn(ask(Arc::clone(&cube), Arc::clone(&go)));
        settle().await;
        first.abort();
        settle().await;
        go.add_permits(1);
        assert_eq!(second.await.unwrap(), Got::Own(2));
        assert!(cube.turns.by_question.lock().unwrap().is_empty());
    }
}
