//! CSV, read back by the csv crate.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod rows;

use chrono::Timelike as _;
use cubeboard_files::clock::Clock;
use cubeboard_files::csv::Csv;
use cubeboard_i18n::Language;
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
fn text_of(cell: &str) -> &str {
    let behind = cell.strip_prefix('\'').filter(|it| cubeboard_files::guard::harmless(it) != *it);
    behind.unwrap_or(cell)
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
         2017-01-31 15:41:08,\"Sale, \"\"big\"\"\",,kari@callcenter.no,Åse; Østby,18446744073709551615,'-1,\r\n"
    );
    assert_eq!(
        file(Language::Bokmal),
        "\u{feff}Registrert (norsk tid, UTC+01:00);Type;Undertype;Agent;Kunde;CRM-id;Ekstern id;Kommentar\r\n\
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
                let seen = cell.trim_start_matches(|it: char| {
                    it.is_whitespace() || it.is_control() || "\"\u{feff}".contains(it)
                });
                assert!(!seen.starts_with(|it| "=+-@＝＋－＠".contains(it)), "{cell}");
                assert!(!cell.starts_with(['\t', '\r', '\n']), "{cell}");
                assert_eq!(text_of(cell), text);
            }
        }
    }
}

proptest! {
    #[test]
    fn every_cell_is_read_back(rows in proptest::collection::vec(row(), 0..6)) {
        let rows: Vec<_> = rows.iter().map(Owned::response).collect();
        for language in LANGUAGES {
            let read = read(language, &written(language, &rows));
            prop_assert_eq!(read.len(), 1 + rows.len());
            for (cells, row) in read[1..].iter().zip(&rows) {
                let texts = [row.kind, row.subtype, row.agent, row.customer, row.comment];
                for (place, text) in [1, 2, 3, 4, 7].into_iter().zip(texts) {
                    prop_assert_eq!(text_of(&cells[place]), text.unwrap_or_default());
                }
                prop_assert_eq!(text_of(&cells[5]), id_text(row.crm_id));
                prop_assert_eq!(text_of(&cells[6]), id_text(row.external_id));
                let local = row.submitted_micros.map(|it| Zone::Oslo.local(it));
                let local = local.map(|it| it.with_nanosecond(0).unwrap().to_string());
                prop_assert_eq!(&cells[0], &local.unwrap_or_default());
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
            prop_assert_eq!(text_of(&cells[7]), id_text(row.campaign));
            prop_assert_eq!(text_of(&cells[8]), row.comment.unwrap_or_default());
        }
    }
}
