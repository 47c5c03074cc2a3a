//! Cube as one account: each question is checked, looked up in the cache, and otherwise asked.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use chrono::NaiveDate;

use crate::account::Account;
use crate::clock;
use crate::forwarding::ClientInfo;
use crate::metrics::Metrics;
use crate::relay::bounds::Bounds;
use crate::relay::bounds::body_memory::BodyMemory;
use crate::relay::bounds::own_wait::OwnWait;
use crate::relay::cache::{Cache, CacheLookup, Retention, wants_anew};
use crate::relay::error::RelayError;
use crate::relay::list_tag::ListTag;
use crate::relay::question::Question;
use crate::relay::throttle::Throttle;
use crate::relay::upstream;
use crate::shared::Shared;

/// The account, and what is remembered of its replies.
#[derive(Debug, Clone)]
pub struct Cube {
    account: Account,
    cache: Cache,
    throttle: Arc<Throttle>,
    bounds: Arc<Bounds>,
    memory: Arc<BodyMemory>,
    metrics: Arc<Metrics>,
}

impl Cube {
    /// Asks this account.
    pub fn new(
        account: Account,
        retention: Retention,
        shared: Shared,
        metrics: Arc<Metrics>,
    ) -> Self {
        let memory = Arc::new(BodyMemory::new(retention.bytes));
        let cache = Cache::new(retention, shared.clone(), Arc::clone(&metrics));
        let (throttle, bounds) = (Arc::new(Throttle::new(shared)), Arc::default());
        Self { account, cache, throttle, bounds, memory, metrics }
    }

    /// Whether the relay itself can sign in.
    pub fn has_credentials(&self) -> bool {
        self.account.has_credentials()
    }

    /// Answers a path and a raw query of a client; links in the reply lead to the address that it asked.
    ///
    /// # Errors
    ///
    /// When that is nothing that may be asked for.
    pub async fn answer(
        &self,
        path: &str,
        raw_query: &str,
        from_page: &HeaderMap,
        client: &ClientInfo,
    ) -> Result<Response, RelayError> {
        let own_address = &*client.own_address;
        let question = Question::parse(path, raw_query)?;
        let theirs = from_page.get(AUTHORIZATION);
        let authorization = self.account.authorization(theirs);
        let own_wait = OwnWait::default();
        let lookup = CacheLookup {
            question: &question,
            authorization: authorization.as_ref(),
            own_address,
            is_closed: is_closed(&question, clock::now().date_naive()),
            is_anew: wants_anew(from_page),
            tag: ListTag::named(from_page),
            memory: &self.memory,
            sender: client.address,
            own_wait: &own_wait,
        };
        let ask = async {
            if let Some(rest) = self.throttle.rest(authorization.as_ref()).await {
                return Err(RelayError::Throttled(rest));
            }
            let _turn = self.bounds.turn(client.address, &own_wait).await;
            self.metrics.count_upstream_request();
            let share = self.memory.share(client.address, &own_wait);
            let answer =
                upstream::get(&self.account, &question, theirs, own_address, share).await?;
            self.throttle.note(authorization.as_ref(), &answer.reply).await;
            Ok(answer)
        };
        Ok(self.cache.reply(lookup, ask).await)
    }
}

/// Whether a question's last day is over. The service's zone is not known; in UTC today begins last of all places that
/// it may be in.
fn is_closed(question: &Question<'_>, today: NaiveDate) -> bool {
    let last =
        question.value("to_date").and_then(|it| NaiveDate::parse_from_str(it, "%Y%m%d").ok());
    last.is_some_and(|it| it < today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_closed_once_the_last_of_them_is_over() {
        let today = NaiveDate::from_ymd_opt(2017, 1, 31).unwrap();
        for (query, expected) in [
            ("from_date=20170101&to_date=20170130", true),
            ("from_date=20170101&to_date=20170131", false),
            ("from_date=20170101&to_date=20170201", false),
            ("from_date=20170101", false),
            ("to_date=yesterday", false),
        ] {
            let question = Question::parse("/api/v1/campaigns/926/responses/", query).unwrap();
            assert_eq!(is_closed(&question, today), expected, "{query}");
        }
    }
}
