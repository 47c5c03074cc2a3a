//! The trailing 7-day mean (moving average): takes the weekly swing out of daily counts.

/// How many days a mean is taken over: a whole week, so that each has one weekend.
pub const MEAN_DAYS: u8 = 7;

/// For each day the responses of it and of the six before; divided by [`MEAN_DAYS`], they are the mean. Nothing for the days
/// before the seventh, and nothing from `end` on: a day that has not ended would only pull the line down.
pub fn trailing_sums(totals: &[u32], end: usize) -> Vec<Option<u32>> {
    let window = |day: usize| totals.get((day + 1).checked_sub(usize::from(MEAN_DAYS))?..=day);
    let sum = |day: usize| Some(window(day).filter(|_| day < end)?.iter().sum());
    (0..totals.len()).map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_needs_seven_days_that_have_ended() {
        let sums = trailing_sums(&[1, 2, 3, 4, 5, 6, 7, 8, 100], 8);
        assert_eq!(sums[..6], [None; 6]);
        assert_eq!(sums[6..], [Some(28), Some(35), None]);
        assert_eq!(trailing_sums(&[1, 2], 2), [None, None]);
    }
}
