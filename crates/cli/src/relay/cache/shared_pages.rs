//! Cached pages that relays share. As here, a page past the first is kept by the state in which its list was when it was
//! asked for, and found beside the very page one that stands for that state; which it is, is shared as well.
//!
//! Two relays that note a change at the same time may each name a state: the later one counts, and what was put under the
//! other is out of reach. A state that is older than one of which this relay has heard counts for nothing: somebody put it
//! back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};

use super::{CacheLookup, CachedReply, Key, ListKey};
use crate::clock;
use crate::relay::list_tag::ListTag;
use crate::relay::reply::Reply;
use crate::shared::{Kind, LONGEST_PAGE, Shared};

/// How long a state is known without anybody asking. Then it is another one, and what was kept is out of reach.
const STATE_LIFETIME: Duration = Duration::from_hours(1);
/// Of no more lists is it known at once when their newest state began; before there are, all are forgotten.
const MOST_LISTS: usize = 10_000;

/// The pages at other relays.
#[derive(Debug, Clone)]
pub(super) struct SharedPages {
    shared: Shared,
    /// When the newest state of each list began that this relay has heard of, in milliseconds since 1970.
    newest: Arc<Mutex<HashMap<ListKey, i64>>>,
}

/// Where a page is put, and which state of its list it belongs to.
#[derive(Debug)]
pub(super) struct Place {
    list: ListKey,
    /// What the page is called in that state.
    name: Vec<u8>,
    /// Nothing for page one, which belongs to none.
    state: Option<State>,
}

/// A state of a list: the tag of its page one, a random name, and when it began, in milliseconds since 1970.
#[derive(Debug)]
pub(super) struct State {
    tag: ListTag,
    name: [u8; 16],
    began: i64,
}

/// What stands before a page's body, on a line of its own.
#[derive(Serialize, Deserialize)]
struct Head {
    /// In milliseconds since 1970.
    until: i64,
    content_type: String,
    tag: Option<String>,
}

impl SharedPages {
    /// Those that relays share there.
    pub fn new(shared: Shared) -> Self {
        Self { shared, newest: Arc::default() }
    }

    /// Where the page belongs. Nowhere, where it is to stand beside another page one than Cube last answered any of the
    /// relays with.
    pub async fn place(&self, lookup: &CacheLookup<'_>, key: &Key) -> Option<Place> {
        let state = match lookup.tag {
            _ if key.is_first() => None,
            None => return None,
            Some(tag) => Some(self.state(&key.list, tag).await?),
        };
        let of_state = state.as_ref().map_or(&[][..], |it: &State| &it.name);
        let name = [&key.list[..], &key.page.to_le_bytes(), of_state].concat();
        Some(Place { list: key.list, name, state })
    }

    /// The state that a page one stands for.
    pub async fn state(&self, list: &ListKey, tag: ListTag) -> Option<State> {
        let known = self.shared.get(Kind::State, &[list]).await;
        let known = known.and_then(|it| State::parse(&it))?;
        let age = clock::now_millis().saturating_sub(known.began);
        let lives = i64::try_from(STATE_LIFETIME.as_millis()).is_ok_and(|longest| age < longest);
        let is_newest = self.newest(list, known.began) == known.began;
        (lives && is_newest && known.tag == tag).then_some(known)
    }

    async fn begin_state(&self, list: &ListKey, tag: ListTag) {
        let mut name = [0; 16];
        if self.shared.is_there() && getrandom::fill(&mut name).is_ok() {
            // Later than the one before, also where that relay's clock is fast.
            let began = clock::now_millis().max(self.newest(list, 0) + 1);
            let state = State { tag, name, began: self.newest(list, began) };
            self.shared.put(Kind::State, &[list], &state.bytes(), STATE_LIFETIME).await;
        }
    }

    /// Notes when a state of a list began; when the newest did that is known of.
    fn newest(&self, list: &ListKey, began: i64) -> i64 {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if newest.len() >= MOST_LISTS && !newest.contains_key(list) {
            newest.clear();
        }
        let known = newest.entry(*list).or_default();
        *known = began.max(*known);
        *known
    }

    /// Notes that a page past the first says otherwise than before.
    pub async fn note_change(&self, place: Option<&Place>) {
        if let Some(Place { list, state: Some(state), .. }) = place {
            self.begin_state(list, state.tag).await;
        }
    }

    /// The page, where another relay put it there and there is room for it here.
    pub async fn get(
        &self,
        place: Option<&Place>,
        lookup: &CacheLookup<'_>,
    ) -> Option<CachedReply> {
        let place = place?;
        let mut share = lookup.memory.share(lookup.sender, lookup.own_wait);
        let value = self.shared.get_into(Kind::Page, &[&place.name], &mut share).await?;
        let end = value.iter().position(|it| *it == b'\n')?;
        let head: Head = serde_json::from_slice(&value[..end]).ok()?;
        let rest = u64::try_from(head.until - clock::now_millis()).ok().filter(|it| *it > 0)?;
        let body = share.hold(Bytes::from(value).slice(end + 1..));
        let content_type = HeaderValue::from_str(&head.content_type).ok()?;
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, content_type)]);
        let tag = head.tag.as_deref().and_then(ListTag::parse);
        let reply = Reply { status: StatusCode::OK, headers, body, tag };
        Some(CachedReply { reply, lifetime: Duration::from_millis(rest) })
    }

    /// Puts a page there; page one tells which state its list is in, too.
    pub async fn put(&self, place: Option<&Place>, kept: &CachedReply) {
        let Some(place) = place else { return };
        let CachedReply { reply, lifetime } = kept;
        if let Some(tag) = reply.tag
            && self.state(&place.list, tag).await.is_none()
        {
            self.begin_state(&place.list, tag).await;
        }
        if reply.body.len() > LONGEST_PAGE {
            return;
        }
        let content_type = reply.headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|it| it.to_str().ok()).unwrap_or_default();
        let millis = i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX);
        let head = Head {
            until: clock::now_millis().saturating_add(millis),
            content_type: content_type.to_owned(),
            tag: reply.tag.map(ListTag::text),
        };
        let Ok(head) = serde_json::to_vec(&head) else { return };
        let value = [&head[..], b"\n", &reply.body].concat();
        self.shared.put(Kind::Page, &[&place.name], &value, *lifetime).await;
    }
}

impl State {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let (name, rest) = bytes.split_first_chunk()?;
        let (began, tag) = rest.split_first_chunk()?;
        let tag = ListTag::parse(std::str::from_utf8(tag).ok()?)?;
        Some(Self { tag, name: *name, began: i64::from_le_bytes(*began) })
    }

    fn bytes(&self) -> Vec<u8> {
        [&self.name[..], &self.began.to_le_bytes(), self.tag.text().as_bytes()].concat()
    }
}
