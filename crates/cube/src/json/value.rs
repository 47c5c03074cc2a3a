//! A whole text at once, for what is small.

use super::{JsonError, MOST_DEPTH, Reader, Scalar};

/// A value and all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`, `true`, `false`, or a number that is negative, not whole, or longer than 64 bits.
    Other,
    /// A whole number.
    Number(u64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object's keys and values, in the order of the text.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads a whole text.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let mut reader = Reader::new(text);
        let value = read(&mut reader, 0)?;
        reader.end()?;
        Ok(value)
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is one.
    pub fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, where it is a list.
    pub fn items(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The value of a key, where it is an object that has it; the last one, where it has several.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().rev().find(|it| it.0 == key).map(|it| &it.1),
            _ => None,
        }
    }
}

fn read(reader: &mut Reader<'_>, depth: u32) -> Result<Value, JsonError> {
    if depth > MOST_DEPTH {
        return Err(reader.wrong());
    }
    let mut is_first = true;
    if reader.enter(b'[')? {
        let mut items = Vec::new();
        while reader.item(&mut is_first)? {
            items.push(read(reader, depth + 1)?);
        }
        return Ok(Value::List(items));
    }
    if reader.enter(b'{')? {
        let mut fields = Vec::new();
        while let Some(key) = reader.key(&mut is_first)? {
            fields.push((key.into_owned(), read(reader, depth + 1)?));
        }
        return Ok(Value::Object(fields));
    }
    Ok(match reader.scalar()? {
        Scalar::Text(text) => Value::Text(text.into_owned()),
        Scalar::Number(number) => Value::Number(number),
        Scalar::Null | Scalar::Bool(_) | Scalar::Other => Value::Other,
    })
}
