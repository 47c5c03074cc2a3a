//! The straightforward code: a list of structs with texts of their own, and the standard library's sort.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::store::Id;
use cubeboard_responses::text::collate;

/// A response as a struct.
pub struct PlainResponse {
    submitted_micros: Option<i64>,
    agent: Option<String>,
    kind: Option<String>,
    subtype: Option<String>,
    campaign: Option<String>,
    customer: Option<String>,
    crm_id: Option<String>,
    external_id: Option<String>,
    comment: Option<String>,
}

impl PlainResponse {
    fn name(&self) -> &str {
        self.customer.as_deref().unwrap_or_default()
    }
}

/// All of them, in the service's order.
pub struct Plain {
    rows: Vec<PlainResponse>,
}

impl Plain {
    pub fn of(reading: &Reading) -> Self {
        let text = |it: Option<&str>| it.map(str::to_owned);
        let id = |it: Option<Id<'_>>| {
            it.map(|it| match it {
                Id::Number(number) => number.to_string(),
                Id::Text(text) => text.to_owned(),
            })
        };
        let rows = reading.segments().flatten().filter_map(|row| reading.store().row(row));
        let rows = rows.map(|row| PlainResponse {
            submitted_micros: row.submitted_micros,
            agent: text(row.agent),
            kind: text(row.kind),
            subtype: text(row.subtype),
            campaign: id(row.campaign),
            customer: text(row.customer),
            crm_id: id(row.crm_id),
            external_id: id(row.external_id),
            comment: text(row.comment),
        });
        let mut rows: Vec<_> = rows.collect();
        rows.shrink_to_fit();
        Self { rows }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The structs and their texts, without what the allocator takes beside each.
    pub fn heap_bytes(&self) -> usize {
        let texts = |row: &PlainResponse| {
            let texts = [&row.agent, &row.kind, &row.subtype, &row.campaign, &row.customer];
            let more = [&row.crm_id, &row.external_id, &row.comment];
            texts.into_iter().chain(more).flatten().map(String::capacity).sum::<usize>()
        };
        self.rows.len() * size_of::<PlainResponse>() + self.rows.iter().map(texts).sum::<usize>()
    }

    pub fn sorted_by_time(&self) -> Vec<&PlainResponse> {
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|it| it.submitted_micros);
        rows
    }

    pub fn sorted_by_kind(&self) -> Vec<&PlainResponse> {
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by(|some, other| some.kind.cmp(&other.kind));
        rows
    }

    pub fn sorted_by_agent(&self) -> Vec<&PlainResponse> {
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by(|some, other| some.agent.cmp(&other.agent));
        rows
    }

    /// In Norwegian order, which the order of bytes is not.
    pub fn sorted_by_customer(&self) -> Vec<&PlainResponse> {
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by(|some, other| collate::compare(some.name(), other.name()));
        rows
    }

    pub fn filtered_by_agent(&self, agent: &str) -> Vec<&PlainResponse> {
        self.rows.iter().filter(|it| it.agent.as_deref() == Some(agent)).collect()
    }

    pub fn holding(&self, words: &str) -> Vec<&PlainResponse> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let holds = |row: &&PlainResponse| {
            let texts = [&row.customer, &row.agent, &row.comment, &row.crm_id, &row.external_id];
            let has = |word: &String| {
                texts.into_iter().flatten().any(|it| it.to_lowercase().contains(word))
            };
            words.iter().all(has)
        };
        self.rows.iter().filter(holds).collect()
    }
}
