//! Time left (ETA): how long a loading will still take, judged by how long it has taken so far.

/// Too short a time says nothing of the rest.
const LEAST_MILLIS: u64 = 3000;
/// Nor do too few pages.
const LEAST_PAGES: u64 = 3;

/// The seconds that the rest of the pages will take, in steps that are the coarser the more there are, rounded up;
/// nothing until that can be told. It was said before that it would be `said`; that is corrected upwards only where it is
/// wrong by more than a step, so that it does not jump to and fro.
pub fn seconds_left(read: u64, all: u64, took_millis: u64, said: Option<u64>) -> Option<u64> {
    if read < LEAST_PAGES || took_millis < LEAST_MILLIS || all <= read {
        return None;
    }
    let exact = took_millis.saturating_mul(all - read) / read / 1000;
    let step = match exact {
        0..30 => 5,
        30..90 => 10,
        _ => 60,
    };
    let rounded = (exact / step).saturating_add(1).saturating_mul(step);
    Some(
        said.filter(|said| (*said..=said.saturating_add(step)).contains(&rounded))
            .unwrap_or(rounded),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read: u64, all: u64, took_millis: u64, expected: Option<u64>) {
        assert_eq!(seconds_left(read, all, took_millis, None), expected);
    }

    #[test]
    fn it_is_told_once_a_few_pages_and_seconds_have_passed() {
        check(2, 100, 10_000, None);
        check(50, 100, 2999, None);
        check(3, 100, 3000, Some(120));
        check(0, 1, 60_000, None);
    }

    #[test]
    fn it_is_rounded_up_the_more_coarsely_the_longer_it_is() {
        check(50, 100, 3000, Some(5));
        check(50, 100, 17_000, Some(20));
        check(50, 100, 44_000, Some(50));
        check(50, 100, 100_000, Some(120));
        check(100, 1000, 60_000, Some(600));
    }

    #[test]
    fn nothing_is_left_once_all_pages_are_read() {
        check(100, 100, 50_000, None);
    }

    #[test]
    fn it_goes_up_again_only_by_more_than_a_step() {
        let after = |took_millis, said| seconds_left(50, 100, took_millis, Some(said));
        assert_eq!(after(17_000, 15), Some(15), "20 would be as near");
        assert_eq!(after(26_000, 15), Some(30));
        assert_eq!(after(17_000, 60), Some(20));
    }

    #[test]
    fn at_an_even_pace_it_only_goes_down() {
        let mut said = None;
        for read in 1..200 {
            let now = seconds_left(read, 200, read * 333 + 40 * (read % 3), said);
            assert!(said.is_none() || now <= said, "{said:?}, then {now:?}");
            said = now;
        }
        assert_eq!(said, Some(5));
    }

    #[test]
    fn numbers_without_end_do_no_harm() {
        assert!(seconds_left(3, u64::MAX, u64::MAX, Some(u64::MAX - 60)).is_some());
    }
}
