//! A canvas as plotters draws on it: filled rectangles, lines and upright texts, which is all that charts here are made
//! of. plotters-canvas does more, and writes colours and sizes as fractions: with it a first visit was 4.9 kB larger.

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use thiserror::Error;
use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Draws on one canvas.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

/// The browser did not write a text.
#[derive(Debug, Error)]
#[error("the canvas refused a text")]
pub struct Refused;

type Drawn = Result<(), DrawingErrorKind<Refused>>;

impl Canvas {
    /// That of an element, where the browser gives it one to draw on.
    pub fn of(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { element, context })
    }

    fn rectangle(&self, from: BackendCoord, size: BackendCoord, colour: BackendColor) {
        self.context.set_fill_style_str(&hexadecimal(colour));
        let [x, y, width, height] = [from.0, from.1, size.0, size.1].map(f64::from);
        self.context.fill_rect(x, y, width, height);
    }
}

/// "#1f5fd0"; nothing that is drawn lets anything through.
fn hexadecimal(colour: BackendColor) -> String {
    let digit = |it: u8| char::from_digit(it.into(), 16).unwrap_or_default();
    let (red, green, blue) = colour.rgb;
    let mut text = String::from("#");
    for channel in [red, green, blue] {
        text.push(digit(channel >> 4));
        text.push(digit(channel & 15));
    }
    text
}

impl DrawingBackend for Canvas {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        (self.element.width(), self.element.height())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        self.rectangle(at, (1, 1), colour);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        self.rectangle(from, (to.0 - from.0, to.1 - from.1), style.color());
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.context.set_stroke_style_str(&hexadecimal(style.color()));
        self.context.set_line_width(style.stroke_width().into());
        self.context.begin_path();
        // The first of these only goes there, as a path has no point yet.
        path.into_iter().for_each(|(x, y)| self.context.line_to(x.into(), y.into()));
        self.context.stroke();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let anchor = style.anchor();
        self.context.set_text_align(match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        self.context.set_text_baseline(match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        #[expect(clippy::cast_possible_truncation, reason = "the size of a text")]
        let size = (style.size().round() as i32).to_string();
        let font = [style.style().as_str(), " ", &size, "px ", style.family().as_str()].concat();
        self.context.set_font(&font);
        self.context.set_fill_style_str(&hexadecimal(style.color()));
        let written = self.context.fill_text(text, at.0.into(), at.1.into());
        written.map_err(|_| DrawingErrorKind::DrawingError(Refused))
    }
}
