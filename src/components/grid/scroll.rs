//! Scrolling of a grid: how far the reader has scrolled, and which rows are in view for that.

use cubeboard_responses::table::viewport::{Position, Track, Window};
use leptos::html;
use leptos::prelude::*;

use crate::browser::{frame, size};

/// Heights in CSS pixels; the style sheet knows the same numbers.
const HEAD_HEIGHT_PX: f64 = 37.0;
const ROW_HEIGHT_PX: f64 = 36.0;
const CARD_HEIGHT_PX: f64 = 60.0;
/// A table narrower than this shows each row as an entry of two lines.
const NARROW_PX: f64 = 640.0;

/// The scrolling of a grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scroll {
    node: NodeRef<html::Div>,
    is_narrow: Memo<bool>,
    track: Memo<Track>,
    position: RwSignal<Position>,
    window: Memo<Window>,
}

impl Scroll {
    /// Follows the size of the grid's element.
    pub(super) fn new(
        node: NodeRef<html::Div>,
        row_count: Signal<usize>,
        is_printing: Signal<bool>,
    ) -> Self {
        let size = size::of(node);
        let is_narrow = Memo::new(move |_| {
            !is_printing.get() && (1.0..NARROW_PX).contains(&size.get().width_px)
        });
        let track = Memo::new(move |_| {
            let head_px = if is_narrow.get() { 0.0 } else { HEAD_HEIGHT_PX };
            Track {
                row_count: row_count.get(),
                row_height_px: if is_narrow.get() { CARD_HEIGHT_PX } else { ROW_HEIGHT_PX },
                view_height_px: (size.get().height_px - head_px).max(0.0),
            }
        });
        let position = RwSignal::new(Position::default());
        let window = Memo::new(move |_| {
            let track = track.get();
            if is_printing.get() { track.on_paper() } else { track.window(position.get()) }
        });
        let scroll = Self { node, is_narrow, track, position, window };
        // A browser may forget how far a grid was scrolled that was hidden meanwhile, and tells nobody.
        let is_laid_out = Memo::new(move |_| size.get().height_px > 0.0);
        Effect::new(move |was_laid_out_once: Option<bool>| {
            let was_laid_out_once = was_laid_out_once.unwrap_or_default();
            let is_laid_out = is_laid_out.get();
            // A grid that is new has not been scrolled, and to ask would lay the page out once more.
            if is_laid_out && was_laid_out_once {
                scroll.follow();
            }
            was_laid_out_once || is_laid_out
        });
        scroll
    }

    /// Whether rows are entries of two lines.
    pub(super) fn is_narrow(self) -> bool {
        self.is_narrow.get()
    }

    /// The rows to render, and where.
    pub(super) fn in_view(self) -> Window {
        self.window.get()
    }

    /// Height of the element that is as high as all rows together.
    pub(super) fn track_height_px(self) -> f64 {
        self.track.get().track_height_px()
    }

    /// How high a table of few rows is; of many, only that it is high.
    pub(super) fn short_height_px(self, row_count: usize) -> f64 {
        let count = f64::from(u8::try_from(row_count).unwrap_or(u8::MAX));
        if self.is_narrow() {
            CARD_HEIGHT_PX * count
        } else {
            HEAD_HEIGHT_PX + ROW_HEIGHT_PX * count
        }
    }

    /// How many rows there are, and how many fit into the view.
    pub(super) fn extent(self) -> (usize, usize) {
        let track = self.track.get_untracked();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows in view")]
        let page = (track.view_height_px / track.row_height_px) as usize;
        (track.row_count, page)
    }

    /// The first row that is in view.
    pub(super) fn first_row(self) -> usize {
        self.track.get_untracked().first_row(self.position.get_untracked())
    }

    /// Goes where the browser has scrolled to.
    pub(super) fn follow(self) {
        let scroll_top = self.node.get_untracked().map_or(0, |grid| grid.scroll_top());
        let track = self.track.get_untracked();
        self.position.update(|position| *position = track.follow(*position, f64::from(scroll_top)));
    }

    /// Past the browsers' cap the thumb drifts from its place by and by; at rest it is put back.
    pub(super) fn settle(self) {
        let position = self.position.get_untracked();
        let settled = self.track.get_untracked().settle(position);
        if settled != position {
            self.go_to(settled);
        }
    }

    /// Goes on with the same in view after rows have come above it, or gone.
    pub(super) fn shift(self, rows: isize) {
        let (track, position) = (self.track.get_untracked(), self.position.get_untracked());
        self.go_to(track.shift(position, rows));
        // A browser goes no further than the track was high before these rows; by the next picture it is as high as now.
        frame::next(move || {
            if let Some(position) = self.position.try_get_untracked() {
                self.go_to(position);
            }
        });
    }

    /// Brings a row into view.
    pub(super) fn reveal(self, row: usize) {
        self.go_to(self.track.get_untracked().reveal(self.position.get_untracked(), row));
    }

    /// Brings a column into view, beside the first, which stays.
    pub(super) fn reveal_column(self, column: usize) {
        let Some(grid) = self.node.get_untracked() else { return };
        let header = |index: usize| {
            let selector = format!("[role=columnheader][aria-colindex='{}']", index + 1);
            Some(grid.query_selector(&selector).ok()??.get_bounding_client_rect())
        };
        let (Some(first), Some(header)) = (header(0), header(column)) else { return };
        if column == 0 {
            return;
        }
        let end_px = grid.get_bounding_client_rect().left() + f64::from(grid.client_width());
        let missing_px = (header.right() - end_px).min(header.left() - first.right());
        let step_px = missing_px.max(0.0) + (header.left() - first.right()).min(0.0);
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        grid.set_scroll_left(grid.scroll_left() + step_px.round() as i32);
    }

    fn go_to(self, position: Position) {
        self.position.set(position);
        if let Some(grid) = self.node.get_untracked() {
            #[expect(clippy::cast_possible_truncation, reason = "a track has a capped height")]
            grid.set_scroll_top(position.scroll_top_px().round() as i32);
        }
    }
}
