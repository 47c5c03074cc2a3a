//! Viewport of a long table (virtual scrolling): which rows are in view. The rows are placed inside a *track*, an
//! element as high as all of them together, so that the browser's own scroll bar fits.
//!
//! Browsers cap an element's height (Firefox at about 17.8 million px), so past [`MAX_TRACK_PX`]
//! the track is shorter than its rows and the reader's place is a [`Position`] of its own: a small
//! step of the scroll bar (wheel, keys, touch) moves it by exactly as many pixels, a large one
//! (dragging the thumb, Home, End) to the same fraction of the rows. Small steps leave the thumb
//! behind by and by; [`Track::settle`] says where it belongs, for when scrolling rests. To scale
//! small steps too would make the wheel skip rows.

use std::ops::Range;

/// The highest track asked of a browser.
pub const MAX_TRACK_PX: f64 = 8_000_000.0;

/// As many rows are rendered at most, unless the view alone has room for more: with the head they make 80.
pub const MAX_RENDERED_ROWS: usize = 79;

/// As many rows go on paper: some thirty sheets.
pub const MAX_PRINTED_ROWS: usize = 1000;

/// Rows rendered above and below the view: the browser scrolls before the page can follow.
const OVERSCAN_ROWS: usize = 8;

/// Steps of more than so many view heights are jumps.
const JUMP_VIEWS: f64 = 2.0;

/// Browsers round the scroll position; less than this is no step yet.
const ROUNDING_PX: f64 = 1.0;

/// The rows and the view onto them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Track {
    /// How many rows there are.
    pub row_count: usize,
    /// The height of each row, more than 0.
    pub row_height_px: f64,
    /// The height of the view, without a header.
    pub view_height_px: f64,
}

/// Where the reader is. It stays true when rows are added at the end.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Position {
    /// How far down the rows the top of the view is.
    row_px: f64,
    /// The browser's scroll position that goes with it.
    scroll_top_px: f64,
}

/// The rows to render.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Their indices.
    pub rows: Range<usize>,
    /// How far below the top of the track the first of them goes.
    first_row_offset_px: f64,
    row_height_px: f64,
}

impl Window {
    /// How far below the top of the track one of the rows goes, which small steps of scrolling do not change. Place the
    /// row with `top`, as a transform of millions of pixels is rounded, and let the track clip what hangs over its ends.
    pub fn row_offset_px(&self, row: usize) -> f64 {
        let rows_down = px(row) - px(self.rows.start);
        self.first_row_offset_px + rows_down * self.row_height_px
    }
}

impl Position {
    /// The scroll position to give the browser.
    pub fn scroll_top_px(self) -> f64 {
        self.scroll_top_px
    }
}

impl Track {
    /// The height to give the track.
    pub fn track_height_px(&self) -> f64 {
        self.rows_height_px().min(MAX_TRACK_PX)
    }

    /// Where the reader is once the browser reports `scroll_top_px`.
    pub fn follow(&self, position: Position, scroll_top_px: f64) -> Position {
        let step_px = scroll_top_px - position.scroll_top_px;
        let is_jump = step_px.abs() > JUMP_VIEWS * self.view_height_px || !self.is_capped();
        let row_px = if is_jump {
            scroll_top_px * self.row_px_per_scroll_px()
        } else {
            position.row_px + step_px
        };
        if let Some(row_px) = self.end_near(row_px, scroll_top_px) {
            return Position { row_px, scroll_top_px };
        }
        // The report of a position we set ourselves moves nothing; slow steps add up to a step.
        if !is_jump && step_px.abs() < ROUNDING_PX {
            return position;
        }
        Position { row_px: self.clamped(row_px), scroll_top_px }
    }

    /// The same place with the thumb where it belongs. Give the browser its scroll position when
    /// scrolling rests; without it the thumb could meet its end before the rows meet theirs.
    pub fn settle(&self, position: Position) -> Position {
        self.at(position.row_px)
    }

    /// The smallest move that brings a row into view whole.
    pub fn reveal(&self, position: Position, row: usize) -> Position {
        let top_px = self.row_top_px(row);
        let lowest_px = top_px + self.row_height_px - self.view_height_px;
        self.at(position.row_px.max(lowest_px).min(top_px))
    }

    /// The position from which the same is seen after rows have come above it, or gone, which is the negative.
    pub fn shift(&self, position: Position, rows: isize) -> Position {
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let moved_px = rows as f64 * self.row_height_px;
        self.at(position.row_px + moved_px)
    }

    /// The first row that is in view whole, or the one below which nothing is; 0 where there are none.
    pub fn first_row(&self, position: Position) -> usize {
        let first = floor((self.clamped(position.row_px) / self.row_height_px).ceil());
        first.min(self.row_count.saturating_sub(1))
    }

    /// The rows in view and some around them.
    pub fn window(&self, position: Position) -> Window {
        let row_px = self.clamped(position.row_px);
        let first = floor(row_px / self.row_height_px);
        // As many wherever they are cut: a row that came and went would be made anew each time.
        let in_view = floor((self.view_height_px / self.row_height_px).ceil()) + 1;
        let spare = MAX_RENDERED_ROWS.saturating_sub(in_view);
        let overscan = OVERSCAN_ROWS.min(spare / 2);
        let end = (first + in_view + overscan).min(self.row_count);
        let rows = first.saturating_sub(overscan)..end;
        let scroll_top_px = position.scroll_top_px.clamp(0.0, self.max_scroll_px());
        let first_row_offset_px = self.row_top_px(rows.start) - row_px + scroll_top_px;
        Window { rows, first_row_offset_px, row_height_px: self.row_height_px }
    }

    /// The rows to print, wherever the reader is.
    pub fn on_paper(&self) -> Window {
        Window {
            rows: 0..self.row_count.min(MAX_PRINTED_ROWS),
            first_row_offset_px: 0.0,
            row_height_px: self.row_height_px,
        }
    }

    /// The end of the rows that is meant where the thumb has met its own and less is missing than
    /// the thumb can tell apart.
    fn end_near(&self, row_px: f64, scroll_top_px: f64) -> Option<f64> {
        let near_px = ROUNDING_PX * self.row_px_per_scroll_px();
        let is_near = |missing_scroll_px: f64, missing_row_px: f64| {
            self.is_capped() && missing_scroll_px < ROUNDING_PX && missing_row_px < near_px
        };
        if is_near(scroll_top_px, row_px) {
            Some(0.0)
        } else if is_near(self.max_scroll_px() - scroll_top_px, self.max_row_px() - row_px) {
            Some(self.max_row_px())
        } else {
            None
        }
    }

    fn at(&self, row_px: f64) -> Position {
        let row_px = self.clamped(row_px);
        let scroll_top_px = row_px / self.row_px_per_scroll_px();
        if !self.is_capped() {
            return Position { row_px, scroll_top_px };
        }
        // A place between two pixels would be rounded by the browser, and the rows moved with it.
        Position { row_px, scroll_top_px: scroll_top_px.round().min(self.max_scroll_px()) }
    }

    fn row_top_px(&self, row: usize) -> f64 {
        px(row) * self.row_height_px
    }

    fn rows_height_px(&self) -> f64 {
        px(self.row_count) * self.row_height_px
    }

    fn is_capped(&self) -> bool {
        self.rows_height_px() > MAX_TRACK_PX
    }

    fn row_px_per_scroll_px(&self) -> f64 {
        if self.is_capped() { self.max_row_px() / self.max_scroll_px() } else { 1.0 }
    }

    fn max_row_px(&self) -> f64 {
        (self.rows_height_px() - self.view_height_px).max(0.0)
    }

    fn max_scroll_px(&self) -> f64 {
        (self.track_height_px() - self.view_height_px).max(0.0)
    }

    fn clamped(&self, row_px: f64) -> f64 {
        row_px.clamp(0.0, self.max_row_px())
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 rows")]
fn px(rows: usize) -> f64 {
    rows as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
fn floor(rows: f64) -> usize {
    rows as usize
}
