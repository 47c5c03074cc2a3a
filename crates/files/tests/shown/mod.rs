//! What a page shows, as tests write it to workbooks.
#![allow(dead_code, clippy::allow_attributes, reason = "each test takes what it needs")]

use std::io::{Cursor, Read as _};

use chrono::NaiveDate;
use cubeboard_files::clock::Clock;
use cubeboard_files::privacy::{Agents, PersonalData};
use cubeboard_files::snapshot::head::{Campaign, Completeness, Head, Question, State};
use cubeboard_files::workbook::Writer;
use cubeboard_files::workbook::counted_rows::CountedRows;
use cubeboard_files::workbook::plan::{Plan, Wording};
use cubeboard_i18n::Language;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::{Class, Definition};
use cubeboard_responses::store::{Id, Response};

/// 12 January 2017, 09:30 in Oslo.
const READ_AT: i64 = 1_484_209_800_000_000;
const DAY_MICROS: i64 = 86_400_000_000;
/// 1 January 2017, 09:30 in Oslo.
const FIRST: i64 = READ_AT - 11 * DAY_MICROS;

/// January, of which eleven days had ended, with everything set that a first sheet tells.
pub fn plan(language: Language, zone: Zone, personal_data: PersonalData) -> Plan {
    let days: [NaiveDate; 2] = ["2017-01-01", "2017-01-31"].map(|it| it.parse().unwrap());
    let head = Head {
        query: Question {
            campaigns: vec![926],
            from: days[0].to_string(),
            to: days[1].to_string(),
            response_type: None,
        },
        view: String::new(),
        read_at: "2017-01-12T08:30:00Z".to_owned(),
        zone: String::new(),
        title: None,
        campaigns: vec![Campaign {
            id: 926,
            name: Some("Winter 2017".to_owned()),
            success: Vec::new(),
            neither: Vec::new(),
            failure: None,
            goal: None,
            rows: 8,
        }],
        completeness: Completeness {
            state: State::CompleteSoFar,
            rows: 8,
            expected: Some(8),
            missing: Some(0),
        },
        personal_data,
        agents: Agents::Keep,
        notes: Vec::new(),
    };
    let mut definition = Definition::default();
    definition.set("Call back", Some(Class::Neither));
    definition.set("Angret", Some(Class::Failure));
    Plan {
        head,
        read_at_micros: READ_AT,
        wording: Wording::Shown(language),
        columns: vec![
            Column::Customer,
            Column::Submitted,
            Column::Kind,
            Column::Agent,
            Column::CrmId,
            Column::Comment,
        ],
        clock: Clock::Zone(zone),
        calendar: Calendar::new(Days::new(days[0], days[1]).unwrap(), zone),
        definition,
        filters: vec!["Sale".to_owned(), "kari@callcenter.no".to_owned()],
        search: "hemmelig".to_owned(),
    }
}

/// Three sales, one of them regretted, three without a sale, and two to be called back.
pub fn rows() -> Vec<Response<'static>> {
    let row = |day: i64, kind, subtype, customer, crm_id| Response {
        submitted_micros: Some(FIRST + day * DAY_MICROS + 999_999),
        kind: Some(kind),
        subtype,
        agent: Some("kari@callcenter.no"),
        customer: Some(customer),
        crm_id: Some(Id::Number(crm_id)),
        external_id: Some(Id::Text("hemmelig-77")),
        comment: Some("hemmelig kommentar"),
        campaign: None,
    };
    vec![
        row(0, "Sale", None, "Åse Hemmelig", 971_352),
        row(0, "Sale", Some("Angret"), "Åse Hemmelig", 971_352),
        row(2, "Sale", Some("Avtalegiro"), "Berit Hemmelig", 971_353),
        row(2, "No sale", None, "=Hemmelig()", 971_354),
        row(3, "No sale", None, "https://hemmelig.example", 971_355),
        row(9, "No sale", None, "Hemmelig", 971_356),
        row(10, "Call back", None, "Hemmelig", 971_356),
        row(31, "Call back", None, "Hemmelig", 971_356),
    ]
}

/// The workbook of these rows.
pub fn written(plan: Plan) -> Vec<u8> {
    let (mut writer, mut collected) = (Writer::new(plan).unwrap(), CountedRows::default());
    for row in rows() {
        writer.push(&row).unwrap();
        collected.push(&row);
    }
    let mut file = Vec::new();
    assert_eq!(writer.finish(&collected, &mut file).unwrap(), 0);
    file
}

/// Every file in the workbook's archive, unpacked.
pub fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let count = archive.len();
    let part = |place| {
        let (mut part, mut content) = (archive.by_index(place).unwrap(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..count).map(part).collect()
}
