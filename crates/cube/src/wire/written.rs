//! Responses serialized as the service does it: what leaves Cubeboard as JSON, and what [`decode_page`] reads back.
//!
//! [`decode_page`]: super::decode_page

use chrono::Datelike as _;
use serde::Serialize;

use cubeboard_responses::calendar::time::Timestamp;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::store::{Id, Response};

/// One response as a JSON object: the keys of the service's document, in its order.
///
/// Where there is no comment, the service has an empty text; all else that is absent is `null`.
#[derive(Debug, Clone, Serialize)]
pub struct WireResponse<'a> {
    submitted_by: Option<&'a str>,
    submitted_when: Option<Timestamp>,
    crm_customer_id: Option<Id<'a>>,
    customer_name: Option<&'a str>,
    campaign_id: Option<Id<'a>>,
    #[serde(rename = "type")]
    kind: Option<&'a str>,
    subtype: Option<&'a str>,
    comment: &'a str,
    external_customer_id: Option<Id<'a>>,
}

impl<'a> From<&Response<'a>> for WireResponse<'a> {
    fn from(response: &Response<'a>) -> Self {
        Self {
            submitted_by: response.agent,
            submitted_when: response.submitted_micros.filter(|it| has_year(*it)).map(Timestamp),
            crm_customer_id: response.crm_id,
            customer_name: response.customer,
            campaign_id: response.campaign,
            kind: response.kind,
            subtype: response.subtype,
            comment: response.comment.unwrap_or_default(),
            external_customer_id: response.external_id,
        }
    }
}

/// Whether an instant's year has the four digits that a time is written with. An offset can push what was read out of
/// them by some hours; such a time is left out, because no reader would take it.
fn has_year(micros: i64) -> bool {
    (0..=9999).contains(&Zone::Utc.local(micros).year())
}

#[cfg(test)]
mod tests;
