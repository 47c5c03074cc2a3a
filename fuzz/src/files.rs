//! What holds for any text that leaves as a file, and for any file that comes back. Each function panics where it does
//! not hold. Nothing of libFuzzer is in here, because the files' own tests include this file to run the seeds through it.

use std::io::{Cursor, Write as _};

use calamine::{Data, Reader as _, Xlsx};
use cubeboard_cube::fetch::Reply;
use cubeboard_cube::loader::{Loader, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_cube::wire::decode_page;
use cubeboard_files::clock::Clock;
use cubeboard_files::csv::Csv;
use cubeboard_files::snapshot::{PAGE_ROWS, Snapshot};
use cubeboard_files::workbook;
use cubeboard_i18n::Language;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Definition;
use cubeboard_responses::store::{Response, Store};
use serde_json::json;

/// A file is refused, or every page of it can be shown: as it is, with a right seal, and as the responses of a snapshot.
pub fn snapshot(bytes: &[u8]) {
    check_snapshot(bytes.to_vec());
    check_snapshot(sealed(bytes.to_vec()));
    let lines: Vec<&[u8]> = bytes.split_inclusive(|it| *it == b'\n').collect();
    let rows = lines.len();
    let head = json!({
        "format": "cubeboard snapshot", "version": 1,
        "query": {"campaigns": [926], "from": "2017-01-01", "to": "2017-01-31"},
        "read_at": "2017-02-01T08:00:00Z", "zone": "Europe/Oslo",
        "campaigns": [{"id": 926, "rows": rows}],
        "completeness": {"state": "complete", "rows": rows, "expected": rows, "missing": 0},
        "personal_data": "keep", "agents": "keep",
    });
    let mut file = packed(format!("{head}\n").as_bytes());
    for page in lines.chunks(PAGE_ROWS as usize) {
        file.extend(packed(&page.concat()));
    }
    check_snapshot(sealed(file));
}

fn check_snapshot(file: Vec<u8>) {
    let Ok(snapshot) = Snapshot::open(file) else { return };
    let head = snapshot.head();
    let (mut readable, mut unreadable) = (0, 0);
    for campaign in &head.campaigns {
        let pages = campaign.rows.div_ceil(PAGE_ROWS).max(1) as usize;
        assert!(snapshot.page(campaign.id, 0).is_none());
        assert!(snapshot.page(campaign.id, pages + 1).is_none());
        for number in 1..=pages {
            let Some(body) = snapshot.page(campaign.id, number) else { panic!("no page {number}") };
            let Ok(page) = decode_page(&body, &mut Store::default()) else {
                panic!("page {number} is none")
            };
            assert_eq!(page.has_next, number < pages);
            assert_eq!(page.count, Some(campaign.rows.into()));
            readable += page.rows.len() as u64;
            unreadable += page.unreadable.len() as u64;
        }
    }
    assert_eq!(head.completeness.rows, readable);
    assert!(unreadable == 0 || head.completeness.missing >= Some(unreadable));
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let written = encoder.write_all(text).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// As docs/snapshot.md has it.
fn sealed(file: Vec<u8>) -> Vec<u8> {
    let before = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 8, 0, b'C', b'B', 4, 0];
    let after = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let seal = [&before[..], &crc32fast::hash(&file).to_le_bytes(), &after].concat();
    [file, seal].concat()
}

/// A text makes no cell but its own, and no formula, whatever a reader takes for the separator.
pub fn csv(text: &[u8]) {
    let text = &*String::from_utf8_lossy(text);
    let row = Response {
        kind: Some(text),
        subtype: Some(text),
        agent: Some(text),
        customer: Some(text),
        comment: Some(text),
        ..Response::default()
    };
    for (language, separator) in [(Language::English, b','), (Language::Bokmal, b';')] {
        let columns = Column::ALL.to_vec();
        let file = Csv::as_shown(Vec::new(), columns, language, Clock::Zone(Zone::Utc), None);
        let file = file.and_then(|mut file| file.push(&row).and_then(|()| file.finish()));
        let Ok(file) = file else { panic!("memory takes any file") };
        let rows = csv_rows(separator, &file);
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8]);
        for separator in *b",;\t|" {
            for cell in csv_rows(separator, &file).concat() {
                assert!(!is_formula(&cell), "{cell:?}");
            }
        }
    }
}

fn csv_rows(separator: u8, file: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.delimiter(separator).has_headers(false).flexible(true).from_reader(file);
    let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
    let rows = reader.byte_records().map_while(Result::ok);
    rows.map(|row| row.iter().map(text).collect()).collect()
}

fn is_formula(cell: &str) -> bool {
    let unseen = "\"\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}";
    let seen = cell.trim_start_matches(|it: char| {
        it.is_whitespace() || it.is_control() || unseen.contains(it)
    });
    seen.starts_with(|it| "=+-@＝＋－＠".contains(it))
}

/// Long after the days that are asked for, in milliseconds since 1970.
const AFTER_MILLIS: i64 = 1_700_000_000_000;

/// A workbook with a text in all of its sheets opens, and has the text.
pub fn workbook(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let row = json!({
        "submitted_when": "2017-01-10T12:00:00Z", "campaign_id": 926, "type": text,
        "submitted_by": text, "customer_name": text, "comment": text, "crm_customer_id": text,
    });
    let fields = Fields {
        campaign: "926".to_owned(),
        from: "2017-01-01".to_owned(),
        to: "2017-01-31".to_owned(),
        response_type: String::new(),
        ..Fields::default()
    };
    let Ok(query) = Query::parse(&fields) else { panic!("a query") };
    let mut loader = Loader::default();
    let run = loader.begin(query, AFTER_MILLIS, 0);
    let page = json!({"count": 1, "next": null, "results": [row]}).to_string();
    while let Step::Send(request) = loader.next_step(run, AFTER_MILLIS) {
        let body = page.clone().into_bytes();
        let reply = Reply { status: 200, body, ..Reply::default() };
        if let Some(body) = loader.receive(run, request.page, Ok(reply), AFTER_MILLIS) {
            loader.read(run, request.page, &body, AFTER_MILLIS);
        }
    }
    let Some(reading) = loader.current() else { panic!("a run that began is there") };
    let mut file = Vec::new();
    let Ok(cut) = workbook::write(reading, AFTER_MILLIS * 1000, Definition::default(), &mut file)
    else {
        panic!("memory takes any file")
    };

    let rows = reading.segments().flatten().filter_map(|row| reading.store().row(row));
    let comments: Vec<_> = rows.map(|row| row.comment.unwrap_or_default().to_owned()).collect();
    let Ok(mut book) = Xlsx::new(Cursor::new(&*file)) else { panic!("a workbook") };
    for name in ["about", "responses", "days", "agents", "outcomes"] {
        let sheet = book.worksheet_range(name);
        assert!(sheet.is_ok_and(|it| it.height() > 0), "{name}");
    }
    let Ok(sheet) = book.worksheet_range("responses") else { return };
    for (row, comment) in (1..).zip(comments) {
        let read = match sheet.get((row, 9)) {
            Some(Data::String(read)) => read.as_str(),
            None | Some(Data::Empty) => "",
            Some(other) => panic!("{other:?} is no text"),
        };
        // A text that ends within what looks like an escape may lose a character.
        if cut == 0 && !comment.contains("_x") {
            assert_eq!(read, comment.replace("\r\n", "\n").replace('\r', "\n"));
        }
    }
}
