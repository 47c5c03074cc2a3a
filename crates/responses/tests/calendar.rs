//! Days and clocks agree, for any instant of a century with summer time.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use chrono::NaiveDate;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use proptest::prelude::*;

const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;

fn zones() -> impl Strategy<Value = Zone> {
    prop_oneof![Just(Zone::Oslo), Just(Zone::Utc)]
}

/// One day to ten years, somewhere from 1980 to 2037.
fn spans() -> impl Strategy<Value = Days> {
    (0..17_000u64, 0..3653u64).prop_map(|(start, length)| {
        let first = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap() + chrono::Days::new(start);
        Days::new(first, first + chrono::Days::new(length)).unwrap()
    })
}

proptest! {
    #[test]
    fn an_instant_falls_on_the_day_its_clock_shows(
        zone in zones(),
        days in spans(),
        at in -100..1100i64,
        minutes in -150..150i64,
    ) {
        let count = i64::try_from(days.count()).unwrap();
        let start = zone.instant(days.first().and_hms_opt(0, 0, 0).unwrap()).micros;
        // Near a midnight, where clock changes and rounding would show.
        let micros = start + count * at / 1000 * DAY_MICROS + minutes * 60_000_000;
        let expected = days.index_of(zone.local(micros).date());
        prop_assert_eq!(Calendar::new(days, zone).day_index(micros), expected);
    }

    #[test]
    fn the_instant_of_what_the_clock_shows_is_the_same_or_its_first(
        zone in zones(),
        micros in 315_532_800_000_000..2_145_916_800_000_000i64,
    ) {
        let instant = zone.instant(zone.local(micros));
        let is_repeat = instant.is_ambiguous && micros - instant.micros == 3600 * 1_000_000;
        prop_assert!(instant.micros == micros || is_repeat);
    }
}
