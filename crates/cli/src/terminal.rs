//! Messages on standard error, with control characters escaped. Texts of a service, of a proxy before it, or of a file may
//! hold escape sequences, which a terminal obeys: they change its title, move its cursor, or hide what stands before them.
//! Bidirectional controls reorder a line (CVE-2021-42574).

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::{self, Write};

/// Tells whoever runs the command something, under its name. Line breaks stay; who puts a text of others into a message
/// makes one line of it first, by [`visible`].
pub fn say(message: impl Display) {
    let message = message.to_string();
    let lines: Vec<_> = message.split('\n').map(visible).collect();
    eprintln!("cubeboard: {}", lines.join("\n"));
}

/// A text as one line that a terminal shows as it is: controls, line breaks among them, are written as Rust writes them,
/// such as `\u{1b}` and `\n`. What was escaped once is not escaped again.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        // A `String` takes whatever is written to it.
        let _ = if is_control(char) {
            write!(escaped, "{}", char.escape_default())
        } else {
            escaped.write_char(char)
        };
    }
    escaped.into()
}

/// C0 and C1 controls with DEL (Unicode's category Cc), line and paragraph separator, and all characters with the property
/// `Bidi_Control` (Unicode Standard Annex #9, section 2).
fn is_control(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes each write as one line with its controls escaped, but for the line break at its end. The log writes each of its
/// lines at once.
#[derive(Debug)]
pub struct VisibleLines<W>(pub W);

impl<W: Write> Write for VisibleLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let (line, end) = text.strip_suffix('\n').map_or((&*text, ""), |line| (line, "\n"));
        self.0.write_all([&visible(line), end].concat().as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_escaped_and_their_neighbours_are_not() {
        for (char, escaped) in [
            ('\0', r"\u{0}"),
            ('\u{7}', r"\u{7}"),
            ('\t', r"\t"),
            ('\n', r"\n"),
            ('\r', r"\r"),
            ('\u{1b}', r"\u{1b}"),
            ('\u{1f}', r"\u{1f}"),
            (' ', " "),
            ('\\', r"\"),
            ('~', "~"),
            ('\u{7f}', r"\u{7f}"),
            ('\u{80}', r"\u{80}"),
            ('\u{9b}', r"\u{9b}"),
            ('\u{9f}', r"\u{9f}"),
            ('\u{a0}', "\u{a0}"),
            ('å', "å"),
            ('\u{30a}', "\u{30a}"),
            ('\u{61b}', "\u{61b}"),
            ('\u{61c}', r"\u{61c}"),
            ('\u{61d}', "\u{61d}"),
            ('\u{200d}', "\u{200d}"),
            ('\u{200e}', r"\u{200e}"),
            ('\u{200f}', r"\u{200f}"),
            ('\u{2010}', "\u{2010}"),
            ('\u{2027}', "\u{2027}"),
            ('\u{2028}', r"\u{2028}"),
            ('\u{202e}', r"\u{202e}"),
            ('\u{202f}', "\u{202f}"),
            ('\u{2065}', "\u{2065}"),
            ('\u{2066}', r"\u{2066}"),
            ('\u{2069}', r"\u{2069}"),
            ('\u{206a}', "\u{206a}"),
            ('🏳', "🏳"),
        ] {
            let text = format!("a{char}b");
            assert_eq!(visible(&text), format!("a{escaped}b"), "{char:?}");
            assert_eq!(visible(&visible(&text)), visible(&text), "{char:?}");
        }
    }

    #[test]
    fn a_line_of_the_log_ends_once_and_at_its_end() {
        let mut written = Vec::new();
        writeln!(VisibleLines(&mut written), "ask\r\nINFO again").unwrap();
        VisibleLines(&mut written).write_all("no end: å".as_bytes()).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), "ask\\r\\nINFO again\nno end: å");
    }
}
