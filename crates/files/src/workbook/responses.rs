//! The sheets of responses: their columns, and a row for each response.

use cubeboard_responses::column::Column;
use cubeboard_responses::store::Response;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::{Formats, Place, Precision, put_id, put_text, put_time};
use super::plan::{Plan, Wording};
use crate::privacy::PersonalData;

/// A column of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// When it was submitted, in UTC.
    Utc,
    /// The same by the plan's clock.
    Local,
    /// What else a column of the table holds.
    Of(Column),
    /// The campaign's number.
    Campaign,
}

/// The columns of a workbook for programs: Cube's, and Oslo's clock beside the first.
const SERVED: [Field; 10] = [
    Field::Utc,
    Field::Local,
    Field::Of(Column::Kind),
    Field::Of(Column::Subtype),
    Field::Of(Column::Agent),
    Field::Of(Column::Customer),
    Field::Of(Column::CrmId),
    Field::Of(Column::ExternalId),
    Field::Campaign,
    Field::Of(Column::Comment),
];

/// The columns of a plan, in order; those that are left out with personal data are not among them.
pub fn fields(plan: &Plan) -> Vec<Field> {
    let fields = match plan.wording {
        Wording::Served => SERVED.to_vec(),
        Wording::Shown(_) => plan.columns.iter().copied().map(Field::of).collect(),
    };
    fields.into_iter().filter(|it| it.is_told(plan.head.personal_data)).collect()
}

impl Field {
    fn of(column: Column) -> Self {
        match column {
            Column::Submitted => Self::Local,
            column => Self::Of(column),
        }
    }

    /// Whether anything of it is left, whatever becomes of personal data.
    fn is_told(self, personal_data: PersonalData) -> bool {
        match self {
            Self::Of(Column::Comment) => personal_data == PersonalData::Keep,
            Self::Of(Column::Customer | Column::CrmId | Column::ExternalId) => {
                personal_data != PersonalData::Omit
            }
            _ => true,
        }
    }

    /// Name of the column.
    pub fn heading(self, plan: &Plan) -> String {
        let table = &plan.wording.page().table;
        match (plan.wording, self) {
            (Wording::Served, Self::Utc) => Column::Submitted.key().to_owned(),
            (Wording::Served, Self::Local) => "submitted_oslo".to_owned(),
            (Wording::Served, Self::Of(column)) => column.key().to_owned(),
            (Wording::Served, Self::Campaign) => "campaign_id".to_owned(),
            (Wording::Shown(_), Self::Utc | Self::Local) => {
                format!("{} ({})", table.column(Column::Submitted), plan.clock_name())
            }
            (Wording::Shown(_), Self::Of(column)) => table.column(column).to_owned(),
            (Wording::Shown(_), Self::Campaign) => table.campaign.to_owned(),
        }
    }

    /// Its width in characters.
    pub fn width(self) -> f64 {
        match self {
            Self::Utc | Self::Local | Self::Of(Column::Submitted) => 22.0,
            Self::Of(Column::Kind) => 18.0,
            Self::Of(Column::Subtype) => 24.0,
            Self::Of(Column::Agent | Column::Customer) => 28.0,
            Self::Of(Column::CrmId) => 16.0,
            Self::Of(Column::ExternalId) => 20.0,
            Self::Of(Column::Comment) => 60.0,
            Self::Campaign => 12.0,
        }
    }

    /// Writes its cell of a response; 1 where its text had to be cut.
    pub fn put(
        self,
        sheet: &mut Worksheet,
        place: Place,
        response: &Response<'_>,
        plan: &Plan,
        formats: &mut Formats,
    ) -> Result<usize, XlsxError> {
        let text = match self {
            Self::Utc | Self::Of(Column::Submitted) => {
                if let Some(micros) = response.submitted_micros {
                    put_time(sheet, place, micros, Precision::Millisecond, &formats.time)?;
                }
                return Ok(0);
            }
            Self::Local => {
                if let Some(micros) = response.submitted_micros {
                    let local = plan.clock.local(micros).and_utc().timestamp_micros();
                    let offset = plan.clock.telling_offset(micros);
                    let precision = formats.precision();
                    put_time(sheet, place, local, precision, formats.local_time(offset))?;
                }
                return Ok(0);
            }
            Self::Of(Column::CrmId) => {
                return put_id(sheet, place, response.crm_id, formats);
            }
            Self::Of(Column::ExternalId) => {
                return put_id(sheet, place, response.external_id, formats);
            }
            Self::Campaign => return put_id(sheet, place, response.campaign, formats),
            Self::Of(Column::Kind) => response.kind,
            Self::Of(Column::Subtype) => response.subtype,
            Self::Of(Column::Agent) => response.agent,
            Self::Of(Column::Customer) => response.customer,
            Self::Of(Column::Comment) => response.comment,
        };
        put_text(sheet, place, text.unwrap_or_default(), &formats.text)
    }
}
