//! Chart picture for export: the chart with title, query, note and legend around it, as SVG or on any backend.

use std::borrow::Cow;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea as _};
use plotters::element::{DashedPathElement, PathElement, Rectangle};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle, RGBColor, TextStyle};

use crate::chart::BarChart;
use crate::look::Look;
use crate::paint::{DrawError, draw_on};
use crate::text::{BOLD, fitting, width_em};

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
    /// The line of the goal.
    Goal,
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
    // Whatever text they come from, a document with one of these is none.
    Ok(if svg.contains(is_forbidden) { svg.replace(is_forbidden, REPLACEMENT) } else { svg })
}

/// What stands for a character that cannot be there.
const REPLACEMENT: &str = "\u{fffd}";

/// Whether a document may not hold a character, not even escaped (XML 1.0, 2.2).
fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
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
    words.write(
        &layout.title,
        (MARGIN_EM, y),
        Style { size_em: TITLE_EM, bold: true, colour: look.ink },
    )?;
    y += LINE_EM;
    for line in &layout.query {
        words.write(line, (MARGIN_EM, y), Style::plain(look.muted))?;
        y += LINE_EM;
    }
    for Placed { mark, name, x, row } in &layout.legend {
        words.entry(&Entry { mark: *mark, name }, (MARGIN_EM + x, y + LINE_EM * row))?;
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
struct Layout<'a> {
    title: Cow<'a, str>,
    query: Vec<String>,
    note: Vec<String>,
    legend: Vec<Placed<'a>>,
    /// The room that the words take above the chart, and below it.
    above_em: f64,
    below_em: f64,
}

/// An entry of the legend in its place.
struct Placed<'a> {
    mark: Mark,
    name: Cow<'a, str>,
    /// How far to the right it begins.
    x: f64,
    /// In which row.
    row: f64,
}

impl<'a> Layout<'a> {
    fn new(picture: &Picture<'a>, width: f64) -> Self {
        let title = fitting(picture.title, width / (TITLE_EM * BOLD));
        let (query, note) = (lines(picture.query, width), lines(picture.note, width));
        let (mut x, mut row) = (0.0, 0.0);
        let place = |entry: &Entry<'a>| {
            let name = fitting(entry.name, width - MARK_EM);
            let entry_width = MARK_EM + width_em(&name);
            if x > 0.0 && x + entry_width > width {
                (x, row) = (0.0, row + 1.0);
            }
            let placed = Placed { mark: entry.mark, name, x, row };
            x += entry_width + ENTRY_GAP_EM;
            placed
        };
        let legend: Vec<_> = picture.legend.iter().map(place).collect();
        let rows = legend.last().map_or(0.0, |it| it.row + 1.0);
        let above_em = MARGIN_EM + LINE_EM * (1.5 + count(&query) + rows);
        let below_em = MARGIN_EM + LINE_EM * (0.5 + count(&note));
        Self { title, query, note, legend, above_em, below_em }
    }
}

fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(0))
}

/// A text broken between words, so that no line is wider than it may be; a word that is has an ellipsis.
fn lines(text: &str, width: f64) -> Vec<String> {
    let mut lines = Vec::<String>::new();
    for word in text.split(' ').map(|it| fitting(it, width)) {
        match lines.last_mut() {
            Some(line) if width_em(line) + width_em(" ") + width_em(&word) <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word.into_owned()),
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
            Mark::Goal => {
                let (line, (dot, gap)) = ([(left, middle), (right, middle)], look.dots_px());
                self.area.draw(&DashedPathElement::new(line, dot, gap, look.goal_stroke()))?;
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
