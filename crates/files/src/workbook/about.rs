//! The first sheet: what was asked, by which clock, when it was read, how complete it is, and what counts as success.

use chrono::NaiveDate;
use cubeboard_i18n::share::panel_text;
use cubeboard_responses::calendar::days::parse_day;
use cubeboard_responses::statistics::definition::Class;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::{Formats, Precision, put_day, put_text, put_time};
use super::fit_to_paper;
use super::plan::Plan;
use crate::privacy::PersonalData;

/// Writes the sheet of a workbook with so many responses, so many texts of which are cut: a line for each fact.
pub fn write(
    sheet: &mut Worksheet,
    plan: &Plan,
    row_count: u64,
    cut_texts: usize,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (page, text) = (plan.wording.page(), plan.wording.text());
    sheet.set_name(plan.wording.name("about", |_, text| text.about))?;
    sheet.set_column_width(0, 36)?.set_column_width(1, 60)?;
    fit_to_paper(sheet);
    put_text(sheet, (0, 0), text.about_title, &formats.heading)?;
    let mut facts = Facts { sheet, row: 2, formats };

    let head = &plan.head;
    for (place, campaign) in head.campaigns.iter().enumerate() {
        let id = campaign.id.to_string();
        let campaign = campaign.name.as_ref().map_or(id.clone(), |name| format!("{id} {name}"));
        facts.text(if place == 0 { page.campaign } else { "" }, &campaign)?;
    }
    facts.day(page.from, &head.query.from)?;
    facts.day(page.to, &head.query.to)?;
    let response_type = head.query.response_type.as_deref().unwrap_or(page.all_types);
    facts.text(page.response_type, response_type)?;

    facts.row += 1;
    let local = plan.clock.local(plan.read_at_micros).and_utc().timestamp_micros();
    facts.time(text.read_at, local)?;
    facts.text(text.time_zone, &plan.clock_name())?;
    facts.text(text.completeness, &head.completeness.text(plan.wording.language()))?;
    facts.count(text.rows_read, head.completeness.rows)?;
    if let Some(expected) = head.completeness.expected {
        facts.count(text.rows_counted, expected)?;
    }
    facts.count(text.rows_here, row_count)?;
    if cut_texts > 0 {
        facts.count(text.cut_texts, cut_texts as u64)?;
    }

    facts.row += 1;
    for class in [Class::Success, Class::Neither, Class::Failure] {
        let mut words: Vec<_> = plan.definition.words(class).collect();
        match class {
            Class::Failure => words.push(text.everything_else),
            _ if words.is_empty() => words.push(text.nothing),
            _ => {}
        }
        facts.list(text.counts_as(class), &words)?;
    }
    facts.text(page.breakdown.rate, text.hit_rate_is)?;

    facts.row += 1;
    let mut filters: Vec<_> = plan.filters.iter().map(String::as_str).collect();
    if filters.is_empty() {
        filters.push(text.no_filters);
    }
    facts.list(text.filters, &filters)?;
    let keeps_all = head.personal_data == PersonalData::Keep;
    if !plan.search.is_empty() {
        // Whom a search names, nobody knows.
        facts.text(text.search, if keeps_all { &plan.search } else { text.search_left_out })?;
    }
    let opened = &panel_text(plan.wording.language()).opened;
    match head.personal_data {
        PersonalData::Keep => Ok(()),
        PersonalData::Pseudonyms => facts.text(text.personal_data, opened.pseudonyms),
        PersonalData::Omit => facts.text(text.personal_data, opened.omitted),
    }
}

/// The sheet, and its next row.
struct Facts<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    formats: &'a Formats,
}

impl Facts<'_> {
    /// Begins a line.
    fn label(&mut self, label: &str) -> Result<(u32, u16), XlsxError> {
        let row = self.row;
        self.row += 1;
        put_text(self.sheet, (row, 0), label, &self.formats.heading)?;
        Ok((row, 1))
    }

    fn text(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        let place = self.label(label)?;
        put_text(self.sheet, place, text, &self.formats.text).map(drop)
    }

    /// A line for each text, the first of them behind the label.
    fn list(&mut self, label: &str, texts: &[&str]) -> Result<(), XlsxError> {
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        labels.zip(texts).try_for_each(|(label, text)| self.text(label, text))
    }

    fn count(&mut self, label: &str, count: u64) -> Result<(), XlsxError> {
        let (row, column) = self.label(label)?;
        #[expect(clippy::cast_precision_loss, reason = "no list is as long")]
        self.sheet.write_number_with_format(row, column, count as f64, &self.formats.fact_count)?;
        Ok(())
    }

    fn day(&mut self, label: &str, day: &str) -> Result<(), XlsxError> {
        let place = self.label(label)?;
        let day: NaiveDate = parse_day(day).unwrap_or_default();
        put_day(self.sheet, place, day, &self.formats.fact_day)
    }

    fn time(&mut self, label: &str, local_micros: i64) -> Result<(), XlsxError> {
        let place = self.label(label)?;
        put_time(self.sheet, place, local_micros, Precision::Second, &self.formats.fact_time)
    }
}
