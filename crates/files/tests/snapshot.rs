//! Snapshots, written and read back, and what is refused.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod rows;

use std::io::Read as _;

use cubeboard_cube::wire::decode_page;
use cubeboard_files::privacy::{Agents, PersonalData};
use cubeboard_files::snapshot::head::{Campaign, Completeness, Head, Question, State};
use cubeboard_files::snapshot::writer::Writer;
use cubeboard_files::snapshot::{Damage, PAGE_ROWS, Snapshot, SnapshotError};
use cubeboard_responses::notes::Note;
use cubeboard_responses::store::{Response, Store};
use proptest::prelude::*;
use rows::{HOSTILE, Owned, row};

/// The head of a snapshot with so many responses of campaigns 926, 927, …
fn head(counts: &[u32]) -> Head {
    let campaigns = (926..).zip(counts).map(|(id, rows)| Campaign {
        id,
        name: Some("Vinter \"2017\"".to_owned()),
        success: vec!["Sale".to_owned()],
        neither: Vec::new(),
        failure: None,
        goal: None,
        rows: *rows,
    });
    let rows = counts.iter().map(|it| u64::from(*it)).sum();
    Head {
        query: Question {
            campaigns: (926..).take(counts.len()).collect(),
            from: "2017-01-01".to_owned(),
            to: "2017-01-31".to_owned(),
            response_type: Some("Sale & more".to_owned()),
        },
        view: "?campaign=926&sort=-type".to_owned(),
        read_at: "2017-02-01T08:00:00Z".to_owned(),
        zone: "Europe/Oslo".to_owned(),
        title: None,
        campaigns: campaigns.collect(),
        completeness: Completeness {
            state: State::Complete,
            rows,
            expected: Some(rows),
            missing: Some(0),
        },
        personal_data: PersonalData::Keep,
        agents: Agents::Keep,
        notes: vec![note("New script")],
    }
}

fn note(text: &str) -> Note {
    Note { day: "2017-01-09".parse().unwrap(), text: text.to_owned(), campaigns: vec![926] }
}

#[test]
fn notes_in_another_form_than_they_are_kept_in_are_refused() {
    for text in ["", " New script", "New\nscript", &"a".repeat(1_000)] {
        let head = Head { notes: vec![note(text)], ..head(&[0]) };
        assert!(Writer::new(Vec::new(), &head).is_err(), "{text:?}");
    }
    let head = Head { notes: vec![note("a"); 2_001], ..head(&[0]) };
    assert!(Writer::new(Vec::new(), &head).is_err());
}

/// A snapshot of these rows, as many of each campaign as its number says.
fn snapshot<'a>(counts: &[u32], rows: impl IntoIterator<Item = Response<'a>>) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), &head(counts)).unwrap();
    for row in rows {
        writer.push(&row).unwrap();
    }
    writer.finish().unwrap()
}

fn small() -> Vec<u8> {
    let rows = HOSTILE.map(|it| Response { comment: Some(it), ..Response::default() });
    snapshot(&[12, 10], rows)
}

/// All responses of a campaign, page by page, as whoever asks Cube would read them.
fn listed(snapshot: &Snapshot, campaign: u64) -> Store {
    let mut store = Store::default();
    let query = "from_date=20170101&to_date=20170131&response_type=Sale%20%26%20more";
    for number in 1.. {
        let path = format!("/api/v1/campaigns/{campaign}/responses/?{query}&page={number}");
        let answer = snapshot.answer(&path);
        assert_eq!(answer.status, 200);
        let page = decode_page(&answer.body, &mut store).unwrap();
        assert_eq!(page.unreadable, []);
        if !page.has_next {
            assert_eq!(page.count, Some(store.row_count().into()));
            assert_eq!(snapshot.answer(&format!("{path}0")).status, 404);
            return store;
        }
        assert_eq!(page.len(), u64::from(PAGE_ROWS));
    }
    unreachable!("a list ends")
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(
        some in proptest::collection::vec(row(), 0..8),
        others in proptest::collection::vec(row(), 0..8),
    ) {
        let counts = [&some, &others].map(|it| u32::try_from(it.len()).unwrap());
        let file = snapshot(&counts, some.iter().chain(&others).map(Owned::response));
        let snapshot = Snapshot::open(file).unwrap();
        prop_assert_eq!(snapshot.head(), &head(&counts));
        for (campaign, rows) in [(926, &some), (927, &others)] {
            let store = listed(&snapshot, campaign);
            prop_assert_eq!(store.row_count() as usize, rows.len());
            // Texts are the same to the store, which keeps them in normal form.
            let mut kept = Store::default();
            for (place, row) in (0..).zip(rows) {
                kept.push(&row.response());
                prop_assert_eq!(store.row(place), kept.row(place));
            }
        }
    }
}

#[test]
fn a_long_list_is_read_page_by_page() {
    for count in [PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, 2 * PAGE_ROWS] {
        let time = |it: u32| Response { submitted_micros: Some(it.into()), ..Response::default() };
        let file = snapshot(&[count, 0, count], (0..count).chain(0..count).map(time));
        let snapshot = Snapshot::open(file).unwrap();
        for (campaign, rows) in [(926, count), (927, 0), (928, count)] {
            let store = listed(&snapshot, campaign);
            assert_eq!(store.row_count(), rows);
            assert!((0..rows).all(|it| store.time(it) == Some(it.into())));
        }
    }
}

proptest! {
    #[test]
    fn random_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Snapshot::open(bytes.clone()).is_err());
        // Behind what every file begins with, too.
        let start = &small()[..bytes.len().min(300)];
        prop_assert!(Snapshot::open([start, &bytes].concat()).is_err());
        prop_assert!(Snapshot::open(sealed(&[&bytes])).is_err());
    }

    #[test]
    fn a_damaged_file_is_refused_even_where_its_seal_is_right(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..4),
        length in any::<prop::sample::Index>(),
    ) {
        let mut bytes = small();
        bytes.truncate(bytes.len() - 30);
        let whole = Snapshot::open(sealed_bytes(bytes.clone())).unwrap();
        let cut = bytes[..length.index(bytes.len())].to_vec();
        prop_assert!(Snapshot::open(sealed_bytes(cut)).is_err());
        for (place, bit) in flips {
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
        }
        // A flip in a header of gzip may change nothing of what is held.
        if let Ok(snapshot) = Snapshot::open(sealed_bytes(bytes)) {
            prop_assert_eq!(snapshot.head(), whole.head());
            for campaign in &whole.head().campaigns {
                prop_assert_eq!(snapshot.page(campaign.id, 1), whole.page(campaign.id, 1));
            }
        }
    }

    #[test]
    fn whatever_is_in_a_sealed_file_is_shown_or_refused(
        counts in proptest::collection::vec(0..4_u32, 1..4),
        pages in proptest::collection::vec(r#"([{}\[\]",:a1]{0,12}\n){0,4}"#, 0..4),
    ) {
        let line = first_line(&counts);
        let members: Vec<&[u8]> =
            [line.as_bytes()].into_iter().chain(pages.iter().map(String::as_bytes)).collect();
        if let Ok(snapshot) = Snapshot::open(sealed(&members)) {
            for campaign in &snapshot.head().campaigns {
                let page = snapshot.page(campaign.id, 1).unwrap();
                prop_assert!(decode_page(&page, &mut Store::default()).is_ok());
                prop_assert!(snapshot.page(campaign.id, 0).is_none());
            }
        }
    }
}

#[test]
fn the_same_rows_make_the_same_file() {
    assert_eq!(small(), small());
}

#[test]
fn any_reader_of_gzip_reads_its_lines() {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(&*small()).read_to_string(&mut text).unwrap();
    let lines: Vec<serde_json::Value> =
        text.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert!(
        text.starts_with(r#"{"format":"cubeboard snapshot","version":1,"query":{"campaigns":"#)
    );
    assert_eq!(lines.len(), 1 + HOSTILE.len());
    assert_eq!(lines[0]["completeness"]["state"], "complete");
    for (line, text) in lines[1..].iter().zip(HOSTILE) {
        assert_eq!(line["comment"], text);
    }
}

#[test]
fn a_change_of_any_byte_is_refused() {
    let whole = small();
    assert!(Snapshot::open(whole.clone()).is_ok());
    for place in 0..whole.len() {
        let flips = (0..8).map(|bit| 1 << bit).chain([0xff, 0x55, whole[place]]);
        for flip in flips.filter(|it| *it != 0) {
            let mut file = whole.clone();
            file[place] ^= flip;
            assert!(Snapshot::open(file).is_err(), "byte {place} ^ {flip}");
        }
    }
}

#[test]
fn a_file_that_was_cut_off_or_added_to_is_refused() {
    let whole = small();
    for length in 0..whole.len() {
        assert!(Snapshot::open(whole[..length].to_vec()).is_err(), "{length} bytes");
    }
    for more in [&b"\0"[..], b"\n", &whole] {
        assert!(Snapshot::open([&whole, more].concat()).is_err());
    }
}

/// A page of two rows that tell nothing.
const TWO: &[u8] = b"{\"type\":null}\n{\"type\":null}\n";

/// A gzip file of these texts, a member each, sealed as a snapshot is.
fn sealed(members: &[&[u8]]) -> Vec<u8> {
    let mut file = Vec::new();
    for text in members {
        let mut packed = Vec::new();
        flate2::read::GzEncoder::new(*text, flate2::Compression::fast())
            .read_to_end(&mut packed)
            .unwrap();
        file.extend(packed);
    }
    sealed_bytes(file)
}

fn sealed_bytes(file: Vec<u8>) -> Vec<u8> {
    // As docs/snapshot.md has it.
    let before = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 8, 0, b'C', b'B', 4, 0];
    let after = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let seal = [&before[..], &crc32fast::hash(&file).to_le_bytes(), &after].concat();
    [file, seal].concat()
}

fn first_line(counts: &[u32]) -> String {
    let mut text = String::new();
    let file = snapshot(counts, (0..counts.iter().sum()).map(|_| Response::default()));
    flate2::read::MultiGzDecoder::new(&*file).read_to_string(&mut text).unwrap();
    text.lines().next().unwrap().to_owned() + "\n"
}

#[track_caller]
fn check(file: Vec<u8>, expected: SnapshotError) {
    assert_eq!(Snapshot::open(file).map(drop), Err(expected));
}

#[test]
fn each_refusal_has_its_reason() {
    use SnapshotError::{Damaged, Foreign, Newer};
    let line = first_line(&[2]);
    for foreign in [&b""[..], b"{\"results\":[]}", b"PK\x03\x04", b"\x1f\x8b"] {
        check(foreign.to_vec(), Foreign);
    }
    check(sealed(&[b"{\"format\":\"other\",\"version\":1}\n"]), Foreign);
    check(sealed(&[b"[]\n"]), Foreign);
    // A later version is known by its first line alone: how it is sealed is its own business.
    let later = line.replace("\"version\":1", "\"version\":2");
    let mut later = sealed(&[later.as_bytes()]);
    check(later.clone(), Newer { version: 2 });
    later.truncate(later.len() - 30);
    check(later, Newer { version: 2 });

    check(small()[..small().len() - 1].to_vec(), Damaged(Damage::NoSeal));
    let mut flipped = small();
    flipped[4] ^= 1; // the time in the first header, which gzip does not look at
    check(flipped, Damaged(Damage::Checksum));
    check(
        sealed(&[line.replace("2017-01-31", "2016-01-31").as_bytes(), TWO]),
        Damaged(Damage::Head),
    );
    for (as_written, otherwise) in [
        ("\"id\":926", "\"id\":1"),
        ("\"campaigns\":[926]", "\"campaigns\":[926,926]"),
        ("\"Sale & more\"", "\" Sale & more\""),
        ("\"rows\":2,", "\"rows\":3,"),
    ] {
        let contradicting = line.replace(as_written, otherwise);
        assert_ne!(contradicting, line);
        check(sealed(&[contradicting.as_bytes(), TWO]), Damaged(Damage::Head));
    }
    let line = line.as_bytes();
    assert!(Snapshot::open(sealed(&[line, TWO])).is_ok());
    let pages: [&[&[u8]]; 5] = [&[], &[b"{}\n"], &[b"{}\n{}\n{}\n"], &[b"{}\n{}"], &[TWO, b""]];
    for pages in pages {
        let members: Vec<&[u8]> = [line].into_iter().chain(pages.iter().copied()).collect();
        check(sealed(&members), Damaged(Damage::RowCount));
    }
}

#[test]
fn a_file_with_rows_that_cannot_be_read_is_not_called_complete() {
    let open = |rows: &[u8]| Snapshot::open(sealed(&[first_line(&[2]).as_bytes(), rows])).unwrap();
    assert_eq!(open(TWO).head().completeness, head(&[2]).completeness);
    for unreadable in [r#"{"submitted_when":"never"}"#, "7", "[]", "null"] {
        let rows = format!("{{\"type\":null}}\n{unreadable}\n");
        let expected =
            Completeness { state: State::Incomplete, rows: 1, expected: Some(2), missing: Some(1) };
        assert_eq!(open(rows.as_bytes()).head().completeness, expected, "{unreadable}");
    }
}

#[test]
fn lines_that_are_no_rows_are_refused() {
    let line = first_line(&[2]);
    let damage = |rows: &[u8]| Snapshot::open(sealed(&[line.as_bytes(), rows])).map(drop);
    let refused = |damage| Err(SnapshotError::Damaged(damage));
    for rows in [&b"{\n{}\n"[..], b"{}]}\n{}\n", b"\n{}\n", b"{},\n\n", b"a\nb\n"] {
        assert_eq!(damage(rows), refused(Damage::NoRows { page: 1 }));
    }
    // More of them than lines.
    let row = r#"{"type":null}"#;
    let three = format!("{row},{row}\n{row}\n");
    assert_eq!(damage(three.as_bytes()), refused(Damage::RowCount));
}

#[test]
fn a_head_that_claims_more_than_it_counts_is_refused() {
    let line = first_line(&[2]);
    for (as_written, otherwise) in [
        ("\"expected\":2", "\"expected\":3"),
        ("\"expected\":2", "\"expected\":null"),
        ("\"missing\":0", "\"missing\":1"),
        ("\"missing\":0", "\"missing\":null"),
    ] {
        for state in ["complete", "complete_so_far"] {
            let line = line.replace("\"complete\"", &format!("\"{state}\""));
            let contradicting = line.replace(as_written, otherwise);
            assert_ne!(contradicting, line);
            check(sealed(&[contradicting.as_bytes(), TWO]), SnapshotError::Damaged(Damage::Head));
        }
        let unproven = line.replace("\"complete\"", "\"unproven\"").replace(as_written, otherwise);
        assert!(Snapshot::open(sealed(&[unproven.as_bytes(), TWO])).is_ok());
    }
}

#[test]
fn a_page_that_never_ends_is_not_unpacked() {
    let bomb = vec![b' '; (32 << 20) + 1];
    let line = first_line(&[2]);
    check(sealed(&[line.as_bytes(), &bomb]), SnapshotError::Damaged(Damage::Page { page: 1 }));
    check(sealed(&[&bomb]), SnapshotError::Foreign);
}

#[test]
fn only_the_question_it_holds_is_answered() {
    let snapshot = Snapshot::open(small()).unwrap();
    let days = "from_date=20170101&to_date=20170131";
    let status = |target: &str| snapshot.answer(target).status;
    let list = "/api/v1/campaigns/926/responses/";
    let same = "response_type=Sale+%26+more";
    assert_eq!(status(&format!("{list}?{days}&{same}")), 200);
    assert_eq!(status(&format!("/api/v1/campaigns/927/call_outcomes/?{days}&{same}")), 200);
    assert_eq!(status(&format!("{list}?{days}")), 400);
    assert_eq!(status(&format!("{list}?from_date=20170101&to_date=20170130&{same}")), 400);
    assert_eq!(status(&format!("/api/v1/campaigns/1/responses/?{days}&{same}")), 404);
    for page in ["0", "2", "x", "99999999999999999999"] {
        assert_eq!(status(&format!("{list}?{days}&{same}&page={page}")), 404);
    }
}

#[test]
fn a_writer_holds_its_author_to_the_head() {
    let row = Response::default();
    let mut one = Writer::new(Vec::new(), &head(&[1])).unwrap();
    one.push(&row).unwrap();
    assert!(one.push(&row).is_err());
    let mut two = Writer::new(Vec::new(), &head(&[2])).unwrap();
    two.push(&row).unwrap();
    assert!(two.finish().is_err());
    let mut contradicting = head(&[1]);
    contradicting.completeness.rows = 2;
    assert!(Writer::new(Vec::new(), &contradicting).is_err());
}
