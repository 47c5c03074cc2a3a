//! The service's list of campaigns: an array, or pages in the envelope of its other lists. Walks it page by page, and once
//! more for ended campaigns where it names none, with requests built anew each time: a link only says that there is more.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Named;
use crate::fetch::FetchError;
use crate::fetch::target::Target;
use crate::query::CampaignId;
use crate::utf8;
use crate::wire::DecodeError;
use crate::wire::scalar::Scalar;
use cubeboard_responses::text::normal_form::word;

/// More pages than this are no account's campaigns.
const MOST_PAGES: u32 = 100;

/// The list so far, and which request comes next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    running: Vec<Named>,
    ended: Vec<Named>,
    pages_read: u32,
    /// The campaigns of the page that was read last.
    last_page: Vec<CampaignId>,
    /// Whether the list is read once more with ended campaigns, which a service may leave out otherwise.
    includes_ended: bool,
    is_path_closed: bool,
}

impl Listing {
    /// The next page.
    pub fn next_target(&self) -> Target {
        let page = self.pages_read.saturating_add(1);
        Target::campaigns_page(self.is_path_closed, self.includes_ended, page)
    }

    /// Takes in a page; whether a further one is to be asked for.
    ///
    /// # Errors
    /// Where the reply is no list of campaigns.
    pub fn take(&mut self, body: &[u8]) -> Result<bool, DecodeError> {
        let (entries, has_next) = entries(body)?;
        self.pages_read += 1;
        let mut page = Vec::new();
        for entry in entries {
            let Ok(entry) = serde_json::from_str::<Entry<'_>>(entry.get()) else { continue };
            let Some(named) = entry.named() else { continue };
            page.push(named.id);
            if self.running.iter().chain(&self.ended).any(|it| it.id == named.id) {
                continue;
            }
            // What comes only with the ended ones is one of them.
            let is_over = self.includes_ended || entry.is_over();
            let list = if is_over { &mut self.ended } else { &mut self.running };
            list.push(named);
        }
        // A service may ignore the number of a page.
        let is_repeat = self.pages_read > 1 && page == self.last_page;
        self.last_page = page;
        if has_next && !is_repeat && self.pages_read < MOST_PAGES {
            return Ok(true);
        }
        let asks_once_more = !self.includes_ended && self.ended.is_empty();
        if asks_once_more {
            (self.includes_ended, self.pages_read) = (true, 0);
        }
        Ok(asks_once_more)
    }

    /// Notes that a request failed; whether another way of asking is left to try: the address with a slash at its end, to
    /// which frameworks redirect.
    pub fn has_other_way(&mut self, error: &FetchError) -> bool {
        let is_other = *error == FetchError::Redirected && !self.is_path_closed;
        self.is_path_closed |= is_other;
        is_other
    }

    /// Whether an error says no more than that there is nothing to add: the list has come to its end, or the service does
    /// not tell of ended campaigns.
    pub fn is_end(&self, error: &FetchError) -> bool {
        let is_refused = matches!(error, FetchError::Refused { .. });
        self.pages_read > 0 && error.is_not_found()
            || self.includes_ended && (is_refused || error.is_not_found())
    }

    /// Those read so far in the service's order, but for campaigns that have ended: they come last.
    pub fn campaigns(&self) -> Vec<Named> {
        self.running.iter().chain(&self.ended).cloned().collect()
    }
}

/// Reads a list that is a single page: campaigns in the service's own order, but for those that have ended: they come
/// last. An entry without number or name is left out.
///
/// # Errors
/// Where the reply is no list of campaigns.
pub fn read(body: &[u8]) -> Result<Vec<Named>, DecodeError> {
    let mut listing = Listing::default();
    listing.take(body)?;
    Ok(listing.campaigns())
}

/// The entries of a reply, and whether it links to a further page.
fn entries(body: &[u8]) -> Result<(Vec<Box<RawValue>>, bool), DecodeError> {
    DecodeError::of_opening(body)?;
    let body = utf8::decode(body);
    if let Ok(list) = serde_json::from_str(&body) {
        return Ok((list, false));
    }
    let envelope: Envelope<'_> =
        serde_json::from_str(&body).map_err(|error| DecodeError::of_json(&error))?;
    let has_next = envelope.next.text().is_some_and(|it| !it.is_empty());
    Ok((envelope.results, has_next))
}

/// The envelope that the service's other lists have.
#[derive(Debug, Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    next: Scalar<'a>,
    results: Vec<Box<RawValue>>,
}

/// An entry of the service's list. What is not used of it may be anything.
#[derive(Debug, Deserialize)]
struct Entry<'a> {
    #[serde(borrow, rename = "campaign__id")]
    id: Scalar<'a>,
    #[serde(borrow, rename = "campaign__name")]
    name: Scalar<'a>,
    #[serde(borrow, default, rename = "campaign__archived_date")]
    archived_date: Scalar<'a>,
    #[serde(borrow, default, rename = "campaign__is_active")]
    is_active: Scalar<'a>,
}

impl Entry<'_> {
    fn named(&self) -> Option<Named> {
        let id = CampaignId(self.id.number()?);
        let name = word(self.name.text()?);
        (!name.is_empty()).then(|| Named { id, name: name.into_owned() })
    }

    /// Whether it was put away. The service's document has `true` or an empty text; others have what they call false.
    fn is_over(&self) -> bool {
        let is_inactive = match &self.is_active {
            Scalar::Text(written) => {
                ["", "0", "false", "no"].contains(&&*written.trim().to_ascii_lowercase())
            }
            Scalar::Bare(written) => written == "false",
            Scalar::Number(number) => *number == 0,
            Scalar::Null | Scalar::Other => false,
        };
        is_inactive || self.archived_date.text().is_some_and(|it| !it.trim().is_empty())
    }
}

#[cfg(test)]
mod tests;
