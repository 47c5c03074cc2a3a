//! Drawings that someone has looked at. Where one should change: `UPDATE_SNAPSHOTS=1`, look again.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use std::path::Path;
use std::{env, fs};

use cubeboard_plot::look::Look;
use cubeboard_responses::series::{Part, Per, Series};

use support::{chart, series, svg};

#[track_caller]
fn check(name: &str, series: &Series, size: (u32, u32), look: Look) {
    let (drawn, _) = svg(&chart(series), size, look);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &drawn).unwrap();
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    assert!(drawn == reviewed, "{name} is drawn in another way");
}

#[test]
fn a_month() {
    let january = series("2017-01-01", 31, 4);
    check("month-light.svg", &january, (1400, 260), Look::light());
    check("month-dark.svg", &january, (700, 260), Look::dark());
    check("month-phone.svg", &january, (360, 220), Look::light());
}

#[test]
fn a_month_on_a_fine_screen() {
    let look = Look { pixel_ratio: 2.0, ..Look::dark() };
    check("month-fine.svg", &series("2017-01-01", 31, 4), (1400, 520), look);
}

#[test]
fn a_quarter_in_eight_parts() {
    check("quarter-light.svg", &series("2017-02-10", 80, 8), (700, 260), Look::light());
    check("quarter-dark.svg", &series("2017-02-10", 80, 8), (1400, 260), Look::dark());
}

#[test]
fn a_year() {
    check("year-light.svg", &series("2016-01-01", 366, 4), (1400, 260), Look::light());
    check("year-phone.svg", &series("2016-01-01", 366, 4), (360, 220), Look::dark());
}

#[test]
fn a_running_month_beside_the_one_before() {
    let mut month = series("2017-01-01", 31, 4);
    month.unfinished = Some(25);
    month.parts.iter_mut().for_each(|part| part.counts[26..].fill(0));
    let before = series("2016-11-27", 31, 4);
    month.before = (0..31).map(|it| Some(before.bar_total(it))).collect();
    check("compared-light.svg", &month, (1400, 260), Look::light());
    check("compared-phone.svg", &month, (360, 220), Look::dark());
}

#[test]
fn days_that_are_picked_stand_out() {
    let mut month = series("2017-01-01", 31, 4);
    month.picked = vec![9, 16];
    check("picked-light.svg", &month, (700, 260), Look::light());
}

#[test]
fn weeks_and_months() {
    let weeks = per(Per::Week, series("2016-12-28", 120, 4));
    check("weeks-light.svg", &weeks, (700, 260), Look::light());
    let mut months = per(Per::Month, series("2016-01-01", 731, 8));
    months.before = (0..24).map(|it| (it != 1).then_some(900 + 20 * it)).collect();
    check("months-dark.svg", &months, (700, 260), Look::dark());
}

#[test]
fn ten_years_share_columns() {
    check("decade.svg", &series("2010-01-01", 3653, 4), (700, 260), Look::light());
}

#[test]
fn a_week_a_day_and_nothing() {
    check("week.svg", &series("2017-01-02", 7, 4), (700, 260), Look::light());
    check("day.svg", &series("2017-01-02", 1, 4), (700, 260), Look::dark());
    check("empty.svg", &series("2017-01-01", 31, 0), (700, 260), Look::light());
}

/// The same counts in longer bars.
fn per(per: Per, series: Series) -> Series {
    let bars = per.bars(series.days);
    let mut first = 0;
    let ranges: Vec<_> = bars
        .iter()
        .map(|it| {
            first += it.count();
            first - it.count()..first
        })
        .collect();
    let part = |part: &Part| Part {
        counts: ranges.iter().map(|it| part.counts[it.clone()].iter().sum()).collect(),
        ..part.clone()
    };
    Series { per, parts: series.parts.iter().map(part).collect(), bars, ..series }
}
