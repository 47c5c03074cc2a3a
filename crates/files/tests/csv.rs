//! CSV, read back by the csv crate.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod rows;

use chrono::Timelike as _;
use cubeboard_files::clock::Clock;
use cubeboard_files::csv::Csv;
use cubeboard_files::guard::harmless;
use cubeboard_i18n::Language;
use cubeboard_responses::calendar::time::{self, Written};
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::store::{Id, Response};
use proptest::prelude::*;
use rows::{HOSTILE, Owned, id_text, row};

const LANGUAGES: [Language; 2] = [Language::English, Language::Bokmal];

/// All columns by Oslo's clock.
fn written(language: Language, rows: &[Response<'_>]) -> Vec<u8> {
    let clock = Clock::Zone(Zone::Oslo);
    let instants = rows.iter().filter_map(|it| it.submitted_micros);
    let instants = instants.clone().min().zip(instants.max()).map(|(first, last)| first..=last);
    let columns = Column::ALL.to_vec();
    let mut csv = Csv::as_shown(Vec::new(), columns, language, clock, instants).unwrap();
    for row in rows {
        csv.push(row).unwrap();
    }
    csv.finish().unwrap()
}

fn read(language: Language, file: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(if language == Language::English { b',' } else { b';' });
    let mut reader = reader.has_headers(false).from_reader(file);
    let rows = reader.records().map(|it| it.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// The text that a cell was made of, by the rule that the docs give.
fn text_of(language: Language, cell: &str) -> String {
    let others = if language == Language::English { "\t\r\n|;" } else { "\t\r\n|," };
    let mut text = String::new();
    let mut is_cell_start = false;
    for character in cell.chars() {
        if is_cell_start && "=+-@＝＋－＠".contains(character) {
            assert_eq!(text.pop(), Some('\''), "{cell}");
        }
        is_cell_start = others.contains(character) || (is_cell_start && is_passed_over(character));
        text.push(character);
    }
    match text.strip_prefix('\'') {
        Some(behind) if harmless(behind) != behind => behind.to_owned(),
        _ => text,
    }
}

fn is_passed_over(it: char) -> bool {
    let unseen = "'\"\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}";
    it.is_whitespace() || it.is_control() || unseen.contains(it)
}

/// Whether a program takes a cell for a formula, told apart from the code's own list.
fn is_formula(cell: &str) -> bool {
    let seen = cell.trim_start_matches(|it| it != '\'' && is_passed_over(it));
    seen.starts_with(|it| "=+-@＝＋－＠".contains(it))
}

#[test]
fn a_readers_language_decides_how_it_looks() {
    let row = Response {
        submitted_micros: Some(1_485_873_668_999_999),
        kind: Some("Sale, \"big\""),
        agent: Some("kari@callcenter.no"),
        customer: Some("Åse; Østby"),
        crm_id: Some(Id::Number(u64::MAX)),
        external_id: Some(Id::Text("-1")),
        ..Response::default()
    };
    let file = |language| String::from_utf8(written(language, &[row])).unwrap();
    assert_eq!(
        file(Language::English),
        "\u{feff}\"Submitted (Oslo time, UTC+01:00)\",Type,Subtype,Agent,Customer,CRM id,External id,Comment\r\n\
         2017-01-31 15:41:08,\"Sale, \"\"big\"\"\",,kari@callcenter.no,\"Åse; Østby\",18446744073709551615,'-1,\r\n"
    );
    assert_eq!(
        file(Language::Bokmal),
        "\u{feff}\"Registrert (norsk tid, UTC+01:00)\";Type;Undertype;Agent;Kunde;CRM-id;Ekstern id;Kommentar\r\n\
         2017-01-31 15:41:08;\"Sale, \"\"big\"\"\";;kari@callcenter.no;\"Åse; Østby\";18446744073709551615;'-1;\r\n"
    );
}

#[test]
fn columns_come_in_the_order_they_are_given() {
    let columns = vec![Column::Comment, Column::Submitted];
    let clock = Clock::Zone(Zone::Utc);
    let mut csv =
        Csv::as_shown(Vec::new(), columns, Language::English, clock, Some(0..=0)).unwrap();
    let row = Response { submitted_micros: Some(0), comment: Some("a"), ..Response::default() };
    csv.push(&row).unwrap();
    csv.push(&Response::default()).unwrap();
    let file = String::from_utf8(csv.finish().unwrap()).unwrap();
    assert_eq!(file, "\u{feff}Comment,Submitted (UTC)\r\na,1970-01-01 00:00:00\r\n,\r\n");
}

#[test]
fn no_hostile_text_is_a_formula() {
    let rows = HOSTILE.map(|it| Response {
        agent: Some(it),
        kind: Some(it),
        subtype: Some(it),
        customer: Some(it),
        comment: Some(it),
        crm_id: Some(Id::Text(it)),
        external_id: Some(Id::Text(it)),
        ..Response::default()
    });
    for language in LANGUAGES {
        let read = read(language, &written(language, &rows));
        assert_eq!(read.len(), 1 + HOSTILE.len());
        for (cells, text) in read[1..].iter().zip(HOSTILE) {
            for cell in &cells[1..] {
                assert!(!is_formula(cell), "{cell}");
                assert!(!cell.starts_with(['\t', '\r', '\n']), "{cell}");
                assert_eq!(text_of(language, cell), text);
            }
        }
    }
}

/// Cells as a reader sees them that looks for this separator, and takes no notice of quotation marks within a cell.
fn read_by(separator: u8, file: &[u8]) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.delimiter(separator).has_headers(false).flexible(true).from_reader(file);
    let rows = reader.byte_records().map(Result::unwrap);
    let cells =
        rows.map(|row| row.iter().map(|it| String::from_utf8(it.to_vec()).unwrap()).collect());
    cells.collect::<Vec<Vec<_>>>().concat()
}

// Report 21
#[test]
fn a_text_that_other_readers_take_for_cells_is_quoted_and_no_formula() {
    for (text, in_english, in_norwegian) in [
        ("Ola;=1+1", "\"Ola;'=1+1\"", "\"Ola;=1+1\""),
        ("Ola,=1+1", "\"Ola,=1+1\"", "\"Ola,'=1+1\""),
        ("Ola\t@SUM(1)", "\"Ola\t'@SUM(1)\"", "\"Ola\t'@SUM(1)\""),
        ("Ola|b", "\"Ola|b\"", "\"Ola|b\""),
        ("Ola\r-1", "\"Ola\r'-1\"", "\"Ola\r'-1\""),
        ("\n=1", "\"'\n'=1\"", "\"'\n'=1\""),
    ] {
        for (language, expected) in LANGUAGES.into_iter().zip([in_english, in_norwegian]) {
            let row = Response { comment: Some(text), ..Response::default() };
            let file = String::from_utf8(written(language, &[row])).unwrap();
            let separator = if language == Language::English { ',' } else { ';' };
            assert!(file.ends_with(&format!("{separator}{expected}\r\n")), "{file}");
        }
    }
}

proptest! {
    // Report 21
    #[test]
    fn no_reader_sees_a_formula_whatever_it_takes_for_separators(
        rows in proptest::collection::vec(row(), 0..6),
    ) {
        let rows: Vec<_> = rows.iter().map(Owned::response).collect();
        for language in LANGUAGES {
            let file = written(language, &rows);
            for separator in *b",;\t|" {
                for cell in read_by(separator, &file) {
                    prop_assert!(!is_formula(&cell), "{cell:?}");
                }
            }
        }
    }

    #[test]
    fn every_cell_is_read_back(rows in proptest::collection::vec(row(), 0..6)) {
        let rows: Vec<_> = rows.iter().map(Owned::response).collect();
        for language in LANGUAGES {
            let read = read(language, &written(language, &rows));
            prop_assert_eq!(read.len(), 1 + rows.len());
            for (cells, row) in read[1..].iter().zip(&rows) {
                let texts = [row.kind, row.subtype, row.agent, row.customer, row.comment];
                for (place, text) in [1, 2, 3, 4, 7].into_iter().zip(texts) {
                    prop_assert_eq!(text_of(language, &cells[place]), text.unwrap_or_default());
                }
                prop_assert_eq!(text_of(language, &cells[5]), id_text(row.crm_id));
                prop_assert_eq!(text_of(language, &cells[6]), id_text(row.external_id));
                let local = row.submitted_micros.map(|it| Zone::Oslo.local(it));
                let local = local.map(|it| it.with_nanosecond(0).unwrap().to_string());
                let clock = Clock::Zone(Zone::Oslo);
                let offset = row.submitted_micros.and_then(|it| clock.telling_offset(it));
                let expected = local.unwrap_or_default() + &offset.unwrap_or_default();
                prop_assert_eq!(&cells[0], &expected);
            }
        }
    }

    #[test]
    fn the_services_own_form_loses_nothing(rows in proptest::collection::vec(row(), 0..6)) {
        let mut csv = Csv::as_served(Vec::new()).unwrap();
        for row in &rows {
            csv.push(&row.response()).unwrap();
        }
        let read = read(Language::English, &csv.finish().unwrap());
        let heads = "submitted_when,type,subtype,submitted_by,customer_name,crm_customer_id,\
                     external_customer_id,campaign_id,comment";
        prop_assert_eq!(read[0].join(","), heads);
        for (cells, row) in read[1..].iter().zip(&rows) {
            let row = row.response();
            let time = cells[0].parse::<chrono::DateTime<chrono::Utc>>().ok();
            prop_assert_eq!(time.map(|it| it.timestamp_micros()), row.submitted_micros);
            prop_assert_eq!(text_of(Language::English, &cells[7]), id_text(row.campaign));
            prop_assert_eq!(text_of(Language::English, &cells[8]), row.comment.unwrap_or_default());
        }
    }
}

// Report 23
#[test]
fn an_hour_that_autumn_repeats_is_told_apart_and_read_again_in_order_23() {
    let start = 1_509_228_000_000_000; // 2017-10-28T22:00:00Z
    let times: Vec<i64> = (0..12).map(|it| start + it * 1_800_000_000).collect();
    let rows: Vec<_> = times
        .iter()
        .map(|it| Response { submitted_micros: Some(*it), ..Response::default() })
        .collect();
    for language in LANGUAGES {
        let read = read(language, &written(language, &rows));
        let cells: Vec<_> = read[1..].iter().map(|it| it[0].as_str()).collect();
        assert_eq!(cells[3], "2017-10-29 01:30:00");
        assert_eq!(cells[5], "2017-10-29 02:30:00+02:00");
        assert_eq!(cells[7], "2017-10-29 02:30:00+01:00");
        assert_eq!(cells[8], "2017-10-29 03:00:00");
        let micros = cells.iter().map(|it| match time::parse(it).unwrap() {
            Written::Utc(micros) => micros,
            Written::Local(local) => Zone::Oslo.instant(local).micros,
        });
        assert_eq!(micros.collect::<Vec<_>>(), times);
    }
}
