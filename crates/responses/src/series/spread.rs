//! Counts of whole stretches of days, spread over the bars that lie in them.

use crate::calendar::days::Days;

/// What each bar has, if the responses of each stretch are spread evenly over its days. To whole responses, so that the sum
/// of many bars may differ from that of their stretch.
pub fn spread(bars: &[Days], stretches: &[(Days, u64)]) -> Vec<u32> {
    let share = |bar: &Days| {
        let shares = stretches.iter().map(|(days, count)| {
            let common = Days::new(days.first().max(bar.first()), days.last().min(bar.last()));
            let (common, all) = (common.map_or(0, Days::count) as u64, days.count() as u64);
            (count.saturating_mul(common) + all / 2) / all
        });
        u32::try_from(shares.sum::<u64>()).unwrap_or(u32::MAX)
    };
    bars.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::Per;

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[test]
    fn bars_share_a_stretch_by_their_days() {
        let january = (days("2025-01-01", "2025-01-31"), 62);
        let february = (days("2025-02-01", "2025-02-28"), 84);
        let both = days("2025-01-01", "2025-02-28");
        let spread = |per: Per| spread(&per.bars(both), &[january, february]);
        assert_eq!(spread(Per::Month), [62, 84]);
        assert_eq!(spread(Per::Day), [[2; 31].as_slice(), &[3; 28]].concat());
        assert_eq!(spread(Per::Week)[..6], [10, 14, 14, 14, 10 + 6, 21]);
    }
}
