//! Characters that are written by another one behind a backslash, or by their number.

use super::{JsonError, Reader};

impl Reader<'_> {
    /// The character that begins with a backslash here.
    pub(super) fn escape(&mut self) -> Result<char, JsonError> {
        self.at += 1;
        let character = match self.byte()? {
            plain @ (b'"' | b'\\' | b'/') => char::from(plain),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.numbered();
            }
            _ => return Err(self.wrong()),
        };
        self.at += 1;
        Ok(character)
    }

    /// A character by its number, or by two for those beyond 16 bits. Half of such a pair costs the character and not
    /// the whole text: some services write it where they have cut a text short.
    fn numbered(&mut self) -> Result<char, JsonError> {
        let first = self.four_digits()?;
        let mut number = first;
        let is_pair = (0xd800..0xdc00).contains(&first) && self.byte()? == b'\\';
        if is_pair && self.text.as_bytes().get(self.at + 1) == Some(&b'u') {
            let before_second = self.at;
            self.at += 2;
            let second = self.four_digits()?;
            if (0xdc00..0xe000).contains(&second) {
                number = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            } else {
                self.at = before_second;
            }
        }
        Ok(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Result<u32, JsonError> {
        if self.text.len() < self.at + 4 {
            return Err(JsonError::Truncated);
        }
        let mut number = 0;
        for _ in 0..4 {
            let digit = char::from(self.byte()?).to_digit(16).ok_or_else(|| self.wrong())?;
            number = number << 4 | digit;
            self.at += 1;
        }
        Ok(number)
    }
}
