#![cfg(not(target_arch = "wasm32"))]

use super::*;

fn series() -> Series {
    let days = Days::new("2017-01-01".parse().unwrap(), "2017-01-03".parse().unwrap()).unwrap();
    let part = |name, slot, counts: [u32; 3]| Part { name, slot, counts: counts.into() };
    Series {
        days,
        per: Per::Day,
        bars: Per::Day.bars(days),
        parts: vec![
            part(PartName::Named("\"Åse\" \\ <b>\n".to_owned()), 0, [1, 0, u32::MAX]),
            part(PartName::Absent, 7, [0, 2, 0]),
            part(PartName::Other, 7, [3, 0, 0]),
            part(PartName::All, 1, [0, 0, 4]),
        ],
        before: vec![None, Some(0), Some(7)],
        counted: vec![1, 2, 3],
        successes: vec![0, 1, 2],
        goal: vec![Some(2.5), None, Some(1.0)],
        unfinished: Some(2),
        picked: vec![0, 1],
        noted: vec![1],
        outside: 1,
        undated: 2,
    }
}

#[track_caller]
fn check_arrival(series: Series) {
    let text = serde_json::to_string(&series).unwrap();
    assert_eq!(serde_json::from_str::<Series>(&text).unwrap(), series);
}

#[test]
fn a_series_arrives_as_it_was_sent() {
    check_arrival(series());
    let weeks = Series { per: Per::Week, bars: Per::Week.bars(series().days), ..series() };
    check_arrival(Series { unfinished: None, before: Vec::new(), ..weeks });
}

#[test]
fn parts_that_are_switched_off_stay_behind() {
    let names: Vec<_> =
        series().without(&[PartName::Absent]).parts.into_iter().map(|it| it.name).collect();
    assert!(!names.contains(&PartName::Absent));
    assert_eq!(names.len(), 3);
}

#[track_caller]
fn check_mean(per: Per, last: &str, unfinished: Option<usize>, expected: bool) {
    let days = Days::new("2017-01-01".parse().unwrap(), last.parse().unwrap()).unwrap();
    let (bars, counted) = (per.bars(days), Vec::new());
    let series = Series { days, per, bars, counted, unfinished, ..series() };
    assert_eq!(series.has_mean(), expected, "{per:?} to {last}, {unfinished:?}");
    let is_being_read = Series { counted: vec![1], ..series };
    assert!(!is_being_read.has_mean(), "of days that are not read there is none");
}

#[test]
fn a_mean_needs_two_days_that_have_ended_and_have_six_before_them() {
    check_mean(Per::Day, "2017-01-07", None, false);
    check_mean(Per::Day, "2017-01-08", None, true);
    check_mean(Per::Day, "2017-01-31", Some(2), false);
    check_mean(Per::Day, "2017-01-31", Some(7), false);
    check_mean(Per::Day, "2017-01-31", Some(8), true);
    check_mean(Per::Week, "2017-12-31", None, false);
}

#[test]
fn what_is_no_series_is_not_read() {
    let text = serde_json::to_string(&series()).unwrap();
    let backwards = text.replace("2017-01-01", "2017-01-09");
    assert_ne!(backwards, text);
    for text in ["", "[]", "{}", &backwards] {
        assert!(serde_json::from_str::<Series>(text).is_err(), "{text}");
    }
}

#[test]
fn days_stand_in_their_bars_each_once_and_others_in_none() {
    let days = |days: &[&str]| {
        let days: Vec<_> = days.iter().map(|day| day.parse().unwrap()).collect();
        series().bars_of(days.into_iter())
    };
    assert_eq!(days(&["2017-01-03", "2017-01-01", "2017-01-03"]), [0, 2]);
    assert_eq!(days(&["2016-12-31", "2017-01-04"]), [0; 0]);
}
