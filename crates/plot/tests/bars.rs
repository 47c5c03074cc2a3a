//! Facts about a drawn chart, read back from its SVG and its plan.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate, Weekday};
use cubeboard_plot::chart::BarChart;
use cubeboard_plot::look::Look;
use cubeboard_plot::plan::Plan;
use cubeboard_responses::series::PartName;
use plotters::style::RGBColor;
use proptest::prelude::*;

use support::{NAMES, chart, series, svg};

const SIZE: (u32, u32) = (1400, 260);

/// The rectangles of one colour, as ranges of x and y, in order of drawing.
fn rectangles(svg: &str, RGBColor(r, g, b): RGBColor) -> Vec<(Range<i32>, Range<i32>)> {
    let fill = format!("fill=\"#{r:02X}{g:02X}{b:02X}\"");
    let number = |line: &str, key| attribute(line, key).parse::<i32>().unwrap();
    let span =
        |line: &str, from, length| number(line, from)..number(line, from) + number(line, length);
    svg.lines()
        .filter(|line| line.starts_with("<rect") && line.contains(&fill))
        .map(|line| (span(line, "x", "width"), span(line, "y", "height")))
        .collect()
}

fn attribute<'a>(line: &'a str, key: &str) -> &'a str {
    line.split_once(&format!(" {key}=\"")).and_then(|(_, rest)| rest.split_once('"')).unwrap().0
}

/// The points of each line, in order of drawing.
fn lines(svg: &str) -> Vec<Vec<(i32, i32)>> {
    let point = |point: &str| {
        let (x, y) = point.split_once(',').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    let lines = svg.lines().filter(|line| line.starts_with("<polyline"));
    lines.map(|line| attribute(line, "points").split_whitespace().map(point).collect()).collect()
}

/// The texts with one anchor, as y and a range of x.
fn texts(svg: &str, anchor: &str) -> Vec<(i32, Range<f64>)> {
    let lines: Vec<_> = svg.lines().collect();
    let texts = lines.windows(2).filter(|it| it[0].starts_with("<text"));
    texts
        .filter(|it| attribute(it[0], "text-anchor") == anchor)
        .map(|it| {
            let number = |key| attribute(it[0], key).parse::<f64>().unwrap();
            let half = number("font-size") * it[1].chars().map(advance).sum::<f64>() / 2.0;
            (attribute(it[0], "y").parse().unwrap(), number("x") - half..number("x") + half)
        })
        .collect()
}

/// The advance of a character in `DejaVu Sans`, wider than most fonts a browser would take.
fn advance(character: char) -> f64 {
    match character {
        ' ' | 'J' => 0.32,
        'l' => 0.28,
        't' | 'r' => 0.41,
        'c' => 0.55,
        'a' | 'e' | 'o' | 'v' | 'y' => 0.615,
        'M' => 0.863,
        'O' | 'D' | 'N' => 0.787,
        'A' => 0.684,
        _ => 0.636,
    }
}

/// Every rectangle of every part.
fn bars(svg: &str) -> Vec<(Range<i32>, Range<i32>)> {
    Look::light().parts.into_iter().flat_map(|colour| rectangles(svg, colour)).collect()
}

#[test]
fn every_count_has_a_rectangle_and_no_other_has() {
    let january = series("2017-01-01", 31, 4);
    let (svg, _) = svg(&chart(&january), SIZE, Look::light());
    for part in &january.parts {
        let drawn = rectangles(&svg, Look::light().parts[part.slot]).len();
        assert_eq!(drawn, part.counts.iter().filter(|it| **it > 0).count(), "{:?}", part.name);
    }
}

#[test]
fn success_stands_on_the_base_line() {
    let (svg, plan) = svg(&chart(&series("2017-01-01", 31, 4)), SIZE, Look::light());
    let success = rectangles(&svg, Look::light().parts[0]);
    assert!(success.iter().all(|(_, y)| y.end == plan.y.end));
}

#[test]
fn parts_are_a_pixel_apart() {
    let (svg, plan) = svg(&chart(&series("2017-01-02", 1, 2)), SIZE, Look::light());
    let (lower, upper) =
        (rectangles(&svg, Look::light().parts[0]), rectangles(&svg, Look::light().parts[1]));
    assert_eq!(upper[0].1.end, lower[0].1.start - 1);
    assert_eq!(upper[0].1.start, plan.y_of(11));
}

#[test]
fn a_day_without_responses_leaves_a_gap() {
    let mut week = series("2017-01-02", 7, 4);
    week.parts.iter_mut().for_each(|part| part.counts[2] = 0);
    let (svg, plan) = svg(&chart(&week), SIZE, Look::light());
    let empty = &plan.columns[2].x;
    assert!(bars(&svg).iter().all(|(x, _)| x.end <= empty.start || x.start >= empty.end));
    assert_eq!(plan.bar_at(f64::from(empty.start)), Some(2));
}

#[test]
fn parts_switched_off_are_not_drawn_and_the_axis_fits_the_rest() {
    let january = series("2017-01-01", 31, 4);
    let hidden = NAMES[1..4].iter().map(|name| PartName::Named((*name).to_owned()));
    let hidden: Vec<_> = hidden.collect();
    let (all, one) = (chart(&january), chart(&january));
    let (_, before) = svg(&all, SIZE, Look::light());
    let (svg, after) = svg(&support::BarChart { hidden: &hidden, ..one }, SIZE, Look::light());
    assert_eq!(bars(&svg).len(), rectangles(&svg, Look::light().parts[0]).len());
    assert!(after.y_of(10) < before.y_of(10));
}

#[test]
fn where_days_share_a_column_the_busiest_is_drawn() {
    let decade = series("2010-01-01", 3653, 1);
    let (_, plan) = svg(&chart(&decade), (360, 220), Look::light());
    assert!(plan.columns.iter().all(|it| it.bars.len() >= 10));
    for column in &plan.columns {
        let most = column.bars.clone().map(|it| decade.bar_total(it)).max();
        assert_eq!(Some(decade.bar_total(column.bar)), most);
    }
}

/// Any span from a day to ten years on any screen from a phone's to a large one.
fn drawings() -> impl Strategy<Value = (usize, u32, f64, u32)> {
    let day_count = prop_oneof![1..100usize, 1..=3653usize];
    let pixel_ratio = prop_oneof![Just(1.0), Just(1.25), Just(2.0), Just(3.0)];
    (day_count, 320..=2560u32, pixel_ratio, 0..3000u32)
}

fn drawn((day_count, width, pixel_ratio, start): (usize, u32, f64, u32)) -> (String, Plan, u32) {
    let first =
        chrono::NaiveDate::from_ymd_opt(2009, 1, 1).unwrap() + chrono::Days::new(start.into());
    let series = series(&first.to_string(), day_count, 2);
    let (svg, plan) = svg(&chart(&series), (width, 220), Look { pixel_ratio, ..Look::light() });
    let max = (0..day_count).map(|it| series.bar_total(it)).max();
    (svg, plan, max.unwrap_or(0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn dates_keep_their_distance_and_stay_on_the_surface(drawing in drawings()) {
        let (svg, ..) = drawn(drawing);
        let dates = texts(&svg, "middle");
        prop_assert!(!dates.is_empty());
        let surface = -0.5..=f64::from(drawing.1) + 0.5;
        let is_on_it = |x: &Range<f64>| surface.contains(&x.start) && surface.contains(&x.end);
        prop_assert!(dates.iter().all(|(_, x)| is_on_it(x)));
        let apart = 12.0 * drawing.2;
        prop_assert!(dates.is_sorted_by(|(_, a), (_, b)| a.end + apart < b.start));
    }

    #[test]
    fn numbers_keep_their_distance(drawing in drawings()) {
        let numbers = texts(&drawn(drawing).0, "end");
        #[expect(clippy::cast_possible_truncation, reason = "a text size")]
        let size_px = (12.0 * drawing.2) as i32;
        prop_assert!(!numbers.is_empty());
        prop_assert!(numbers.is_sorted_by(|(a, _), (b, _)| a - size_px > *b));
    }

    #[test]
    fn bars_stay_inside_the_plot_and_their_columns(drawing in drawings()) {
        let (svg, plan, max) = drawn(drawing);
        prop_assert!(plan.y_of(max) >= plan.y.start);
        for (x, y) in bars(&svg) {
            prop_assert!(y.start >= plan.y.start && y.end <= plan.y.end && !y.is_empty());
            prop_assert!(x.start >= plan.x.start && x.end <= plan.x.end && !x.is_empty());
        }
    }

    #[test]
    fn columns_take_every_bar_and_pixel_once(drawing in drawings()) {
        let (_, plan, _) = drawn(drawing);
        let (mut day, mut x) = (0, plan.x.start);
        for column in &plan.columns {
            prop_assert_eq!((column.bars.start, column.x.start), (day, x));
            prop_assert!(column.bars.contains(&column.bar));
            (day, x) = (column.bars.end, column.x.end);
        }
        prop_assert_eq!((day, x), (drawing.0, plan.x.end));
    }

    #[test]
    fn a_bar_is_found_at_its_middle_and_in_its_column(drawing in drawings()) {
        let (_, plan, _) = drawn(drawing);
        for column in &plan.columns {
            let middle = f64::midpoint(column.bar_x.start.into(), column.bar_x.end.into());
            prop_assert_eq!(plan.bar_at(middle), Some(column.bar));
            prop_assert_eq!(plan.column_of(column.bar), Some(column));
        }
        prop_assert_eq!(plan.bar_at(f64::from(plan.x.start) - 0.1), None);
        prop_assert_eq!(plan.bar_at(f64::from(plan.x.end)), None);
        prop_assert_eq!(plan.column_of(drawing.0), None);
    }

    #[test]
    fn a_surface_without_room_is_drawn_without_fault(
        size in (0..60u32, 0..60u32),
        days in 1..50usize,
    ) {
        svg(&chart(&series("2017-01-01", days, 4)), size, Look::light());
    }
}

#[test]
fn seven_days_are_compared_by_a_line_too() {
    for days in [2, 6, 7, 8, 31] {
        let alone = series("2017-01-02", days, 1);
        let mut compared = alone.clone();
        compared.before = vec![Some(3); days];
        let lines =
            |series| svg(&chart(series), (700, 260), Look::light()).0.matches("<polyline").count();
        // Each dash is a line of its own.
        assert!(lines(&compared) > lines(&alone), "{days} days");
    }
}

#[test]
fn the_goal_is_a_dotted_line_over_working_days_and_the_axis_has_room_for_it() {
    // A Monday to the next but one, of which the weekend is off.
    let mut series = series("2017-01-02", 8, 1);
    let goal = f64::from(series.parts[0].counts.iter().max().copied().unwrap()) * 2.5;
    series.unfinished = Some(0); // So that there is no mean.
    series.goal = [[Some(goal); 5].as_slice(), &[None; 2], &[Some(goal / 2.0)]].concat();
    let (drawn, plan) = svg(&chart(&series), (700, 260), Look::light());
    let points = lines(&drawn).concat();
    let ys = |columns: Range<usize>| {
        let (first, last) = (&plan.columns[columns.start].x, &plan.columns[columns.end - 1].x);
        let within = points.iter().filter(|(x, _)| (first.start..=last.end).contains(x));
        let mut ys: Vec<_> = within.map(|(_, y)| *y).collect();
        ys.dedup();
        ys
    };
    let (high, low) = (ys(0..5), ys(7..8));
    assert!(high.len() == 1 && low.len() == 1, "{high:?}, {low:?}");
    assert!(high[0] >= plan.y.start && low[0] > high[0]);
    let weekend = plan.columns[5].x.start + 1..plan.columns[6].x.end;
    assert!(!points.iter().any(|(x, _)| weekend.contains(x)), "nobody works then");
}

#[test]
fn the_goal_of_a_year_of_days_is_whole_dots_and_no_line_leads_from_one_height_to_another() {
    let mut series = series("2017-01-01", 365, 1);
    series.unfinished = Some(0); // So that there is no mean.
    // Saturdays have less of it.
    let goal = |day: NaiveDate| match day.weekday() {
        Weekday::Sat => Some(5.0),
        Weekday::Sun => None,
        _ => Some(20.0),
    };
    series.goal = series.days.iter().map(goal).collect();
    let (drawn, plan) = svg(&chart(&series), (480, 260), Look::light());
    let dots = lines(&drawn);
    let is_whole = |dot: &Vec<(i32, i32)>| dot[0].1 == dot[1].1 && dot[1].0 - dot[0].0 == 2;
    assert!(dots.iter().all(|dot| dot.len() == 2 && is_whole(dot)), "{dots:?}");
    assert!(dots.windows(2).all(|pair| pair[1][0].0 >= pair[0][1].0), "{dots:?}");
    let day = |dot: &Vec<(i32, i32)>| plan.bar_at(f64::from(dot[0].0) + 0.5);
    let saturdays = series.bars.iter().map(|bar| bar.first().weekday() == Weekday::Sat);
    let saturdays: Vec<_> = saturdays.collect();
    let count = dots.iter().filter(|dot| saturdays[day(dot).unwrap()]).count();
    assert_eq!(count, 52, "each Saturday has a dot");
}

#[test]
fn what_is_counted_and_not_read_is_outlined_and_the_axis_has_room_for_it() {
    let mut series = series("2025-01-01", 31, 1);
    let most = series.parts[0].counts.iter().max().copied().unwrap();
    series.counted = (0..31).map(|day| most * (day / 7 + 1)).collect();
    let outline = |drawn: &str| lines(drawn)[0].iter().map(|(_, y)| *y).collect::<Vec<_>>();
    let (drawn, plan) = svg(&chart(&series), SIZE, Look::light());
    let expected = series.counted.iter().flat_map(|count| [plan.y_of(*count); 2]);
    assert_eq!(outline(&drawn), expected.collect::<Vec<_>>());
    assert!(outline(&drawn).iter().all(|y| *y >= plan.y.start), "the axis ends above all of them");
    // How many of them a part is going to have is not known.
    let hidden = [PartName::Named(NAMES[1].to_owned())];
    let (drawn, _) = svg(&BarChart { hidden: &hidden, ..chart(&series) }, SIZE, Look::light());
    assert!(!drawn.contains("<polyline"), "nor is a mean of what is not read");
}

#[test]
fn each_bar_with_a_note_has_its_mark_between_base_line_and_dates() {
    let mut january = series("2017-01-01", 31, 2);
    let marks = |series: &_| {
        let (svg, plan) = svg(&chart(series), SIZE, Look::light());
        let points = svg.lines().filter(|line| line.starts_with("<polygon"));
        let points: Vec<_> = points.map(|line| attribute(line, "points").to_owned()).collect();
        let dates = texts(&svg, "middle").into_iter().map(|(y, _)| y).min().unwrap();
        (points, plan, dates)
    };
    assert_eq!(marks(&january).0, [""; 0]);
    january.noted = vec![8, 30];
    let (points, plan, dates) = marks(&january);
    assert_eq!(points.len(), 2);
    for (points, bar) in points.iter().zip(&january.noted) {
        let column = plan.column_of(*bar).unwrap();
        for point in points.split_whitespace() {
            let (x, y) = point.split_once(',').unwrap();
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            assert!(column.x.contains(&x), "{points}");
            assert!(plan.y.end < y && y < dates - 4, "{points}, dates at {dates}");
        }
    }
}
