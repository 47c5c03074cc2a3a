//! Campaigns of the demo: names, page sizes, and the numbers of responses and sales in each month.
//!
//! A campaign is a row of months, and each month is invented by itself. So a month's rows never
//! depend on how many months lie around it, and a campaign that is still running keeps its
//! yesterday.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, Utc};

use crate::demo::calendar;
use crate::demo::random::{Random, apportion};

/// A campaign of the demo.
#[derive(Debug)]
pub(super) struct Campaign {
    pub id: u32,
    pub name: &'static str,
    /// The day it was put away, empty while it is not.
    pub archived: &'static str,
    pub owner: &'static str,
    /// How many responses the service puts on one page.
    pub page_len: usize,
    /// The lowest `crm_customer_id`.
    pub first_customer: u64,
    volume: Volume,
}

/// Number of a campaign's responses over time.
#[derive(Debug)]
enum Volume {
    Nothing,
    /// Month by month from a year's month: responses, and how many of them are sales.
    Months {
        from: (i32, u32),
        counts: &'static [(u32, u32)],
    },
    /// So many over one year.
    Year {
        year: i32,
        total: u32,
    },
    /// So many on an ordinary day, for this many days up to now.
    Running {
        per_day: u32,
        days: u64,
    },
}

/// Number of responses and sales in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Month {
    pub first: NaiveDate,
    /// Responses on each day, from the first.
    pub days: Vec<u32>,
    /// How many of them are sales.
    pub sales: u32,
}

/// Every campaign, in the order of the service's list.
pub(super) static ALL: [Campaign; 6] = [
    Campaign {
        id: 926,
        name: "Winter 2017",
        archived: "2017-04-18",
        owner: "Fjordkraft Forsikring",
        page_len: 50,
        first_customer: 1_286_000,
        volume: Volume::Months {
            from: (2016, 10),
            counts: &[(598, 182), (641, 201), (566, 175), (634, 207), (602, 199), (655, 216)],
        },
    },
    Campaign {
        id: 2000,
        name: "Not started",
        archived: "",
        owner: "Nordlys Bredbånd",
        page_len: 50,
        first_customer: 0,
        volume: Volume::Nothing,
    },
    Campaign {
        id: 2010,
        name: "Loyalty 2025",
        archived: "",
        owner: "Nordlys Bredbånd",
        page_len: 500,
        first_customer: 21_000_000,
        volume: Volume::Year { year: 2025, total: 10_000 },
    },
    Campaign {
        id: 2026,
        name: "Running now",
        archived: "",
        owner: "Blåmeis Strøm",
        page_len: 50,
        first_customer: 40_000_000,
        volume: Volume::Running { per_day: 120, days: 400 },
    },
    Campaign {
        id: 2100,
        name: "Nationwide 2025",
        archived: "",
        owner: "Sølvpilen Alarm",
        page_len: 500,
        first_customer: 300_000_000,
        volume: Volume::Year { year: 2025, total: 100_000 },
    },
    Campaign {
        id: 2900,
        name: "Everything 2025",
        archived: "",
        owner: "Sølvpilen Alarm",
        page_len: 5_000,
        first_customer: 5_000_000_000, // ids past 32 bits
        volume: Volume::Year { year: 2025, total: 1_000_000 },
    },
];

impl Campaign {
    /// The months that the campaign needs at `now`, oldest first. The last one may reach into the
    /// future.
    pub fn months(&self, now: DateTime<Utc>) -> Vec<Month> {
        match self.volume {
            Volume::Nothing => Vec::new(),
            Volume::Months { from: (year, month), counts } => months_from(first_day(year, month))
                .zip(counts)
                .map(|(first, &(total, sales))| {
                    let days = apportion(total, &self.weights(first, days_of_month(first)));
                    Month { first, days, sales }
                })
                .collect(),
            Volume::Year { year, total } => self.year(year, total),
            Volume::Running { per_day, days } => {
                let today = calendar::day_of(now);
                let oldest = first_of_month(oldest_day(today, days));
                months_from(oldest)
                    .take_while(|first| *first <= today)
                    .map(|first| self.ordinary_month(first, per_day))
                    .collect()
            }
        }
    }

    /// The microseconds of UTC, from and up to but not including, whose rows exist at `now`.
    pub fn window(&self, now: DateTime<Utc>) -> (i64, i64) {
        match self.volume {
            Volume::Running { days, .. } => {
                let oldest = oldest_day(calendar::day_of(now), days);
                (calendar::midnight(oldest), now.timestamp_micros() + 1)
            }
            _ => (i64::MIN, i64::MAX),
        }
    }

    /// A year whose days add up to `total`, cut into months.
    fn year(&self, year: i32, total: u32) -> Vec<Month> {
        let first = first_day(year, 1);
        let counts =
            apportion(total, &self.weights(first, if first.leap_year() { 366 } else { 365 }));
        let mut rest = counts.as_slice();
        let month = |first| {
            let (days, later) = rest.split_at(days_of_month(first));
            rest = later;
            self.month(first, days.to_vec())
        };
        months_from(first).take(12).map(month).collect()
    }

    /// A month with `per_day` responses on an ordinary day.
    fn ordinary_month(&self, first: NaiveDate, per_day: u32) -> Month {
        let weights = self.weights(first, days_of_month(first));
        let total = weights.iter().sum::<u32>() * per_day / ORDINARY;
        self.month(first, apportion(total, &weights))
    }

    /// A month with these days; close to a third of its responses are sales.
    fn month(&self, first: NaiveDate, days: Vec<u32>) -> Month {
        let per_thousand = self.chance_of(first).within(270, 360);
        let total: u32 = days.iter().sum();
        Month { first, days, sales: total * per_thousand / 1000 }
    }

    /// How busy each of so many days is: the calendar's shape, some weeks better than others, no
    /// day like another.
    fn weights(&self, first: NaiveDate, count: usize) -> Vec<u32> {
        let weight = |day: NaiveDate| {
            let week = day.week(chrono::Weekday::Mon).first_day();
            let season = self.chance_of(week - chrono::TimeDelta::days(1)).within(8, 12);
            calendar::weight(day) * season * self.chance_of(day).within(8, 12)
        };
        first.iter_days().take(count).map(weight).collect()
    }

    fn chance_of(&self, day: NaiveDate) -> Random {
        Random::of(&[self.id.into(), day.num_days_from_ce().into()])
    }
}

/// The weight of an ordinary day: the calendar's 100, times the middle of the two draws.
const ORDINARY: u32 = 100 * 10 * 10;

fn oldest_day(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days.saturating_sub(1))).unwrap_or(today)
}

fn first_day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn months_from(first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..).map_while(move |step| first.checked_add_months(Months::new(step)))
}

fn days_of_month(first: NaiveDate) -> usize {
    first.num_days_in_month().into()
}
