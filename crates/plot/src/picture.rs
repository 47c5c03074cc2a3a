//! Chart picture for export: the chart with title, query, note and legend around it, as SVG or on any backend.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea as _};
use plotters::element::{DashedPathElement, PathElement, Rectangle};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle, RGBColor, TextStyle};

use crate::chart::BarChart;
use crate::look::Look;
use crate::paint::{DrawError, draw_on};
use crate::text;

/// A chart and the words around it.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// What the chart counts.
    pub title: &'a str,
    /// What was asked.
    pub query: &'a str,
    /// How much of it is there, and as of when.
    pub note: &'a str,
    /// What the colours and lines stand for.
    pub legend: &'a [Entry<'a>],
    /// The chart.
    pub chart: BarChart<'a>,
}

/// One entry of the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its mark.
    pub mark: Mark,
    /// Its words.
    pub name: &'a str,
}

/// What an entry of the legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The parts of bars in one colour, by its slot.
    Part(usize),
    /// The line of the mean.
    Mean,
    /// The line of what is compared with.
    Before,
}

/// Lengths in em: times the chart's text size.
const MARGIN_EM: f64 = 1.75;
const TITLE_EM: f64 = 1.4;
const LINE_EM: f64 = 1.75;
const MARK_EM: f64 = 1.5;
const ENTRY_GAP_EM: f64 = 1.5;

/// A picture in light colours as an SVG document, for a chart of this size in CSS pixels.
///
/// # Errors
/// Where the backend fails.
pub fn svg(picture: &Picture<'_>, chart: (u32, u32)) -> Result<String, DrawError> {
    let look = Look::light().for_svg();
    let mut svg = String::new();
    draw(SVGBackend::with_string(&mut svg, size_css_px(picture, chart, &look)), picture, &look)?;
    Ok(svg)
}

/// How large the surface of a picture has to be for a chart of this size, in CSS pixels.
fn size_css_px(picture: &Picture<'_>, chart: (u32, u32), look: &Look) -> (u32, u32) {
    let layout = Layout::new(picture, f64::from(chart.0) / look.text_css_px);
    let length = |em: f64| round_up(em * look.text_css_px);
    (chart.0 + length(2.0 * MARGIN_EM), chart.1 + length(layout.above_em + layout.below_em))
}

/// Draws a picture over the whole surface of a backend.
fn draw<B: DrawingBackend<ErrorType: 'static>>(
    backend: B,
    picture: &Picture<'_>,
    look: &Look,
) -> Result<(), DrawError> {
    let area = backend.into_drawing_area();
    area.fill(&look.card)?;
    let (width, height) = area.dim_in_pixel();
    let em = look.text_css_px * look.pixel_ratio;
    let layout = Layout::new(picture, f64::from(width) / em - 2.0 * MARGIN_EM);
    let words = Words { area: &area, look };
    let mut y = MARGIN_EM + LINE_EM / 2.0;
    let title = Style { size_em: TITLE_EM, bold: true, colour: look.ink };
    words.write(picture.title, (MARGIN_EM, y), title)?;
    y += LINE_EM;
    for line in &layout.query {
        words.write(line, (MARGIN_EM, y), Style::plain(look.muted))?;
        y += LINE_EM;
    }
    for (entry, (x, row)) in picture.legend.iter().zip(&layout.legend) {
        words.entry(entry, (MARGIN_EM + x, y + LINE_EM * row))?;
    }
    let mut y = f64::from(height) / em - layout.below_em + LINE_EM;
    for line in &layout.note {
        words.write(line, (MARGIN_EM, y), Style::plain(look.faint))?;
        y += LINE_EM;
    }
    let [left, above, below] =
        [MARGIN_EM, layout.above_em, layout.below_em].map(|it| round_up(it * em));
    let room = (width.saturating_sub(2 * left), height.saturating_sub(above + below));
    draw_on(&area.clone().shrink((left, above), room), &picture.chart, look)?;
    Ok(area.present()?)
}

/// Where the words go, in em.
struct Layout {
    query: Vec<String>,
    note: Vec<String>,
    /// How far to the right each entry begins, and in which row.
    legend: Vec<(f64, f64)>,
    /// The room that the words take above the chart, and below it.
    above_em: f64,
    below_em: f64,
}

impl Layout {
    fn new(picture: &Picture<'_>, width_em: f64) -> Self {
        let (query, note) = (lines(picture.query, width_em), lines(picture.note, width_em));
        let (mut x, mut row) = (0.0, 0.0);
        let place = |entry: &Entry<'_>| {
            let entry_width_em = MARK_EM + text::width_em(entry.name);
            if x > 0.0 && x + entry_width_em > width_em {
                (x, row) = (0.0, row + 1.0);
            }
            let place = (x, row);
            x += entry_width_em + ENTRY_GAP_EM;
            place
        };
        let legend: Vec<_> = picture.legend.iter().map(place).collect();
        let rows = legend.last().map_or(0.0, |it| it.1 + 1.0);
        let above_em = MARGIN_EM + LINE_EM * (1.5 + count(&query) + rows);
        let below_em = MARGIN_EM + LINE_EM * (0.5 + count(&note));
        Self { query, note, legend, above_em, below_em }
    }
}

fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(0))
}

/// A text broken between words, so that no line is wider than it may be.
fn lines(text: &str, width_em: f64) -> Vec<String> {
    let mut lines = Vec::<String>::new();
    let space_em = text::width_em(" ");
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if text::width_em(line) + space_em + text::width_em(word) <= width_em => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[derive(Clone, Copy)]
struct Style {
    size_em: f64,
    bold: bool,
    colour: RGBColor,
}

impl Style {
    fn plain(colour: RGBColor) -> Self {
        Self { size_em: 1.0, bold: false, colour }
    }
}

struct Words<'a, B: DrawingBackend<ErrorType: 'static>> {
    area: &'a DrawingArea<B, Shift>,
    look: &'a Look,
}

impl<B: DrawingBackend<ErrorType: 'static>> Words<'_, B> {
    /// A text from x to the right, its middle line at y.
    fn write(&self, text: &str, (x, y): (f64, f64), style: Style) -> Result<(), DrawError> {
        let weight = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = self.look.font(style.size_em, weight);
        let left = Pos::new(HPos::Left, VPos::Center);
        let style = TextStyle::from(font).color(&style.colour).pos(left);
        Ok(self.area.draw_text(text, &style, (self.look.em(x), self.look.em(y)))?)
    }

    fn entry(&self, entry: &Entry<'_>, (x, y): (f64, f64)) -> Result<(), DrawError> {
        let look = self.look;
        let (left, right, middle) = (look.em(x), look.em(x + MARK_EM - 0.5), look.em(y));
        match entry.mark {
            Mark::Part(slot) => {
                let colour = look.parts[slot.min(look.parts.len() - 1)].filled();
                let half = (right - left) / 2;
                let square = [(left, middle - half), (right, middle + half)];
                self.area.draw(&Rectangle::new(square, colour))?;
            }
            Mark::Mean => {
                let line = [(left, middle), (right, middle)];
                self.area.draw(&PathElement::new(line, look.mean_stroke()))?;
            }
            Mark::Before => {
                let (line, (dash, gap)) = ([(left, middle), (right, middle)], look.dashes_px());
                self.area.draw(&DashedPathElement::new(line, dash, gap, look.before_stroke()))?;
            }
        }
        self.write(entry.name, (x + MARK_EM, y), Style::plain(look.muted))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length of a picture"
)]
fn round_up(length: f64) -> u32 {
    length.ceil() as u32
}
