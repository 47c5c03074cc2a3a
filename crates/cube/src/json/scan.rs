//! Texts and numbers, the two that most of a reply is made of.

use std::borrow::Cow;

use super::{JsonError, Reader, Scalar};

impl<'a> Reader<'a> {
    /// The text whose opening quote has been read.
    pub(super) fn rest_of_text(&mut self) -> Result<Cow<'a, str>, JsonError> {
        let start = self.at;
        self.at += plain_length(self.text.as_bytes().get(start..).unwrap_or_default());
        let plain = self.text.get(start..self.at).unwrap_or_default();
        match self.byte()? {
            b'"' => {
                self.at += 1;
                Ok(Cow::Borrowed(plain))
            }
            b'\\' => self.rest_with_escapes(plain.to_owned()).map(Cow::Owned),
            _ => Err(self.wrong()),
        }
    }

    fn rest_with_escapes(&mut self, mut text: String) -> Result<String, JsonError> {
        loop {
            match self.byte()? {
                b'"' => {
                    self.at += 1;
                    return Ok(text);
                }
                b'\\' => text.push(self.escape()?),
                ..b' ' => return Err(self.wrong()),
                _ => {
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    let length = plain_length(rest.as_bytes());
                    text.push_str(rest.get(..length).unwrap_or_default());
                    self.at += length;
                }
            }
        }
    }

    pub(super) fn number(&mut self) -> Result<Scalar<'a>, JsonError> {
        let is_negative = self.steps_over(b'-');
        let start = self.at;
        let mut number = Some(0u64);
        while let Ok(digit @ b'0'..=b'9') = self.byte() {
            number = number
                .and_then(|it| it.checked_mul(10))
                .and_then(|it| it.checked_add(u64::from(digit - b'0')));
            self.at += 1;
            // Nothing but a fraction or an exponent may follow a leading zero.
            if digit == b'0' && self.at == start + 1 {
                break;
            }
        }
        if self.at == start {
            self.byte()?;
            return Err(self.wrong());
        }
        let mut is_whole = !is_negative;
        if self.steps_over(b'.') {
            is_whole = false;
            self.digits()?;
        }
        if self.steps_over(b'e') || self.steps_over(b'E') {
            is_whole = false;
            let _ = self.steps_over(b'+') || self.steps_over(b'-');
            self.digits()?;
        }
        Ok(number.filter(|_| is_whole).map_or(Scalar::Other, Scalar::Number))
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), JsonError> {
        if !self.byte()?.is_ascii_digit() {
            return Err(self.wrong());
        }
        while self.byte().is_ok_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn steps_over(&mut self, byte: u8) -> bool {
        let is_there = self.byte() == Ok(byte);
        self.at += usize::from(is_there);
        is_there
    }
}

/// How many bytes stand before a quote, a backslash or a control character, eight looked at in a go.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    // Of the marked bytes the lowest is right; a borrow may mark others above it.
    let below = |chunk: u64, limit: u64| chunk.wrapping_sub(ONES * limit) & !chunk & HIGHS;
    let holds = |chunk: u64, byte: u8| below(chunk ^ (ONES * u64::from(byte)), 1);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (place, chunk) in chunks.iter().enumerate() {
        let chunk = u64::from_le_bytes(*chunk);
        let found = below(chunk, 0x20) | holds(chunk, b'"') | holds(chunk, b'\\');
        if found != 0 {
            return 8 * place + found.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |it: &u8| *it < 0x20 || matches!(*it, b'"' | b'\\');
    let length = rest.iter().position(is_special).unwrap_or(rest.len());
    bytes.len() - rest.len() + length
}
