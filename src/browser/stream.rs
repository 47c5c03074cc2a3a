//! Readable streams: bytes that come in pieces, such as the body of a reply.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, ReadableStreamReadResult};

/// Reads all of it; `None` where it is longer than the limit, and then the rest is not waited for.
///
/// # Errors
/// The name of what ended it early, `TimeoutError` for example.
pub async fn read_up_to(
    stream: &ReadableStream,
    limit_bytes: usize,
) -> Result<Option<Vec<u8>>, String> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut read = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(name)?;
        let step: ReadableStreamReadResult = step.unchecked_into();
        if step.get_done() == Some(true) {
            return Ok(Some(read));
        }
        let piece: Uint8Array = step.get_value().unchecked_into();
        let start = read.len();
        let end = start + piece.length() as usize;
        if end > limit_bytes {
            drop(reader.cancel());
            return Ok(None);
        }
        read.resize(end, 0);
        piece.copy_to(&mut read[start..]);
    }
}

fn name(error: JsValue) -> String {
    error.dyn_into::<js_sys::Error>().map_or_else(|_| String::new(), |it| it.name().into())
}
