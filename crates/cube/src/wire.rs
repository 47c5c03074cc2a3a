//! Decoder of a page: JSON bytes of a reply, straight into the store. It reads the service's envelope and its rows in
//! all three shapes that its documents show. A row that cannot be read costs that row; a reply that is no such list is
//! an error.

mod asked;
mod row;
pub(crate) mod scalar;
pub mod written;

use std::fmt;
use std::ops::Range;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::error::Category;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::utf8;
use asked::{Judge, Place};
use cubeboard_responses::store::Store;
use row::{Read, Row};
use scalar::Scalar;

pub use asked::{Asked, Foreign, ForeignReason};

/// A page without its rows, which are in the store: count, links and what could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many responses the whole list has, by the service's count.
    pub count: Option<u64>,
    /// Whether the service links to a further page. The link itself is not kept: it must never be followed.
    pub has_next: bool,
    /// The rows in the store, in the reply's order.
    pub rows: Range<u32>,
    /// Rows that could not be read, in order.
    pub unreadable: Vec<Unreadable>,
    /// Rows that are none of what was asked for, in order; the store has none of them.
    pub foreign: Vec<Foreign>,
    /// How many of the rows lie on the day before or after those that were asked for.
    pub edge_rows: u32,
    /// Fields that were left out of rows which could be read otherwise, each with how often, in order of their names.
    pub left_out: Vec<(&'static str, u32)>,
    /// Times without a zone that fell into the hour which autumn repeats; they were taken as the first.
    pub ambiguous_times: u32,
}

impl Page {
    /// How many places of the list it covers, rows that were left out included.
    pub fn len(&self) -> u64 {
        let left_out = self.unreadable.len() + self.foreign.len();
        u64::from(self.rows.end - self.rows.start) + left_out as u64
    }

    /// Whether it covers none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts a row that could be read where it belongs.
    fn take(&mut self, place: u32, read: Read<'_>, judge: Option<&Judge<'_>>, store: &mut Store) {
        let Read { response, is_ambiguous } = read;
        if let Some(judge) = judge {
            match judge.place(place, &response) {
                Place::Inside => {}
                Place::Edge => self.edge_rows += 1,
                Place::Foreign(foreign) => return self.foreign.push(foreign),
            }
        }
        self.ambiguous_times += u32::from(is_ambiguous);
        store.push(&response);
    }

    /// Itself, unless it has rows, but none with a field of a response.
    fn of_known_shape(self) -> Result<Self, DecodeError> {
        let is_foreign = |it: &Unreadable| it.reason == RowError::NoKnownField;
        let has_rows = !self.rows.is_empty() || !self.foreign.is_empty();
        if !has_rows && !self.is_empty() && self.unreadable.iter().all(is_foreign) {
            return Err(DecodeError::UnknownShape);
        }
        Ok(self)
    }
}

/// Adds to how often a field was left out.
pub(crate) fn note_left_out(all: &mut Vec<(&'static str, u32)>, field: &'static str, times: u32) {
    match all.binary_search_by_key(&field, |it| it.0) {
        Ok(place) => all[place].1 += times,
        Err(place) => all.insert(place, (field, times)),
    }
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its place in the reply, from 0.
    pub place: u32,
    /// Why.
    pub reason: RowError,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RowError {
    /// It is no object.
    #[error("not an object")]
    NotAnObject,
    /// None of the keys that a response has.
    #[error("no field of a response")]
    NoKnownField,
    /// A field holds a list, an object, or a number that cannot be told.
    #[error("field {0} holds neither text nor a number that can be told")]
    WrongKind(&'static str),
    /// The time cannot be read.
    #[error("submitted_when is not a time")]
    NotATime,
}

/// Why a reply is no page of responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// Nothing in it.
    #[error("an empty reply")]
    Empty,
    /// A web page, a sign-in form for example.
    #[error("a web page instead of JSON")]
    WebPage,
    /// It broke off.
    #[error("the reply broke off")]
    Truncated,
    /// No JSON.
    #[error("not JSON, from line {line}, column {column} on")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// In bytes, counted from 1.
        column: usize,
    },
    /// JSON, but no object with a list `results`.
    #[error("JSON without a list of results")]
    NotAList,
    /// A list, but not one row of it has any field of a response.
    #[error("rows of an unknown shape")]
    UnknownShape,
}

impl DecodeError {
    /// What a body is by its first letter, where that is enough to know that it is no JSON.
    pub(crate) fn of_opening(body: &[u8]) -> Result<(), Self> {
        match utf8::without_mark(body).trim_ascii_start().first() {
            None => Err(Self::Empty),
            Some(b'<') => Err(Self::WebPage),
            Some(_) => Ok(()),
        }
    }

    /// What is wrong with a body that could not be read as JSON of the wanted kind.
    pub(crate) fn of_json(error: &serde_json::Error) -> Self {
        match error.classify() {
            Category::Eof => Self::Truncated,
            Category::Data => Self::NotAList,
            Category::Syntax | Category::Io => {
                Self::NotJson { line: error.line(), column: error.column() }
            }
        }
    }
}

/// Decodes one reply and appends its rows to the store, which is left as it was where that fails.
///
/// # Errors
/// Where the reply is no page of responses.
pub fn decode_page(body: &[u8], store: &mut Store) -> Result<Page, DecodeError> {
    decode_bytes(body, None, store)
}

/// The same for the reply to a question: only rows that answer it go to the store, the others are counted.
///
/// # Errors
/// Where the reply is no page of responses.
pub fn decode_answer(
    body: &[u8],
    asked: Asked<'_>,
    store: &mut Store,
) -> Result<Page, DecodeError> {
    decode_bytes(body, Some(&Judge::new(asked)), store)
}

fn decode_bytes(
    body: &[u8],
    judge: Option<&Judge<'_>>,
    store: &mut Store,
) -> Result<Page, DecodeError> {
    DecodeError::of_opening(body)?;
    // Checked as a whole, which is faster than text by text.
    let text = utf8::decode(body);
    decode(&text, RowReading::AtOnce, judge, store).or_else(|error| match error {
        // It may be a row that `serde_json` takes for an error, while the syntax is good.
        DecodeError::NotJson { .. } => decode(&text, RowReading::ByValue, judge, store),
        _ => Err(error),
    })
}

/// How rows are deserialized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowReading {
    /// Straight from the reply, which fails where one of them has half a surrogate pair or a number out of range.
    AtOnce,
    /// Value by value, so that such a value costs no more than its row. Takes nearly twice as long.
    ByValue,
}

fn decode(
    text: &str,
    reading: RowReading,
    judge: Option<&Judge<'_>>,
    store: &mut Store,
) -> Result<Page, DecodeError> {
    let before = store.row_count();
    let mut json = serde_json::Deserializer::from_str(text);
    let page = Envelope { store: &mut *store, reading, judge }.deserialize(&mut json);
    let page = page.and_then(|page| json.end().map(|()| page));
    let page = page.map_err(|error| DecodeError::of_json(&error)).and_then(Page::of_known_shape);
    if page.is_err() {
        store.truncate(before);
    }
    page
}

/// Reads the outer object; rows go to the store as they pass.
struct Envelope<'s> {
    store: &'s mut Store,
    reading: RowReading,
    /// Holds rows against the question, where there is one.
    judge: Option<&'s Judge<'s>>,
}

impl<'de> DeserializeSeed<'de> for Envelope<'_> {
    type Value = Page;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Page, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Envelope<'_> {
    type Value = Page;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of responses")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page, A::Error> {
        let Self { store, reading, judge } = self;
        let (mut count, mut has_next, mut results) = (None, false, None);
        while let Some(key) = map.next_key::<&'de RawValue>()? {
            match Scalar::of(key).text() {
                Some("count") => count = Scalar::of(map.next_value()?).number(),
                // Elsewhere the service writes an empty text for what is absent.
                Some("next") => {
                    let link = Scalar::of(map.next_value()?);
                    has_next = link.text().is_some_and(|it| !it.is_empty());
                }
                Some("results") if results.is_some() => {
                    return Err(A::Error::duplicate_field("results"));
                }
                Some("results") => {
                    let list = Results(Envelope { store: &mut *store, reading, judge });
                    results = Some(map.next_value_seed(list)?);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let page = results.ok_or_else(|| A::Error::missing_field("results"))?;
        Ok(Page { count, has_next, ..page })
    }
}

/// Reads the list of rows.
struct Results<'s>(Envelope<'s>);

impl<'de> DeserializeSeed<'de> for Results<'_> {
    type Value = Page;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Page, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Results<'_> {
    type Value = Page;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of responses")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Page, A::Error> {
        let Envelope { store, reading, judge } = self.0;
        let start = store.row_count();
        let mut page = Page {
            count: None,
            has_next: false,
            rows: start..start,
            unreadable: Vec::new(),
            foreign: Vec::new(),
            edge_rows: 0,
            left_out: Vec::new(),
            ambiguous_times: 0,
        };
        let (mut place, mut row) = (0, Row::default());
        loop {
            let read = match reading {
                RowReading::AtOnce => list.next_element_seed(&mut row)?,
                RowReading::ByValue => list.next_element()?.map(|json| row.read_by_value(json)),
            };
            if read.is_none() {
                break;
            }
            match row.response(|field| note_left_out(&mut page.left_out, field, 1)) {
                Ok(read) => page.take(place, read, judge, store),
                Err(reason) => page.unreadable.push(Unreadable { place, reason }),
            }
            place += 1;
        }
        page.rows.end = store.row_count();
        Ok(page)
    }
}

#[cfg(test)]
mod tests;
