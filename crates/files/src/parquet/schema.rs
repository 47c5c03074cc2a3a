//! Columns of the file: those of the CSV, with a type each.

use std::borrow::Cow;
use std::sync::Arc;

use cubeboard_cube::loader::Reading;
use cubeboard_responses::column::Column;
use cubeboard_responses::store::{Id, Response};
use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as PhysicalType};
use parquet::errors::ParquetError;
use parquet::schema::types::{Type, TypePtr};

use crate::rows::responses;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// One that the table has, too.
    Table(Column),
    /// The campaign's id.
    Campaign,
}

/// All of them, in the order of the CSV.
pub(super) const FIELDS: [Field; 9] = [
    Field::Table(Column::Submitted),
    Field::Table(Column::Kind),
    Field::Table(Column::Subtype),
    Field::Table(Column::Agent),
    Field::Table(Column::Customer),
    Field::Table(Column::CrmId),
    Field::Table(Column::ExternalId),
    Field::Campaign,
    Field::Table(Column::Comment),
];

impl Field {
    /// Its name, which is that of Cube's field.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Table(column) => column.key(),
            Self::Campaign => "campaign_id",
        }
    }

    /// Whether few values come again and again.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::Table(Column::Kind | Column::Subtype | Column::Agent) | Self::Campaign)
    }

    fn is_time(self) -> bool {
        self == Self::Table(Column::Submitted)
    }

    fn is_id(self) -> bool {
        matches!(self, Self::Table(Column::CrmId | Column::ExternalId) | Self::Campaign)
    }

    fn id<'a>(self, response: &Response<'a>) -> Option<Id<'a>> {
        match self {
            Self::Table(Column::CrmId) => response.crm_id,
            Self::Table(Column::ExternalId) => response.external_id,
            Self::Table(_) => None,
            Self::Campaign => response.campaign,
        }
    }

    /// The value of a column of numbers: microseconds since 1970, or an id.
    pub(super) fn number(self, response: &Response<'_>) -> Option<i64> {
        if self.is_time() {
            return response.submitted_micros;
        }
        self.id(response).and_then(integer)
    }

    /// The value of a column of texts.
    pub(super) fn text<'a>(self, response: &Response<'a>) -> Option<Cow<'a, str>> {
        let text = match self {
            Self::Table(Column::Kind) => response.kind,
            Self::Table(Column::Subtype) => response.subtype,
            Self::Table(Column::Agent) => response.agent,
            Self::Table(Column::Customer) => response.customer,
            Self::Table(Column::Comment) => response.comment,
            Self::Table(Column::Submitted | Column::CrmId | Column::ExternalId)
            | Self::Campaign => {
                return self.id(response).map(|it| match it {
                    Id::Number(number) => Cow::Owned(number.to_string()),
                    Id::Text(text) => Cow::Borrowed(text),
                });
            }
        };
        text.map(Cow::Borrowed)
    }
}

/// An id as a number of 64 bits with a sign, which every reader knows.
fn integer(id: Id<'_>) -> Option<i64> {
    match id {
        Id::Number(number) => i64::try_from(number).ok(),
        Id::Text(_) => None,
    }
}

/// The columns with their types.
#[derive(Debug)]
pub(super) struct Schema {
    /// The ids that are not all integers.
    text_ids: Vec<Field>,
}

impl Schema {
    /// That of these rows: an id's column holds integers where all of its ids are, and texts elsewhere.
    pub(super) fn of(reading: &Reading) -> Self {
        let ids = FIELDS.into_iter().filter(|it| it.is_id());
        let has_texts = |field: &Field| {
            let mut ids = responses(reading).filter_map(|it| field.id(&it));
            ids.any(|it| integer(it).is_none())
        };
        Self { text_ids: ids.filter(has_texts).collect() }
    }

    /// Whether a column holds texts, and not numbers.
    pub(super) fn is_text(&self, field: Field) -> bool {
        !field.is_time() && (!field.is_id() || self.text_ids.contains(&field))
    }

    /// The file's schema.
    pub(super) fn root(&self) -> Result<TypePtr, ParquetError> {
        let fields: Result<Vec<_>, _> = FIELDS.into_iter().map(|it| self.column(it)).collect();
        Type::group_type_builder("responses").with_fields(fields?).build().map(Arc::new)
    }

    /// A column, in which a value may be missing.
    fn column(&self, field: Field) -> Result<TypePtr, ParquetError> {
        let (physical, logical) = match field {
            _ if self.is_text(field) => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
            _ if field.is_time() => {
                (PhysicalType::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS)))
            }
            _ => (PhysicalType::INT64, None),
        };
        Type::primitive_type_builder(field.key(), physical)
            .with_logical_type(logical)
            .with_repetition(Repetition::OPTIONAL)
            .build()
            .map(Arc::new)
    }
}
