//! Snapshot file: the responses to a query, with how and when they were read, which show the same anywhere.
//! docs/snapshot.md describes it for other programs.
//!
//! It is a series of gzip members, which is a gzip file, too. The first holds a line that tells of the rest, each
//! other a page of responses, an object a line; the last is empty and holds a checksum of every byte before it.
//! A page is read by itself, so that a snapshot can be asked for its pages as Cube is.

pub mod answer;
pub mod head;
mod member;
mod seal;
pub mod writer;

use std::io;
use std::ops::Range;

use thiserror::Error;

use head::{FORMAT, Head, Opening, VERSION};

/// The name of such a file ends with this.
pub const EXTENSION: &str = "cubeboard";

/// How many responses a page has at most.
pub const PAGE_ROWS: u32 = 500;

/// How long a page may be before it is compressed: as long as a reply of Cube may be.
const PAGE_BYTES: usize = 32 << 20;

/// The same of the first line.
const HEAD_BYTES: usize = 1 << 20;

/// Rows in all, as many as may be read of a list.
const MOST_ROWS: u32 = 20_000_000;

/// Why a file cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SnapshotError {
    /// It is something else.
    #[error("not a snapshot of Cubeboard")]
    Foreign,
    /// It was written by a later Cubeboard.
    #[error("a snapshot of version {version}; this Cubeboard reads version {VERSION}")]
    Newer {
        /// The version that it names.
        version: u32,
    },
    /// It is not what was written.
    #[error("a damaged snapshot: {0}")]
    Damaged(Damage),
}

/// What is wrong with a damaged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Damage {
    /// The last bytes are no seal, as where the file was cut off.
    #[error("its end is missing")]
    NoSeal,
    /// Some byte is another one now.
    #[error("its checksum differs")]
    Checksum,
    /// The first line cannot be used.
    #[error("its head cannot be read")]
    Head,
    /// A page cannot be unpacked.
    #[error("page {page} cannot be unpacked")]
    Page {
        /// Which of all, counted from 1.
        page: usize,
    },
    /// There are more or fewer responses than its head says.
    #[error("it does not hold as many responses as it says")]
    RowCount,
}

/// A snapshot whose every byte was checked.
#[derive(Debug, Clone)]
pub struct Snapshot {
    bytes: Vec<u8>,
    head: Head,
    /// By campaign, in the head's order, where each page stands.
    lists: Vec<Vec<Range<usize>>>,
}

impl Snapshot {
    /// Reads a file. All of it is unpacked once, page by page, so that none can fail later.
    ///
    /// # Errors
    /// Where it is no snapshot, a later one, or damaged.
    pub fn open(bytes: Vec<u8>) -> Result<Self, SnapshotError> {
        let (head, pages_start) = open_head(&bytes)?;
        let sealed = seal::check(&bytes).map_err(SnapshotError::Damaged)?;
        let head = head.map_err(SnapshotError::Damaged)?;
        let lists = find_pages(&head, sealed, pages_start).map_err(SnapshotError::Damaged)?;
        Ok(Self { bytes, head, lists })
    }

    /// What it tells of itself.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// A page of a campaign's responses, counted from 1, as a reply of Cube; nothing past the last. A list without
    /// responses has one page.
    pub fn page(&self, campaign: u64, number: usize) -> Option<Vec<u8>> {
        let place = self.head.campaigns.iter().position(|it| it.id == campaign)?;
        let (count, pages) = (self.head.campaigns.get(place)?.rows, self.lists.get(place)?);
        let mut rows = Vec::new();
        if number != 1 || !pages.is_empty() {
            let page = pages.get(number.checked_sub(1)?)?;
            member::unpack(self.bytes.get(page.clone())?, PAGE_BYTES, &mut rows)?;
        }
        let link = |to: usize| format!("\"?page={to}\"");
        let next = (number < pages.len()).then(|| link(number + 1));
        let previous = (number > 1).then(|| link(number - 1));
        let [next, previous] = [&next, &previous].map(|it| it.as_deref().unwrap_or("null"));
        let body =
            format!("{{\"count\":{count},\"next\":{next},\"previous\":{previous},\"results\":[");
        let mut body = body.into_bytes();
        body.reserve(rows.len() + 2);
        // A line break stands between rows and nowhere else: within a text it would be escaped.
        let lines = rows.strip_suffix(b"\n").unwrap_or(&rows);
        body.extend(lines.iter().map(|it| if *it == b'\n' { b',' } else { *it }));
        body.extend_from_slice(b"]}");
        Some(body)
    }
}

/// The head, if it is one, and where the pages begin. Whether the file is a snapshot and of a known version is told
/// before anything else, because that needs no seal: another version may have another.
fn open_head(bytes: &[u8]) -> Result<(Result<Head, Damage>, usize), SnapshotError> {
    let mut line = Vec::new();
    let Some(end) = member::unpack(bytes, HEAD_BYTES, &mut line) else {
        return Err(match seal::check(bytes) {
            Err(Damage::Checksum) => SnapshotError::Damaged(Damage::Checksum),
            _ => SnapshotError::Foreign,
        });
    };
    match serde_json::from_slice(&line) {
        Ok(Opening { format, version }) if format == FORMAT && version > VERSION => {
            Err(SnapshotError::Newer { version })
        }
        Ok(Opening { format, version: VERSION }) if format == FORMAT => {
            let head = serde_json::from_slice(&line).ok().filter(Head::is_consistent);
            Ok((head.ok_or(Damage::Head), end))
        }
        _ => Err(SnapshotError::Foreign),
    }
}

fn find_pages(head: &Head, sealed: &[u8], start: usize) -> Result<Vec<Vec<Range<usize>>>, Damage> {
    let mut at = start;
    let mut page_count = 0;
    let mut text = Vec::new();
    let mut lists = Vec::new();
    for campaign in &head.campaigns {
        let mut pages = Vec::new();
        let mut missing = campaign.rows;
        while missing > 0 {
            page_count += 1;
            text.clear();
            let packed = sealed.get(at..).filter(|it| !it.is_empty()).ok_or(Damage::RowCount)?;
            let length = member::unpack(packed, PAGE_BYTES, &mut text);
            let length = length.ok_or(Damage::Page { page: page_count })?;
            let rows = missing.min(PAGE_ROWS);
            let lines = text.split_inclusive(|it| *it == b'\n').count();
            if u32::try_from(lines) != Ok(rows) || text.last() != Some(&b'\n') {
                return Err(Damage::RowCount);
            }
            pages.push(at..at + length);
            at += length;
            missing -= rows;
        }
        lists.push(pages);
    }
    if at == sealed.len() { Ok(lists) } else { Err(Damage::RowCount) }
}

/// Something that was asked of a writer and cannot be done.
fn wrong_use(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}
