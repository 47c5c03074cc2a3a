//! Demo service: Cube with invented responses; the same question gets the same answer on every
//! machine.
//!
//! The relay answers as this service with `--demo`, the page by itself with `demo=1`. No clock: the
//! instant is an argument. How the service words its replies is in `listing`, what it has to say in
//! `campaigns` and `rows`.

mod calendar;
mod campaigns;
mod customers;
mod listing;
mod random;
mod rows;
mod wire;
mod words;

use chrono::{DateTime, Utc};

use campaigns::{Campaign, Month};
use rows::Row;

/// A request to the service, in the parts that matter to it. The method is always `GET`.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The path, from its leading slash.
    pub path: &'a str,
    /// The query as it came, neither decoded nor with its question mark: the odd links need it
    /// literally.
    pub query: &'a str,
    /// Where the service is thought to stand, such as `http://127.0.0.1:8080`; links in replies
    /// begin with it.
    pub origin: &'a str,
}

/// The service's reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Where a redirect points: a path and its query.
    pub location: Option<String>,
    /// JSON, or nothing for a redirect.
    pub body: Vec<u8>,
}

/// The invented service. A campaign's responses are made when it is first asked for, and kept.
#[derive(Debug, Default)]
pub struct Demo {
    invented: Vec<Invented>,
}

/// All rows of one campaign, oldest first, and the months they were made for.
#[derive(Debug)]
struct Invented {
    campaign: &'static Campaign,
    months: Vec<Month>,
    rows: Vec<Row>,
}

impl Demo {
    /// A service that has invented nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The id and the name of every campaign, in the order of the service's own list.
    pub fn campaigns() -> impl Iterator<Item = (u32, &'static str)> {
        campaigns::ALL.iter().map(|it| (it.id, it.name))
    }

    /// How many responses the service puts on one page of the campaign of this id.
    pub fn page_len(campaign: u64) -> Option<usize> {
        campaigns::ALL.iter().find(|it| u64::from(it.id) == campaign).map(|it| it.page_len)
    }

    /// Answers as Cube would at the instant `now`.
    pub fn answer(&mut self, question: &Question<'_>, now: DateTime<Utc>) -> Answer {
        listing::answer(question, |campaign| self.rows(campaign, now))
    }

    /// What the campaign has by `now`, oldest first.
    fn rows(&mut self, campaign: &'static Campaign, now: DateTime<Utc>) -> &[Row] {
        let months = campaign.months(now);
        let at = self.invented.iter().position(|it| it.campaign.id == campaign.id);
        let at = at.unwrap_or_else(|| {
            self.invented.push(Invented { campaign, months: Vec::new(), rows: Vec::new() });
            self.invented.len() - 1
        });
        let held = &mut self.invented[at];
        if held.months != months {
            held.rows = rows::invent(campaign, &months);
            held.months = months;
        }
        rows::between(&held.rows, campaign.window(now))
    }
}
