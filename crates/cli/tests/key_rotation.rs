//! The relay's key is replaced in steps, while readers are signed in and load: by `old`, `old` and `new`, `new` and `old`,
//! and `new` at last, one relay after the other.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod redis_server;
mod running;
mod signing;

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use cubeboard::shared::Kind;
use redis_server::{Redis, key_file, shared};
use running::{Serving, ask_at, cubeboard};
use signing::{HERE, PASSWORD, check_status, hashed, header, sign_in};

const LONG: Duration = Duration::from_hours(24 * 365);
/// As the lines of the file are.
const STEPS: [&str; 4] = ["o", "on", "no", "n"];

#[tokio::test]
async fn relays_that_have_one_key_in_common_are_one() {
    let redis = Redis::start(&[]);
    // Those that follow each other, and such as left one out.
    let pairs = [["o", "on"], ["on", "no"], ["no", "n"], ["o", "no"], ["on", "n"]];
    for (number, steps) in (0_u8..).zip(pairs) {
        let [before, after] = steps.map(|it| shared(&redis.url(), None, it).0);
        for (to, from) in [(&before, &after), (&after, &before)] {
            assert!(to.put(Kind::SignOut, &[&[number]], b"", LONG).await);
            assert_eq!(from.get(Kind::SignOut, &[&[number]]).await, Some(Vec::new()), "{steps:?}");
            redis.clear();
        }
        for from in [&before, &after] {
            from.count(Kind::Attempts, &[&[number]], LONG).await.unwrap();
        }
        assert_eq!(before.count(Kind::Attempts, &[&[number]], LONG).await.unwrap().0, 3);
        assert_eq!(after.count(Kind::Attempts, &[&[number]], LONG).await.unwrap().0, 4);
        // Whoever knows one key alone cannot know where the other counts.
        let with_both = if steps[0].len() == 2 { &before } else { &after };
        with_both.forget(Kind::Attempts, &[&[number]], LONG).await;
        assert_eq!(after.count(Kind::Attempts, &[&[number]], LONG).await.unwrap().0, 1);
        // For the steps that follow, as if none of it had been.
        redis.clear();
    }
}

/// Two relays that are replaced one by one, and where they are.
struct Relays {
    redis: Redis,
    hash: String,
    serving: Vec<Serving>,
    addresses: Arc<RwLock<Vec<String>>>,
}

impl Relays {
    fn start(step: &str) -> Self {
        let (redis, hash) = (Redis::start(&[]), hashed(PASSWORD).1);
        let mut relays = Self { redis, hash, serving: Vec::new(), addresses: Arc::default() };
        for _ in 0..2 {
            let serving = relays.start_one(step);
            relays.addresses.write().unwrap().push(serving.address.clone());
            relays.serving.push(serving);
        }
        relays
    }

    fn start_one(&self, step: &str) -> Serving {
        let url = self.redis.url();
        let more = ["--shared", &url, "--drain-seconds", "1", "--requests-per-second", "0"];
        let mut command = cubeboard(&[&HERE[..], &more].concat());
        let key = key_file(step);
        command.env("CUBEBOARD_ACCESS_HASH", &self.hash);
        command.env("CUBEBOARD_SESSION_KEY_FILE", key.path());
        Serving::start(command)
    }

    /// As a balancer does: nobody is sent to the old one any more before it ends.
    fn replace(&mut self, at: usize, step: &str) {
        let new = self.start_one(step);
        self.addresses.write().unwrap()[at].clone_from(&new.address);
        let mut old = std::mem::replace(&mut self.serving[at], new);
        let id = old.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert_eq!(old.child.wait().unwrap().code(), Some(0));
    }

    fn sign_in(&self, at: usize) -> String {
        let reply = sign_in(&self.serving[at], "/", PASSWORD);
        check_status(&reply, 303);
        format!("cookie: {}", header(&reply, "set-cookie").split(';').next().unwrap())
    }

    /// Asks with a session at one relay after the other, until told to end; how often, and which replies were none.
    fn load(&self, cookie: &str, is_over: &Arc<AtomicBool>) -> JoinHandle<(usize, Vec<String>)> {
        let (addresses, is_over) = (Arc::clone(&self.addresses), Arc::clone(is_over));
        let cookie = cookie.to_owned();
        std::thread::spawn(move || {
            let (mut count, mut failed) = (0, Vec::new());
            while !is_over.load(Ordering::SeqCst) {
                let address = addresses.read().unwrap()[count % 2].clone();
                let path = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
                let reply = ask_at(&address, &format!("GET {path}"), &[&cookie], "");
                if !reply.starts_with("HTTP/1.1 200") {
                    failed.push(reply);
                }
                count += 1;
            }
            (count, failed)
        })
    }

    #[track_caller]
    fn check(&self, cookie: &str, status: u16) {
        for relay in &self.serving {
            check_status(&relay.ask("GET /config.json", &[cookie], ""), status);
        }
    }
}

#[test]
fn nobody_is_signed_out_by_it_and_who_signed_out_stays_so() {
    let mut relays = Relays::start(STEPS[0]);
    let mut signed_out = vec![relays.sign_in(0)];
    check_status(&relays.serving[1].ask("POST /sign-out", &[&signed_out[0]], ""), 303);
    let is_over = Arc::<AtomicBool>::default();
    let mut readers = vec![relays.load(&relays.sign_in(0), &is_over)];
    for step in &STEPS[1..3] {
        for at in 0..2 {
            relays.replace(at, step);
            // The other one is of the step before, or of this one.
            readers.push(relays.load(&relays.sign_in(at), &is_over));
            let leaving = relays.sign_in(1 - at);
            relays.check(&leaving, 200);
            check_status(&relays.serving[at].ask("POST /sign-out", &[&leaving], ""), 303);
            signed_out.push(leaving);
            for cookie in &signed_out {
                relays.check(cookie, 401);
            }
        }
    }
    let of_new = relays.sign_in(0);
    is_over.store(true, Ordering::SeqCst);
    for reader in readers {
        let (count, failed) = reader.join().unwrap();
        assert!(count > 0);
        assert_eq!(failed.first(), None, "{} of {count}", failed.len());
    }
    for at in 0..2 {
        relays.replace(at, STEPS[3]);
        relays.check(&of_new, 200);
    }
    for cookie in &signed_out {
        relays.check(cookie, 401);
    }
}
