//! Writes a snapshot, a page at a time.

use std::collections::VecDeque;
use std::io::{self, Write};

use cubeboard_cube::wire::written::WireResponse;
use cubeboard_responses::store::Response;

use super::head::Head;
use super::{HEAD_BYTES, MOST_BYTES, PAGE_BYTES, PAGE_ROWS, member, seal, wrong_use};

/// A snapshot that is being written.
#[derive(Debug)]
pub struct Writer<W> {
    out: Summed<W>,
    /// How many responses each campaign still has to come; campaigns without any are left out.
    lists: VecDeque<u32>,
    page: Vec<u8>,
    page_rows: u32,
    /// How much more the pages may have together.
    bytes_left: usize,
}

impl<W: Write> Writer<W> {
    /// Begins a file with its head.
    ///
    /// # Errors
    /// When it cannot be written, or the head contradicts itself.
    pub fn new(out: W, head: &Head) -> io::Result<Self> {
        let line = head.line()?;
        if !head.is_consistent() || line.len() > HEAD_BYTES {
            return Err(wrong_use("a head that no reader would take"));
        }
        let mut out = Summed { out, checksum: crc32fast::Hasher::new() };
        member::pack(&line, &mut out)?;
        let rows = head.campaigns.iter().map(|it| it.rows);
        let lists = rows.filter(|it| *it > 0).collect();
        Ok(Self { out, lists, page: Vec::new(), page_rows: 0, bytes_left: MOST_BYTES })
    }

    /// Adds a response: those of the head's first campaign first, in Cube's order, then those of the next.
    ///
    /// # Errors
    /// When it cannot be written, or there are more than the head said.
    pub fn push(&mut self, response: &Response<'_>) -> io::Result<()> {
        let Some(missing) = self.lists.front_mut() else {
            return Err(wrong_use("more responses than the head tells of"));
        };
        *missing -= 1;
        let is_last = *missing == 0;
        serde_json::to_writer(&mut self.page, &WireResponse::from(response))?;
        self.page.push(b'\n');
        self.page_rows += 1;
        if self.page.len() > PAGE_BYTES {
            return Err(wrong_use("responses too long for a snapshot"));
        }
        if is_last {
            self.lists.pop_front();
        }
        if is_last || self.page_rows == PAGE_ROWS {
            let left = self.bytes_left.checked_sub(self.page.len());
            self.bytes_left = left.ok_or_else(|| wrong_use("more than a snapshot may hold"))?;
            member::pack(&self.page, &mut self.out)?;
            self.page.clear();
            self.page_rows = 0;
        }
        Ok(())
    }

    /// Seals the file, and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written, or there were fewer responses than the head said.
    pub fn finish(self) -> io::Result<W> {
        if !self.lists.is_empty() {
            return Err(wrong_use("fewer responses than the head tells of"));
        }
        let Summed { mut out, checksum } = self.out;
        out.write_all(&seal::of(checksum.finalize()))?;
        out.flush()?;
        Ok(out)
    }
}

/// Sums up what passes.
#[derive(Debug)]
struct Summed<W> {
    out: W,
    checksum: crc32fast::Hasher,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.checksum.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
