//! Draws Cubeboard's chart models with plotters, on any of its backends: the canvas in the page,
//! SVG in tests and exports.
//!
//! Everything that could differ is an argument: colours, text size and pixel ratio come in a
//! [`look::Look`], words and dates from functions of the caller. What was drawn where comes back as
//! a [`plan::Plan`], so that hovering, clicking and walking by keys need no new drawing.
//!
//! plotters' own `ChartBuilder` is left aside: it rounds bars, ticks and label areas as it likes,
//! and a chart that is sharp at any size needs each edge on a whole device pixel. Lengths inside
//! are therefore device pixels unless a name says `css`.

pub mod chart;
mod dates;
mod labels;
pub mod look;
pub mod paint;
pub mod picture;
pub mod plan;
mod scale;
mod text;
pub mod theme;
