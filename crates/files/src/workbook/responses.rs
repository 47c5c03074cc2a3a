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
    /// The type.
    Kind,
    /// The subtype.
    Subtype,
    /// Who submitted it.
    Agent,
    /// The customer's name.
    Customer,
    /// Cube's number of the customer.
    CrmId,
    /// Another system's number of the customer.
    ExternalId,
    /// The campaign's number.
    Campaign,
    /// The comment.
    Comment,
}

/// The columns of a workbook for programs: Cube's, and Oslo's clock beside the first.
const SERVED: [Field; 10] = [
    Field::Utc,
    Field::Local,
    Field::Kind,
    Field::Subtype,
    Field::Agent,
    Field::Customer,
    Field::CrmId,
    Field::ExternalId,
    Field::Campaign,
    Field::Comment,
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
            Column::Kind => Self::Kind,
            Column::Subtype => Self::Subtype,
            Column::Agent => Self::Agent,
            Column::Customer => Self::Customer,
            Column::CrmId => Self::CrmId,
            Column::ExternalId => Self::ExternalId,
            Column::Comment => Self::Comment,
        }
    }

    /// The column of the table that it is of; the table has none for campaigns.
    fn column(self) -> Option<Column> {
        Some(match self {
            Self::Utc | Self::Local => Column::Submitted,
            Self::Kind => Column::Kind,
            Self::Subtype => Column::Subtype,
            Self::Agent => Column::Agent,
            Self::Customer => Column::Customer,
            Self::CrmId => Column::CrmId,
            Self::ExternalId => Column::ExternalId,
            Self::Comment => Column::Comment,
            Self::Campaign => return None,
        })
    }

    /// Whether anything of it is left, whatever becomes of personal data.
    fn is_told(self, personal_data: PersonalData) -> bool {
        match self {
            Self::Comment => personal_data == PersonalData::Keep,
            Self::Customer | Self::CrmId | Self::ExternalId => personal_data != PersonalData::Omit,
            _ => true,
        }
    }

    /// Name of the column.
    pub fn heading(self, plan: &Plan) -> String {
        let table = &plan.wording.page().table;
        match (plan.wording, self.column()) {
            (Wording::Served, Some(Column::Submitted)) if self == Self::Local => {
                "submitted_oslo".to_owned()
            }
            (Wording::Served, Some(column)) => column.key().to_owned(),
            (Wording::Served, None) => "campaign_id".to_owned(),
            (Wording::Shown(_), Some(column @ Column::Submitted)) => {
                format!("{} ({})", table.column(column), plan.clock_name())
            }
            (Wording::Shown(_), Some(column)) => table.column(column).to_owned(),
            (Wording::Shown(_), None) => table.campaign.to_owned(),
        }
    }

    /// Its width in characters.
    pub fn width(self) -> f64 {
        match self {
            Self::Utc | Self::Local => 22.0,
            Self::Kind => 18.0,
            Self::Subtype => 24.0,
            Self::Agent | Self::Customer => 28.0,
            Self::CrmId => 16.0,
            Self::ExternalId => 20.0,
            Self::Comment => 60.0,
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
            Self::Utc => {
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
            Self::CrmId => {
                return put_id(sheet, place, response.crm_id, formats);
            }
            Self::ExternalId => {
                return put_id(sheet, place, response.external_id, formats);
            }
            Self::Campaign => return put_id(sheet, place, response.campaign, formats),
            Self::Kind => response.kind,
            Self::Subtype => response.subtype,
            Self::Agent => response.agent,
            Self::Customer => response.customer,
            Self::Comment => response.comment,
        };
        put_text(sheet, place, text.unwrap_or_default(), &formats.text)
    }
}
