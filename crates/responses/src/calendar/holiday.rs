//! Norwegian public holidays: fixed ones and those that move with Easter.

use chrono::{Datelike as _, NaiveDate, Weekday};

/// Whether a day is a weekend or a public holiday.
pub fn is_day_off(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || Holiday::of(day).is_some()
}

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Three days before Easter.
    MaundyThursday,
    /// Two days before Easter.
    GoodFriday,
    /// Easter itself.
    EasterSunday,
    /// The day after.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 17 May.
    ConstitutionDay,
    /// 39 days after Easter.
    Ascension,
    /// 49 days after Easter.
    WhitSunday,
    /// The day after.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    BoxingDay,
}

impl Holiday {
    /// The holiday of a day, where it is one. Where two fall together, as Ascension and 17 May may, the fixed one.
    pub fn of(day: NaiveDate) -> Option<Self> {
        let fixed = match (day.month(), day.day()) {
            (1, 1) => Some(Self::NewYear),
            (5, 1) => Some(Self::LabourDay),
            (5, 17) => Some(Self::ConstitutionDay),
            (12, 25) => Some(Self::ChristmasDay),
            (12, 26) => Some(Self::BoxingDay),
            _ => None,
        };
        fixed.or_else(|| match (day - easter(day.year())?).num_days() {
            -3 => Some(Self::MaundyThursday),
            -2 => Some(Self::GoodFriday),
            0 => Some(Self::EasterSunday),
            1 => Some(Self::EasterMonday),
            39 => Some(Self::Ascension),
            49 => Some(Self::WhitSunday),
            50 => Some(Self::WhitMonday),
            _ => None,
        })
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous rule that Nature printed in 1876: the letters are its
/// own.
#[expect(clippy::many_single_char_names, reason = "as the rule is published")]
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31).ok()? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As printed in Norwegian almanacs: the day of Easter, and on which days the other holidays fall for it.
    const EASTERS: [&str; 16] = [
        "2015-04-05",
        "2016-03-27",
        "2017-04-16",
        "2018-04-01",
        "2019-04-21",
        "2020-04-12",
        "2021-04-04",
        "2022-04-17",
        "2023-04-09",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
    ];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_on_the_published_days_of_2015_to_2030() {
        for text in EASTERS {
            assert_eq!(easter(day(text).year()), Some(day(text)));
        }
    }

    #[test]
    fn the_holidays_of_2017_are_the_published_ones() {
        let published = [
            ("2017-01-01", Holiday::NewYear),
            ("2017-04-13", Holiday::MaundyThursday),
            ("2017-04-14", Holiday::GoodFriday),
            ("2017-04-16", Holiday::EasterSunday),
            ("2017-04-17", Holiday::EasterMonday),
            ("2017-05-01", Holiday::LabourDay),
            ("2017-05-17", Holiday::ConstitutionDay),
            ("2017-05-25", Holiday::Ascension),
            ("2017-06-04", Holiday::WhitSunday),
            ("2017-06-05", Holiday::WhitMonday),
            ("2017-12-25", Holiday::ChristmasDay),
            ("2017-12-26", Holiday::BoxingDay),
        ];
        let year = day("2017-01-01").iter_days().take(365);
        let computed: Vec<_> = year.filter_map(|it| Some((it, Holiday::of(it)?))).collect();
        assert_eq!(computed, published.map(|(text, holiday)| (day(text), holiday)));
    }

    #[test]
    fn every_year_has_its_twelve_but_those_in_which_two_fall_together() {
        for year in 2015..=2030 {
            let days = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days();
            let count = days
                .take_while(|it| it.year() == year)
                .filter(|it| Holiday::of(*it).is_some())
                .count();
            // Whit Sunday of 2018 was 20 May, of 2027 it is 16 May and Whit Monday is 17 May.
            assert_eq!(count, if year == 2027 { 11 } else { 12 }, "{year}");
        }
    }
}
