//! Pseudonyms for personal data in exported rows: customers and agents are kept, replaced by numbers, or left out.
//!
//! A pseudonym is a number in order of appearance. Nothing of what it stands for goes into it, so nothing can be
//! worked back from it; it is the same wherever the same customer or agent comes again in a file.

use std::collections::HashMap;
use std::hash::Hash;

use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::store::{Id, Response};
use serde::{Deserialize, Serialize};

/// What becomes of customers' names and ids, and of comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonalData {
    /// They stay.
    Keep,
    /// Customers and ids become numbers, the same for the same. Comments are left out: they may hold anything.
    Pseudonyms,
    /// They are left out.
    #[default]
    Omit,
}

impl PersonalData {
    /// All of them, what tells least first.
    pub const ALL: [Self; 3] = [Self::Omit, Self::Pseudonyms, Self::Keep];

    /// Its word in commands and forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Pseudonyms => "pseudonyms",
            Self::Omit => "omit",
        }
    }

    /// What a word means; nothing where it means nothing.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|personal_data| personal_data.key() == key)
    }
}

/// What becomes of agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agents {
    /// They stay.
    Keep,
    /// They become numbers, the same for the same.
    #[default]
    Pseudonyms,
}

/// What an export does with personal data: the choices for customers and for agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Privacy {
    /// What becomes of customers.
    pub personal_data: PersonalData,
    /// What becomes of agents.
    pub agents: Agents,
}

impl Privacy {
    /// An address of the page that says no more than the rows will: without what was searched for, and without agents
    /// where they go. Where anything goes, so do parameters that are not known here.
    pub fn address(self, address: &Address) -> Address {
        if self.personal_data == PersonalData::Keep && self.agents == Agents::Keep {
            return address.clone();
        }
        let tells_too_much = |key: &&str| match *key {
            // Whom it names, nobody knows: customers and agents are searched alike.
            "q" => true,
            "is_agent" => self.agents == Agents::Pseudonyms,
            // Without ids, nobody knows which contact with a customer a response was.
            _ => self.personal_data == PersonalData::Omit,
        };
        let too_much = ["q", "is_agent", "contact", "wait"].into_iter().filter(tells_too_much);
        too_much.fold(address.clone().for_others(), |kept, key| kept.with(key, ""))
    }
}

/// Turns responses into ones without personal data.
#[derive(Debug)]
pub struct Anonymiser {
    privacy: Privacy,
    words: [&'static str; 2],
    agents: Numbers<String>,
    customers: Numbers<Customer>,
    externals: Numbers<OwnedId>,
    agent: String,
    customer: String,
}

impl Anonymiser {
    /// One that has met nobody yet. Names are in `language`: "Agent 3", "Customer 17".
    pub fn new(privacy: Privacy, language: Language) -> Self {
        let table = &language.text().table;
        Self {
            privacy,
            words: [table.agent, table.customer],
            agents: Numbers::default(),
            customers: Numbers::default(),
            externals: Numbers::default(),
            agent: String::new(),
            customer: String::new(),
        }
    }

    /// Gives whoever is in a response a number, as [`Self::apply`] does where it has to. Rows that are to be written in
    /// an order which tells something, such as that of their names, have to be met in another order before.
    pub fn meet(&mut self, row: &Response<'_>) {
        self.apply(row);
    }

    /// A response as it may leave. What is absent stays absent.
    pub fn apply<'s>(&'s mut self, row: &Response<'s>) -> Response<'s> {
        let mut row = *row;
        let [agent_word, customer_word] = self.words;
        if let (Some(agent), Agents::Pseudonyms) = (row.agent, self.privacy.agents) {
            let number = self.agents.of(agent.to_owned());
            self.agent = named(agent_word, number);
            row.agent = Some(&self.agent);
        }
        match self.privacy.personal_data {
            PersonalData::Keep => {}
            PersonalData::Pseudonyms => {
                let number = Customer::of(&row).map(|it| self.customers.of(it));
                let number = number.unwrap_or_default();
                self.customer = named(customer_word, number);
                row.customer = row.customer.map(|_| self.customer.as_str());
                row.crm_id = row.crm_id.map(|_| Id::Number(number));
                let externals = &mut self.externals;
                row.external_id = row.external_id.map(|it| Id::Number(externals.of(it.into())));
                row.comment = None;
            }
            PersonalData::Omit => {
                (row.customer, row.comment) = (None, None);
                (row.crm_id, row.external_id) = (None, None);
            }
        }
        row
    }
}

fn named(word: &str, number: u64) -> String {
    format!("{word} {number}")
}

/// Who a response is about. Cube's own id tells, as where contacts are counted; without one, what there is.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Customer {
    Crm(OwnedId),
    External(OwnedId),
    Named(String),
}

impl Customer {
    fn of(row: &Response<'_>) -> Option<Self> {
        let external = || row.external_id.map(|it| Self::External(it.into()));
        let named = || row.customer.map(|it| Self::Named(it.to_owned()));
        row.crm_id.map(|it| Self::Crm(it.into())).or_else(external).or_else(named)
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum OwnedId {
    Number(u64),
    Text(String),
}

impl From<Id<'_>> for OwnedId {
    fn from(id: Id<'_>) -> Self {
        match id {
            Id::Number(number) => Self::Number(number),
            Id::Text(text) => Self::Text(text.to_owned()),
        }
    }
}

/// Numbers from 1, in order of appearance.
#[derive(Debug)]
struct Numbers<K>(HashMap<K, u64>);

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash> Numbers<K> {
    fn of(&mut self, key: K) -> u64 {
        let next = self.0.len() as u64 + 1;
        *self.0.entry(key).or_insert(next)
    }
}
