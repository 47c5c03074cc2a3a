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

use cubeboard_cube::wire::decode_page;
use cubeboard_responses::store::Store;
use thiserror::Error;

use head::{FORMAT, Head, Opening, State, VERSION};

/// The name of such a file ends with this.
pub const EXTENSION: &str = "cubeboard";

/// How many responses a page has at most.
pub const PAGE_ROWS: u32 = 500;

/// How long a page may be before it is compressed: as long as a reply of Cube may be.
const PAGE_BYTES: usize = 32 << 20;

/// The same of the first line.
const HEAD_BYTES: usize = 1 << 20;

/// How long all pages may be together, before they are compressed: as many texts as a browser's tab can hold. A file of
/// some megabytes may unpack to a thousand times as much.
pub const MOST_BYTES: usize = 1 << 30;

/// The shortest that a member can be, packed: header, an empty block and trailer.
const MEMBER_BYTES: usize = 20;

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
    /// A page is no list of responses.
    #[error("page {page} holds no list of responses")]
    NoRows {
        /// Which of all, counted from 1.
        page: usize,
    },
    /// There is more in it than anybody could show.
    #[error("its pages hold more than {MOST_BYTES} bytes")]
    TooLarge,
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
    /// Reads a file. All of it is unpacked and read once, page by page, so that none can fail later; beside the file
    /// itself, no more is held at a time than a page may have, and what is too much is found before it is unpacked. A
    /// file with rows that cannot be read is not called complete, whatever its head says.
    ///
    /// # Errors
    /// Where it is no snapshot, a later one, or damaged.
    pub fn open(bytes: Vec<u8>) -> Result<Self, SnapshotError> {
        let (head, pages_start) = open_head(&bytes)?;
        let sealed = seal::check(&bytes).map_err(SnapshotError::Damaged)?;
        let mut head = head.map_err(SnapshotError::Damaged)?;
        let pages = Pages::find(&head, sealed, pages_start, MOST_BYTES);
        let Pages { lists, unreadable } = pages.map_err(SnapshotError::Damaged)?;
        if unreadable > 0 {
            let completeness = &mut head.completeness;
            completeness.state = State::Incomplete;
            completeness.rows = completeness.rows.saturating_sub(unreadable);
            let missing = completeness.missing.unwrap_or_default();
            completeness.missing = Some(missing.saturating_add(unreadable));
        }
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
        Some(reply(count, next.as_deref(), previous.as_deref(), &rows))
    }
}

/// A reply of Cube's with these lines as its rows.
fn reply(count: u32, next: Option<&str>, previous: Option<&str>, rows: &[u8]) -> Vec<u8> {
    let [next, previous] = [next, previous].map(|it| it.unwrap_or("null"));
    let body = format!("{{\"count\":{count},\"next\":{next},\"previous\":{previous},\"results\":[");
    let mut body = body.into_bytes();
    body.reserve(rows.len() + 2);
    // A line break stands between rows and nowhere else: within a text it would be escaped.
    let lines = rows.strip_suffix(b"\n").unwrap_or(rows);
    body.extend(lines.iter().map(|it| if *it == b'\n' { b',' } else { *it }));
    body.extend_from_slice(b"]}");
    body
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

/// The pages behind the head.
#[derive(Debug, PartialEq, Eq)]
struct Pages {
    /// By campaign, in the head's order, where each stands.
    lists: Vec<Vec<Range<usize>>>,
    /// How many of the rows cannot be read.
    unreadable: u64,
}

impl Pages {
    /// Finds and reads the pages that a head tells of, which must be all there is. Together they may have so many bytes.
    fn find(head: &Head, sealed: &[u8], start: usize, most_bytes: usize) -> Result<Self, Damage> {
        let mut at = start;
        let page_count = head.campaigns.iter().map(|it| it.rows.div_ceil(PAGE_ROWS) as usize);
        if page_count.sum::<usize>() > sealed.len().saturating_sub(start) / MEMBER_BYTES {
            return Err(Damage::RowCount);
        }
        let (mut page, mut unreadable, mut bytes_left) = (0, 0, most_bytes);
        let mut text = Vec::new();
        let mut lists = Vec::new();
        for campaign in &head.campaigns {
            let mut pages = Vec::new();
            let mut missing = campaign.rows;
            while missing > 0 {
                page += 1;
                text.clear();
                let packed =
                    sealed.get(at..).filter(|it| !it.is_empty()).ok_or(Damage::RowCount)?;
                let length = member::unpack(packed, PAGE_BYTES.min(bytes_left), &mut text);
                let length = match length {
                    Some(length) => length,
                    None if text.len() > bytes_left => return Err(Damage::TooLarge),
                    None => return Err(Damage::Page { page }),
                };
                bytes_left -= text.len();
                let rows = missing.min(PAGE_ROWS);
                let lines = text.split_inclusive(|it| *it == b'\n').count();
                if u32::try_from(lines) != Ok(rows) || text.last() != Some(&b'\n') {
                    return Err(Damage::RowCount);
                }
                let read = decode_page(&reply(rows, None, None, &text), &mut Store::default());
                let read = read.map_err(|_| Damage::NoRows { page })?;
                // Several may stand in a line.
                if read.len() != u64::from(rows) {
                    return Err(Damage::RowCount);
                }
                unreadable += read.unreadable.len() as u64;
                pages.push(at..at + length);
                at += length;
                missing -= rows;
            }
            lists.push(pages);
        }
        if at == sealed.len() { Ok(Self { lists, unreadable }) } else { Err(Damage::RowCount) }
    }
}

/// Something that was asked of a writer and cannot be done.
fn wrong_use(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Members, one behind the other.
    fn packed(texts: &[&[u8]]) -> Vec<u8> {
        let mut file = Vec::new();
        for text in texts {
            member::pack(text, &mut file).unwrap();
        }
        file
    }

    /// The head of one list of rows.
    fn head(rows: u32) -> Head {
        let head = serde_json::json!({
            "query": {"campaigns": [926], "from": "2017-01-01", "to": "2017-01-31"},
            "read_at": "2017-02-01T08:00:00Z", "zone": "Europe/Oslo",
            "campaigns": [{"id": 926, "rows": rows}],
            "completeness": {"state": "complete", "rows": rows, "expected": rows, "missing": 0},
            "personal_data": "keep", "agents": "keep",
        });
        serde_json::from_value(head).unwrap()
    }

    #[test]
    fn pages_that_are_too_much_together_are_refused() {
        let page = [b"{\"comment\":\"".as_slice(), &[b'a'; 1000], b"\"}\n"].concat().repeat(500);
        let file = packed(&[&page, &page, &page]);
        let find = |most_bytes| Pages::find(&head(1500), &file, 0, most_bytes);
        assert!(find(3 * page.len()).is_ok());
        for most_bytes in [3 * page.len() - 1, page.len(), page.len() - 1, 0] {
            assert_eq!(find(most_bytes), Err(Damage::TooLarge), "{most_bytes}");
        }
    }

    #[test]
    fn a_head_that_counts_more_than_the_file_could_hold_is_refused_before_a_page_is_unpacked() {
        let broken = vec![0; 2 * MEMBER_BYTES];
        let find = |rows| Pages::find(&head(rows), &broken, 0, MOST_BYTES);
        assert_eq!(find(1000), Err(Damage::Page { page: 1 }));
        assert_eq!(find(1001), Err(Damage::RowCount));
        assert_eq!(find(MOST_ROWS), Err(Damage::RowCount));
    }
}
