//! Parts of the state that an export is made from, and the facts that the export panel is told of them.

use cubeboard_cube::campaigns::{self, Named};
use cubeboard_cube::loader::Reading;
use cubeboard_cube::query::CampaignId;
use cubeboard_files::snapshot::head::{Campaign, Completeness, State};
use cubeboard_responses::address::Address;
use cubeboard_responses::column::Column;
use leptos::prelude::*;

use crate::messages::{ChartCaption, ChartFacts, RowsOrigin, ViewFacts};
use crate::state::chart::Chart;
use crate::state::columns::Columns;
use crate::state::comparison::Comparison;
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::goals::Goals;
use crate::state::notes::DayNotes;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;
use crate::state::visible_rows::VisibleRows;

/// What exports read: the rows, and how they are shown.
#[derive(Debug, Clone, Copy)]
pub struct ExportSources {
    /// The rows held.
    pub dataset: Dataset,
    /// Which of them are shown, in order.
    pub visible_rows: VisibleRows,
    /// Which columns are shown, in order.
    pub columns: Columns,
    /// Query and view.
    pub address: PageAddress,
    /// Language and clock.
    pub preferences: Preferences,
    /// The campaigns that are known, and the snapshot that is open.
    pub settings: Settings,
    /// What counts as a success.
    pub definitions: Definitions,
    /// How many successes campaigns want.
    pub goals: Goals,
    /// The chart.
    pub chart: Chart,
    /// What it is compared with.
    pub comparison: Comparison,
    /// Notes on its days.
    pub notes: DayNotes,
}

impl ExportSources {
    /// What is shown, and how; without the names of filters, which the screen has.
    pub fn facts(self) -> ViewFacts {
        let locale = self.preferences.locale();
        let address = self
            .address_of_rows()
            .with("tz", locale.clock().tag())
            .with("per", self.chart.per().key())
            .with("stack", self.chart.stack().key())
            .with("compare", self.comparison.compare().key());
        let layout = self.columns.layout();
        let columns: Vec<Column> = layout.read().shown().map(|laid_out| laid_out.column).collect();
        // A snapshot is read once more when it is opened, which says nothing of when and how it was read.
        let snapshot = self.settings.snapshot().shown();
        let (origin, read_at_micros, completeness) = match &snapshot {
            None => (
                RowsOrigin::Service,
                self.dataset.ended_millis().saturating_mul(1000),
                self.dataset.with_shown(Completeness::of),
            ),
            Some(snapshot) => (
                RowsOrigin::Snapshot(snapshot.origin),
                snapshot.read_micros(),
                Some(snapshot.told_completeness()),
            ),
        };
        let days = self.dataset.with_shown(|rows| rows.query().days);
        let nothing =
            || Completeness { state: State::Incomplete, rows: 0, expected: None, missing: None };
        ViewFacts {
            address: address.search(),
            period: self.address.for_others().get("period").to_owned(),
            language: locale.language().tag().to_owned(),
            columns: columns.into_iter().map(|column| column.key().to_owned()).collect(),
            shown_count: self.visible_rows.row_count().get() as u64,
            resource: self.settings.resource().path_segment().to_owned(),
            row_count: self.dataset.with_shown(Reading::row_count).unwrap_or_default(),
            origin,
            completeness: completeness.unwrap_or_else(nothing),
            campaigns: self.dataset.with_shown(|rows| self.campaigns(rows)).unwrap_or_default(),
            read_at_micros,
            filters: Vec::new(),
            definition: self.definitions.current().read().write(),
            endpoint: self.settings.endpoint_address(),
            notes: days.map(|days| self.notes.leaving(days)).unwrap_or_default(),
            own_note_count: days.map(|days| self.notes.own_count(days)).unwrap_or_default(),
            takes_own_notes: self.notes.takes_own(),
        }
    }

    /// The address as others are given it, with the days of the rows in place of a period, which will stand for others.
    fn address_of_rows(self) -> Address {
        let address = self.address.for_others();
        let days = self.dataset.with_shown(|reading| reading.query().days);
        match days.filter(|_| !address.get("period").is_empty()) {
            Some(days) => address
                .with("period", "")
                .with("from", &days.first().to_string())
                .with("to", &days.last().to_string()),
            None => address,
        }
    }

    fn campaigns(self, rows: &Reading) -> Vec<Campaign> {
        let known = self.settings.campaigns().known();
        let definition = self.definitions.current();
        let campaign = |id: &CampaignId| {
            let known = known.read();
            let named = known.iter().find(|named| named.id == *id);
            let count: usize = rows.segments_of(*id).map(|segment| segment.len()).sum();
            let mut campaign = Campaign::new(id.0, u32::try_from(count).unwrap_or(u32::MAX));
            campaign.name = named.map(|Named { name, .. }| name.clone());
            campaign.define(&definition.read());
            campaign.goal = self.goals.of(*id);
            campaign
        };
        rows.query().campaigns.iter().map(campaign).collect()
    }

    /// The chart as it is shown, with what the page says around it; nothing where there is none.
    pub fn chart(self, caption: ChartCaption) -> Option<ChartFacts> {
        let ids = self.address.fields().campaign;
        let campaigns = campaigns::described(&self.settings.campaigns().known().read(), &ids);
        let series = self.chart.series();
        let mut series = series.read().as_ref()?.without(&self.chart.hidden().read());
        // A picture has no room for the words, and a mark alone says nothing.
        series.noted.clear();
        Some(ChartFacts { campaigns, series, caption })
    }
}
