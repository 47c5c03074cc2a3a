//! The workbook of what the page shows, read back by another's reader: its words, its columns, its clock, its figures,
//! and what is left out of it.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod shown;

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use cubeboard_files::privacy::PersonalData;
use cubeboard_files::workbook::counted_rows::CountedRows;
use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::store::Id;
use cubeboard_responses::table::layout::Layout;
use cubeboard_responses::table::sheet::{Scope, Sheet};
use cubeboard_responses::view::View;
use shown::{parts, plan, rows, written};

fn in_oslo(language: Language) -> Vec<u8> {
    written(plan(language, Zone::Oslo, PersonalData::Keep))
}

fn sheet(file: &[u8], name: &str) -> Range<Data> {
    Xlsx::new(Cursor::new(file)).unwrap().worksheet_range(name).unwrap()
}

fn texts(cells: &[Data]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

fn line(sheet: &Range<Data>, row: usize) -> Vec<String> {
    texts(sheet.rows().nth(row).unwrap())
}

/// What stands beside a label of the first sheet, in its first line and those that belong to it.
fn fact(file: &[u8], about: &str, label: &str) -> Vec<Data> {
    let sheet = sheet(file, about);
    let from = sheet.rows().skip_while(|it| it[0] != Data::String(label.to_owned()));
    let own = from.enumerate().take_while(|(place, it)| *place == 0 || it[0] == Data::Empty);
    let values: Vec<_> = own.map(|(_, it)| it[1].clone()).filter(|it| *it != Data::Empty).collect();
    assert!(!values.is_empty(), "{label}");
    values
}

fn one_text(file: &[u8], about: &str, label: &str) -> String {
    fact(file, about, label).first().unwrap().to_string()
}

/// A moment as a clock shows it.
fn moment(cell: &Data) -> String {
    let Data::DateTime(time) = cell else { panic!("{cell:?} is no time") };
    let (year, month, day, hour, minute, second, millis) = time.to_ymd_hms_milli();
    assert_eq!(millis, 0);
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

#[test]
fn the_first_sheet_says_what_was_asked_and_how_sure_it_is() {
    let file = in_oslo(Language::English);
    let names = Xlsx::new(Cursor::new(&*file)).unwrap().sheet_names();
    assert_eq!(names, ["About", "Responses", "Days", "Agents", "Outcomes"]);
    let text = |label| one_text(&file, "About", label);
    assert_eq!(text("Campaign"), "926 Winter 2017");
    assert_eq!(moment(&fact(&file, "About", "From")[0]), "2017-01-01 00:00:00");
    assert_eq!(moment(&fact(&file, "About", "To")[0]), "2017-01-31 00:00:00");
    assert_eq!(text("Response type"), "All types");
    assert_eq!(moment(&fact(&file, "About", "Read at")[0]), "2017-01-12 09:30:00");
    assert_eq!(text("Time zone"), "Oslo time, UTC+01:00");
    assert_eq!(text("Completeness"), "complete when it was read, before the period was over");
    assert_eq!(fact(&file, "About", "Responses in this workbook"), [Data::Float(8.0)]);
    assert_eq!(text("Counts as success"), "Sale");
    assert_eq!(text("Counts as neither"), "Call back");
    let failures = fact(&file, "About", "Counts as failure");
    assert_eq!(texts(&failures), ["Angret", "everything else"]);
    let filters = fact(&file, "About", "Filters");
    assert_eq!(texts(&filters), ["Sale", "kari@callcenter.no"]);
    assert_eq!(text("Search"), "hemmelig");
}

#[test]
fn a_norwegian_reader_has_norwegian_words_and_the_chosen_clock() {
    let file = written(plan(Language::Bokmal, Zone::Utc, PersonalData::Keep));
    let names = Xlsx::new(Cursor::new(&*file)).unwrap().sheet_names();
    assert_eq!(names, ["Om", "Responser", "Dager", "Agenter", "Utfall"]);
    assert_eq!(moment(&fact(&file, "Om", "Lest")[0]), "2017-01-12 08:30:00");
    assert_eq!(one_text(&file, "Om", "Tidssone"), "UTC");
    let responses = sheet(&file, "Responser");
    let head = ["Kunde", "Registrert (UTC)", "Type", "Agent", "CRM-id", "Kommentar"];
    assert_eq!(line(&responses, 0), head);
    assert_eq!(moment(responses.get((1, 1)).unwrap()), "2017-01-01 08:30:00");
    let last = ["Suksesser", "Treffprosent", "Suksesser, 7 dagers snitt"];
    assert_eq!(line(&sheet(&file, "Dager"), 0)[5..], last);
}

#[test]
fn responses_have_the_columns_and_the_order_that_are_shown() {
    let file = in_oslo(Language::English);
    let cells = sheet(&file, "Responses");
    let head =
        ["Customer", "Submitted (Oslo time, UTC+01:00)", "Type", "Agent", "CRM id", "Comment"];
    assert_eq!(line(&cells, 0), head);
    assert_eq!(cells.height(), 1 + rows().len());
    for (cells, row) in cells.rows().skip(1).zip(rows()) {
        assert_eq!(cells[0], Data::String(row.customer.unwrap().to_owned()));
        let micros = row.submitted_micros.unwrap();
        assert_eq!(moment(&cells[1]), Zone::Oslo.local(micros).to_string()[..19]);
        let Some(Id::Number(id)) = row.crm_id else { panic!("a number") };
        assert!(matches!(cells[4], Data::Float(_)), "{:?}", cells[4]);
        assert_eq!(cells[4].to_string(), id.to_string());
    }
    let mut book = Xlsx::new(Cursor::new(&*file)).unwrap();
    assert!(book.worksheet_formula("Responses").unwrap().is_empty());
}

#[test]
fn days_have_what_came_of_their_responses_and_a_mean_of_those_that_had_ended() {
    let cells = sheet(&in_oslo(Language::English), "Days");
    let head = [
        "Day",
        "Responses",
        "Sale",
        "No sale",
        "Call back",
        "Successes",
        "Hit rate",
        "Successes, 7-day mean",
    ];
    assert_eq!(line(&cells, 0), head);
    let line = |row| line(&cells, row)[1..].to_vec();
    assert_eq!(line(1), ["2", "2", "0", "0", "1", "0.5", ""]);
    assert_eq!(line(3), ["2", "1", "1", "0", "1", "0.5", ""]);
    assert_eq!(line(4), ["1", "0", "1", "0", "0", "0", ""]);
    // The seventh day is the first with a whole week behind it.
    assert_eq!(line(7)[6], (2.0 / 7.0).to_string());
    assert_eq!(line(11), ["1", "0", "0", "1", "0", "", "0"]);
    assert_eq!(line(12)[6], "", "the day of reading had not ended");
    assert_eq!(cells.get((32, 0)), Some(&Data::String("other days".to_owned())));
    assert_eq!(line(32)[0], "1");
}

#[test]
fn agents_and_outcomes_go_by_the_readers_definition() {
    let file = in_oslo(Language::English);
    let agents = sheet(&file, "Agents");
    assert_eq!(line(&agents, 1)[..5], ["kari@callcenter.no", "8", "2", "4", "2"]);
    let rate = |column| match agents.get((1, column)) {
        Some(Data::Float(rate)) => *rate,
        other => panic!("{other:?}"),
    };
    assert!((rate(5) - 1.0 / 3.0).abs() < 1e-12 && rate(6) < rate(5) && rate(5) < rate(7));
    let outcomes = sheet(&file, "Outcomes");
    assert_eq!(line(&outcomes, 1), ["No sale", "", "Failure", "3", "0.375"]);
    let regretted = outcomes.rows().find(|it| it[1] == Data::String("Angret".to_owned())).unwrap();
    assert_eq!(regretted[2], Data::String("Failure".to_owned()));
}

#[test]
fn a_chart_of_the_days_is_drawn_from_their_sheet() {
    let file = in_oslo(Language::English);
    let parts = parts(&file);
    let chart = parts.iter().find(|(name, _)| name == "xl/charts/chart1.xml").unwrap();
    let chart = String::from_utf8(chart.1.clone()).unwrap();
    let chart = roxmltree::Document::parse(&chart).unwrap();
    let named =
        |name: &'static str| chart.descendants().filter(move |it| it.tag_name().name() == name);
    assert_eq!(named("barChart").count(), 1);
    // The mean has the columns' axis, the hit rate one of its own.
    assert_eq!(named("lineChart").count(), 2);
    let sources: Vec<_> = named("f").filter_map(|it| it.text()).collect();
    for source in ["Days!$A$2:$A$32", "Days!$F$2:$F$32", "Days!$G$2:$G$32", "Days!$H$2:$H$32"] {
        assert!(sources.contains(&source), "{source} is none of {sources:?}");
    }
}

#[test]
fn every_table_has_a_frozen_head_and_filters() {
    let file = in_oslo(Language::English);
    for (name, content) in parts(&file) {
        let text = String::from_utf8_lossy(&content);
        if name.starts_with("xl/worksheets/sheet") && name != "xl/worksheets/sheet1.xml" {
            assert!(text.contains("state=\"frozen\""), "{name}");
            assert!(text.contains("<autoFilter ref=\"A1:"), "{name}");
        }
    }
}

#[test]
fn what_is_left_out_is_in_no_part_of_the_workbook() {
    let told = |personal_data| {
        let file = written(plan(Language::English, Zone::Oslo, personal_data));
        let secrets = ["hemmelig", "971352", "971353", "971356", "Åse", "Berit"];
        let mut found = Vec::new();
        for (_, content) in parts(&file) {
            let text = String::from_utf8_lossy(&content).to_lowercase();
            found.extend(secrets.into_iter().filter(|it| text.contains(&it.to_lowercase())));
        }
        (found, file)
    };
    assert!(!told(PersonalData::Keep).0.is_empty(), "the search finds what is there");

    let (found, file) = told(PersonalData::Omit);
    assert_eq!(found, [""; 0]);
    let head = ["Submitted (Oslo time, UTC+01:00)", "Type", "Agent"];
    assert_eq!(line(&sheet(&file, "Responses"), 0), head);
    let left_out = one_text(&file, "About", "Customers and comments");
    assert_eq!(left_out, "customers and comments are left out");
    assert!(one_text(&file, "About", "Search").contains("left out"));

    let (found, file) = told(PersonalData::Pseudonyms);
    assert_eq!(found, [""; 0]);
    let cells = sheet(&file, "Responses");
    let customers: Vec<_> = (1..5).map(|row| cells.get((row, 0)).unwrap().to_string()).collect();
    assert_eq!(customers, ["Customer 1", "Customer 1", "Customer 2", "Customer 3"]);
    assert_eq!(cells.get((3, 4)), Some(&Data::Float(2.0)));
}

#[test]
fn rows_whose_order_would_tell_too_much_come_in_the_services_order() {
    let mut collected = CountedRows::default();
    for row in rows() {
        collected.push(&row);
    }
    let mut view =
        View::new(&collected, plan(Language::English, Zone::Oslo, PersonalData::Keep).calendar);
    let address = Address::parse("?is_type=Sale&is_type=No+sale&sort=type");
    view.select(Selection::of(&address));
    while view.advance(&collected) {}
    let layout = Layout::default();
    let sheet = Sheet::new(&view, &collected, &layout);
    assert_eq!(sheet.rows(Scope::Shown), [3, 4, 5, 0, 1, 2]);
    assert_eq!(sheet.rows(Scope::ShownAsServed), [0, 1, 2, 3, 4, 5]);
    assert_eq!(sheet.rows(Scope::All), [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn the_file_is_from_when_its_rows_were_read() {
    let parts = parts(&in_oslo(Language::English));
    let (_, properties) = parts.iter().find(|(name, _)| name == "docProps/core.xml").unwrap();
    let properties = str::from_utf8(properties).unwrap();
    assert!(properties.contains(">2017-01-12T08:30:00Z</dcterms:created>"), "{properties}");
}
