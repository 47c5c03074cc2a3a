//! The colours of parts can be told from their card and from each other, by everyone.
//!
//! Colour blindness is simulated after Machado, Oliveira and Fernandes (2009), severity 1, in
//! linear light; distances are Euclidean in Oklab (Ottosson 2020), where 1 is from black to white.
#![cfg(not(target_arch = "wasm32"))]

use cubeboard_plot::look::Look;
use plotters::style::RGBColor;

type Vector = [f64; 3];
type Matrix = [Vector; 3];

const NORMAL: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const PROTANOPIA: Matrix = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTERANOPIA: Matrix = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];

/// From linear light to cone responses, and from their cube roots to Oklab.
const CONES: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const OKLAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];

fn times(matrix: &Matrix, vector: Vector) -> Vector {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

fn linear(RGBColor(red, green, blue): RGBColor) -> Vector {
    [red, green, blue].map(|channel| match f64::from(channel) / 255.0 {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    })
}

/// Contrast as WCAG 2 defines it.
fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let luminance = |colour| times(&[[0.2126, 0.7152, 0.0722]; 3], linear(colour))[0] + 0.05;
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

/// How far apart two colours are for the eyes that tell them apart least.
fn distance(a: RGBColor, b: RGBColor) -> f64 {
    let seen = |eyes, colour| {
        let light = times(eyes, linear(colour)).map(|it| it.clamp(0.0, 1.0));
        times(&OKLAB, times(&CONES, light).map(f64::cbrt))
    };
    let between = |eyes| {
        let (a, b) = (seen(eyes, a), seen(eyes, b));
        a.into_iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    };
    [NORMAL, PROTANOPIA, DEUTERANOPIA].iter().map(between).fold(f64::INFINITY, f64::min)
}

#[test]
fn marks_stand_out_from_their_card_and_text_more_so() {
    for look in [Look::light(), Look::dark()] {
        for part in look.parts {
            assert!(contrast(part, look.card) >= 3.0, "{part:?}");
        }
        assert!(contrast(look.faint, look.card) >= 4.9);
    }
}

#[test]
fn any_two_parts_differ_for_the_colour_blind() {
    for look in [Look::light(), Look::dark()] {
        for (index, part) in look.parts.into_iter().enumerate() {
            for (earlier_index, earlier) in look.parts[..index].iter().enumerate() {
                // The first four are the design's own. Teal and grey on white come nearest, for
                // protanopes; the line between parts, the legend and the tooltip help them.
                let least = if index < 4 { 0.045 } else { 0.11 };
                let distance = distance(part, *earlier);
                assert!(distance > least, "{earlier_index} and {index}: {distance:.3}");
            }
        }
    }
}
