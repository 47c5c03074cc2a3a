//! Files: all bytes of one, in a worker, and a file of bytes.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, FileReaderSync};

/// All bytes of a file; nothing where it cannot be read, or this is no worker.
pub fn read(file: &Blob) -> Option<Vec<u8>> {
    let buffer = FileReaderSync::new().ok()?.read_as_array_buffer(file).ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A file of these bytes.
pub fn of_bytes(bytes: &Uint8Array) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(bytes)).ok()
}
