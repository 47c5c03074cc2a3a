//! Buttons that save or copy the chart as a picture.

use cubeboard_app::browser::{self, clipboard, download};
use cubeboard_i18n::share::PanelMessages;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use super::PageHandle;
use crate::page::Page;
use crate::picture;
use crate::saving::Saving;
use crate::saving::end::{Copied, End};

/// The chart as PNG, as SVG, and into the clipboard.
#[component]
pub fn ChartButtons(
    /// The page it is about.
    page: PageHandle,
    /// The panel's words.
    text: &'static PanelMessages,
    /// Where it is said what became of it.
    saving: Saving,
) -> impl IntoView {
    let press = move |take: fn(&Page, Saving) -> Option<()>| {
        if page.with_value(|page| take(page, saving)).is_none() {
            saving.report(End::NoRows);
        }
    };
    view! {
        <div class="share-files">
            <button type="button" class="button" on:click=move |_| press(save_png)>
                {text.png}
            </button>
            <button type="button" class="button" on:click=move |_| press(save_svg)>
                {text.svg}
            </button>
            <button type="button" class="button" on:click=move |_| press(copy_png)>
                {text.copy_chart}
            </button>
        </div>
    }
    .into_any()
}

fn save_svg(page: &Page, saving: Saving) -> Option<()> {
    let name = page.facts()?.view.file_name("svg");
    download::save(&picture::svg(page)?, &name);
    saving.report(End::Saved(name));
    Some(())
}

fn save_png(page: &Page, saving: Saving) -> Option<()> {
    let name = page.facts()?.view.file_name("png");
    saving.save_when_made(browser::picture::png(picture::svg(page)?), name);
    Some(())
}

fn copy_png(page: &Page, saving: Saving) -> Option<()> {
    let svg = picture::svg(page)?;
    let png = future_to_promise(async {
        let png = browser::picture::png(svg).await;
        png.map(Into::into).map_err(|_| JsValue::UNDEFINED)
    });
    clipboard::write_png(png, move |is_copied| saving.end_copying(Copied::Chart, is_copied));
    Some(())
}
