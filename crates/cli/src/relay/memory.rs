//! What the relay remembers of Cube's replies: whole lists and pages of lists, for a short time, and one request at a
//! time for each. Nothing else is kept, and nothing for anybody with other credentials.
//!
//! A page that was kept must not make a list look as if it stood still. So what was read of a list is forgotten as soon
//! as any of its pages says otherwise when it is asked for anew (`lists.rs`); and whoever has to know how things stand
//! asks with `Cache-Control: no-cache`, is answered by Cube, and joins nobody's earlier request. The page does that for
//! page one, before all others and once more after them, and for whatever it reads again.

mod lists;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use moka::Expiry;
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use sha2::{Digest as _, Sha256};

use crate::metrics::Metrics;
use crate::relay::error::RelayError;
use crate::relay::question::Question;
use crate::relay::reply::Reply;
use crate::relay::upstream::Answer;
use lists::Lists;

/// How much is remembered, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Retention {
    /// Bytes of all replies together; 0 remembers nothing.
    pub bytes: u64,
    /// For lists of days that are over.
    pub closed: Duration,
    /// For all others.
    pub open: Duration,
}

impl Default for Retention {
    fn default() -> Self {
        Self { bytes: 64 << 20, closed: Duration::from_mins(5), open: Duration::from_secs(5) }
    }
}

/// Which list is meant, for whom, and to which address its links lead; a hash, so that it holds no credentials.
type ListKey = [u8; 32];

/// A page of a list in one of its states.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    list: ListKey,
    page: u32,
    state: u64,
}

/// A reply that is worth keeping.
#[derive(Debug, Clone)]
struct Kept {
    reply: Reply,
    lifetime: Duration,
}

/// What several readers may get, but none after them.
#[derive(Debug)]
enum Passing {
    Reply(Box<Reply>),
    Failed(RelayError),
}

/// The replies that are kept, and the requests under way.
#[derive(Debug, Clone)]
pub struct Memory {
    retention: Retention,
    replies: Cache<Key, Kept>,
    lists: Arc<Mutex<Lists>>,
    metrics: Arc<Metrics>,
}

/// What there is to remember a reply by.
#[derive(Debug, Clone, Copy)]
pub struct Cue<'a> {
    /// What is asked for.
    pub question: &'a Question<'a>,
    /// What Cube knows the sender by.
    pub authorization: Option<&'a HeaderValue>,
    /// Where links in the reply lead.
    pub own_address: &'a str,
    /// Whether the question is about days that are over.
    pub is_closed: bool,
    /// Whether nothing will do but Cube's own answer to this very request.
    pub is_anew: bool,
}

impl Memory {
    /// Remembers nothing yet.
    pub fn new(retention: Retention, metrics: Arc<Metrics>) -> Self {
        let replies = Cache::builder()
            .max_capacity(retention.bytes)
            .weigher(|_: &Key, it: &Kept| weight(&it.reply))
            .eviction_policy(EvictionPolicy::lru())
            .expire_after(ByItsOwn)
            .build();
        Self { retention, replies, lists: Arc::default(), metrics }
    }

    /// The reply that is remembered, or what `ask` brings; it is asked once for all who want the same at the same time.
    pub async fn reply(
        &self,
        cue: Cue<'_>,
        ask: impl Future<Output = Result<Answer, RelayError>>,
    ) -> Response {
        let key = self.key(&cue);
        let ask = async {
            self.metrics.count_upstream_request();
            ask.await
        };
        let got = if cue.is_anew {
            self.ask_anew(&cue, key, ask).await.map_err(Arc::new)
        } else {
            self.ask_once(&cue, key, ask).await
        };
        // Gives up what is too much at once, rather than when there is time for it.
        self.replies.run_pending_tasks().await;
        match got.as_ref().map_err(|it| &**it) {
            Ok(reply) => reply.response(),
            Err(Passing::Reply(reply)) => reply.response(),
            Err(Passing::Failed(error)) => error.response(),
        }
    }

    async fn ask_once(
        &self,
        cue: &Cue<'_>,
        key: Key,
        ask: impl Future<Output = Result<Answer, RelayError>>,
    ) -> Result<Reply, Arc<Passing>> {
        if let Some(kept) = self.replies.get(&key).await {
            self.metrics.count_hit();
            return Ok(kept.reply);
        }
        let mut is_first = false;
        let ask = async {
            is_first = true;
            let kept = self.take_in(cue, ask.await)?;
            self.note(cue, &key, &kept.reply, None);
            Ok(kept)
        };
        let got = self.replies.try_get_with(key.clone(), ask).await;
        if !is_first {
            self.metrics.count_merged();
        }
        got.map(|it| it.reply)
    }

    async fn ask_anew(
        &self,
        cue: &Cue<'_>,
        key: Key,
        ask: impl Future<Output = Result<Answer, RelayError>>,
    ) -> Result<Reply, Passing> {
        let kept = self.take_in(cue, ask.await)?;
        let before = self.replies.get(&key).await;
        let reply = kept.reply.clone();
        if self.note(cue, &key, &reply, before.as_ref()) {
            self.replies.insert(key, kept).await;
        }
        Ok(reply)
    }

    /// Tells what may be kept from what goes to those who wait for it alone.
    fn take_in(&self, cue: &Cue<'_>, got: Result<Answer, RelayError>) -> Result<Kept, Passing> {
        let lifetime = if cue.is_closed { self.retention.closed } else { self.retention.open };
        match got {
            Ok(Answer { reply, is_list: true }) if !lifetime.is_zero() => {
                Ok(Kept { reply, lifetime })
            }
            Ok(Answer { reply, .. }) => Err(Passing::Reply(reply.into())),
            Err(error) => {
                error.log();
                Err(Passing::Failed(error))
            }
        }
    }

    /// Notes what a list's page says now, and whether that still belongs to the state that was asked for.
    fn note(&self, cue: &Cue<'_>, key: &Key, reply: &Reply, before: Option<&Kept>) -> bool {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if cue.question.page() == 1 {
            lists.note_first(key.list, Sha256::digest(&reply.body).into());
            return true;
        }
        let is_other = before.is_some_and(|it| it.reply.body != reply.body);
        if is_other {
            lists.note_change(key.list);
        }
        !is_other
    }

    fn key(&self, cue: &Cue<'_>) -> Key {
        let list = list_key(cue);
        let page = cue.question.page();
        // Page one is what tells the states apart, so it belongs to none.
        let is_first = page == 1;
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        Key { list, page, state: if is_first { 0 } else { lists.state(&list) } }
    }
}

/// Every reply is kept for as long as it says itself, from when it came.
struct ByItsOwn;

impl Expiry<Key, Kept> for ByItsOwn {
    fn expire_after_create(&self, _: &Key, kept: &Kept, _: Instant) -> Option<Duration> {
        Some(kept.lifetime)
    }

    fn expire_after_update(
        &self,
        _: &Key,
        kept: &Kept,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(kept.lifetime)
    }
}

/// How much of the memory a reply takes, with what stands around it.
fn weight(reply: &Reply) -> u32 {
    const AROUND: usize = 512;
    u32::try_from(reply.body.len() + AROUND).unwrap_or(u32::MAX)
}

/// Each part ends with a byte that none of them holds.
fn list_key(cue: &Cue<'_>) -> ListKey {
    let mut hash = Sha256::new();
    let authorization = cue.authorization.map(HeaderValue::as_bytes).unwrap_or_default();
    let address = [cue.question.path(), cue.question.query_of_list()];
    let parts = [authorization, cue.own_address.as_bytes()];
    for part in parts.into_iter().chain(address.iter().map(String::as_bytes)) {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().into()
}

/// Whether a request is not content with what was kept (RFC 9111, section 5.2.1, and `Pragma` before it).
pub fn wants_anew(headers: &HeaderMap) -> bool {
    let fields = [header::CACHE_CONTROL, header::PRAGMA];
    let lines = fields.iter().flat_map(|it| headers.get_all(it)).filter_map(|it| it.to_str().ok());
    lines
        .flat_map(|it| it.split(','))
        .any(|it| matches!(&*it.trim().to_ascii_lowercase(), "no-cache" | "no-store" | "max-age=0"))
}

#[cfg(test)]
mod tests;
