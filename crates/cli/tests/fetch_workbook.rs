//! The workbook that `cubeboard fetch` writes, read back by another's reader.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]
#![expect(clippy::float_cmp, clippy::cast_precision_loss, reason = "whole numbers, held exactly")]

mod fetching;
mod running;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::process::Command;

use calamine::{Data, Range, Reader as _, Xlsx};
use fetching::{Folder, JANUARY, demo, fetched, stub};
use running::{cubeboard, stderr};
use serde_json::{Value, json};
use zip::ZipArchive;

/// Cells by row, the headings first.
fn sheet(file: &[u8], name: &str) -> Range<Data> {
    Xlsx::new(Cursor::new(file)).unwrap().worksheet_range(name).unwrap()
}

/// The files in a workbook's archive, by name.
fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let count = archive.len();
    let parts = (0..count).map(|place| {
        let (mut part, mut content) = (archive.by_index(place).unwrap(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    });
    parts.collect()
}

/// A date's days since 1900 as Excel counts them, whatever it is shown as.
#[track_caller]
fn serial(cell: &Data) -> f64 {
    match cell {
        Data::DateTime(date) => date.as_f64(),
        other => panic!("{other:?} is no date"),
    }
}

#[track_caller]
fn check_moment(cell: &Data, expected: f64) {
    let millis = (serial(cell) - expected).abs() * 86_400_000.0;
    assert!(millis < 0.5, "{cell:?}");
}

/// One page of rows with this comment and time.
fn workbook_of(comment: &str, time: &str) -> (Folder, String) {
    let row = json!({
        "submitted_by": null, "submitted_when": time, "crm_customer_id": 971_352,
        "customer_name": comment, "campaign_id": 926, "type": "Sale", "subtype": null,
        "comment": comment, "external_customer_id": "1234567890123456789",
    });
    let page = json!({"count": 1, "next": null, "results": [row]}).to_string();
    let (service, folder) = (stub(move |_| page.clone()), Folder::new());
    let july = ["--campaign", "926", "--from", "2017-07-01", "--to", "2017-07-31"];
    let days = if time.starts_with("2017-07") { &july[..] } else { &[] };
    let output = folder.fetch(&service.url, "sales.xlsx", days);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = stderr(&output).to_owned();
    (folder, said)
}

/// All responses of January, of every type.
fn january() -> Vec<u8> {
    let folder = Folder::new();
    let mut command = cubeboard(&["fetch", "--demo", "--format", "xlsx", "--output"]);
    command.arg(folder.path("all.xlsx")).args(JANUARY);
    assert!(command.output().unwrap().status.success());
    folder.read("all.xlsx")
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn a_workbook_has_five_sheets_and_the_first_tells_of_the_others() {
    let file = fetched(&demo(""), "sales.xlsx");
    let workbook = Xlsx::new(Cursor::new(&*file)).unwrap();
    assert_eq!(workbook.sheet_names(), ["about", "responses", "days", "agents", "outcomes"]);
}

#[test]
fn the_first_sheet_says_what_was_asked_and_how_complete_it_is() {
    let about = sheet(&january(), "about");
    let value = |label: &str| {
        let is_it = |row: &&[Data]| row[0] == Data::String(label.to_owned());
        about.rows().find(is_it).map(|row| row[1].clone()).unwrap()
    };
    assert_eq!(value("Campaign"), Data::String("926".to_owned()));
    check_moment(&value("From"), 42_736.0);
    check_moment(&value("To"), 42_766.0);
    assert_eq!(value("Time zone"), Data::String("Oslo time, UTC+01:00".to_owned()));
    assert!(value("Completeness").to_string().starts_with("complete when it was read"));
    assert_eq!(value("Responses in this workbook"), Data::Float(634.0));
    assert_eq!(value("Counts as success"), Data::String("Sale".to_owned()));
    assert!(serial(&value("Read at")) > 45_000.0);
}

#[test]
fn a_workbook_counts_by_the_definition_of_the_settings() {
    let folder = Folder::new();
    let settings = folder.path("cubeboard.toml");
    let known = "[[campaigns]]\nid = 926\nname = \"Vinter\"\nsuccess = [\"Offer\"]\n\
                 neither = [\"Sale\"]\n";
    fs::write(&settings, known).unwrap();
    let mut command = cubeboard(&["fetch", "--demo", "--format", "xlsx", "--output"]);
    command.arg(folder.path("all.xlsx")).args(JANUARY).arg("--config").arg(&settings);
    assert!(command.output().unwrap().status.success());
    let about = sheet(&folder.read("all.xlsx"), "about");
    let value = |label: &str| {
        let row = about.rows().find(|row| row[0] == Data::String(label.to_owned())).unwrap();
        row[1].to_string()
    };
    assert_eq!(value("Counts as success"), "Offer");
    assert_eq!(value("Counts as neither"), "Sale");
}

#[test]
fn responses_are_dates_numbers_and_texts() {
    let serving = demo("");
    let lines = String::from_utf8(fetched(&serving, "sales.ndjson")).unwrap();
    let rows: Vec<Value> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let sheet = sheet(&fetched(&serving, "sales.xlsx"), "responses");
    assert_eq!(sheet.height(), 1 + rows.len());
    let names: Vec<_> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), 10);
    for (cells, row) in sheet.rows().skip(1).zip(&rows) {
        for (name, cell) in names.iter().zip(cells) {
            match (&**name, &row[name]) {
                ("submitted_when", Value::String(time)) => {
                    let micros = time.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
                    let days = micros.timestamp_micros() as f64 / 86_400e6 + 25_569.0;
                    check_moment(cell, days);
                    // January is winter: one hour ahead.
                    check_moment(&cells[1], days + 1.0 / 24.0);
                }
                ("submitted_oslo", _) => {}
                (_, Value::Null) => assert_eq!(cell, &Data::Empty, "{name}"),
                (_, Value::Number(number)) => {
                    assert_eq!(cell, &Data::Float(number.as_f64().unwrap()), "{name}");
                }
                (_, Value::String(text)) if text.is_empty() => {
                    assert_eq!(cell, &Data::Empty, "{name}");
                }
                (_, text) => assert_eq!(cell, &Data::String(text.as_str().unwrap().to_owned())),
            }
        }
    }
}

#[test]
fn summer_time_stands_beside_utc() {
    let (folder, _) = workbook_of("", "2017-07-01T22:30:00Z");
    let sheet = sheet(&folder.read("sales.xlsx"), "responses");
    check_moment(sheet.get((1, 0)).unwrap(), 42_917.937_5);
    check_moment(sheet.get((1, 1)).unwrap(), 42_918.0 + 0.5 / 24.0);
}

#[test]
fn a_late_response_counts_for_oslos_day_and_one_outside_is_told_apart() {
    for (time, row) in
        [("2017-01-15T22:30:00Z", 15), ("2017-01-15T23:30:00Z", 16), ("2017-01-31T23:30:00Z", 32)]
    {
        let (folder, _) = workbook_of("", time);
        let days = sheet(&folder.read("sales.xlsx"), "days");
        assert_eq!(days.get((row, 1)), Some(&Data::Float(1.0)), "{time}");
        let is_outside = days.get((32, 0)) == Some(&Data::String("other days".to_owned()));
        assert_eq!(is_outside, row == 32);
    }
}

#[test]
fn a_formula_is_a_text_and_a_number_that_excel_would_round_is_one_too() {
    for text in ["=1+1", "https://evil.example/", "line\nbreak", "_x0041_", "\u{1}\u{1f980}"] {
        let (folder, said) = workbook_of(text, "2017-01-01T12:00:00Z");
        assert!(!said.contains("were cut"), "{said}");
        let file = folder.read("sales.xlsx");
        let cells = sheet(&file, "responses");
        for column in [5, 9] {
            assert_eq!(cells.get((1, column)), Some(&Data::String(text.to_owned())));
        }
        assert_eq!(cells.get((1, 7)), Some(&Data::String("1234567890123456789".to_owned())));
        let formulas = Xlsx::new(Cursor::new(&*file)).unwrap().worksheet_formula("responses");
        assert!(formulas.unwrap().is_empty());
    }
}

#[test]
fn a_text_that_no_cell_can_hold_is_cut_and_that_is_said() {
    let (folder, said) = workbook_of(&"å".repeat(40_000), "2017-01-01T12:00:00Z");
    assert!(said.contains("2 texts are longer than a cell may be"), "{said}");
    let sheet = sheet(&folder.read("sales.xlsx"), "responses");
    assert_eq!(sheet.get((1, 9)), Some(&Data::String("å".repeat(32_767))));
}

#[test]
fn days_add_up_to_the_responses() {
    let file = january();
    let (responses, days) = (sheet(&file, "responses"), sheet(&file, "days"));
    assert_eq!(days.height(), 32);
    let mut total = 0.0;
    for (place, cells) in days.rows().skip(1).enumerate() {
        let day = 42_736.0 + f64::from(u16::try_from(place).unwrap());
        check_moment(&cells[0], day);
        let kinds = &cells[2..cells.len() - 3];
        assert_eq!(number(&cells[1]), kinds.iter().map(number).sum::<f64>());
        let came = responses.rows().skip(1).filter(|it| serial(&it[1]).floor() == day);
        assert_eq!(number(&cells[1]), f64::from(u16::try_from(came.count()).unwrap()));
        total += number(&cells[1]);
    }
    assert_eq!(total, 634.0);
    let sums: Vec<f64> = (2..days.width() - 3)
        .map(|column| days.rows().skip(1).map(|it| number(&it[column])).sum())
        .collect();
    assert!(sums.is_sorted_by(|a, b| a >= b), "{sums:?}");
}

#[test]
fn agents_have_their_successes_and_their_rate() {
    let file = january();
    let (responses, agents) = (sheet(&file, "responses"), sheet(&file, "agents"));
    let mut successes_before = f64::INFINITY;
    let mut total = 0.0;
    for cells in agents.rows().skip(1) {
        let own = || responses.rows().skip(1).filter(|it| it[4] == cells[0]);
        let sales = own().filter(|it| it[2] == Data::String("Sale".to_owned())).count();
        let [came, sales] = [own().count(), sales].map(|it| f64::from(u16::try_from(it).unwrap()));
        assert_eq!((&cells[1], &cells[2]), (&Data::Float(came), &Data::Float(sales)));
        assert_eq!(cells[5], Data::Float(sales / came));
        assert!(sales <= successes_before);
        (successes_before, total) = (sales, total + came);
    }
    assert_eq!(total, 634.0);
}

#[test]
fn the_same_responses_make_the_same_workbook_but_for_the_time_of_reading() {
    let file = fetched(&demo(""), "sales.xlsx");
    let again = fetched(&demo("status=503@2x1,reset=4x1,drift=+5@1,drift=-5@3"), "sales.xlsx");
    let (parts, others) = (parts(&file), parts(&again));
    assert!(parts.contains_key("xl/charts/chart1.xml") && parts.keys().eq(others.keys()));
    for (name, content) in &parts {
        // On the first sheet, and among the file's properties.
        let is_told = ["xl/worksheets/sheet1.xml", "docProps/core.xml"].contains(&name.as_str());
        assert!(content == &others[name] || is_told, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_folder_for_temporary_files_is_told_and_no_file_is_left() {
    let folder = Folder::new();
    let command = format!(
        // Files of 4 kB at most, and an error in place of a signal where one would be larger.
        "trap '' XFSZ; ulimit -f 8; exec {} fetch --demo --format xlsx --output all.xlsx {}",
        env!("CARGO_BIN_EXE_cubeboard"),
        JANUARY.join(" ")
    );
    let mut shell = Command::new("sh");
    let output = shell.args(["-c", &command]).current_dir(folder.path("")).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("the folder for temporary files takes no more"));
    assert_eq!(folder.names(), [""; 0]);
}
