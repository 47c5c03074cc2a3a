//! A reply's bytes, straight into the store: the service's envelope and its rows in all three shapes that its
//! documents show. A row that cannot be read costs that row; a reply that is no such list is an error.

mod row;
pub mod wire;

use std::ops::Range;

use thiserror::Error;

use crate::json::{JsonError, Reader, Scalar};
use cubeboard_responses::store::Store;
use row::Row;

/// What a page told beside its rows, which are in the store.
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
    /// Times without a zone that fell into the hour which autumn repeats; they were taken as the first.
    pub ambiguous_times: u32,
}

impl Page {
    /// How many places of the list it covers, unreadable rows included.
    pub fn len(&self) -> u64 {
        u64::from(self.rows.end - self.rows.start) + self.unreadable.len() as u64
    }

    /// Whether it covers none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
    /// A field holds a list, an object, a fraction or the like.
    #[error("field {0} holds neither text nor whole number")]
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
        match body.trim_ascii_start().first() {
            None => Err(Self::Empty),
            Some(b'<') => Err(Self::WebPage),
            Some(_) => Ok(()),
        }
    }
}

impl From<JsonError> for DecodeError {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Truncated => Self::Truncated,
            JsonError::Syntax { line, column } => Self::NotJson { line, column },
        }
    }
}

/// Decodes one reply and appends its rows to the store, which is left as it was where that fails.
///
/// # Errors
/// Where the reply is no page of responses.
pub fn decode_page(body: &[u8], store: &mut Store) -> Result<Page, DecodeError> {
    let before = store.row_count();
    let page = decode(body, store);
    if page.is_err() {
        store.truncate(before);
    }
    page
}

fn decode(body: &[u8], store: &mut Store) -> Result<Page, DecodeError> {
    DecodeError::of_opening(body)?;
    // Checked as a whole, which is faster than text by text; a bad byte costs its character, not the page.
    let body = String::from_utf8_lossy(body);
    let mut json = Reader::new(&body);
    let page = envelope(&mut json, store)?;
    json.end()?;
    let is_foreign = |it: &Unreadable| it.reason == RowError::NoKnownField;
    if page.rows.is_empty() && !page.is_empty() && page.unreadable.iter().all(is_foreign) {
        return Err(DecodeError::UnknownShape);
    }
    Ok(page)
}

/// Reads the outer object; rows go to the store as they pass.
fn envelope(json: &mut Reader<'_>, store: &mut Store) -> Result<Page, DecodeError> {
    let (mut count, mut has_next, mut results) = (None, false, None);
    if !json.enter(b'{')? {
        json.scalar()?;
        return Err(DecodeError::NotAList);
    }
    let mut is_first = true;
    while let Some(key) = json.key(&mut is_first)? {
        match &*key {
            "count" => {
                count = match json.scalar()? {
                    Scalar::Number(number) => Some(number),
                    Scalar::Text(text) => text.parse().ok(),
                    _ => None,
                };
            }
            // Elsewhere the service writes an empty text for what is absent.
            "next" => has_next = matches!(json.scalar()?, Scalar::Text(it) if !it.is_empty()),
            "results" if results.is_some() => return Err(DecodeError::NotAList),
            "results" if json.enter(b'[')? => results = Some(list(json, store)?),
            _ => drop(json.scalar()?),
        }
    }
    let page = results.ok_or(DecodeError::NotAList)?;
    Ok(Page { count, has_next, ..page })
}

/// Reads the list of rows.
fn list(json: &mut Reader<'_>, store: &mut Store) -> Result<Page, DecodeError> {
    let start = store.row_count();
    let (mut unreadable, mut ambiguous_times, mut place) = (Vec::new(), 0, 0);
    let mut row = Row::default();
    let mut is_first = true;
    while json.item(&mut is_first)? {
        row.read(json)?;
        match row.response() {
            Ok(read) => {
                ambiguous_times += u32::from(read.is_ambiguous);
                store.push(&read.response);
            }
            Err(reason) => unreadable.push(Unreadable { place, reason }),
        }
        place += 1;
    }
    let rows = start..store.row_count();
    Ok(Page { count: None, has_next: false, rows, unreadable, ambiguous_times })
}

#[cfg(test)]
mod tests;
