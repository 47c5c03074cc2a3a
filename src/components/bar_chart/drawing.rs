//! Redrawing of the chart: anew whenever the numbers, the size, the look or the language change.

use cubeboard_plot::look::Look;
use cubeboard_responses::series::{PartName, Series};
use leptos::prelude::*;
use leptos::{html, logging};

use super::canvas::{self, DrawnChart, draw_on_canvas};
use super::surface::Surface;
use crate::browser::size::Size;
use crate::i18n::Locale;

/// On A4 with its margins.
const PAPER: Size = Size { width_px: 820.0, height_px: 260.0, pixel_ratio: 2.0 };

/// What became of the last drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drawing {
    /// Nothing was drawn yet.
    None,
    /// This chart is on the canvas.
    Chart(DrawnChart),
    /// The browser refused; the console says why.
    Failed,
}

impl Drawing {
    /// The chart on the canvas.
    pub(super) fn chart(&self) -> Option<&DrawnChart> {
        match self {
            Self::Chart(chart) => Some(chart),
            Self::None | Self::Failed => None,
        }
    }

    /// Whether the reader misses a chart.
    pub(super) fn is_failed(&self) -> bool {
        *self == Self::Failed
    }
}

/// How large text, lines and gaps are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Zoom {
    /// As on a page.
    None,
    /// In proportion to the chart, which is as high as so many pixels of a page.
    HeightPx(f64),
}

impl Zoom {
    fn factor(self, size: Size) -> f64 {
        match self {
            Self::None => 1.0,
            Self::HeightPx(height_px) => size.height_px / height_px,
        }
    }
}

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawable {
    /// The bars; nothing before there are any.
    pub(super) series: Signal<Option<Series>>,
    /// Parts that are switched off.
    pub(super) hidden: Signal<Vec<PartName>>,
    /// What it is drawn for.
    pub(super) surface: Signal<Surface>,
    /// Size on a screen.
    pub(super) size: Signal<Size>,
    /// How large its text is.
    pub(super) zoom: Zoom,
}

impl Drawable {
    /// Draws it on the canvas now and after each change.
    pub(super) fn follow_on(
        self,
        canvas: NodeRef<html::Canvas>,
        locale: Locale,
    ) -> RwSignal<Drawing> {
        let drawing = RwSignal::new(Drawing::None);
        // Drawing reaches outside, so it is an effect; only by drawing is it known where the bars stand.
        Effect::new(move || {
            let series = self.series.read();
            let (Some(canvas), Some(series)) = (canvas.get(), series.as_ref()) else { return };
            let size = self.shown_size();
            if !canvas::fit(&canvas, size) {
                return;
            }
            let pixel_ratio = size.pixel_ratio * self.zoom.factor(size);
            let look = Look { pixel_ratio, ..self.look() };
            let hidden = self.hidden.read();
            let drawn = draw_on_canvas(canvas, series, &hidden, &look, locale.formatter());
            drawing.set(drawn.map_or_else(
                |error| {
                    logging::error!("the chart could not be drawn: {error}");
                    Drawing::Failed
                },
                Drawing::Chart,
            ));
        });
        drawing
    }

    fn shown_size(self) -> Size {
        if self.surface.get() == Surface::Paper { PAPER } else { self.size.get() }
    }

    fn look(self) -> Look {
        if self.surface.get() == Surface::Dark { Look::dark() } else { Look::light() }
    }
}
