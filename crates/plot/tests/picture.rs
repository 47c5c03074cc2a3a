//! The chart with its words, read back from its SVG.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]
#![expect(clippy::float_cmp, reason = "one baseline is written as one number")]

mod support;

use std::path::Path;
use std::{env, fs};

use cubeboard_plot::look::Look;
use cubeboard_plot::picture::{self, Entry, Mark, Picture};
use roxmltree::Document;

use support::{NAMES, chart, series, svg};

const MANY: &str =
    "Winter 2017 (926), Spring 2017 (930), Summer 2017 (941) · 1–31 January 2017 · Sale";

fn draw(chart_size: (u32, u32), title: &str, names: &[&str]) -> String {
    let mut january = series("2017-01-01", 31, 4);
    january.before = (0..31).map(|it| Some(january.bar_total(30 - it))).collect();
    let parts = names.iter().enumerate().map(|(slot, name)| Entry { mark: Mark::Part(slot), name });
    let lines = [(Mark::Mean, "7-day mean"), (Mark::Before, "Previous period")];
    let lines = lines.map(|(mark, name)| Entry { mark, name });
    let legend: Vec<_> = parts.chain(lines).collect();
    let picture = Picture {
        title,
        query: MANY,
        note: "634 of 634 responses · complete · Oslo time · read 14:32",
        legend: &legend,
        chart: chart(&january),
    };
    picture::svg(&picture, chart_size).unwrap()
}

/// What is written, in order of drawing.
fn texts(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|it| it.has_tag_name("text"));
    texts.map(|it| it.text().unwrap_or_default().trim().to_owned()).collect()
}

#[track_caller]
fn check(name: &str, svg: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, svg).unwrap();
    }
    assert!(svg == fs::read_to_string(&path).unwrap_or_default(), "{name} is drawn in another way");
}

#[test]
fn a_picture_says_what_it_shows() {
    let svg = draw((1200, 260), "Responses per day", &NAMES[..4]);
    let texts = texts(&svg);
    for expected in ["Responses per day", MANY, "Sale", "No sale", "7-day mean", "Previous period"]
    {
        assert!(texts.iter().any(|it| it == expected), "{expected} is missing in {texts:?}");
    }
    check("picture-wide.svg", &svg);
}

#[test]
fn the_chart_of_a_picture_is_the_chart_of_the_page() {
    let (page, _) = svg(&chart(&series("2017-01-01", 31, 4)), (1200, 260), Look::light());
    let sales = |svg: &str| {
        let document = Document::parse(svg).unwrap();
        let is_sale = |it: &roxmltree::Node<'_, '_>| it.attribute("fill") == Some("#2563C9");
        let sizes = |it: roxmltree::Node<'_, '_>| it.attribute("height").map(str::to_owned);
        document.descendants().filter(is_sale).map(sizes).collect::<Vec<_>>()
    };
    let picture = draw((1200, 260), "Responses per day", &[]);
    assert!(!sales(&page).is_empty());
    assert_eq!(sales(&picture), sales(&page));
}

#[test]
fn a_narrow_picture_breaks_its_lines() {
    let svg = draw((340, 220), "Responses per day", &NAMES[..6]);
    let joined = texts(&svg).join(" ");
    assert!(joined.contains(MANY), "{joined}");
    check("picture-phone.svg", &svg);
}

#[test]
fn words_that_look_like_markup_stay_words() {
    let hostile = "</text><script>alert(\"1\")</script> & 'Åse' ]]>";
    let svg = draw((1200, 260), hostile, &["<b>", "a & b", "\"quoted\"", "--><!--"]);
    let texts = texts(&svg);
    for expected in [hostile, "<b>", "a & b", "\"quoted\"", "--><!--"] {
        assert!(texts.iter().any(|it| it == expected), "{expected} is missing in {texts:?}");
    }
    let document = Document::parse(&svg).unwrap();
    assert!(!document.descendants().any(|it| it.has_tag_name("script")));
}

/// Each text with where it begins and its size, both in pixels.
fn placed(svg: &str) -> Vec<(String, [f64; 3])> {
    let document = Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|it| it.has_tag_name("text"));
    let placed = texts.map(|it| {
        let number = |name| it.attribute(name).unwrap().parse::<f64>().unwrap();
        let text = it.text().unwrap_or_default().trim().to_owned();
        (text, [number("x"), number("y"), number("font-size")])
    });
    placed.collect()
}

// Report 33
#[test]
fn words_stay_inside_the_picture_and_over_nothing() {
    // How wide the letters of common fonts are at the least.
    let letters =
        [("Avtalegiro", 0.45), ("W", 0.9), ("漢", 1.0), ("🦀", 1.2), ("@", 0.95), ("Щ", 0.9)];
    for (letter, width_em) in letters {
        let long = letter.repeat(200).chars().take(200).collect::<String>();
        let svg = draw((800, 260), &long, &[&long, "Sale", &long, &long, "No sale"]);
        let document = Document::parse(&svg).unwrap();
        let width: f64 = document.root_element().attribute("width").unwrap().parse().unwrap();
        let placed = placed(&svg);
        let ends = |text: &str, [x, _, size]: [f64; 3]| {
            let count = f64::from(u16::try_from(text.chars().count()).unwrap());
            x + count * width_em * size
        };
        let cut: Vec<_> = placed.iter().filter(|(text, _)| text.ends_with('…')).collect();
        assert_eq!(cut.len(), 4);
        for (text, place) in &cut {
            assert!(ends(text, *place) < width, "{text}");
            let beside = placed.iter().filter(|(_, [_, y, _])| *y == place[1]);
            for (other, [x, ..]) in beside {
                assert!(other == text || *x < place[0] || *x > ends(text, *place), "{other}");
            }
        }
    }
}

// Report 32
#[test]
fn characters_that_no_document_may_hold_are_replaced() {
    for forbidden in ["\u{3}", "\u{0}", "\u{8}", "\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}"] {
        let name = format!("Sale{forbidden}");
        let texts = texts(&draw((1200, 260), &format!("{forbidden}Responses"), &[&name]));
        assert!(texts.contains(&"Sale\u{fffd}".to_owned()), "{texts:?}");
        assert!(texts.contains(&"\u{fffd}Responses".to_owned()), "{texts:?}");
    }
    let kept = "Sale\u{7f}\u{85}\u{e000}\u{fffd}\u{10ffff}\u{202e}";
    assert!(texts(&draw((1200, 260), "Responses", &[kept])).contains(&kept.to_owned()));
}
