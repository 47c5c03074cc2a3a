//! Table of responses as comma-separated values (CSV). Its head names the offset of its times, so it is written when
//! they are known.

use std::io;
use std::ops::RangeInclusive;

use cubeboard_app::i18n::formatter;
use cubeboard_app::messages::ViewFacts;
use cubeboard_app::state::calendar;
use cubeboard_files::csv::Csv;
use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::column::Column;
use cubeboard_responses::store::Response;

/// How a table is written, and what was written of it.
pub struct Table {
    columns: Vec<Column>,
    language: Language,
    clock: formatter::Clock,
    head_bytes: usize,
    /// The earliest and the latest time so far.
    instants: Option<RangeInclusive<i64>>,
}

impl Table {
    /// A table of the columns shown, by the reader's language and clock.
    pub fn new(facts: &ViewFacts) -> Self {
        let address = Address::parse(&facts.address);
        let tag = address.get("tz");
        Self {
            columns: facts.columns.iter().filter_map(|key| Column::from_key(key)).collect(),
            language: Language::from_tag(&facts.language).unwrap_or_default(),
            clock: formatter::Clock::from_tag(tag).unwrap_or_default(),
            head_bytes: 0,
            instants: None,
        }
    }

    /// Some rows, without the head.
    pub fn rows<'a>(&mut self, rows: impl Iterator<Item = Response<'a>>) -> io::Result<Vec<u8>> {
        if self.head_bytes == 0 {
            self.head_bytes = self.csv(None)?.finish()?.len();
        }
        let mut csv = self.csv(None)?;
        for row in rows {
            csv.push(&row)?;
            if let Some(at) = row.submitted_micros {
                let known = self.instants.take().unwrap_or(at..=at);
                self.instants = Some(at.min(*known.start())..=at.max(*known.end()));
            }
        }
        let mut written = csv.finish()?;
        Ok(written.split_off(self.head_bytes))
    }

    /// The head of all that was written.
    pub fn head(&self) -> io::Result<Vec<u8>> {
        self.csv(self.instants.clone())?.finish()
    }

    fn csv(&self, instants: Option<RangeInclusive<i64>>) -> io::Result<Csv<Vec<u8>>> {
        let (columns, clock) = (self.columns.clone(), calendar::file_clock(self.clock));
        Csv::as_shown(Vec::new(), columns, self.language, clock, instants)
    }
}
