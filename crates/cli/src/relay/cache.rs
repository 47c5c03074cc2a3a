//! Cache of Cube's replies with request coalescing: whole lists and pages of lists are kept for a short time, and asked
//! for once at a time. Nothing else is kept, and nothing for anybody with other credentials.
//!
//! A page that was kept must not make a list look as if it stood still. So a page past the first is answered from here
//! only beside the page one that it was read with, which the request names (`../list_tag.rs`), whichever relay that came
//! from. What was read of a list is forgotten as soon as any of its pages says otherwise when it is asked for anew, or
//! another page one is read (`lists.rs`). And whoever has to know how things stand asks with `Cache-Control: no-cache`,
//! is answered by Cube, and joins no request that was sent before (`turns.rs`). The page does that for page one, before
//! all others and once more after them, and for whatever it reads again. Relays may share what they keep
//! (`shared_pages.rs`). docs/relay-protocol.md has the whole.

mod lists;
mod shared_pages;
mod turns;

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use moka::Expiry;
use moka::future::Cache as ReplyCache;
use moka::policy::EvictionPolicy;
use sha2::{Digest as _, Sha256};

use crate::metrics::Metrics;
use crate::relay::bounds::body_memory::BodyMemory;
use crate::relay::bounds::own_wait::OwnWait;
use crate::relay::error::RelayError;
use crate::relay::list_tag::ListTag;
use crate::relay::question::Question;
use crate::relay::reply::Reply;
use crate::relay::upstream::Answer;
use crate::shared::Shared;
use lists::Lists;
use shared_pages::{Place, SharedPages};
use turns::{Asker, Got, Turns};

/// How much is kept, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Retention {
    /// Bytes of all replies together; 0 keeps nothing.
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

impl Key {
    /// Whether it is that of page one, which tells the states apart and belongs to none.
    fn is_first(&self) -> bool {
        self.page == 1
    }
}

/// A reply that is kept.
#[derive(Debug, Clone)]
struct CachedReply {
    reply: Reply,
    lifetime: Duration,
}

/// What several readers may get, but none after them.
#[derive(Debug, Clone)]
enum Uncacheable {
    Reply(Box<Reply>),
    Failed(Arc<RelayError>),
}

/// Cache of replies, and the requests under way.
#[derive(Debug, Clone)]
pub struct Cache {
    retention: Retention,
    replies: ReplyCache<Key, CachedReply>,
    lists: Arc<Mutex<Lists>>,
    shared: SharedPages,
    under_way: Arc<Turns<Key, Result<Reply, Uncacheable>>>,
    anew: Arc<Turns<(ListKey, u32), Result<Reply, Uncacheable>>>,
    metrics: Arc<Metrics>,
}

/// What a reply is looked up by.
#[derive(Debug, Clone, Copy)]
pub struct CacheLookup<'a> {
    /// What is asked for.
    pub question: &'a Question<'a>,
    /// What Cube knows the sender by.
    pub authorization: Option<&'a HeaderValue>,
    /// Where links in the reply lead.
    pub own_address: &'a str,
    /// Whether the question is about days that are over.
    pub is_closed: bool,
    /// Whether nothing will do but Cube's own answer to a request that is sent from now on.
    pub is_anew: bool,
    /// Beside which page one a further page is to stand.
    pub tag: Option<ListTag>,
    /// What a reply takes its memory of, as whose.
    pub memory: &'a BodyMemory,
    /// Who asks.
    pub sender: IpAddr,
    /// Tells when they have to wait for their own bounds.
    pub own_wait: &'a OwnWait,
}

impl CacheLookup<'_> {
    fn asker(&self, is_anew: bool) -> Asker<'_> {
        Asker { sender: self.sender, is_anew, own_wait: self.own_wait }
    }
}

impl Cache {
    /// An empty cache.
    pub fn new(retention: Retention, shared: Shared, metrics: Arc<Metrics>) -> Self {
        let replies = ReplyCache::builder()
            .max_capacity(retention.bytes)
            .weigher(|_: &Key, it: &CachedReply| weight(&it.reply))
            .eviction_policy(EvictionPolicy::lru())
            .expire_after(LifetimeOfReply)
            .build();
        Self {
            retention,
            replies,
            lists: Arc::default(),
            shared: SharedPages::new(shared),
            under_way: Arc::default(),
            anew: Arc::default(),
            metrics,
        }
    }

    /// The reply that is kept, or what `ask` brings; it is asked once for all who want the same at the same time.
    pub async fn reply(
        &self,
        lookup: CacheLookup<'_>,
        ask: impl Future<Output = Result<Answer, RelayError>>,
    ) -> Response {
        let list = list_key(&lookup);
        let got = match self.key(&lookup, list).await {
            Some(key) if !lookup.is_anew => self.ask_coalesced(&lookup, key, ask).await,
            key => self.ask_anew(&lookup, list, key, ask).await,
        };
        // Gives up what is too much at once, rather than when there is time for it.
        self.replies.run_pending_tasks().await;
        match got {
            Ok(reply) => reply.response(),
            Err(Uncacheable::Reply(reply)) => reply.response(),
            Err(Uncacheable::Failed(error)) => error.response(),
        }
    }

    async fn ask_coalesced(
        &self,
        lookup: &CacheLookup<'_>,
        key: Key,
        ask: impl Future<Output = Result<Answer, RelayError>>,
    ) -> Result<Reply, Uncacheable> {
        if let Some(kept) = self.kept(&key).await {
            return Ok(kept);
        }
        let question = key.clone();
        let ask = async {
            // Another one may have brought it since.
            if let Some(kept) = self.kept(&key).await {
                return Ok(kept);
            }
            let place = self.shared.place(lookup, &key).await;
            let kept = if let Some(kept) = self.shared.get(place.as_ref(), lookup).await {
                self.metrics.count_hit();
                self.note(&key.list, &kept.reply);
                kept
            } else {
                let kept = self.cacheable(lookup, ask.await)?;
                self.note(&key.list, &kept.reply);
                self.shared.put(place.as_ref(), &kept).await;
                kept
            };
            let reply = kept.reply.clone();
            self.replies.insert(key, kept).await;
            Ok(reply)
        };
        self.shared_by(self.under_way.take(question, lookup.asker(false), ask).await)
    }

    /// A reply that is kept here.
    async fn kept(&self, key: &Key) -> Option<Reply> {
        let kept = self.replies.get(key).await?;
        self.metrics.count_hit();
        Some(kept.reply)
    }

    /// What was got, by whomever.
    fn shared_by<T>(&self, got: Got<T>) -> T {
        match got {
            Got::Own(got) => got,
            Got::Shared(got) => {
                self.metrics.count_coalesced();
                got
            }
        }
    }

    /// Asks Cube in any case. What it answers is kept where there is a key for it.
    async fn ask_anew(
        &self,
        lookup: &CacheLookup<'_>,
        list: ListKey,
        key: Option<Key>,
        ask: impl Future<Output = Result<Answer, RelayError>>,
    ) -> Result<Reply, Uncacheable> {
        let question = (list, lookup.question.page());
        let ask = async {
            let place = match &key {
                Some(key) => self.shared.place(lookup, key).await,
                None => None,
            };
            let kept = self.cacheable(lookup, ask.await)?;
            let reply = kept.reply.clone();
            self.note(&list, &reply);
            let before = self.page_before(lookup, list, place.as_ref()).await;
            if before.is_some_and(|it| it.reply.body != reply.body) {
                self.lists().note_change(&list);
                self.shared.note_change(place.as_ref()).await;
            } else if let Some(key) = key {
                self.shared.put(place.as_ref(), &kept).await;
                self.replies.insert(key, kept).await;
            }
            Ok(reply)
        };
        self.shared_by(self.anew.take(question, lookup.asker(true), ask).await)
    }

    /// What is kept of a page past the first, here or at other relays.
    async fn page_before(
        &self,
        lookup: &CacheLookup<'_>,
        list: ListKey,
        place: Option<&Place>,
    ) -> Option<CachedReply> {
        let page = lookup.question.page();
        if page == 1 {
            return None;
        }
        let state = self.lists().newest_state(&list)?;
        match self.replies.get(&Key { list, page, state }).await {
            Some(kept) => Some(kept),
            None => self.shared.get(place, lookup).await,
        }
    }

    /// Tells what may be kept from what goes to those who wait for it alone.
    fn cacheable(
        &self,
        lookup: &CacheLookup<'_>,
        got: Result<Answer, RelayError>,
    ) -> Result<CachedReply, Uncacheable> {
        let lifetime = if lookup.is_closed { self.retention.closed } else { self.retention.open };
        match got {
            Ok(Answer { reply, is_list: true }) if !lifetime.is_zero() => {
                Ok(CachedReply { reply, lifetime })
            }
            Ok(Answer { reply, .. }) => Err(Uncacheable::Reply(reply.into())),
            Err(error) => {
                error.log();
                Err(Uncacheable::Failed(Arc::new(error)))
            }
        }
    }

    /// Notes what page one says now; other pages have no tag.
    fn note(&self, list: &ListKey, reply: &Reply) {
        if let Some(tag) = reply.tag {
            self.lists().note_tag(*list, tag);
        }
    }

    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// By what a page is kept. None, where no page one is named, or one that Cube did not answer with last, as far as it
    /// is known here and at the relays that share what they keep.
    async fn key(&self, lookup: &CacheLookup<'_>, list: ListKey) -> Option<Key> {
        let page = lookup.question.page();
        // Page one is what tells the states apart, so it belongs to none.
        if page == 1 {
            return Some(Key { list, page, state: 0 });
        }
        let tag = lookup.tag?;
        let known = self.lists().state(&list, tag);
        if known.is_none() && self.shared.state(&list, tag).await.is_some() {
            self.lists().note_tag(list, tag);
        }
        let state = self.lists().state(&list, tag)?;
        Some(Key { list, page, state })
    }
}

/// Every reply is kept for as long as it says itself, from when it came.
struct LifetimeOfReply;

impl Expiry<Key, CachedReply> for LifetimeOfReply {
    fn expire_after_create(&self, _: &Key, kept: &CachedReply, _: Instant) -> Option<Duration> {
        Some(kept.lifetime)
    }

    fn expire_after_update(
        &self,
        _: &Key,
        kept: &CachedReply,
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
fn list_key(lookup: &CacheLookup<'_>) -> ListKey {
    let mut hash = Sha256::new();
    let authorization = lookup.authorization.map(HeaderValue::as_bytes).unwrap_or_default();
    let address = [lookup.question.path(), lookup.question.query_of_list()];
    let parts = [authorization, lookup.own_address.as_bytes()];
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
