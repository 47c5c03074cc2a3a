//! JSON of the demo's replies (serde): responses in both forms, and the list of campaigns. Keys and their order are the
//! service's own.

use chrono::{DateTime, Timelike as _};
use serde::Serialize;

use crate::demo::campaigns::Campaign;
use crate::demo::customers::Customer;
use crate::demo::rows::Row;
use crate::query::Resource;
use cubeboard_responses::calendar::zone::Zone;

/// One page of responses, in the order of the document's keys.
#[derive(Serialize)]
pub(super) struct Listing {
    pub count: usize,
    pub next: Option<String>,
    pub previous: Option<String>,
    pub results: Vec<Entry>,
}

/// One response in either shape.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Entry {
    Response(Response),
    CallOutcome(CallOutcome),
}

impl Entry {
    pub fn new(resource: Resource, campaign: &Campaign, row: &Row) -> Self {
        match resource {
            Resource::Responses => Self::Response(Response::new(campaign, row)),
            Resource::CallOutcomes => Self::CallOutcome(CallOutcome::new(campaign, row)),
        }
    }
}

/// One response, in the order of the document's keys.
#[derive(Serialize)]
pub(super) struct Response {
    submitted_by: &'static str,
    submitted_when: String,
    crm_customer_id: u64,
    customer_name: String,
    campaign_id: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    subtype: &'static str,
    comment: &'static str,
    external_customer_id: Option<u64>,
}

impl Response {
    fn new(campaign: &Campaign, row: &Row) -> Self {
        let customer = Customer::new(campaign, row.customer);
        Self {
            submitted_by: row.agent.address,
            submitted_when: timestamp(row.at),
            crm_customer_id: customer.crm_id,
            customer_name: customer.name,
            campaign_id: campaign.id,
            kind: row.outcome.kind,
            subtype: row.outcome.subtype,
            comment: row.comment,
            external_customer_id: customer.external_id,
        }
    }
}

/// The same in the later shape. It knows a customer only by the id from which they were imported.
#[derive(Serialize)]
pub(super) struct CallOutcome {
    #[serde(rename = "campaign__id")]
    campaign: u32,
    #[serde(rename = "campaign__name")]
    campaign_name: &'static str,
    #[serde(rename = "crm__customer_id")]
    external_id: String,
    #[serde(rename = "crm__standard_info__name")]
    customer_name: String,
    #[serde(rename = "call_outcome__type")]
    kind: &'static str,
    #[serde(rename = "call_outcome__subtype")]
    subtype: &'static str,
    #[serde(rename = "call_outcome__comment")]
    comment: &'static str,
    #[serde(rename = "call_outcome__report_as__submitted_by")]
    submitted_by: &'static str,
    /// To the minute and of no zone; some of the documents have it alone.
    #[serde(rename = "call_outcome__report_as__submitted_when")]
    submitted_when: String,
    #[serde(rename = "call_outcome__report_as__submitted_when_timestamp")]
    submitted_when_timestamp: String,
}

impl CallOutcome {
    fn new(campaign: &Campaign, row: &Row) -> Self {
        let customer = Customer::new(campaign, row.customer);
        Self {
            campaign: campaign.id,
            campaign_name: campaign.name,
            external_id: customer.external_id.map(|it| it.to_string()).unwrap_or_default(),
            customer_name: customer.name,
            kind: row.outcome.kind,
            subtype: row.outcome.subtype,
            comment: row.comment,
            submitted_by: row.agent.address,
            submitted_when: oslo_minute(row.at),
            submitted_when_timestamp: oslo_timestamp(row.at),
        }
    }
}

/// An instant as Python prints it: six digits of a second's fraction, or none of a full second.
fn timestamp(micros: i64) -> String {
    let at = DateTime::from_timestamp_micros(micros).unwrap_or_default().naive_utc();
    let time = at.time();
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let clock = format!("{}T{hour:02}:{minute:02}:{second:02}", at.date());
    match time.nanosecond() / 1000 {
        0 => clock + "Z",
        micros => format!("{clock}.{micros:06}Z"),
    }
}

/// An instant as the later shape has it: to the millisecond, with Oslo's offset without a colon.
fn oslo_timestamp(micros: i64) -> String {
    let at = Zone::Oslo.local(micros);
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    let millis = at.nanosecond() / 1_000_000;
    let ahead = (at.and_utc().timestamp_micros() - micros) / 3_600_000_000;
    format!("{}T{hour:02}:{minute:02}:{second:02}.{millis:03}+{ahead:02}00", at.date())
}

fn oslo_minute(micros: i64) -> String {
    let at = Zone::Oslo.local(micros);
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// One campaign of the service's list.
#[derive(Serialize)]
pub(super) struct CampaignEntry {
    #[serde(rename = "campaign__id")]
    id: u32,
    #[serde(rename = "campaign__name")]
    name: &'static str,
    #[serde(rename = "campaign__is_active")]
    is_active: TrueOrEmpty,
    #[serde(rename = "campaign__archived_date")]
    archived: &'static str,
    #[serde(rename = "service__name")]
    service: &'static str,
    #[serde(rename = "data_owner__name")]
    owner: &'static str,
}

/// A boolean as the service writes it: `true`, or an empty text for false.
#[derive(Serialize)]
#[serde(untagged)]
enum TrueOrEmpty {
    True(bool),
    Empty(&'static str),
}

impl CampaignEntry {
    pub fn new(campaign: &Campaign) -> Self {
        let is_active = campaign.archived.is_empty();
        Self {
            id: campaign.id,
            name: campaign.name,
            is_active: if is_active { TrueOrEmpty::True(true) } else { TrueOrEmpty::Empty("") },
            archived: campaign.archived,
            service: "Telemarketing",
            owner: campaign.owner,
        }
    }
}
