//! Icons: the page's few drawings, as paths of SVG.

use leptos::prelude::*;

/// The product's own sign: three bars.
pub const LOGO: &str = "M1 10h3v5H1zM6.5 6h3v9h-3zM12 1h3v14h-3z";
/// A disc, half of it dark.
pub const THEME: &str = "M8 1.75a6.25 6.25 0 0 1 0 12.5zM8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z";

/// An arrow that leaves a box.
pub const SHARE: &str = "M8 .5l4 4-1 1-2.3-2.2V10H7.3V3.3L5 5.5l-1-1zM2 8h1.5v5.5h9V8H14v7H2z";

/// Two sheets, one over the other.
pub const COPY: &str = "M5 5V2.5A1.5 1.5 0 0 1 6.5 1h7A1.5 1.5 0 0 1 15 2.5v7a1.5 1.5 0 0 1-1.5 1.5H11v2.5A1.5 1.5 0 0 1 9.5 15h-7A1.5 1.5 0 0 1 1 13.5v-7A1.5 1.5 0 0 1 2.5 5zm1.5 0h3A1.5 1.5 0 0 1 11 6.5v3h2.5v-7h-7zm-4 1.5v7h7v-7z";

/// A bookmark.
pub const VIEWS: &str = "M3.5 1h9v14L8 11.5 3.5 15zM5 2.5v9.4l3-2.3 3 2.3V2.5z";

/// A star.
pub const FIRST: &str = "M8 1l2.1 4.6 5 .5-3.8 3.3 1.1 4.9L8 11.8l-4.4 2.5 1.1-4.9L.9 6.1l5-.5z";

/// A pen.
pub const PEN: &str =
    "M11.5 1.5l3 3L5.5 13.5 1.5 14.5l1-4zM3.7 11.2l-.5 1.6 1.6-.5 6.4-6.4-1.1-1.1z";

/// A bin.
pub const BIN: &str = "M6 1h4l.5 1.5H14V4H2V2.5h3.5zM3 5h10l-.8 10H3.8zm1.6 1.5l.6 7h5.6l.6-7z";

/// A drawing of 16 by 16, given as the data of an SVG path; hidden from assistive technology.
#[component]
pub fn Icon(
    /// Class of the element around it.
    class: &'static str,
    /// Data of its path.
    path: &'static str,
) -> impl IntoView {
    view! {
        <span class=class aria-hidden="true">
            <svg viewBox="0 0 16 16">
                <path d=path></path>
            </svg>
        </span>
    }
    .into_any()
}
