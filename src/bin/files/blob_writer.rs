//! Buffered writer of a file in parts: each leaves the wasm's memory as soon as it is of some size, for the browser to
//! keep it where it wants to.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag};

const PART_BYTES: usize = 1 << 18;

/// What a file is written to; copies of it are the same.
#[derive(Debug, Clone, Default)]
pub struct BlobWriter(Rc<RefCell<Buffer>>);

#[derive(Debug, Default)]
struct Buffer {
    done: Array,
    last: Vec<u8>,
}

impl BlobWriter {
    /// All of it as a file of this type, behind `head`.
    pub fn into_file(self, head: &[u8], media_type: &str) -> io::Result<Blob> {
        let mut buffer = self.0.borrow_mut();
        buffer.part()?;
        buffer.done.unshift(&Uint8Array::from(head));
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        Blob::new_with_blob_sequence_and_options(&buffer.done, &options).map_err(refused)
    }
}

impl Write for BlobWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut buffer = self.0.borrow_mut();
        buffer.last.extend_from_slice(bytes);
        if buffer.last.len() >= PART_BYTES {
            buffer.part()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Buffer {
    fn part(&mut self) -> io::Result<()> {
        let bytes = Uint8Array::from(self.last.as_slice());
        self.last.clear();
        let part = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).map_err(refused)?;
        self.done.push(&part);
        Ok(())
    }
}

fn refused<E>(_: E) -> io::Error {
    io::Error::other("the browser keeps no more")
}
