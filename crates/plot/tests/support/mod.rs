//! Invented counts like a call centre's, and the drawing of them as SVG text.

use chrono::{Datelike as _, NaiveDate, Weekday};
pub use cubeboard_plot::chart::BarChart;
use cubeboard_plot::chart::LabelKind;
use cubeboard_plot::look::Look;
use cubeboard_plot::paint::draw;
use cubeboard_plot::plan::Plan;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::series::{Part, PartName, Per, Series};
use plotters::prelude::SVGBackend;

pub const NAMES: [&str; 8] =
    ["Sale", "Offer", "Call back", "No sale", "Appointment", "Wrong number", "Brochure", "Other"];

/// Quiet weekends, some day-to-day swing and a slow season, all by arithmetic.
pub fn series(first: &str, day_count: usize, part_count: usize) -> Series {
    let first: NaiveDate = first.parse().unwrap();
    let days = Days::new(first, first + chrono::Days::new(day_count as u64 - 1)).unwrap();
    let counts = |slot: usize| days.iter().map(move |day| count(day, slot)).collect();
    let part = |slot: usize| Part {
        name: PartName::Named(NAMES[slot].to_owned()),
        slot,
        counts: counts(slot),
    };
    Series {
        days,
        per: Per::Day,
        bars: Per::Day.bars(days),
        parts: (0..part_count).map(part).collect(),
        before: Vec::new(),
        counted: Vec::new(),
        successes: Vec::new(),
        goal: Vec::new(),
        unfinished: None,
        picked: Vec::new(),
        noted: Vec::new(),
        outside: 0,
        undated: 0,
    }
}

fn count(day: NaiveDate, slot: usize) -> u32 {
    let number = day.num_days_from_ce().unsigned_abs();
    let salt = u32::try_from(slot).unwrap();
    let swing = number.wrapping_mul(2_654_435_761).wrapping_add(salt * 40_503) >> 7;
    let mean = [11, 5, 9, 14, 3, 2, 2, 4][slot];
    let weekday = mean * (75 + swing % 50) * (80 + day.month() * 4) / 10_000;
    match day.weekday() {
        Weekday::Sat => weekday / 4,
        Weekday::Sun => weekday / 9,
        _ => weekday,
    }
}

/// All of a series, in English.
pub fn chart(series: &Series) -> BarChart<'_> {
    BarChart {
        series,
        hidden: &[],
        day_label: &english,
        number_label: &|number: u32| number.to_string(),
        is_shaded: &|day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// What is drawn, and where.
pub fn svg(chart: &BarChart<'_>, size: (u32, u32), look: Look) -> (String, Plan) {
    let mut svg = String::new();
    let plan = draw(SVGBackend::with_string(&mut svg, size), chart, &look.for_svg()).unwrap();
    (svg, plan)
}

fn english(day: NaiveDate, kind: LabelKind) -> String {
    let month =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            [day.month0() as usize];
    match kind {
        LabelKind::Day => day.day().to_string(),
        LabelKind::DayMonth => format!("{} {month}", day.day()),
        LabelKind::Month => month.to_owned(),
        LabelKind::MonthYear => format!("{month} {}", day.year()),
        LabelKind::Year => day.year().to_string(),
    }
}
