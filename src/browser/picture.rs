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

/// An SVG document as a PNG, with two pixels for each of the screen's.
///
/// # Errors
/// Where the browser cannot paint it.
pub async fn png(svg: Blob) -> Result<Blob, JsValue> {
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
    let window = window().ok_or(JsValue::UNDEFINED)?;
    let document = window.document().ok_or(JsValue::UNDEFINED)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let ratio = 2.0 * window.device_pixel_ratio().max(1.0);
    let [width, height] =
        [image.natural_width(), image.natural_height()].map(|it| f64::from(it) * ratio);
    canvas.set_width(width.round() as u32);
    canvas.set_height(height.round() as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::UNDEFINED)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    Ok(canvas)
}
