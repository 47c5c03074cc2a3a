//! Chart style: colours, text size, and device pixels per CSS pixel.

use cubeboard_responses::series::SLOT_COUNT;
use plotters::style::{Color as _, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle};

/// Colours, text and scale. Begin with [`Look::light`] or [`Look::dark`] and change what differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// What the chart lies on, and the line between the parts of a bar.
    pub card: RGBColor,
    /// Weekends and holidays.
    pub wash: RGBColor,
    /// The grid.
    pub line: RGBColor,
    /// The text of the axes.
    pub faint: RGBColor,
    /// The lines of the mean and of the goal.
    pub ink: RGBColor,
    /// The line of what it is compared with.
    pub muted: RGBColor,
    /// The parts of a bar, by their colour slot.
    pub parts: [RGBColor; SLOT_COUNT],
    /// Font families as CSS writes them.
    pub font_family: &'static str,
    /// Text size in CSS pixels.
    pub text_css_px: f64,
    /// Device pixels of the surface per CSS pixel.
    pub pixel_ratio: f64,
    /// How much larger than meant the backend wants text sizes: 1 on a canvas.
    pub text_factor: f64,
}

impl Look {
    /// The same look on plotters' SVG backend, which divides every text size by 1.24.
    #[must_use]
    pub fn for_svg(self) -> Self {
        Self { text_factor: 1.24, ..self }
    }

    /// A length in whole device pixels, at least one.
    pub(crate) fn px(&self, css_px: f64) -> i32 {
        round(css_px * self.pixel_ratio).max(1)
    }

    /// A length in text sizes, in whole device pixels.
    pub(crate) fn em(&self, factor: f64) -> i32 {
        self.px(self.text_css_px * factor)
    }

    /// The font to ask the backend for, for text so many times as large as the chart's. Not made by `into_font`, which
    /// looks for known families in any case of letters: all those of Unicode would be in the page.
    pub(crate) fn font(&self, factor: f64, style: FontStyle) -> FontDesc<'static> {
        let px = self.text_css_px * factor * self.pixel_ratio * self.text_factor;
        FontDesc::new(FontFamily::Name(self.font_family), px, style)
    }

    /// How the line of the mean is drawn.
    pub(crate) fn mean_stroke(&self) -> ShapeStyle {
        self.stroke(self.ink, 1.75)
    }

    /// How the line of what is compared with is drawn, in [`Look::dashes_px`].
    pub(crate) fn before_stroke(&self) -> ShapeStyle {
        self.stroke(self.muted, 1.5)
    }

    /// How the line of the goal is drawn, in [`Look::dots_px`].
    pub(crate) fn goal_stroke(&self) -> ShapeStyle {
        self.stroke(self.ink, 2.0)
    }

    /// The ground of what was counted and is not read yet.
    pub(crate) fn counted(&self) -> RGBColor {
        mix(self.line, self.card, 0.5)
    }

    /// How its outline is drawn.
    pub(crate) fn counted_stroke(&self) -> ShapeStyle {
        self.stroke(self.muted, 1.0)
    }

    /// The length of a dash, and of the gap to the next.
    pub(crate) fn dashes_px(&self) -> (i32, i32) {
        (self.px(4.0), self.px(3.0))
    }

    /// The length of a dot, and of the gap to the next.
    pub(crate) fn dots_px(&self) -> (i32, i32) {
        (self.px(2.0), self.px(3.0))
    }

    fn stroke(&self, colour: RGBColor, css_px: f64) -> ShapeStyle {
        let width = u32::try_from(self.px(css_px)).unwrap_or(1);
        ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: width }
    }
}

/// A colour mixed with another, of which it keeps so much, from 0 to 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
pub(crate) fn mix(colour: RGBColor, ground: RGBColor, share: f64) -> RGBColor {
    let channel = |some: u8, other: u8| {
        (f64::from(some) * share + f64::from(other) * (1.0 - share)).round() as u8
    };
    RGBColor(channel(colour.0, ground.0), channel(colour.1, ground.1), channel(colour.2, ground.2))
}

/// To the nearest whole pixel.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast saturates, and no surface is that large"
)]
pub(crate) fn round(px: f64) -> i32 {
    px.round() as i32
}
