//! Turns of several campaigns on one screen.

/// For how long each campaign is shown.
pub const TURN_SECONDS: i64 = 30;

/// Which campaign is shown at a time, in seconds since 1970, of those that have something to show; of all of them where
/// none has, as each says why. By the clock, so that two screens show the same.
pub fn shown(has_something: &[bool], now_seconds: i64) -> usize {
    let all = 0..has_something.len();
    let showing: Vec<_> = all.clone().filter(|it| has_something[*it]).collect();
    let in_turn = if showing.is_empty() { all.collect() } else { showing };
    let count = i64::try_from(in_turn.len().max(1)).unwrap_or(i64::MAX);
    let turn = now_seconds.div_euclid(TURN_SECONDS).rem_euclid(count);
    let turn = usize::try_from(turn).unwrap_or_default();
    in_turn.get(turn).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(has_something: &[bool], seconds: &[i64], expected: &[usize]) {
        let shown: Vec<_> = seconds.iter().map(|it| shown(has_something, *it)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn campaigns_follow_each_other_for_the_same_time() {
        check(&[true; 3], &[0, 29, 30, 60, 89, 90, -1], &[0, 0, 1, 2, 2, 0, 2]);
        check(&[true], &[77], &[0]);
        check(&[], &[77], &[0]);
    }

    #[test]
    fn a_campaign_with_nothing_to_show_is_passed_over() {
        check(&[true, false, true], &[0, 30, 60, 90], &[0, 2, 0, 2]);
        check(&[false, true, false], &[0, 30, 60], &[1, 1, 1]);
    }

    #[test]
    fn where_none_has_anything_all_say_why() {
        check(&[false; 3], &[0, 30, 60, 90], &[0, 1, 2, 0]);
    }
}
