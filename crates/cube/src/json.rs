//! JSON, read in one pass over its text. A general reader, with its own idea of types on either side, took a tenth of
//! the page's budget and longer than this one for the million rows of a large campaign, which is why there is a reader
//! here at all. `serde_json` is what tests hold it against.

mod escape;
mod scan;
mod value;

use std::borrow::Cow;

use thiserror::Error;

pub use value::Value;

/// Why a text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum JsonError {
    /// It ends too early.
    #[error("it breaks off")]
    Truncated,
    /// Something is where nothing like it may be.
    #[error("no JSON from line {line}, column {column} on")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// In bytes, counted from 1.
        column: usize,
    },
}

/// A value without structure, borrowed from the text unless an escape in it forbids that.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Scalar<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number of 64 bits, not negative.
    Number(u64),
    /// Any other number, a list or an object.
    Other,
}

/// A place in a text. Each call reads what it is named after and stands behind it then; white space may stand before.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// How deep lists and objects may lie in each other.
const MOST_DEPTH: u32 = 127;

impl<'a> Reader<'a> {
    /// Stands before the text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Steps over a bracket, `{` or `[`, where one comes next; whether it did.
    ///
    /// # Errors
    /// Where the text ends.
    pub fn enter(&mut self, bracket: u8) -> Result<bool, JsonError> {
        let is_it = self.peek()? == bracket;
        self.at += usize::from(is_it);
        Ok(is_it)
    }

    /// The next key of the object that was entered, and nothing behind its last value. `is_first` has to be true for
    /// the first of them, and is false then.
    ///
    /// # Errors
    /// Where neither comes next.
    pub fn key(&mut self, is_first: &mut bool) -> Result<Option<Cow<'a, str>>, JsonError> {
        if !self.goes_on(b'}', is_first)? {
            return Ok(None);
        }
        self.expect(b'"')?;
        let key = self.rest_of_text()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Whether the list that was entered has a further item; see [`Self::key`].
    ///
    /// # Errors
    /// Where neither an item nor the list's end comes next.
    pub fn item(&mut self, is_first: &mut bool) -> Result<bool, JsonError> {
        self.goes_on(b']', is_first)
    }

    /// Any value; a list or an object is stepped over.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn scalar(&mut self) -> Result<Scalar<'a>, JsonError> {
        match self.peek()? {
            b'"' => {
                self.at += 1;
                Ok(Scalar::Text(self.rest_of_text()?))
            }
            b'-' | b'0'..=b'9' => self.number(),
            b'n' => self.word("null", Scalar::Null),
            b't' => self.word("true", Scalar::Bool(true)),
            b'f' => self.word("false", Scalar::Bool(false)),
            b'{' | b'[' => self.skip().map(|()| Scalar::Other),
            _ => Err(self.wrong()),
        }
    }

    /// Steps over a list or an object.
    fn skip(&mut self) -> Result<(), JsonError> {
        // Which of the brackets that are open are those of objects, the innermost lowest.
        let (mut objects, mut depth) = (0u128, 0);
        let mut is_first = true;
        loop {
            match self.peek()? {
                bracket @ (b'{' | b'[') if is_first || depth > 0 => {
                    if depth == MOST_DEPTH {
                        return Err(self.wrong());
                    }
                    self.at += 1;
                    objects = objects << 1 | u128::from(bracket == b'{');
                    depth += 1;
                    is_first = true;
                }
                _ => drop(self.scalar()?),
            }
            // To the next value, out of all that ends before it.
            loop {
                let is_object = objects & 1 == 1;
                let goes_on = if is_object {
                    self.key(&mut is_first)?.is_some()
                } else {
                    self.item(&mut is_first)?
                };
                if goes_on {
                    break;
                }
                objects >>= 1;
                depth -= 1;
                is_first = false;
                if depth == 0 {
                    return Ok(());
                }
            }
        }
    }

    /// Nothing but white space.
    ///
    /// # Errors
    /// Where more comes.
    pub fn end(&mut self) -> Result<(), JsonError> {
        match self.peek() {
            Err(_) => Ok(()),
            Ok(_) => Err(self.wrong()),
        }
    }

    fn goes_on(&mut self, end: u8, is_first: &mut bool) -> Result<bool, JsonError> {
        let next = self.peek()?;
        let was_first = std::mem::replace(is_first, false);
        if next == end {
            self.at += 1;
            return Ok(false);
        }
        if !was_first {
            self.expect(b',')?;
            // No end may follow a comma.
            if self.peek()? == end {
                return Err(self.wrong());
            }
        }
        Ok(true)
    }

    fn word(&mut self, word: &str, value: Scalar<'a>) -> Result<Scalar<'a>, JsonError> {
        for letter in word.bytes() {
            if self.byte()? != letter {
                return Err(self.wrong());
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek()? == byte {
            self.at += 1;
            return Ok(());
        }
        Err(self.wrong())
    }

    /// The byte behind white space.
    fn peek(&mut self) -> Result<u8, JsonError> {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(*byte);
            }
            self.at += 1;
        }
        Err(JsonError::Truncated)
    }

    /// The byte right here.
    fn byte(&self) -> Result<u8, JsonError> {
        self.text.as_bytes().get(self.at).copied().ok_or(JsonError::Truncated)
    }

    #[cold]
    fn wrong(&self) -> JsonError {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line_start = before.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
        let line = before.split(|it| *it == b'\n').count();
        JsonError::Syntax { line, column: self.at - line_start + 1 }
    }
}

#[cfg(test)]
mod tests;
