//! Customers as the service tells of them: words that are looked for where nothing of them may be.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::failure::{Failure, Outcome};
use crate::page::Page;

/// Shorter words stand by chance where a customer's do not.
const FEWEST_CHARACTERS: usize = 8;

const ALL_RESPONSES: &str = "
    const all = [];
    for (let number = 1; ; number++) {
        const page = await fetch(`${arguments[0]}&page=${number}`).then(it => it.json());
        all.push(...page.results);
        if (!page.next) return all;
    }";

impl Page {
    /// The names, comments and longer numbers of all customers in a campaign's responses, days as `20170131`.
    ///
    /// # Errors
    ///
    /// When the service that the page comes from does not list them.
    pub async fn customers_words(
        &self,
        campaign: u32,
        [first, last]: [&str; 2],
    ) -> Outcome<BTreeSet<String>> {
        let target =
            format!("/api/v1/campaigns/{campaign}/responses/?from_date={first}&to_date={last}");
        let all =
            format!("return (async function () {{ {ALL_RESPONSES} }}).apply(null, arguments)");
        let responses: Vec<Value> = self.read(&all, vec![json!(target)]).await?;
        let keys = ["customer_name", "comment", "crm_customer_id", "external_customer_id"];
        let values = responses.iter().flat_map(|response| keys.map(|key| &response[key]));
        let words = values.map(|value| match value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        });
        let words: BTreeSet<_> =
            words.filter(|it| it.chars().count() >= FEWEST_CHARACTERS).collect();
        let few = || Failure(format!("{} words of {} responses", words.len(), responses.len()));
        if words.len() > 100 { Ok(words) } else { Err(few()) }
    }
}
