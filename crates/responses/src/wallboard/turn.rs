//! Turns of several campaigns on one screen.

/// For how long each campaign is shown.
pub const TURN_SECONDS: i64 = 30;

/// Which of so many campaigns is shown at a time, in seconds since 1970. By the clock, so that two screens show the same.
pub fn shown(count: usize, now_seconds: i64) -> usize {
    let count = i64::try_from(count.max(1)).unwrap_or(i64::MAX);
    usize::try_from(now_seconds.div_euclid(TURN_SECONDS).rem_euclid(count)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn campaigns_follow_each_other_for_the_same_time() {
        let shown_at = |seconds: &[i64]| seconds.iter().map(|it| shown(3, *it)).collect::<Vec<_>>();
        assert_eq!(shown_at(&[0, 29, 30, 60, 89, 90, -1]), [0, 0, 1, 2, 2, 0, 2]);
        assert_eq!((shown(1, 77), shown(0, 77)), (0, 0));
    }
}
