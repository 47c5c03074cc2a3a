//! One gzip member (RFC 1952): packed alone, unpacked with a limit.

use std::io::{self, Read as _, Write};

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

/// Packs a text. Nothing of when or where goes in, so the same text makes the same bytes.
pub(super) fn pack(text: &[u8], out: impl Write) -> io::Result<()> {
    let mut encoder = GzEncoder::new(out, Compression::default());
    encoder.write_all(text)?;
    encoder.finish().map(drop)
}

/// Adds what the first member holds to `text`, and returns how long the member is. Nothing where there is none, it is
/// broken, or it holds more than `limit`, which is not unpacked any further.
pub(super) fn unpack(bytes: &[u8], limit: usize, text: &mut Vec<u8>) -> Option<usize> {
    let mut decoder = GzDecoder::new(bytes);
    let end = u64::try_from(limit).ok()? + 1;
    let length = (&mut decoder).take(end).read_to_end(text).ok()?;
    (length <= limit).then(|| bytes.len() - decoder.into_inner().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_memory_is_taken_than_the_limit_allows() {
        let mut bomb = Vec::new();
        pack(&vec![b' '; 8 << 20], &mut bomb).unwrap();
        for limit in [0, 1000, 1 << 20, (8 << 20) - 1] {
            let mut text = Vec::new();
            assert_eq!(unpack(&bomb, limit, &mut text), None);
            assert_eq!(text.len(), limit + 1);
            // It grows by doubling, from 32 bytes on.
            assert!(text.capacity() <= 2 * limit + 64, "{limit}: {}", text.capacity());
        }
    }
}
