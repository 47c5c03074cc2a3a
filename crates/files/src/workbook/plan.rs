//! Plan of a workbook: what it is about, by which words and clock, and what counts as success.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::workbook::{WorkbookMessages, workbook_text};
use cubeboard_i18n::{Catalogue, Language};
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Definition;

use crate::clock::Clock;
use crate::privacy::{Agents, PersonalData, Privacy};
use crate::snapshot::head::Head;

/// What a workbook is about, and how it shows it.
#[derive(Debug)]
pub struct Plan {
    /// What was asked, when it was read and how complete it is; and what becomes of customers and comments. Agents stay.
    pub head: Head,
    /// When the last page was read, in microseconds since 1970.
    pub read_at_micros: i64,
    /// How its parts are named.
    pub wording: Wording,
    /// Columns of the responses, where it is worded as shown.
    pub columns: Vec<Column>,
    /// The clock that tells its times.
    pub clock: Clock,
    /// The days asked for, by that clock.
    pub calendar: Calendar,
    /// What counts as success.
    pub definition: Definition,
    /// Names of the filters that its rows passed.
    pub filters: Vec<String>,
    /// What its rows were searched for; empty for nothing.
    pub search: String,
}

/// How the parts of a workbook are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// By the service's names of fields, for programs that look for them; times to the millisecond.
    Served,
    /// As the page names them, in a language; times to the second.
    Shown(Language),
}

impl Wording {
    /// The language of what is no name.
    pub fn language(self) -> Language {
        match self {
            Self::Served => Language::English,
            Self::Shown(language) => language,
        }
    }

    /// The page's words.
    pub(super) fn page(self) -> &'static Catalogue {
        self.language().text()
    }

    /// The words that are a workbook's own.
    pub(super) fn text(self) -> &'static WorkbookMessages {
        workbook_text(self.language())
    }

    /// Name of a sheet, a column or a thing without one.
    pub(super) fn name(
        self,
        served: &'static str,
        shown: impl FnOnce(&'static Catalogue, &'static WorkbookMessages) -> &'static str,
    ) -> &'static str {
        match self {
            Self::Served => served,
            Self::Shown(_) => shown(self.page(), self.text()),
        }
    }
}

impl Plan {
    /// That of all responses of a reading, for programs: every column, and Oslo's clock.
    pub fn of(reading: &Reading, read_at_micros: i64, definition: Definition) -> Self {
        let privacy = Privacy { personal_data: PersonalData::Keep, agents: Agents::Keep };
        Self {
            head: Head::of(reading, read_at_micros, privacy),
            read_at_micros,
            wording: Wording::Served,
            columns: Vec::new(),
            clock: Clock::Zone(Zone::Oslo),
            calendar: Calendar::new(reading.query().days, Zone::Oslo),
            definition,
            filters: Vec::new(),
            search: String::new(),
        }
    }

    /// What becomes of personal data.
    pub(super) fn privacy(&self) -> Privacy {
        Privacy { personal_data: self.head.personal_data, agents: Agents::Keep }
    }

    /// Name of the clock, with the offsets that it has in the days asked for.
    pub(super) fn clock_name(&self) -> String {
        self.clock.named(self.calendar.instants(), self.wording.page())
    }
}
