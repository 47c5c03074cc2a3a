//! Days up to today, of which the last is not over: it is a list of its own.

use cubeboard_cube::loader::Outcome;

use super::oddities::page;
use super::reader::{DAY, NOON_MILLIS, Run, query, read};

/// Loads three days up to today; the service has two rows on each, in the given order.
fn three_days(is_newest_first: bool) -> (Run, Vec<String>) {
    let mut asked = Vec::new();
    let run = read(query("2017-01-03", DAY), NOON_MILLIS, &[0], |request, _| {
        asked.push(request.target.to_string());
        let is_within = |row: &(u64, &str)| {
            let day = row.1[..10].replace('-', "");
            let value =
                |wanted| request.target.parameters().find(|(name, _)| *name == wanted).unwrap().1;
            (value("from_date")..=value("to_date")).contains(&day.as_str())
        };
        let times = ["03T08", "03T09", "04T08", "04T09", "05T08", "05T09"];
        let times = times.map(|it| format!("2017-01-{it}:00:00Z"));
        let mut rows: Vec<_> =
            (0..).zip(times.iter().map(String::as_str)).filter(is_within).collect();
        if is_newest_first {
            rows.reverse();
        }
        Ok(page(&rows.len().to_string(), false, rows))
    });
    (run, asked)
}

#[test]
fn today_is_a_list_of_its_own_so_that_closed_days_cannot_shift() {
    let (run, asked) = three_days(true);
    assert_eq!(asked.len(), 2);
    assert!(asked[0].contains("from_date=20170105&to_date=20170105"), "{asked:?}");
    assert!(asked[1].contains("from_date=20170103&to_date=20170104"), "{asked:?}");
    assert_eq!(run.rows(), [5, 4, 3, 2, 1, 0]);
    assert_eq!(run.outcome(), Outcome::CompleteSoFar);
}

#[test]
fn a_list_that_begins_with_its_oldest_row_stays_in_its_order() {
    assert_eq!(three_days(false).0.rows(), [0, 1, 2, 3, 4, 5]);
}
