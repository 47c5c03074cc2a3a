//! Bar chart that is only looked at, from afar: its text grows with it, and it follows neither pointer nor keys.

use cubeboard_responses::series::Series;
use leptos::html;
use leptos::prelude::*;

use super::drawing::{Drawable, Zoom};
use super::surface::Surface;
use crate::browser::size;
use crate::i18n::use_locale;

/// The chart is as high as so many pixels of a page, so that its text is more than a tenth of its height.
const PAGE_HEIGHT_PX: f64 = 90.0;

/// Bars on a screen that nobody touches.
#[component]
pub fn StillBarChart(
    /// The bars; nothing before there are any.
    #[prop(into)]
    series: Signal<Option<Series>>,
    /// What it is drawn for.
    #[prop(into)]
    surface: Signal<Surface>,
    /// What it tells, in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let frame = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let size = size::of(frame).into();
    let (hidden, zoom) = (Signal::stored(Vec::new()), Zoom::HeightPx(PAGE_HEIGHT_PX));
    let drawing = Drawable { series, hidden, surface, size, zoom }.follow_on(canvas, locale);
    let failure = move || {
        let failure = locale.text().failure.chart_not_drawn;
        format!("{} {}", failure.title, failure.remedy)
    };
    view! {
        <div class="still-chart" node_ref=frame>
            <canvas node_ref=canvas role="img" aria-label=label></canvas>
            <p hidden=move || !drawing.read().is_failed()>{failure}</p>
        </div>
    }
    .into_any()
}
