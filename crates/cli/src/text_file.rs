//! Text in files that somebody else wrote: in UTF-8 or, as PowerShell writes it, in UTF-16, with or without a byte-order
//! mark, which is no part of the text.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

const MARK: char = '\u{feff}';

/// A file's text.
///
/// # Errors
///
/// When it cannot be read, or is no text.
pub fn read(path: &Path) -> io::Result<String> {
    decode(fs::read(path)?)
}

/// A file's text; nothing where others can read or change it. Its group may read it, so that a service can be given a
/// secret which it may not change.
///
/// # Errors
///
/// When it cannot be read, or is no text.
pub fn read_private(path: &Path) -> io::Result<Option<String>> {
    let mut file = File::open(path)?;
    // Asked of the file that is open: its name may lead to another one by now.
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::mode(&file.metadata()?) & 0o037 != 0 {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    decode(bytes).map(Some)
}

/// A secret's file, by its name where that is a file's: somebody may have written the secret in its place.
pub fn named(path: &Path, error: &io::Error) -> String {
    let is_none = [ErrorKind::NotFound, ErrorKind::NotADirectory, ErrorKind::InvalidFilename];
    if is_none.contains(&error.kind()) { "the file".to_owned() } else { path.display().to_string() }
}

/// Whether anybody on this machine can change a file.
///
/// # Errors
///
/// When the system does not tell.
pub fn is_writable_by_others(path: &Path) -> io::Result<bool> {
    let metadata = fs::metadata(path)?;
    #[cfg(unix)]
    let is_writable = std::os::unix::fs::MetadataExt::mode(&metadata) & 0o002 != 0;
    #[cfg(not(unix))]
    let is_writable = {
        let _ = metadata;
        false
    };
    Ok(is_writable)
}

/// Text out of a file's bytes.
///
/// # Errors
///
/// When they are no text.
pub fn decode(bytes: Vec<u8>) -> io::Result<String> {
    let text = match bytes.get(..2) {
        Some([0xff, 0xfe]) => utf_16(&bytes, u16::from_le_bytes),
        Some([0xfe, 0xff]) => utf_16(&bytes, u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    };
    let text =
        text.ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "it is no text in UTF-8"))?;
    Ok(text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text))
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<_> = pairs.iter().map(|it| unit(*it)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_14_a_byte_order_mark_is_no_part_of_a_text() {
        let utf_16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}blåbær".encode_utf16().flat_map(unit).collect()
        };
        for bytes in [
            "blåbær".as_bytes().to_vec(),
            "\u{feff}blåbær".as_bytes().to_vec(),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
        ] {
            assert_eq!(decode(bytes.clone()).unwrap(), "blåbær", "{bytes:?}");
        }
        assert_eq!(decode(Vec::new()).unwrap(), "");
        for bytes in [&b"bl\xe5b\xe6r"[..], b"\xff\xfea", b"\xff\xfe\x00\xd8"] {
            assert!(decode(bytes.to_vec()).is_err(), "{bytes:?}");
        }
    }
}
