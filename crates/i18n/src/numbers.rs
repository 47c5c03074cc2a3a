//! Numbers as they are written in a language, as a browser's Intl writes them for `en-GB` and `nb-NO`: to make Intl's first
//! format takes ten milliseconds of a page's start.

use super::Language;

/// How numbers are written in one language.
#[derive(Debug)]
pub struct NumberMarks {
    /// Between groups of three digits.
    group: char,
    decimal: char,
    minus: char,
    percent: &'static str,
}

/// The marks of a language's numbers.
pub fn number_marks(language: Language) -> &'static NumberMarks {
    match language {
        Language::English => &EN,
        Language::Bokmal => &NB,
    }
}

const EN: NumberMarks = NumberMarks { group: ',', decimal: '.', minus: '-', percent: "%" };
// With spaces at which no line breaks.
const NB: NumberMarks =
    NumberMarks { group: '\u{a0}', decimal: ',', minus: '−', percent: "\u{a0}%" };

impl NumberMarks {
    /// A whole number, grouped: "1,234".
    pub fn whole(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut written = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                written.push(self.group);
            }
            written.push(digit);
        }
        written
    }

    /// A number with one decimal: "9.0".
    pub fn decimal(&self, number: f64) -> String {
        let tenths = tenths(number);
        let sign = if number < 0.0 && tenths > 0 { self.minus.to_string() } else { String::new() };
        format!("{sign}{}{}{}", self.whole(tenths / 10), self.decimal, tenths % 10)
    }

    /// The same without a decimal where that is none: "9", "9.3".
    pub fn short_decimal(&self, number: f64) -> String {
        let written = self.decimal(number);
        written
            .strip_suffix(&[self.decimal, '0'].iter().collect::<String>())
            .map_or(written.clone(), str::to_owned)
    }

    /// A share, given from 0 to 1, to one decimal at most: "44.6%".
    pub fn percent(&self, share: f64) -> String {
        format!("{}{}", self.short_decimal(100.0 * share), self.percent)
    }

    /// A change, given as a share of what it was, to the whole percent: "+12%".
    pub fn change(&self, share: f64) -> String {
        let percent = (100.0 * share + HAIR.copysign(share)).round();
        let sign = if percent > 0.0 { "+" } else { "" };
        format!("{sign}{}{}", self.short_decimal(percent), self.percent)
    }
}

/// How many tenths a number has, rounded, without its sign.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below 2^53")]
fn tenths(number: f64) -> u64 {
    (10.0 * number.abs() + HAIR).round() as u64
}

/// A half is rounded up as it is written: 0.2875 times a hundred is a hair less than 28.75 to a computer.
const HAIR: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_marks_of_their_language() {
        for (english, bokmal, written) in [
            ("0", "0", (|it| it.whole(0)) as fn(&NumberMarks) -> String),
            ("999", "999", |it| it.whole(999)),
            ("1,234", "1 234", |it| it.whole(1_234)),
            ("1,234,567", "1 234 567", |it| it.whole(1_234_567)),
            ("9.0", "9,0", |it| it.decimal(9.0)),
            ("1,234.3", "1 234,3", |it| it.decimal(1_234.25)),
            ("-0.5", "−0,5", |it| it.decimal(-0.5)),
            ("0.0", "0,0", |it| it.decimal(-0.04)),
            ("9", "9", |it| it.short_decimal(9.04)),
            ("10", "10", |it| it.short_decimal(9.96)),
            ("44.6%", "44,6 %", |it| it.percent(0.446)),
            ("44%", "44 %", |it| it.percent(0.44)),
            ("28.8%", "28,8 %", |it| it.percent(23.0 / 80.0)),
            ("1,250%", "1 250 %", |it| it.percent(12.5)),
            ("+12%", "+12 %", |it| it.change(0.12)),
            ("-12%", "−12 %", |it| it.change(-0.12)),
            ("+15%", "+15 %", |it| it.change(0.145)),
            ("-15%", "−15 %", |it| it.change(-0.145)),
            ("0%", "0 %", |it| it.change(0.001)),
            ("0%", "0 %", |it| it.change(-0.001)),
        ] {
            assert_eq!(written(number_marks(Language::English)), english);
            assert_eq!(written(number_marks(Language::Bokmal)).replace('\u{a0}', " "), bokmal);
        }
    }
}
