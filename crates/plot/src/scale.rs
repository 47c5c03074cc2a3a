//! Axis of counts (y scale): from 0 to a little above the largest count. Steps are 1, 2 or 5 times a power of ten, so
//! that every tick is a whole number.

use crate::look::round;

/// The smallest count at the top of an axis: one response alone should not fill the chart.
const MIN_TOP: u32 = 4;

/// Counts to heights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    step: u32,
    top: f64,
    height_px: i32,
}

impl Scale {
    /// An axis `height_px` high for counts up to `max`, its ticks at least `tick_px` apart.
    ///
    /// It ends at a half step: changes its end seldom while counts grow, and wastes little height.
    pub(crate) fn new(max: u32, height_px: i32, tick_px: i32) -> Self {
        let max = max.max(MIN_TOP);
        let least = f64::from(max) * f64::from(tick_px) / f64::from(height_px.max(1));
        let step = round_step(least);
        let half_step = f64::from(step) / 2.0;
        Self { step, top: (f64::from(max) / half_step).ceil() * half_step, height_px }
    }

    /// How high a count stands; any response is at least a pixel.
    pub(crate) fn height(&self, count: u32) -> i32 {
        round(f64::from(self.height_px) * f64::from(count) / self.top).max(i32::from(count > 0))
    }

    /// How high a mean stands.
    pub(crate) fn exact_height(&self, mean: f64) -> i32 {
        round(f64::from(self.height_px) * mean / self.top)
    }

    /// The counts to label, from 0 up.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = u32> {
        let (step, top) = (self.step, self.top);
        (0..)
            .map_while(move |index: u32| index.checked_mul(step))
            .take_while(move |it| f64::from(*it) <= top)
    }
}

/// The smallest round step not below `least`.
fn round_step(least: f64) -> u32 {
    let powers = (0..10).map(|exponent| 10u32.pow(exponent));
    let mut steps = powers.flat_map(|power| [1, 2, 5].map(|it| power.saturating_mul(it)));
    steps.find(|step| f64::from(*step) >= least).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(max: u32, height_px: i32, ticks: &[u32]) {
        let scale = Scale::new(max, height_px, 36);
        assert_eq!(scale.ticks().collect::<Vec<_>>(), ticks);
        assert!(scale.height(max) <= height_px);
    }

    #[test]
    fn ticks_are_round_whole_numbers() {
        check(44, 226, &[0, 10, 20, 30, 40]);
        check(18, 226, &[0, 5, 10, 15, 20]);
        check(7, 226, &[0, 2, 4, 6]);
        check(100_000, 226, &[0, 20_000, 40_000, 60_000, 80_000, 100_000]);
    }

    #[test]
    fn few_or_no_responses_count_by_ones() {
        check(0, 226, &[0, 1, 2, 3, 4]);
        check(1, 226, &[0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_low_chart_has_few_ticks() {
        check(44, 40, &[0, 50]);
        check(44, 1, &[0]);
    }

    #[test]
    fn any_count_has_a_scale() {
        assert_eq!(Scale::new(u32::MAX, 200, 36).height(u32::MAX), 191);
    }

    #[test]
    fn a_single_response_among_thousands_is_still_a_pixel() {
        let scale = Scale::new(100_000, 226, 36);
        assert_eq!((scale.height(0), scale.height(1)), (0, 1));
    }
}
