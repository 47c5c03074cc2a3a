//! Cached pages that relays share. As here, a page past the first is kept by the state in which its list was when it was
//! asked for, and found beside the very page one that stands for that state; which it is, is shared as well.
//!
//! Two relays that note a change at the same time may each name a state: the later one counts, and what was put under the
//! other is out of reach.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};

use super::{CacheLookup, CachedReply, Key, ListKey};
use crate::account::body::Room as _;
use crate::clock;
use crate::relay::list_tag::ListTag;
use crate::relay::reply::Reply;
use crate::shared::{Kind, Shared};

/// Larger ones are not worth sending about.
const LARGEST: usize = 4 << 20;
/// How long a state is known without anybody asking. Then it is another one, and what was kept is out of reach.
const STATE_LIFETIME: Duration = Duration::from_hours(1);

/// The pages at other relays.
#[derive(Debug, Clone)]
pub(super) struct SharedPages(pub Shared);

/// Where a page is put, and which state of its list it belongs to.
#[derive(Debug)]
pub(super) struct Place {
    list: ListKey,
    /// What the page is called in that state.
    name: Vec<u8>,
    /// Nothing for page one, which belongs to none.
    state: Option<State>,
}

/// A state of a list: the tag of its page one, and a random name.
#[derive(Debug)]
pub(super) struct State {
    tag: ListTag,
    name: [u8; 16],
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
        let known = self.0.get(Kind::State, &[list]).await.and_then(|it| State::parse(&it));
        known.filter(|it| it.tag == tag)
    }

    async fn begin_state(&self, list: &ListKey, tag: ListTag) {
        let mut name = [0; 16];
        if getrandom::fill(&mut name).is_ok() {
            let state = State { tag, name };
            self.0.put(Kind::State, &[list], &state.bytes(), STATE_LIFETIME).await;
        }
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
        let value = self.0.get(Kind::Page, &[&place.name]).await?;
        let end = value.iter().position(|it| *it == b'\n')?;
        let head: Head = serde_json::from_slice(&value[..end]).ok()?;
        let rest = u64::try_from(head.until - clock::now_millis()).ok().filter(|it| *it > 0)?;
        let mut share = lookup.memory.share(lookup.sender);
        share.make(value.len()).await.ok()?;
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
        if reply.body.len() > LARGEST {
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
        self.0.put(Kind::Page, &[&place.name], &value, *lifetime).await;
    }
}

impl State {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let (name, tag) = bytes.split_first_chunk()?;
        Some(Self { tag: ListTag::parse(std::str::from_utf8(tag).ok()?)?, name: *name })
    }

    fn bytes(&self) -> Vec<u8> {
        [&self.name[..], self.tag.text().as_bytes()].concat()
    }
}
