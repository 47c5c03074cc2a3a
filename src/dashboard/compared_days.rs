//! Words for the days that what is shown is compared with: which they are, and which days have no counterpart. Summary,
//! chart and saved pictures say them.

use chrono::NaiveDate;
use cubeboard_i18n::figures::ChartMessages;
use cubeboard_responses::calendar::comparison::Stretch;
use cubeboard_responses::calendar::days::Days;

/// More stretches than these are summed up by the first and the last day.
const MOST_RUNS: usize = 3;

/// Which days what is shown is compared with, as a sentence, and which have no counterpart; `write` writes a day for the
/// reader.
pub fn compared_days(
    stretch: &Stretch,
    text: &ChartMessages,
    write: &dyn Fn(NaiveDate) -> String,
) -> String {
    let with = stretch_days(stretch, write);
    let compared =
        if with.is_empty() { text.nothing_compared.to_owned() } else { text.compared_with(&with) };
    let mut words = vec![compared];
    if !stretch.unpaired.is_empty() {
        let unpaired: Vec<String> = stretch.unpaired.iter().map(|it| write(*it)).collect();
        words.push(text.without_counterpart(&unpaired.join(", ")));
    }
    words.join(" ")
}

/// The days of the other period by their first and last: "Sat, 1 Feb 2020 – Fri, 28 Feb 2020"; empty where there are none.
pub fn stretch_days(stretch: &Stretch, write: &dyn Fn(NaiveDate) -> String) -> String {
    let mut runs = Days::runs(&stretch.days);
    if let ([first, .., last], true) = (&runs[..], runs.len() > MOST_RUNS) {
        runs = Days::new(first.first(), last.last()).into_iter().collect();
    }
    let run = |it: &Days| match (it.first(), it.last()) {
        (first, last) if first == last => write(first),
        (first, last) => format!("{} – {}", write(first), write(last)),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use cubeboard_i18n::Language;

    #[track_caller]
    fn check(days: &[&str], unpaired: &[&str], expected: &str) {
        let [days, unpaired] =
            [days, unpaired].map(|it| it.iter().map(|it| it.parse().unwrap()).collect());
        let stretch = Stretch { days, unpaired };
        let text = &Language::English.text().chart;
        assert_eq!(compared_days(&stretch, text, &|day| day.to_string()), expected);
    }

    // Report 22
    #[test]
    fn what_is_compared_is_written_out_22() {
        check(
            &["2020-02-27", "2020-02-28"],
            &["2020-02-29"],
            "Compared with 2020-02-27 – 2020-02-28. Without a counterpart: 2020-02-29.",
        );
        check(&["2020-02-01"], &[], "Compared with 2020-02-01.");
        check(&["2020-02-01", "2020-02-03"], &[], "Compared with 2020-02-01, 2020-02-03.");
        check(&[], &["2020-02-29"], "Nothing is compared. Without a counterpart: 2020-02-29.");
    }
}
