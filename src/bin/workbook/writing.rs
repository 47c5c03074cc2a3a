//! Writer of one workbook, which takes rows in slices.

use std::io;

use cubeboard_app::i18n::formatter::Clock;
use cubeboard_app::messages::{FileFormat, FileOrder};
use cubeboard_app::snapshot_head::{head, privacy};
use cubeboard_app::state::calendar;
use cubeboard_files::workbook::Writer;
use cubeboard_files::workbook::counted_rows::CountedRows;
use cubeboard_files::workbook::plan::{Plan, Wording};
use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Definition;
use cubeboard_responses::store::packed::unpack;
use cubeboard_responses::table::sheet::Scope;
use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag};

const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook that is being written.
pub struct Writing {
    name: String,
    writer: Writer,
    collected: CountedRows,
}

impl Writing {
    /// Begins the workbook that is ordered; `None` where something else is.
    pub fn begin(order: &FileOrder) -> Option<Self> {
        let name = order.facts.file_name(order.format.extension());
        let writer = Writer::new(plan(order)?).ok()?;
        Some(Self { name, writer, collected: CountedRows::default() })
    }

    /// Adds packed rows.
    ///
    /// # Errors
    /// Where there is no room for them.
    pub fn add(&mut self, packed: &[u8]) -> io::Result<()> {
        unpack(packed).try_for_each(|row| {
            self.collected.push(&row);
            self.writer.push(&row)
        })
    }

    /// Name and content of the workbook; `None` where the browser keeps no more.
    pub fn finish(self) -> Option<(String, Blob)> {
        let mut file = Vec::new();
        self.writer.finish(&self.collected, &mut file).ok()?;
        let options = BlobPropertyBag::new();
        options.set_type(MEDIA_TYPE);
        let parts = Array::of1(&Uint8Array::from(file.as_slice()));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        Some((self.name, blob))
    }
}

fn plan(order: &FileOrder) -> Option<Plan> {
    let FileFormat::Workbook { personal_data, scope } = order.format else { return None };
    let facts = &order.facts;
    let address = Address::parse(&facts.address);
    let head = head(facts, privacy(personal_data));
    let days = head.query.query()?.days;
    let clock = Clock::from_tag(address.get("tz")).unwrap_or_default();
    let (filters, search) = match scope {
        Scope::Shown | Scope::ShownAsServed => (facts.filters.clone(), address.get("q").to_owned()),
        Scope::All => Default::default(),
    };
    Some(Plan {
        read_at_micros: facts.read_at_micros,
        wording: Wording::Shown(Language::from_tag(&facts.language).unwrap_or_default()),
        columns: facts.columns.iter().filter_map(|key| Column::from_key(key)).collect(),
        clock: calendar::file_clock(clock),
        calendar: calendar::of(days, clock)?,
        definition: Definition::read(&facts.definition),
        filters,
        search,
        head,
    })
}
