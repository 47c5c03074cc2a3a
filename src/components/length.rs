//! Lengths as style sheets have them. The standard library's way to write a fraction takes 5 kB of the page.

/// Hundredths of a CSS pixel are finer than any screen.
#[expect(clippy::cast_possible_truncation, reason = "a length within a page")]
pub fn px(length: f64) -> String {
    let hundredths = (length * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let [whole, rest] = [hundredths.abs() / 100, hundredths.abs() % 100].map(|it| it.to_string());
    let zero = if rest.len() < 2 { "0" } else { "" };
    [sign, &whole, ".", zero, &rest, "px"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_to_the_hundredth() {
        for (length, expected) in [
            (0.0, "0.00px"),
            (12.5, "12.50px"),
            (-0.054, "-0.05px"),
            (33_554_400.256, "33554400.26px"),
            (1.999, "2.00px"),
        ] {
            assert_eq!(px(length), expected);
        }
    }
}
