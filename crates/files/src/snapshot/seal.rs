//! Checksum of a snapshot: its last member is empty, with a checksum of all bytes before it. Those of gzip cover what
//! each member holds, but not their headers, nor whether a member is missing.

use super::Damage;

/// An empty member with room for an extra field (RFC 1952, 2.3.1.1): subfield `CB`, of four bytes.
const BEFORE: [u8; 16] = [
    0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0,
    255, // a gzip member with an extra field, of no time and no system
    8, 0, b'C', b'B', 4, 0,
];

/// An empty block of deflate; checksum and length of nothing.
const AFTER: [u8; 10] = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// How long a seal is.
const LENGTH: usize = BEFORE.len() + 4 + AFTER.len();

/// The seal for bytes with this checksum, the CRC-32 that gzip uses.
pub(super) fn of(checksum: u32) -> Vec<u8> {
    [&BEFORE[..], &checksum.to_le_bytes(), &AFTER].concat()
}

/// What the seal at the end of a file covers, if it is right.
pub(super) fn check(bytes: &[u8]) -> Result<&[u8], Damage> {
    let length = bytes.len().checked_sub(LENGTH).ok_or(Damage::NoSeal)?;
    let (sealed, seal) = bytes.split_at(length);
    if seal == of(crc32fast::hash(sealed)) {
        Ok(sealed)
    } else if seal.starts_with(&BEFORE) && seal.ends_with(&AFTER) {
        Err(Damage::Checksum)
    } else {
        Err(Damage::NoSeal)
    }
}
