//! Responses as JSON in the service's own shape: one array, or an object a line.

use std::io::{self, Write};

use cubeboard_cube::wire::written::WireResponse;
use cubeboard_responses::store::Response;

/// Writes responses one after the other.
#[derive(Debug)]
pub struct Json<W> {
    out: W,
    layout: Layout,
    row: Vec<u8>,
    is_empty: bool,
}

/// What stands around the objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One array, an object a line.
    Array,
    /// Nothing: each line is an object of its own (NDJSON).
    Lines,
}

impl<W: Write> Json<W> {
    /// Begins a file.
    pub fn new(out: W, layout: Layout) -> Self {
        Self { out, layout, row: Vec::new(), is_empty: true }
    }

    /// Adds a response.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, response: &Response<'_>) -> io::Result<()> {
        self.row.clear();
        if self.layout == Layout::Array {
            self.row.extend_from_slice(if self.is_empty { b"[\n" } else { b",\n" });
        }
        serde_json::to_writer(&mut self.row, &WireResponse::from(response))?;
        if self.layout == Layout::Lines {
            self.row.push(b'\n');
        }
        self.is_empty = false;
        self.out.write_all(&self.row)
    }

    /// Ends the file, and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        if self.layout == Layout::Array {
            self.out.write_all(if self.is_empty { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(layout: Layout, count: usize) -> String {
        let mut json = Json::new(Vec::new(), layout);
        for _ in 0..count {
            json.push(&Response::default()).unwrap();
        }
        String::from_utf8(json.finish().unwrap()).unwrap()
    }

    #[test]
    fn an_array_is_one_value_and_lines_are_many() {
        for count in 0..3 {
            let array: serde_json::Value =
                serde_json::from_str(&written(Layout::Array, count)).unwrap();
            assert_eq!(array.as_array().unwrap().len(), count);
            let lines = written(Layout::Lines, count);
            let lines = lines.lines().map(serde_json::from_str::<serde_json::Value>);
            assert_eq!(
                lines.map(Result::unwrap).filter(serde_json::Value::is_object).count(),
                count
            );
        }
    }
}
