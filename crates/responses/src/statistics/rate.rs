//! Hit rate: share of successes with its 95 % confidence interval (Wilson score).

/// A share of successes among what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// How many succeeded.
    pub successes: u32,
    /// How many were decided either way.
    pub decided: u32,
}

/// A rate on fewer than this many says little.
const FEW: u32 = 20;

/// The standard normal distribution leaves 2.5 % above this.
const Z: f64 = 1.959_963_984_540_054;

impl Rate {
    /// From 0 to 1; nothing where nothing was decided.
    pub fn value(self) -> Option<f64> {
        (self.decided > 0).then(|| f64::from(self.successes) / f64::from(self.decided))
    }

    /// Between which rates the true one lies, with 95 % confidence: Wilson's score interval, which also holds for few
    /// cases and for rates near 0 and 1.
    pub fn interval(self) -> Option<(f64, f64)> {
        let (rate, n) = (self.value()?, f64::from(self.decided));
        let square = Z * Z / n;
        let middle = (rate + square / 2.0) / (1.0 + square);
        let half = Z / (1.0 + square) * (rate * (1.0 - rate) / n + square / (4.0 * n)).sqrt();
        Some(((middle - half).max(0.0), (middle + half).min(1.0)))
    }

    /// Whether it rests on so few that it should not be made much of.
    pub fn is_shaky(self) -> bool {
        self.decided < FEW
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(successes: u32, decided: u32, low: f64, high: f64) {
        let (is_low, is_high) = Rate { successes, decided }.interval().unwrap();
        assert!(
            (is_low - low).abs() < 5e-5 && (is_high - high).abs() < 5e-5,
            "{is_low}, {is_high}"
        );
    }

    #[test]
    fn intervals_are_the_published_ones() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
        check(29, 29, 0.8830, 1.0);
    }

    #[test]
    fn nothing_decided_is_no_rate() {
        let none = Rate { successes: 0, decided: 0 };
        assert_eq!((none.value(), none.interval(), none.is_shaky()), (None, None, true));
        assert!(!Rate { successes: 0, decided: 20 }.is_shaky());
    }
}
