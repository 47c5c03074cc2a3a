//! CSV and workbooks as `LibreOffice` opens them: CSV in each form with the separator and the language of its readers, as
//! Excel does by itself. Whether a cell became a number, a time or a text, and whether there is a chart, is read from the
//! workbook that it makes.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may do as tests do")]

mod rows;
mod shown;

use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use chrono::NaiveDateTime;
use cubeboard_files::clock::Clock;
use cubeboard_files::csv::Csv;
use cubeboard_files::guard::harmless_by_any_separator;
use cubeboard_files::privacy::PersonalData;
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
    convert(folder.path(), "rows.csv", &[&format!("--infilter={filter}")]);
    let mut book: Xlsx<_> = open_workbook(folder.path().join("made/rows.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let formulas = book.worksheet_formula(&book.sheet_names()[0]).unwrap();
    let formulas = formulas.used_cells().filter(|(_, _, it)| !it.is_empty()).count();
    (sheet.rows().map(<[Data]>::to_vec).collect(), formulas)
}

/// Has `LibreOffice` make a workbook of a file, in the folder `made` beside it.
fn convert(folder: &Path, file: &str, arguments: &[&str]) {
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .arg("--headless")
        .args(arguments)
        .args(["--convert-to", "xlsx", "--outdir", "made", file])
        .current_dir(folder)
        .output()
        .expect("LibreOffice is installed: script/setup test does that");
    assert!(output.status.success(), "{output:?}");
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

#[test]
fn a_workbook_opens_with_its_cells_and_its_chart() {
    let folder = tempfile::tempdir().unwrap();
    let plan = shown::plan(Language::Bokmal, Zone::Oslo, PersonalData::Keep);
    let file = shown::written(plan);
    fs::write(folder.path().join("sales.xlsx"), &file).unwrap();
    convert(folder.path(), "sales.xlsx", &[]);
    let made = fs::read(folder.path().join("made/sales.xlsx")).unwrap();
    let [mut given, mut opened] =
        [&file, &made].map(|it| Xlsx::new(std::io::Cursor::new(it.as_slice())).unwrap());
    assert_eq!(given.sheet_names(), opened.sheet_names());
    for name in given.sheet_names() {
        let [given, opened] =
            [&mut given, &mut opened].map(|it| it.worksheet_range(&name).unwrap());
        for (row, column, cell) in given.used_cells() {
            let read = opened.get((row, column)).unwrap();
            assert!(are_same(cell, read), "{name}, {row}, {column}: {cell:?}, {read:?}");
        }
        let formulas = opened_formulas(&made, &name);
        assert_eq!(formulas, 0, "{name}");
    }

    let parts = shown::parts(&made);
    let chart = parts.iter().find(|(name, _)| name.starts_with("xl/charts/chart")).unwrap();
    let chart = String::from_utf8(chart.1.clone()).unwrap();
    let chart = roxmltree::Document::parse(&chart).unwrap();
    let named =
        |name: &'static str| chart.descendants().filter(move |it| it.tag_name().name() == name);
    assert_eq!([named("barChart").count(), named("lineChart").count()], [1, 2]);
    // What it draws, as it read it from the cells.
    let columns = named("barChart").next().unwrap();
    let values = columns.descendants().find(|it| it.tag_name().name() == "val").unwrap();
    let values = values.descendants().filter(|it| it.tag_name().name() == "v");
    let values: Vec<_> = values.filter_map(|it| it.text()).collect();
    assert_eq!(values.len(), 31);
    assert_eq!(values[..4], ["1", "0", "1", "0"]);
}

/// Whether two cells are of one type and value; programs write numbers to 15 digits.
fn are_same(cell: &Data, read: &Data) -> bool {
    let are_near = |one: f64, other: f64| (one - other).abs() <= one.abs() * 1e-14;
    match (cell, read) {
        (Data::Float(cell), Data::Float(read)) => are_near(*cell, *read),
        (Data::DateTime(cell), Data::DateTime(read)) => are_near(cell.as_f64(), read.as_f64()),
        (cell, read) => cell == read,
    }
}

fn opened_formulas(file: &[u8], sheet: &str) -> usize {
    let mut book = Xlsx::new(std::io::Cursor::new(file)).unwrap();
    let formulas = book.worksheet_formula(sheet).unwrap();
    formulas.used_cells().filter(|(_, _, it)| !it.is_empty()).count()
}

/// A time as spreadsheets count.
fn days_since_1900(time: NaiveDateTime) -> f64 {
    let start: NaiveDateTime = "1899-12-30T00:00:00".parse().unwrap();
    let seconds = time.signed_duration_since(start).num_seconds();
    f64::from(u32::try_from(seconds).unwrap()) / 86_400.0
}
