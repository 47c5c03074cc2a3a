//! Throttle of Cube's, shared by all readers: once Cube says 429 and for how long, nobody asks it before that, and each
//! is told how long it still is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::HeaderValue;
use axum::http::header::{DATE, RETRY_AFTER};
use cubeboard_cube::fetch::Reply as CubeReply;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use crate::clock;
use crate::relay::reply::Reply;
use crate::shared::{Kind, Shared};

/// Longer than this, Cube is asked again all the same: one wrong header must not shut everyone out.
const LONGEST: Duration = Duration::from_mins(5);
/// No more senders are told apart; were there more, new ones would have to find out by themselves.
const MOST_SENDERS: usize = 10_000;

/// Until when Cube is left alone, by a hash of the credentials that it throttles.
#[derive(Debug, Default)]
pub struct Throttle {
    here: Mutex<HashMap<[u8; 32], Instant>>,
    shared: Shared,
}

impl Throttle {
    /// One that other relays hear of, and tell of theirs.
    pub fn new(shared: Shared) -> Self {
        Self { here: Mutex::default(), shared }
    }

    /// How long Cube is still to be left alone with these credentials.
    pub async fn rest(&self, authorization: Option<&HeaderValue>) -> Option<Duration> {
        let key = key(authorization);
        if let Some(rest) = self.rest_here(&key) {
            return Some(rest);
        }
        let until = self.shared.get(Kind::Throttle, &[&key]).await?;
        let until = i64::from_le_bytes(until.try_into().ok()?);
        let rest = u64::try_from(until - clock::now_millis()).ok()?;
        Some(Duration::from_millis(rest).min(LONGEST)).filter(|it| !it.is_zero())
    }

    fn rest_here(&self, key: &[u8; 32]) -> Option<Duration> {
        let until = self.here.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = until.get(key)?.saturating_duration_since(Instant::now());
        Some(rest).filter(|it| !it.is_zero())
    }

    /// Notes what Cube answered, where that is a throttle that says how long it lasts.
    pub async fn note(&self, authorization: Option<&HeaderValue>, reply: &Reply) {
        let Some(wait) = asked_wait(reply).map(|it| it.min(LONGEST)) else { return };
        let key = key(authorization);
        self.note_here(key, wait);
        let until = clock::now_millis() + i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        self.shared.put(Kind::Throttle, &[&key], &until.to_le_bytes(), wait).await;
    }

    fn note_here(&self, key: [u8; 32], wait: Duration) {
        let now = Instant::now();
        let mut until = self.here.lock().unwrap_or_else(PoisonError::into_inner);
        until.retain(|_, it| *it > now);
        if until.len() < MOST_SENDERS {
            until.insert(key, now + wait);
        }
    }
}

fn key(authorization: Option<&HeaderValue>) -> [u8; 32] {
    Sha256::digest(authorization.map(HeaderValue::as_bytes).unwrap_or_default()).into()
}

fn asked_wait(reply: &Reply) -> Option<Duration> {
    if reply.status != 429 {
        return None;
    }
    let [retry_after, date] = [RETRY_AFTER, DATE]
        .map(|name| reply.headers.get(name).and_then(|it| it.to_str().ok()).map(str::to_owned));
    let body = reply.body.to_vec();
    let reply = CubeReply { status: 429, body, retry_after, date, ..CubeReply::default() };
    let now = clock::now_millis();
    let millis = u64::try_from(reply.wait_until_millis(now)?.saturating_sub(now)).ok()?;
    Some(Duration::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, StatusCode};

    use super::*;

    fn reply(status: u16, retry_after: &str) -> Reply {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, retry_after.parse().unwrap())]);
        let status = StatusCode::from_u16(status).unwrap();
        Reply { status, headers, body: "{}".into(), tag: None }
    }

    #[tokio::test(start_paused = true)]
    async fn cube_is_left_alone_for_as_long_as_it_says_and_five_minutes_at_most() {
        for (asked, seconds) in [("42", 42), ("300", 300), ("86400", 300)] {
            let throttle = Throttle::default();
            throttle.note(None, &reply(429, asked)).await;
            assert_eq!(throttle.rest(None).await, Some(Duration::from_secs(seconds)), "{asked}");
            tokio::time::advance(Duration::from_secs(seconds)).await;
            assert_eq!(throttle.rest(None).await, None, "{asked}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn credentials_are_throttled_each_for_themselves_and_by_429_alone() {
        let throttle = Throttle::default();
        let [kari, ole] = ["Token kari", "Token ole"].map(HeaderValue::from_static);
        throttle.note(Some(&kari), &reply(429, "42")).await;
        throttle.note(Some(&ole), &reply(503, "42")).await;
        throttle.note(Some(&ole), &reply(429, "soon")).await;
        assert!(throttle.rest(Some(&kari)).await.is_some());
        assert!(throttle.rest(Some(&ole)).await.is_none() && throttle.rest(None).await.is_none());
    }
}
