//! Content codings of an upstream reply (RFC 9110, section 8.4): asked for, because a list shrinks to a tenth, and unpacked
//! also where a service or something on the way packs without being asked.

use std::io::{self, Read};

use axum::http::HeaderMap;
use axum::http::header::CONTENT_ENCODING;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

use super::body::BodyError;

/// What is asked for. `deflate` is not: there are two things of that name.
pub const ACCEPTED: &str = "gzip, br, zstd";

/// More codings, one in the other, are nobody's but an attacker's.
const MOST_CODINGS: usize = 3;
/// RFC 9659 allows no larger window.
const ZSTD_WINDOW_BYTES: u64 = 8 << 20;
/// How much the reader of brotli takes at once.
const BROTLI_BUFFER_BYTES: usize = 4096;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Takes off the codings that the headers name. A coding that is not known, such as the `utf-8` that some services write
/// there, and one that was taken off on the way already, leave the body as it is.
///
/// # Errors
///
/// When it has more than `limit_bytes` then, or at any time in between, or cannot be unpacked.
pub fn unpack(
    headers: &HeaderMap,
    body: Vec<u8>,
    limit_bytes: usize,
) -> Result<Vec<u8>, BodyError> {
    let lines = headers.get_all(CONTENT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    let names = lines.flat_map(|it| it.split(',')).map(|it| it.trim().to_ascii_lowercase());
    let names: Vec<_> = names.filter(|it| !it.is_empty()).collect();
    if names.len() > MOST_CODINGS {
        return Err(BodyError::Packed);
    }
    let mut body = body;
    for name in names.iter().rev() {
        body = take_off(name, body, limit_bytes)?;
    }
    // No JSON begins so, whatever the headers say.
    if names.is_empty() && body.starts_with(&GZIP_MAGIC) {
        body = take_off("gzip", body, limit_bytes)?;
    }
    Ok(body)
}

fn take_off(name: &str, body: Vec<u8>, limit_bytes: usize) -> Result<Vec<u8>, BodyError> {
    match name {
        "gzip" | "x-gzip" if body.starts_with(&GZIP_MAGIC) => {
            read(MultiGzDecoder::new(&*body), limit_bytes)
        }
        "deflate" if is_zlib(&body) => read(ZlibDecoder::new(&*body), limit_bytes),
        // Without the frame that its name asks for, as some servers send it.
        "deflate" => match read(DeflateDecoder::new(&*body), limit_bytes) {
            Err(BodyError::Packed) => Ok(body),
            unpacked => unpacked,
        },
        "br" if !body.is_empty() => {
            read(brotli_decompressor::Decompressor::new(&*body, BROTLI_BUFFER_BYTES), limit_bytes)
        }
        "zstd" if body.starts_with(&ZSTD_MAGIC) => {
            let decoder = StreamingDecoder::new_with_max_window_size(&*body, ZSTD_WINDOW_BYTES);
            read(decoder.map_err(|_| BodyError::Packed)?, limit_bytes)
        }
        _ => Ok(body),
    }
}

/// Whether it begins as RFC 1950 says: the method, and a check sum over two bytes.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..]
        if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

fn read(packed: impl Read, limit_bytes: usize) -> Result<Vec<u8>, BodyError> {
    let limit = u64::try_from(limit_bytes).unwrap_or(u64::MAX);
    let mut body = Vec::new();
    let read: io::Result<usize> = packed.take(limit.saturating_add(1)).read_to_end(&mut body);
    // What is too much is so, whatever follows.
    if body.len() > limit_bytes {
        return Err(BodyError::TooLarge);
    }
    read.map_err(|_| BodyError::Packed)?;
    Ok(body)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use axum::http::HeaderValue;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    const LIST: &[u8] = br#"{"count":0,"next":null,"previous":null,"results":[]}"#;
    const BEST: Compression = Compression::best();

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), BEST);
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), BEST);
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn raw_deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), BEST);
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        let settings = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &settings).unwrap();
        packed
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn unpacked(coding: &str, body: Vec<u8>, limit: usize) -> Result<Vec<u8>, BodyError> {
        let headers = [(CONTENT_ENCODING, HeaderValue::from_str(coding).unwrap())];
        unpack(&headers.into_iter().collect(), body, limit)
    }

    #[test]
    fn report_28_every_common_coding_is_unpacked() {
        for (coding, body) in [
            ("gzip", gzip(LIST)),
            ("x-gzip", gzip(LIST)),
            ("GZip", gzip(LIST)),
            ("gzip", [gzip(&LIST[..20]), gzip(&LIST[20..])].concat()),
            ("deflate", zlib(LIST)),
            ("deflate", raw_deflate(LIST)),
            ("br", brotli(LIST)),
            ("zstd", zstd(LIST)),
            ("gzip, identity", gzip(LIST)),
            ("br, gzip", gzip(&brotli(LIST))),
        ] {
            assert_eq!(unpacked(coding, body, LIST.len()).unwrap(), LIST, "{coding}");
        }
        assert_eq!(unpack(&HeaderMap::new(), gzip(LIST), 100).unwrap(), LIST, "without a word");
    }

    #[test]
    fn report_28_what_is_not_packed_stays_whatever_is_said_of_it() {
        for coding in ["", "identity", "utf-8", "gzip", "deflate", "zstd", "compress"] {
            assert_eq!(unpacked(coding, LIST.to_vec(), 100).unwrap(), LIST, "{coding}");
        }
        for coding in ["gzip", "deflate", "br", "zstd"] {
            assert_eq!(unpacked(coding, Vec::new(), 100).unwrap(), b"", "{coding}");
        }
    }

    #[test]
    fn report_28_the_limit_holds_after_unpacking() {
        let much = vec![b' '; 1 << 20];
        for (coding, body) in [
            ("gzip", gzip(&much)),
            ("deflate", zlib(&much)),
            ("deflate", raw_deflate(&much)),
            ("br", brotli(&much)),
            ("zstd", zstd(&much)),
            ("gzip, gzip", gzip(&gzip(&much))),
        ] {
            let limit = much.len();
            assert!(unpacked(coding, body.clone(), limit).is_ok(), "{coding}");
            let refused = unpacked(coding, body, limit - 1);
            assert!(matches!(refused, Err(BodyError::TooLarge)), "{coding}: {refused:?}");
        }
    }

    #[test]
    fn report_28_what_broke_on_the_way_is_said() {
        for (coding, mut body) in [("gzip", gzip(LIST)), ("br", brotli(LIST)), ("zstd", zstd(LIST))]
        {
            body.truncate(body.len() / 2);
            let refused = unpacked(coding, body, 100);
            assert!(matches!(refused, Err(BodyError::Packed)), "{coding}: {refused:?}");
        }
        let refused = unpacked("gzip, gzip, gzip, gzip", gzip(LIST), 100);
        assert!(matches!(refused, Err(BodyError::Packed)), "{refused:?}");
    }
}
