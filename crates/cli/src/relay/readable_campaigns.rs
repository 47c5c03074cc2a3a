//! Campaigns that readers may see: all that the credentials may, or those alone that the settings name. Others are refused,
//! and missing from the list of campaigns.

use std::collections::HashSet;

use axum::body::to_bytes;
use axum::http::header;
use axum::response::Response;
use serde_json::Value;

use crate::relay::error::RelayError;
use crate::relay::question::Resource;

/// Of a list of campaigns, some hundred bytes each, that is read into memory as a whole.
const MOST_BYTES: usize = 4 << 20;

/// Which they are, by id; nothing where it is all.
#[derive(Debug, Clone, Default)]
pub struct ReadableCampaigns(Option<HashSet<u64>>);

impl ReadableCampaigns {
    /// These alone.
    pub fn only(ids: impl IntoIterator<Item = u64>) -> Self {
        Self(Some(ids.into_iter().collect()))
    }

    /// Refuses a path of another campaign.
    ///
    /// # Errors
    ///
    /// When it is one.
    pub fn check(&self, path: &str) -> Result<(), RelayError> {
        let Some(ids) = &self.0 else { return Ok(()) };
        match Resource::parse(path) {
            Some(Resource::Responses(id) | Resource::CallOutcomes(id)) if !ids.contains(&id) => {
                Err(RelayError::Campaign)
            }
            _ => Ok(()),
        }
    }

    /// Takes the other campaigns out of the reply with the list of them.
    ///
    /// # Errors
    ///
    /// When that is no list, so that nobody knows what it says.
    pub async fn filter(&self, path: &str, reply: Response) -> Result<Response, RelayError> {
        let is_list = matches!(Resource::parse(path), Some(Resource::Campaigns { .. }));
        let Some(ids) = self.0.as_ref().filter(|_| is_list && reply.status().is_success()) else {
            return Ok(reply);
        };
        let (mut head, body) = reply.into_parts();
        let body = to_bytes(body, MOST_BYTES).await;
        let body = body.map_err(|_| RelayError::Oversize)?;
        let campaigns = serde_json::from_slice::<Vec<Value>>(&body);
        let mut campaigns = campaigns.map_err(|_| RelayError::Campaign)?;
        campaigns.retain(|it| id(it).is_some_and(|id| ids.contains(&id)));
        head.headers.remove(header::CONTENT_LENGTH);
        Ok(Response::from_parts(head, Value::from(campaigns).to_string().into()))
    }
}

/// The id, which some versions of the service write as a text.
fn id(campaign: &Value) -> Option<u64> {
    let id = campaign.get("campaign__id")?;
    id.as_u64().or_else(|| id.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_list_of_campaigns_has_those_alone_that_may_be_read() {
        let readable = ReadableCampaigns::only([926, 7]);
        let list = r#"[{"campaign__id":926,"campaign__name":"Vinter"},{"campaign__id":927},
            {"campaign__id":"7"},{"campaign__name":"926"}]"#;
        let filtered = |path, list: &'static str| readable.filter(path, Response::new(list.into()));
        let reply = filtered("/api/v1/campaigns/", list).await.unwrap();
        let body = to_bytes(reply.into_body(), usize::MAX).await.unwrap();
        let expected = r#"[{"campaign__id":926,"campaign__name":"Vinter"},{"campaign__id":"7"}]"#;
        assert_eq!(std::str::from_utf8(&body), Ok(expected));
        assert!(filtered("/api/v1/campaigns", r#"{"campaigns":[]}"#).await.is_err());
        assert!(filtered("/api/v1/campaigns/926/responses/", "{}").await.is_ok());
    }
}
