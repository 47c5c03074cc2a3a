//! CSV as `LibreOffice` opens it: each form with the separator and the language of its readers, as Excel does by itself.
//! Whether a cell became a number, a time or a text is read from the workbook that it makes.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may do as tests do")]

mod rows;

use std::fs;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use chrono::NaiveDateTime;
use cubeboard_files::clock::Clock;
use cubeboard_files::csv::Csv;
use cubeboard_files::guard::harmless_by_any_separator;
use cubeboard_i18n::Language;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::store::{Id, Response};
use rows::HOSTILE;

/// A time in winter, and one in summer.
const TIMES: [(i64, &str); 2] = [
    (1_485_873_668_450_388, "2017-01-31 15:41:08"),
    (1_498_903_200_000_000, "2017-07-01 12:00:00"),
];

/// Every text in every column that has one.
fn rows() -> Vec<Response<'static>> {
    let texts = ["Åse Østby, «blåbærsyltetøy»; \"æ\"", "Betaler tilsendt faktura"];
    let texts = texts.into_iter().chain(HOSTILE.into_iter().filter(|it| !it.contains('\0')));
    let rows = texts.enumerate().map(|(place, text)| Response {
        submitted_micros: Some(TIMES[place % 2].0),
        kind: Some(text),
        subtype: Some(text),
        agent: Some(text),
        customer: Some(text),
        crm_id: Some(Id::Number(1_286_928 + place as u64)),
        external_id: Some(Id::Number(123_456_789_012_345)),
        comment: Some(text),
        campaign: None,
    });
    rows.collect()
}

/// What the `LibreOffice` of a reader makes of the rows in a language, and its formulas.
fn opened(language: Language, reader: Language) -> (Vec<Vec<Data>>, usize) {
    let folder = tempfile::tempdir().unwrap();
    let instants = Some(TIMES[0].0..=TIMES[1].0);
    let (columns, clock) = (Column::ALL.to_vec(), Clock::Zone(Zone::Oslo));
    let mut csv = Csv::as_shown(Vec::new(), columns, language, clock, instants).unwrap();
    for row in rows() {
        csv.push(&row).unwrap();
    }
    fs::write(folder.path().join("rows.csv"), csv.finish().unwrap()).unwrap();
    // Separator, quotation mark, UTF-8, first line, no columns set, language, and whether special numbers are looked for.
    let filter = match reader {
        Language::English => "CSV:44,34,76,1,,2057,false,true",
        Language::Bokmal => "CSV:59,34,76,1,,1044,false,true",
    };
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--headless", &format!("--infilter={filter}"), "--convert-to", "xlsx"])
        .args(["--outdir", "made", "rows.csv"])
        .current_dir(folder.path())
        .output()
        .expect("LibreOffice is installed: script/setup test does that");
    assert!(output.status.success(), "{output:?}");
    let mut book: Xlsx<_> = open_workbook(folder.path().join("made/rows.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let formulas = book.worksheet_formula(&book.sheet_names()[0]).unwrap();
    let formulas = formulas.used_cells().filter(|(_, _, it)| !it.is_empty()).count();
    (sheet.rows().map(<[Data]>::to_vec).collect(), formulas)
}

/// A text with line breaks of one kind.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[test]
fn both_forms_open_with_letters_numbers_and_times() {
    for (language, head) in [
        (Language::English, "Submitted (Oslo time, UTC+01:00/+02:00)"),
        (Language::Bokmal, "Registrert (norsk tid, UTC+01:00/+02:00)"),
    ] {
        let (cells, formulas) = opened(language, language);
        assert_eq!(formulas, 0);
        assert_eq!(cells[0][0], Data::String(head.to_owned()));
        let rows = rows();
        assert_eq!(cells.len(), 1 + rows.len());
        for (cells, (place, row)) in cells[1..].iter().zip((0_u32..).zip(&rows)) {
            let Data::DateTime(time) = &cells[0] else { panic!("no time: {:?}", cells[0]) };
            let expected: NaiveDateTime =
                TIMES[place as usize % 2].1.replace(' ', "T").parse().unwrap();
            assert!((time.as_f64() - days_since_1900(expected)).abs() < 1e-8, "{time:?}");
            for (cell, column) in cells.iter().zip(Column::ALL) {
                let text = match column {
                    Column::Submitted => continue,
                    Column::CrmId => {
                        assert_eq!(cell, &Data::Float(f64::from(1_286_928 + place)));
                        continue;
                    }
                    Column::ExternalId => {
                        assert_eq!(cell, &Data::Float(123_456_789_012_345.0));
                        continue;
                    }
                    Column::Kind => row.kind,
                    Column::Subtype => row.subtype,
                    Column::Agent => row.agent,
                    Column::Customer => row.customer,
                    Column::Comment => row.comment,
                };
                let Data::String(shown) = cell else { panic!("no text: {cell:?}") };
                let separator = if language == Language::English { ',' } else { ';' };
                let written = harmless_by_any_separator(text.unwrap(), separator);
                assert_eq!(with_line_feeds(shown), with_line_feeds(&written));
            }
        }
    }
}

// Report 21
#[test]
fn the_separator_of_another_country_makes_no_formula() {
    assert_eq!(opened(Language::English, Language::Bokmal).1, 0);
    assert_eq!(opened(Language::Bokmal, Language::English).1, 0);
}

/// A time as spreadsheets count.
fn days_since_1900(time: NaiveDateTime) -> f64 {
    let start: NaiveDateTime = "1899-12-30T00:00:00".parse().unwrap();
    let seconds = time.signed_duration_since(start).num_seconds();
    f64::from(u32::try_from(seconds).unwrap()) / 86_400.0
}
