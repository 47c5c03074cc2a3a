//! One response with Cube's own names, as files spell it.

use chrono::{DateTime, SecondsFormat};
use cubeboard_core::store::{Id, Response};
use serde::{Serialize, Serializer};

/// A response in the service's own shape: its keys in the order of its document.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    submitted_by: Option<&'a str>,
    submitted_when: Option<String>,
    crm_customer_id: Option<RowId<'a>>,
    customer_name: Option<&'a str>,
    campaign_id: Option<RowId<'a>>,
    #[serde(rename = "type")]
    kind: Option<&'a str>,
    subtype: Option<&'a str>,
    /// The service writes an empty text where there is none.
    comment: &'a str,
    external_customer_id: Option<RowId<'a>>,
}

impl<'a> From<&Response<'a>> for Row<'a> {
    fn from(response: &Response<'a>) -> Self {
        Self {
            submitted_by: response.agent,
            submitted_when: response.submitted_micros.map(utc),
            crm_customer_id: response.crm_id.map(RowId),
            customer_name: response.customer,
            campaign_id: response.campaign.map(RowId),
            kind: response.kind,
            subtype: response.subtype,
            comment: response.comment.unwrap_or_default(),
            external_customer_id: response.external_id.map(RowId),
        }
    }
}

/// An instant as the service writes it, by ISO 8601 in UTC: with six digits of a second's fraction, or without any
/// where the second is full. Microseconds since 1970 are given.
pub fn utc(micros: i64) -> String {
    let is_full = micros % 1_000_000 == 0;
    let format = if is_full { SecondsFormat::Secs } else { SecondsFormat::Micros };
    DateTime::from_timestamp_micros(micros).unwrap_or_default().to_rfc3339_opts(format, true)
}

/// An id as a text.
pub fn id_text(id: Id<'_>) -> String {
    match id {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text.to_owned(),
    }
}

/// An id that is written as what it was: a number or a text.
#[derive(Debug)]
struct RowId<'a>(Id<'a>);

impl Serialize for RowId<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Id::Number(number) => serializer.serialize_u64(number),
            Id::Text(text) => serializer.serialize_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_service_does() {
        assert_eq!(utc(1_483_278_920_257_789), "2017-01-01T13:55:20.257789Z");
        assert_eq!(utc(1_483_278_916_450_000), "2017-01-01T13:55:16.450000Z");
        assert_eq!(utc(1_483_278_916_000_000), "2017-01-01T13:55:16Z");
        assert_eq!(utc(-1), "1969-12-31T23:59:59.999999Z");
    }
}
