//! The workbook, read back by another's reader.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod readings;
mod rows;

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use cubeboard_cube::loader::Loader;
use cubeboard_files::workbook;
use cubeboard_responses::statistics::definition::Definition;
use proptest::prelude::*;
use readings::read;
use rows::HOSTILE;
use serde_json::json;

/// Long after the days that are asked for, in milliseconds since 1970.
const AFTER_MILLIS: i64 = 1_700_000_000_000;

/// January with rows of these texts, each as type, agent, customer, comment and id.
fn of_texts(texts: &[&str]) -> Loader {
    let row = |text: &&str| {
        json!({
            "submitted_when": "2017-01-10T12:00:00Z", "campaign_id": 926, "type": text,
            "submitted_by": text, "customer_name": text, "comment": text,
            "external_customer_id": text,
        })
    };
    read("2017-01-01", "2017-01-31", &texts.iter().map(row).collect::<Vec<_>>())
}

fn written(loader: &Loader) -> (Vec<u8>, usize) {
    let mut file = Vec::new();
    let cut = workbook::write(
        loader.current().unwrap(),
        AFTER_MILLIS * 1000,
        Definition::default(),
        &mut file,
    )
    .unwrap();
    (file, cut)
}

fn sheet(file: &[u8], name: &str) -> Range<Data> {
    Xlsx::new(Cursor::new(file)).unwrap().worksheet_range(name).unwrap()
}

fn text(cell: Option<&Data>) -> String {
    match cell {
        Some(Data::String(text)) => text.clone(),
        None | Some(Data::Empty) => String::new(),
        Some(other) => panic!("{other:?} is no text"),
    }
}

/// A text with its line breaks as a cell has them.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Each text stands in every sheet as it was read, and none is a formula.
#[track_caller]
fn check(texts: &[&str]) {
    let loader = of_texts(texts);
    let reading = loader.current().unwrap();
    let (file, cut) = written(&loader);
    assert_eq!(cut, 0);
    let (responses, days) = (sheet(&file, "responses"), sheet(&file, "days"));
    let agents = sheet(&file, "agents");
    let agents: Vec<_> = (1..agents.height()).map(|row| text(agents.get((row, 0)))).collect();
    let kinds: Vec<_> = (2..days.width() - 3).map(|column| text(days.get((0, column)))).collect();
    let rows = reading.segments().flatten().filter_map(|row| reading.store().row(row));
    for (place, row) in (1..).zip(rows) {
        for (column, expected) in
            [(2, row.kind), (4, row.agent), (5, row.customer), (9, row.comment)]
        {
            let expected = with_line_feeds(expected.unwrap_or_default());
            assert_eq!(text(responses.get((place, column))), expected);
        }
        let agent = with_line_feeds(row.agent.unwrap_or("(nobody)"));
        let kind = with_line_feeds(row.kind.unwrap_or("(no type)"));
        assert!(agents.contains(&agent), "{agent:?} is none of {agents:?}");
        assert!(kinds.contains(&kind), "{kind:?} is none of {kinds:?}");
    }
    let mut workbook = Xlsx::new(Cursor::new(&*file)).unwrap();
    for name in ["about", "responses", "days", "agents", "outcomes"] {
        assert!(workbook.worksheet_formula(name).unwrap().is_empty());
    }
}

// Report 15
#[test]
fn a_line_break_of_any_kind_is_one_in_a_cell() {
    for (comment, expected) in [
        ("Ring tilbake\r\nmandag", "Ring tilbake\nmandag"),
        ("Ring tilbake\rmandag", "Ring tilbake\nmandag"),
        ("Ring tilbake\nmandag", "Ring tilbake\nmandag"),
        ("\r\n\r\na\r\r\n", "\n\na\n\n"),
        (" a\t\r\n ", " a\t\n "),
    ] {
        let (file, _) = written(&of_texts(&[comment]));
        assert_eq!(text(sheet(&file, "responses").get((1, 9))), expected);
        check(&[comment]);
    }
}

// Report 15
#[test]
fn any_text_stands_in_any_cell() {
    let escapes = ["_x000D_", "_x005F_x000D_", "_x0041_x0042_", "_xD83D_", "_x00", "x000D_\u{1}"];
    let controls = ["\u{1}\u{1f980}", "\u{3}", "a\u{b}\u{c}\u{1f}b", "\u{7f}\u{85}\u{9f}", "\u{0}"];
    let others = ["\u{fffe}", "\u{ffff}", "\u{feff}a", "\u{202e}a", "\u{10ffff}", "a\u{30a}"];
    let markup =
        ["<r>a</r>", "<r><t>=1</t></r>", "<r>&_x0041_\u{1}</r>", "]]>", "&amp;", "<r></r>"];
    for texts in [&escapes[..], &controls, &others, &markup, &HOSTILE] {
        check(texts);
    }
}

// Report 15
#[test]
fn a_character_that_would_complete_an_escape_is_replaced() {
    let (file, _) = written(&of_texts(&["a_x000D\u{1}b"]));
    assert_eq!(text(sheet(&file, "responses").get((1, 9))), "a_x000D\u{fffd}b");
}

// Report 15
#[test]
fn a_text_is_cut_where_a_cell_ends() {
    let long_markup = format!("<r>{}</r>", "&".repeat(20_000));
    for (given, expected, count) in [
        ("å".repeat(32_768), "å".repeat(32_767), 5),
        (format!("a{}", "\r\n".repeat(32_766)), format!("a{}", "\n".repeat(32_766)), 0),
        ("\u{1}".repeat(32_767), "\u{1}".repeat(32_767), 0),
        ("🦀".repeat(16_384), "🦀".repeat(16_383), 5),
        (long_markup.clone(), long_markup[..long_markup.len() - 1].to_owned(), 5),
    ] {
        let row = json!({
            "submitted_when": "2017-01-10T12:00:00Z", "campaign_id": 926, "type": "Sale",
            "customer_name": given, "comment": given,
        });
        let (file, cut) = written(&read("2017-01-01", "2017-01-31", &[row]));
        assert_eq!(cut, usize::from(count > 0) * 2);
        let told = sheet(&file, "about");
        let told = told.rows().find(|it| it[0].to_string().starts_with("Texts cut"));
        assert_eq!(told.map(|it| it[1].to_string()), (cut > 0).then(|| cut.to_string()));
        let read = text(sheet(&file, "responses").get((1, 9)));
        assert!(read == expected, "{} characters", read.chars().count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    // Report 15
    #[test]
    fn every_text_is_read_back(texts in proptest::collection::vec(
        prop_oneof![any::<String>(), r"[_x0-9A-F<r>/&\r\n\t \x01\x0b=\-'åØ🦀\u{fffe}]{0,12}"],
        1..6,
    )) {
        // One combination that no escape can tell has a test of its own.
        let texts: Vec<_> = texts.iter().map(|it| it.replace("_x", "_y")).chain(texts.iter().map(
            |it| it.replace(|it: char| it.is_control() || "\u{fffe}\u{ffff}".contains(it), ""),
        )).collect();
        check(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

// Report 21
#[test]
fn a_text_that_would_be_a_formula_is_marked_as_text_and_stays_as_it_is() {
    let marked = |text: &str| {
        let (file, _) = written(&of_texts(&[text]));
        part(&file, "xl/styles.xml").contains("quotePrefix=\"1\"")
    };
    for text in ["=1+1", "+47 22 00 00 00", "-5", "@SUM(1)", "＝1", " =1", "\t=1"] {
        check(&[text]);
        assert!(marked(text), "{text}");
    }
    for text in ["Sale", "1=1", "kari@callcenter.no"] {
        assert!(!marked(text), "{text}");
    }
}

/// The day, since 1900 as Excel counts them, of a time that is shown to so many parts of a second.
#[expect(clippy::cast_possible_truncation, reason = "a day of this century")]
fn shown_day(cell: &Data, parts: f64) -> i64 {
    let Data::DateTime(time) = cell else { panic!("{cell:?} is no time") };
    let per_day = 86_400.0 * parts;
    ((time.as_f64() * per_day).round() / per_day).floor() as i64
}

// Report 36
#[test]
fn a_time_is_on_one_day_in_all_sheets() {
    for (from, to, time, day_in_month) in [
        ("2017-01-01", "2017-01-31", "2017-01-30T22:59:59.9997Z", 30),
        ("2017-01-01", "2017-01-31", "2017-01-30T22:59:59.9994Z", 30),
        ("2017-01-01", "2017-01-31", "2017-01-30T23:00:00Z", 31),
        ("2017-01-01", "2017-01-31", "2017-01-31T22:59:59.999999Z", 31),
        ("2016-12-01", "2016-12-31", "2016-12-31T22:59:59.999999Z", 31),
        ("2016-02-01", "2016-02-29", "2016-02-29T22:59:59.9995Z", 29),
        ("2017-03-01", "2017-03-31", "2017-03-25T22:59:59.999999Z", 25),
        ("2017-10-01", "2017-10-31", "2017-10-28T21:59:59.999999Z", 28),
    ] {
        let row = json!({"submitted_when": time, "campaign_id": 926, "type": "Sale"});
        let (file, _) = written(&read(from, to, &[row]));
        let (responses, days) = (sheet(&file, "responses"), sheet(&file, "days"));
        assert_eq!(days.get((day_in_month, 1)), Some(&Data::Float(1.0)), "{time}");
        let day = shown_day(days.get((day_in_month, 0)).unwrap(), 1000.0);
        assert_eq!(shown_day(responses.get((1, 1)).unwrap(), 1000.0), day, "{time}");
    }
}

// Report 23
#[test]
fn an_hour_that_comes_twice_is_shown_with_its_offset_and_no_other_is() {
    let times = [
        ("2017-10-28T23:59:59Z", ""),
        ("2017-10-29T00:30:00Z", " \"+02:00\""),
        ("2017-10-29T00:59:59.9999Z", " \"+02:00\""),
        ("2017-10-29T01:30:00Z", " \"+01:00\""),
        ("2017-10-29T02:00:00Z", ""),
        ("2017-03-26T00:30:00Z", ""),
    ];
    let row = |(time, _): &(&str, &str)| json!({"submitted_when": time, "campaign_id": 926});
    let rows: Vec<_> = times.iter().map(row).collect();
    let (file, _) = written(&read("2017-01-01", "2017-12-31", &rows));
    let cells = sheet(&file, "responses");
    for (row, (time, offset)) in (1..).zip(times) {
        assert!(matches!(cells.get((row, 1)), Some(Data::DateTime(_))), "{time} is a time");
        let format = shown_as(&file, &format!("B{}", row + 1));
        assert_eq!(format, format!("yyyy-mm-dd hh:mm:ss.000{offset}"), "{time}");
    }
}

/// The format with which a cell of the responses shows its number.
fn shown_as(file: &[u8], cell: &str) -> String {
    let [sheet, styles] =
        ["xl/worksheets/sheet2.xml", "xl/styles.xml"].map(|name| part(file, name));
    let [sheet, styles] = [&sheet, &styles].map(|it| roxmltree::Document::parse(it).unwrap());
    let number = |node: roxmltree::Node<'_, '_>, name: &str| -> usize {
        node.attribute(name).unwrap().parse().unwrap()
    };
    let cell = sheet.descendants().find(|it| it.attribute("r") == Some(cell)).unwrap();
    let looks = styles.descendants().find(|it| it.has_tag_name("cellXfs")).unwrap();
    let look = looks.children().filter(roxmltree::Node::is_element).nth(number(cell, "s")).unwrap();
    let id = number(look, "numFmtId");
    let mut formats = styles.descendants().filter(|it| it.has_tag_name("numFmt"));
    let format = formats.find(|it| number(*it, "numFmtId") == id).unwrap();
    format.attribute("formatCode").unwrap().to_owned()
}

/// A file within the workbook's archive.
fn part(file: &[u8], name: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

// Report 36
#[test]
fn no_time_is_rounded_into_the_next_second() {
    for (time, expected) in [
        ("2017-03-26T00:59:59.999999Z", "2017-03-26 01:59:59.999"), // the clock goes on to 3
        ("2017-10-29T00:59:59.9996Z", "2017-10-29 02:59:59.999"),   // the clock goes back to 2
        ("2017-01-10T11:59:59.9999Z", "2017-01-10 12:59:59.999"),
        ("2017-01-10T11:59:59.257789Z", "2017-01-10 12:59:59.258"),
    ] {
        let row = json!({"submitted_when": time, "campaign_id": 926, "type": "Sale"});
        let (file, _) = written(&read("2017-01-01", "2017-12-31", &[row]));
        let cells = sheet(&file, "responses");
        let Some(Data::DateTime(time)) = cells.get((1, 1)) else { panic!("no time") };
        let (year, month, day, hour, minute, second, millis) = time.to_ymd_hms_milli();
        let shown =
            format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{millis:03}");
        assert_eq!(shown, expected);
    }
}
