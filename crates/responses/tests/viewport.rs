//! The table's window over its rows, for any number of rows and any way to scroll.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use cubeboard_responses::table::viewport::{MAX_RENDERED_ROWS, MAX_TRACK_PX, Position, Track};
use proptest::prelude::*;

/// Lengths in the eighths of a pixel that a screen can show, which sums keep exact.
fn eighths(range: std::ops::Range<u32>) -> impl Strategy<Value = f64> {
    range.prop_map(|it| f64::from(it) / 8.0)
}

fn tracks() -> impl Strategy<Value = Track> {
    let row_count = prop_oneof![0..200usize, 0..2_000_000usize];
    (row_count, eighths(20 * 8..60 * 8), eighths(8..1400 * 8)).prop_map(
        |(row_count, row_height_px, view_height_px)| Track {
            row_count,
            row_height_px,
            view_height_px,
        },
    )
}

fn long_track() -> Track {
    Track { row_count: 1_000_000, row_height_px: 36.0, view_height_px: 600.0 }
}

/// A track, and a place the reader scrolled to: a jump first, then some steps.
fn scrolled() -> impl Strategy<Value = (Track, Position)> {
    let steps = prop::collection::vec(-2000.0..2000.0f64, 0..20);
    (tracks(), 0.0..1.0f64, steps).prop_map(|(track, fraction, steps)| {
        let mut scroll_top_px = fraction * max_scroll_px(&track);
        let mut position = track.follow(Position::default(), scroll_top_px);
        for step in steps {
            scroll_top_px = (scroll_top_px + step).clamp(0.0, max_scroll_px(&track));
            position = track.follow(position, scroll_top_px);
        }
        (track, position)
    })
}

/// A row at the top of the view, or as near to it as the end of the rows allows: revealed from the end.
fn row_at_top(track: &Track, row: usize) -> Position {
    let end = track.follow(Position::default(), max_scroll_px(track));
    track.reveal(end, row)
}

fn max_scroll_px(track: &Track) -> f64 {
    (track.track_height_px() - track.view_height_px).max(0.0)
}

/// The distance from the top of the view down to the top of a row.
fn row_in_view_px(track: &Track, position: Position, row: usize) -> f64 {
    track.window(position).row_offset_px(row) - position.scroll_top_px()
}

proptest! {
    #[test]
    fn no_pixel_of_the_view_is_blank((track, position) in scrolled()) {
        let window = track.window(position);
        let top = row_in_view_px(&track, position, window.rows.start);
        let bottom = row_in_view_px(&track, position, window.rows.end);
        let content_px = track.row_height_px * px(track.row_count);
        prop_assert!(top <= 1e-6, "blank above: {top}");
        let least = track.view_height_px.min(content_px) - 1e-6;
        prop_assert!(bottom >= least, "blank below: {bottom}");
    }

    #[test]
    fn few_rows_are_rendered((track, position) in scrolled()) {
        let rows = track.window(position).rows;
        prop_assert!(rows.len() <= MAX_RENDERED_ROWS);
        prop_assert!(rows.end <= track.row_count);
    }

    #[test]
    fn the_rows_rendered_stay_inside_the_track((track, position) in scrolled()) {
        prop_assert!(track.track_height_px() <= MAX_TRACK_PX);
        let bottom = row_in_view_px(&track, position, track.window(position).rows.end);
        let below = position.scroll_top_px() + bottom - track.track_height_px();
        // Until the thumb settles, the rows that the view may cut and eight of overscan may hang over
        // the end of a capped track.
        prop_assert!(below < 10.0 * track.row_height_px);
    }

    #[test]
    fn between_the_ends_as_many_rows_are_rendered_everywhere(
        (track, position) in scrolled(),
        step in eighths(0..100 * 8),
    ) {
        let further = track.follow(position, position.scroll_top_px() + step);
        let [before, after] = [position, further].map(|it| track.window(it).rows);
        if before.start > 0 && after.end < track.row_count {
            prop_assert_eq!(after.len(), before.len());
        }
    }

    #[test]
    fn a_row_revealed_from_below_is_at_the_top_or_the_end_is_in_view(
        track in tracks(),
        at in 0.0..1.0f64,
    ) {
        prop_assume!(track.row_count > 0);
        let row = share(track.row_count, at);
        let position = row_at_top(&track, row);
        let top = row_in_view_px(&track, position, row);
        let end = row_in_view_px(&track, position, track.row_count);
        prop_assert!(top.abs() < 1e-6 || (end <= track.view_height_px + 1e-6 && top >= -1e-6));
        // The browser reports the position back, rounded as it likes: nothing moves.
        let reported = track.follow(position, position.scroll_top_px().round());
        let moved = row_in_view_px(&track, reported, row) - top;
        prop_assert!(moved.abs() <= 0.5 + 1e-6);
    }

    #[test]
    fn a_row_revealed_is_in_view_whole((track, position) in scrolled(), at in 0.0..1.0f64) {
        prop_assume!(track.row_count > 0 && track.view_height_px >= track.row_height_px);
        let row = share(track.row_count, at);
        let top = row_in_view_px(&track, track.reveal(position, row), row);
        prop_assert!(top >= -1e-6 && top + track.row_height_px <= track.view_height_px + 1e-6);
    }

    #[test]
    fn the_first_row_is_the_first_that_is_in_view_whole((track, position) in scrolled()) {
        prop_assume!(track.row_count > 0 && track.view_height_px >= 2.0 * track.row_height_px);
        let first = track.first_row(position);
        let top = row_in_view_px(&track, position, first);
        prop_assert!(top >= -1e-6 && top + track.row_height_px <= track.view_height_px + 1e-6);
        prop_assert!(first == 0 || top < track.row_height_px, "another above it is in view whole");
    }

    #[test]
    fn a_small_step_moves_exactly_as_far(
        start in 1000..990_000usize,
        step in eighths(8..1200 * 8),
    ) {
        let track = long_track();
        let before = row_at_top(&track, start);
        let after = track.follow(before, before.scroll_top_px() + step);
        let moved = row_in_view_px(&track, before, start) - row_in_view_px(&track, after, start);
        prop_assert!((moved - step).abs() < 1e-6, "{moved} instead of {step}");
        // On the track the row stays where it is, so that nothing but new rows has to be placed.
        let offset_px = |position| track.window(position).row_offset_px(start);
        prop_assert!((offset_px(after) - offset_px(before)).abs() < 1e-6);
    }

    #[test]
    fn settling_moves_the_thumb_and_not_the_rows((track, position) in scrolled()) {
        let row = track.window(position).rows.start;
        let settled = track.settle(position);
        let before = row_in_view_px(&track, position, row);
        prop_assert!((row_in_view_px(&track, settled, row) - before).abs() < 1e-6);
        prop_assert!((0.0..=max_scroll_px(&track) + 1e-6).contains(&settled.scroll_top_px()));
    }

    #[test]
    fn below_the_cap_the_scroll_position_is_the_place(
        row_count in 0..1000usize,
        at in 0.0..1.0f64,
    ) {
        let track = Track { row_count, ..long_track() };
        let scroll_top_px = at * max_scroll_px(&track);
        let position = track.follow(row_at_top(&track, 500), scroll_top_px);
        let window = track.window(position);
        let row = window.rows.start;
        prop_assert!((window.row_offset_px(row) - px(row) * track.row_height_px).abs() < 1e-6);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row number")]
fn share(row_count: usize, fraction: f64) -> usize {
    (fraction * px(row_count)) as usize
}

fn px(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

#[test]
fn the_last_of_a_million_rows_is_reached_by_the_thumb_by_a_jump_and_by_the_wheel() {
    let track = long_track();
    let end_px = |position| row_in_view_px(&track, position, 1_000_000);
    let is_end = |position| (end_px(position) - 600.0).abs() < 1e-6;
    assert!(is_end(track.follow(Position::default(), max_scroll_px(&track))));
    assert!(is_end(track.follow(Position::default(), max_scroll_px(&track) - 0.5)));
    assert!(is_end(row_at_top(&track, 999_999)));

    let mut position = row_at_top(&track, 999_900);
    for _ in 0..1000 {
        let next_px = (position.scroll_top_px() + 100.0).min(max_scroll_px(&track));
        position = track.settle(track.follow(position, next_px));
    }
    assert!(is_end(position), "{} px missing", end_px(position) - 600.0);
}

#[test]
fn rows_that_arrive_at_the_end_leave_the_view_as_it_is() {
    let (fewer, more) = (Track { row_count: 900_000, ..long_track() }, long_track());
    let position = row_at_top(&fewer, 450_000);
    let before = fewer.window(position);
    assert_eq!(more.window(position), before);
    assert_eq!(more.window(more.follow(position, position.scroll_top_px())), before);
}

#[test]
fn slow_steps_add_up() {
    let track = long_track();
    let before = row_at_top(&track, 500_000);
    let mut position = before;
    for eighth in 1..=80 {
        position = track.follow(position, before.scroll_top_px() + f64::from(eighth) / 8.0);
    }
    assert!((row_in_view_px(&track, position, 500_000) + 10.0).abs() < 1e-6);
}
