use std::sync::atomic::AtomicUsize;

use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::*;

/// Requests that are counted when they are sent, and end when they are let go.
#[derive(Clone)]
struct Cube {
    asked: Arc<AtomicUsize>,
    go: Arc<Semaphore>,
    turns: Arc<Turns<u32, usize>>,
}

const ANEW: bool = true;
const KARI: u8 = 1;
const OLE: u8 = 2;

impl Cube {
    fn new() -> Self {
        let go = Arc::new(Semaphore::new(0));
        Self { asked: Arc::default(), go, turns: Arc::default() }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// Somebody who asks; all others have done what they can by then.
    async fn ask(&self, sender: u8, is_anew: bool) -> JoinHandle<Got<usize>> {
        self.ask_after(sender, is_anew, None).await
    }

    /// The same, where bounds of their own let them wait until there is a permit.
    async fn ask_after(
        &self,
        sender: u8,
        is_anew: bool,
        own: Option<Arc<Semaphore>>,
    ) -> JoinHandle<Got<usize>> {
        let cube = self.clone();
        let asking = tokio::spawn(async move {
            let own_wait = OwnWait::default();
            let ask = async {
                if let Some(own) = own {
                    own_wait.begin();
                    own.acquire().await.unwrap().forget();
                }
                let number = cube.asked.fetch_add(1, Ordering::SeqCst) + 1;
                cube.go.acquire().await.unwrap().forget();
                number
            };
            let sender = IpAddr::from([192, 0, 2, sender]);
            cube.turns.take(7, Asker { sender, is_anew, own_wait: &own_wait }, ask).await
        });
        settle().await;
        asking
    }

    fn is_empty(&self) -> bool {
        self.turns.of_all.by_question.lock().unwrap().is_empty()
            && self.turns.of_senders.by_question.lock().unwrap().is_empty()
    }
}

async fn settle() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn those_who_come_while_a_request_is_under_way_share_the_next_one() {
    for senders in [[KARI; 3], [KARI, OLE, 3]] {
        let cube = Cube::new();
        let first = cube.ask(KARI, ANEW).await;
        let mut later = Vec::new();
        for sender in senders.repeat(3) {
            later.push(cube.ask(sender, ANEW).await);
        }
        assert_eq!(cube.asked(), 1);
        cube.go.add_permits(2);
        assert_eq!(first.await.unwrap(), Got::Own(1));
        let mut got = Vec::new();
        for one in later {
            got.push(one.await.unwrap());
        }
        assert_eq!(got.iter().filter(|it| **it == Got::Own(2)).count(), 1);
        assert_eq!(got.iter().filter(|it| **it == Got::Shared(2)).count(), 8);
        assert!(cube.is_empty(), "nothing is kept");
    }
}

#[tokio::test]
async fn those_who_need_not_know_how_things_stand_share_the_one_under_way() {
    let cube = Cube::new();
    let first = cube.ask(KARI, !ANEW).await;
    let later = [cube.ask(KARI, !ANEW).await, cube.ask(OLE, !ANEW).await];
    cube.go.add_permits(1);
    assert_eq!(first.await.unwrap(), Got::Own(1));
    for one in later {
        assert_eq!(one.await.unwrap(), Got::Shared(1));
    }
    assert!(cube.is_empty());
    cube.go.add_permits(1);
    assert_eq!(cube.ask(OLE, !ANEW).await.await.unwrap(), Got::Own(2), "it is no cache");
}

#[tokio::test]
async fn who_leaves_in_the_middle_takes_nobody_along() {
    for (sender, is_anew) in [(KARI, ANEW), (OLE, ANEW), (KARI, !ANEW), (OLE, !ANEW)] {
        let cube = Cube::new();
        let first = cube.ask(KARI, is_anew).await;
        let second = cube.ask(sender, is_anew).await;
        first.abort();
        settle().await;
        cube.go.add_permits(1);
        assert_eq!(second.await.unwrap(), Got::Own(2));
        assert!(cube.is_empty());
    }
}

#[tokio::test]
async fn a_sender_who_leaves_again_and_again_is_in_nobodys_way_twice() {
    let cube = Cube::new();
    let mut leaving = Vec::new();
    for _ in 0..9 {
        leaving.push(cube.ask(KARI, ANEW).await);
    }
    let staying = cube.ask(OLE, ANEW).await;
    leaving.remove(0).abort();
    settle().await;
    cube.go.add_permits(1);
    assert_eq!(staying.await.unwrap(), Got::Own(2), "the second request is already theirs");
}

#[tokio::test]
async fn nobody_waits_for_the_bounds_of_another_sender() {
    for is_anew in [ANEW, !ANEW] {
        let cube = Cube::new();
        let own = Arc::new(Semaphore::new(0));
        let mut bounded = Vec::new();
        for _ in 0..9 {
            bounded.push(cube.ask_after(KARI, is_anew, Some(Arc::clone(&own))).await);
        }
        let other = cube.ask(OLE, is_anew).await;
        cube.go.add_permits(1);
        assert_eq!(other.await.unwrap(), Got::Own(1));
        // One of them had gone on alone, and all others have got what the other sender did.
        own.add_permits(9);
        cube.go.add_permits(9);
        let mut got = Vec::new();
        for one in bounded {
            got.push(one.await.unwrap());
        }
        assert_eq!(got.remove(0), Got::Own(2));
        assert!(got.iter().all(|it| matches!(it, Got::Shared(1 | 2))), "{got:?}");
        assert_eq!(cube.asked(), 2);
        assert!(cube.is_empty());
    }
}
