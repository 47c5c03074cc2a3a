//! Header of a file in the age format, as far as it is looked at before a passphrase is used: one stanza of scrypt, and
//! how much work it asks for. Strict as C2SP's specification is (<https://c2sp.org/age>): numbers have no leading zero,
//! and a passphrase stands alone.

use super::{LockError, MOST_WORK};

/// How every version begins.
pub(super) const ANY_VERSION: &[u8] = b"age-encryption.org/";

/// How the text form begins.
pub(super) const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

const VERSION_1: &[u8] = b"age-encryption.org/v1";

/// Longer than any line of such a header.
const MOST_LINE_BYTES: usize = 128;

/// 16 bytes, and 32 of them, in Base64 without padding.
const SALT_LETTERS: usize = 22;
const KEY_LETTERS: usize = 43;

/// Holds a header against what can be opened: version, one stanza of scrypt, its numbers, and the MAC's line. Whether
/// Base64 and MAC are right is looked at when the file is decrypted.
pub(super) fn check(file: &[u8]) -> Result<(), LockError> {
    let mut lines = Lines(file);
    let mut line = || lines.next().ok_or(LockError::Damaged);
    if file.starts_with(ARMOR) || !VERSION_1.starts_with(&file[..file.len().min(VERSION_1.len())]) {
        return Err(LockError::OtherKind);
    }
    if line()? != VERSION_1 {
        return Err(LockError::OtherKind);
    }
    check_stanza(line()?)?;
    if !is_base64(line()?, KEY_LETTERS) {
        return Err(LockError::Damaged);
    }
    // Another stanza would stand here.
    match line()?.strip_prefix(b"--- ") {
        Some(mac) if is_base64(mac, KEY_LETTERS) => Ok(()),
        _ => Err(LockError::Damaged),
    }
}

/// The line that says by what the file's key is wrapped.
fn check_stanza(line: &[u8]) -> Result<(), LockError> {
    let arguments = line.strip_prefix(b"-> ").ok_or(LockError::Damaged)?;
    let arguments: Vec<_> = arguments.split(|it| *it == b' ').collect();
    let [kind, rest @ ..] = &arguments[..] else { return Err(LockError::Damaged) };
    if *kind != b"scrypt" {
        return Err(LockError::OtherKind);
    }
    match rest {
        [salt, work] if is_base64(salt, SALT_LETTERS) && is_number(work) => {
            let work = str::from_utf8(work).ok().and_then(|it| it.parse::<u8>().ok());
            // A number that does not fit is a large one.
            let is_too_much = work.is_none_or(|it| it > MOST_WORK);
            if is_too_much { Err(LockError::TooMuchWork) } else { Ok(()) }
        }
        _ => Err(LockError::Damaged),
    }
}

/// Decimal digits without a leading zero.
fn is_number(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_digit) && text.first().is_some_and(|it| *it != b'0')
}

fn is_base64(text: &[u8], letters: usize) -> bool {
    let is_letter = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/');
    text.len() == letters && text.iter().all(is_letter)
}

/// The lines of a header, without their ends, as long as they are no longer than they may be.
struct Lines<'a>(&'a [u8]);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let end = self.0.iter().take(MOST_LINE_BYTES).position(|it| *it == b'\n')?;
        let (line, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: &str = "bBjlhJVYZeE4aqUdmtRHfw";
    const KEY: &str = "ZV/AhotwSGqaPCU43cepl4WYUouAa17a3xpu4G2yi5k";

    #[track_caller]
    fn check_lines(lines: &[&str], expected: Result<(), LockError>) {
        let mut file = lines.join("\n").into_bytes();
        file.push(b'\n');
        assert_eq!(check(&file), expected, "{lines:#?}");
    }

    #[test]
    fn one_stanza_of_scrypt_is_taken_and_nothing_beside_it() {
        let [scrypt, other] = [format!("-> scrypt {SALT} 15"), format!("-> X25519 {KEY}")];
        let mac = format!("--- {KEY}");
        let (first, scrypt, other, mac) = ("age-encryption.org/v1", &*scrypt, &*other, &*mac);
        check_lines(&[first, scrypt, KEY, mac], Ok(()));
        for (lines, error) in [
            (&[first, other, KEY, mac][..], LockError::OtherKind),
            (&[first, other, KEY, scrypt, KEY, mac], LockError::OtherKind),
            (&[first, scrypt, KEY, other, KEY, mac], LockError::Damaged),
            (&[first, scrypt, KEY, scrypt, KEY, mac], LockError::Damaged),
            (&[first, scrypt, KEY, "-> grease", "", mac], LockError::Damaged),
            (&["age-encryption.org/v2", scrypt, KEY, mac], LockError::OtherKind),
            (&["age-encryption.org/v10", scrypt, KEY, mac], LockError::OtherKind),
            (&["age-encryption.org/v1 ", scrypt, KEY, mac], LockError::OtherKind),
            (&["-----BEGIN AGE ENCRYPTED FILE-----", KEY], LockError::OtherKind),
            (&["PK\u{3}\u{4}"], LockError::OtherKind),
            (&[first, mac], LockError::Damaged),
            (&[first, scrypt, mac], LockError::Damaged),
            (&[first, scrypt, KEY, ""], LockError::Damaged),
            (&[first, scrypt, &KEY[1..], mac], LockError::Damaged),
        ] {
            check_lines(lines, Err(error));
        }
    }

    #[test]
    fn a_stanza_of_scrypt_has_a_salt_and_a_number_in_their_one_form() {
        for (arguments, expected) in [
            (format!("{SALT} 1"), Ok(())),
            (format!("{SALT} 16"), Ok(())),
            (format!("{SALT} 17"), Err(LockError::TooMuchWork)),
            (format!("{SALT} 0"), Err(LockError::Damaged)),
            (format!("{SALT} 015"), Err(LockError::Damaged)),
            (format!("{SALT} 15 "), Err(LockError::Damaged)),
            (format!("{SALT}  15"), Err(LockError::Damaged)),
            (format!("{SALT} 15 15"), Err(LockError::Damaged)),
            (format!("{SALT}= 15"), Err(LockError::Damaged)),
            (format!("{} 15", &SALT[1..]), Err(LockError::Damaged)),
            (format!("{}- 15", &SALT[1..]), Err(LockError::Damaged)),
            (SALT.to_owned(), Err(LockError::Damaged)),
        ] {
            assert_eq!(check_stanza(format!("-> scrypt {arguments}").as_bytes()), expected);
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_looked_through() {
        let file = ["age-encryption.org/v1\n-> scrypt ", &"a".repeat(1 << 20)].concat();
        assert_eq!(check(file.as_bytes()), Err(LockError::Damaged));
    }
}
