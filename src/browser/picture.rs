//! Pictures: PNG made of an SVG document, and the size of what is to be pictured.

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::window;

/// Width and height of an element in CSS pixels; nothing where there is none.
pub fn size_of(which: &str) -> Option<(u32, u32)> {
    let element = window()?.document()?.query_selector(which).ok()??;
    let pixels = |length: i32| u32::try_from(length).unwrap_or_default();
    Some((pixels(element.client_width()), pixels(element.client_height())))
}

/// Why there is no PNG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PngError {
    /// The browser gives other pixels than were painted, so that nobody is known again by them.
    Altered,
    /// The browser could not paint it.
    NotPainted,
}

/// An SVG document as a PNG, with two pixels for each of the screen's.
///
/// # Errors
/// Where the browser cannot paint it, or would give another picture.
pub async fn png(svg: Blob) -> Result<Blob, PngError> {
    if !gives_what_was_painted() {
        return Err(PngError::Altered);
    }
    painted_png(svg).await.map_err(|_| PngError::NotPainted)
}

/// Whether a canvas gives back the pixels that were painted on it.
fn gives_what_was_painted() -> bool {
    const COLOURS: [(&str, [u8; 3]); 3] =
        [("#2563c9", [0x25, 0x63, 0xc9]), ("#ffffff", [0xff; 3]), ("#101820", [0x10, 0x18, 0x20])];
    let is_given = |(name, rgb): &(&str, [u8; 3])| {
        let canvas = canvas(8, 8).ok()?;
        let context = context(&canvas).ok()?;
        context.set_fill_style_str(name);
        context.fill_rect(0.0, 0.0, 8.0, 8.0);
        let pixels = context.get_image_data(0.0, 0.0, 8.0, 8.0).ok()?.data();
        Some(pixels.chunks_exact(4).all(|pixel| pixel.starts_with(rgb)))
    };
    COLOURS.iter().all(|colour| is_given(colour) == Some(true))
}

fn canvas(width: u32, height: u32) -> Result<HtmlCanvasElement, JsValue> {
    let document = window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    Ok(canvas)
}

fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    Ok(canvas.get_context("2d")?.ok_or(JsValue::UNDEFINED)?.unchecked_into())
}

async fn painted_png(svg: Blob) -> Result<Blob, JsValue> {
    let address = Url::create_object_url_with_blob(&svg)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let painted = JsFuture::from(image.decode()).await;
    let canvas = painted.and_then(|_| paint(&image));
    Url::revoke_object_url(&address)?;
    let canvas = canvas?;
    let made = Promise::new(&mut |resolve, reject| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            let made = if blob.is_null() { reject } else { resolve };
            drop(made.call1(&JsValue::UNDEFINED, &blob));
        });
        drop(canvas.to_blob(take.unchecked_ref()));
    });
    JsFuture::from(made).await.map(JsValue::unchecked_into)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
fn paint(image: &HtmlImageElement) -> Result<HtmlCanvasElement, JsValue> {
    let ratio = 2.0 * window().map_or(1.0, |window| window.device_pixel_ratio()).max(1.0);
    let [width, height] =
        [image.natural_width(), image.natural_height()].map(|it| f64::from(it) * ratio);
    let canvas = canvas(width.round() as u32, height.round() as u32)?;
    let context = context(&canvas)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    Ok(canvas)
}
