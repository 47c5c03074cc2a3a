//! Query parameters of the page's own URL, as pairs in one order. What each value means is decided by the module that
//! owns it; this one only keeps them, so that a parameter unknown here survives a change of another.

use form_urlencoded::Serializer;

/// The order in which parameters are written; unknown ones come last, as they came.
const ORDER: [&str; 22] = [
    "campaign",
    "from",
    "to",
    "period",
    "type",
    "follow",
    "q",
    "is_type",
    "is_subtype",
    "is_agent",
    "day",
    "hour",
    "contact",
    "wait",
    "sort",
    "per",
    "stack",
    "compare",
    "lang",
    "tz",
    "theme",
    "demo",
];

/// Everything behind the question mark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    pairs: Vec<(String, String)>,
}

impl Address {
    /// Reads `?campaign=926&…`, with or without its question mark. Nothing in it can be wrong here. A link that was taken
    /// out of a page's source has `&amp;` in place of `&`, and what a form sends has each of several campaigns by itself.
    pub fn parse(search: &str) -> Self {
        let search = search.strip_prefix('?').unwrap_or(search);
        let pairs = form_urlencoded::parse(search.as_bytes()).into_owned();
        let without_entity = |(key, value): (String, String)| {
            let known = key.strip_prefix("amp;").filter(|key| ORDER.contains(key));
            (known.map(str::to_owned).unwrap_or(key), value)
        };
        let address = Self { pairs: pairs.map(without_entity).collect() };
        let named: Vec<&str> = address.all("campaign").filter(|it| !it.is_empty()).collect();
        let campaigns = named.join(",");
        if campaigns == address.get("campaign") {
            address
        } else {
            address.with("campaign", &campaigns)
        }
    }

    /// The first value of a parameter; empty where it is absent.
    pub fn get(&self, key: &str) -> &str {
        self.pairs.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    /// Every value of a repeatable parameter, in order.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The address with this one value for `key`; an empty value takes the parameter away.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.pairs.retain(|(name, _)| name != key);
        if !value.is_empty() {
            self.pairs.push((key.to_owned(), value.to_owned()));
        }
        self
    }

    /// The address with these values for a repeatable parameter, empty ones included; none take it away.
    #[must_use]
    pub fn with_all(mut self, key: &str, values: &[String]) -> Self {
        self.pairs.retain(|(name, _)| name != key);
        self.pairs.extend(values.iter().map(|value| (key.to_owned(), value.clone())));
        self
    }

    /// Whether it names a campaign, and days or a period in place of them, so that the page loads at once.
    pub fn asks(&self) -> bool {
        let has = |key: &str| !self.get(key).is_empty();
        has("campaign") && (has("period") || has("from") && has("to"))
    }

    /// Whether it leaves open what is asked: neither campaign, days nor type are in it.
    pub fn asks_nothing(&self) -> bool {
        ["campaign", "from", "to", "period", "type"].iter().all(|key| self.get(key).is_empty())
    }

    /// What somebody else is given: neither what is each reader's own, the language and the look, nor anything that this
    /// page does not know, which may be a secret.
    #[must_use]
    pub fn for_others(mut self) -> Self {
        self.pairs.retain(|(name, _)| {
            ORDER.contains(&name.as_str()) && !matches!(name.as_str(), "lang" | "theme")
        });
        self
    }

    /// The address that shows a snapshot, given the one that the snapshot names: the reader's own language and look stay,
    /// and, where `keeps_view`, so does all else that this one says but the question.
    #[must_use]
    pub fn showing(self, its: Self, keeps_view: bool) -> Self {
        let is_own = |key: &str| match key {
            "lang" | "theme" => true,
            "campaign" | "from" | "to" | "period" | "type" | "follow" | "demo" => false,
            _ => keeps_view,
        };
        let own: Vec<_> = self.pairs.into_iter().filter(|(key, _)| is_own(key)).collect();
        let mut pairs = its.pairs;
        pairs.retain(|(key, _)| own.iter().all(|(it, _)| it != key));
        pairs.extend(own);
        Self { pairs }
    }

    /// `?campaign=926&…` in canonical order; empty where there is nothing to say.
    pub fn search(&self) -> String {
        let of = |key: &'static str| self.pairs.iter().filter(move |(it, _)| it == key);
        let unknown = self.pairs.iter().filter(|(it, _)| !ORDER.contains(&it.as_str()));
        let sorted = ORDER.into_iter().flat_map(of).chain(unknown);
        let query = Serializer::new(String::new()).extend_pairs(sorted).finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Report 34.
    #[test]
    fn a_link_out_of_a_pages_source_is_read() {
        for link in [
            "?campaign=926&amp;from=2017-01-01&amp;to=2017-01-31",
            "?campaign=926&from=2017-01-01&amp;to=2017-01-31",
            "?campaign=926&amp%3Bfrom=2017-01-01&amp%3Bto=2017-01-31",
        ] {
            let address = Address::parse(link);
            assert!(address.asks(), "{link}");
            assert_eq!(address.search(), "?campaign=926&from=2017-01-01&to=2017-01-31");
        }
    }

    #[test]
    fn campaigns_that_are_named_one_by_one_are_all_asked_for() {
        let address = Address::parse("?campaign=926&from=2017-01-01&campaign=&campaign=2026,31");
        assert_eq!(address.get("campaign"), "926,2026,31");
    }

    #[test]
    fn an_address_is_written_in_one_order_and_loses_nothing() {
        let address =
            Address::parse("?x=1&lang=nb&to=2017-01-31&is_agent=b&is_agent=a&campaign=926");
        assert_eq!(
            address.search(),
            "?campaign=926&to=2017-01-31&is_agent=b&is_agent=a&lang=nb&x=1"
        );
        assert_eq!(address.all("is_agent").collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn others_are_given_the_query_and_the_view_and_nothing_else() {
        let address = Address::parse("?campaign=926&tz=UTC&lang=nb&theme=dark&token=s3cret&q=a");
        assert_eq!(address.for_others().search(), "?campaign=926&q=a&tz=UTC");
    }

    #[test]
    fn a_snapshot_is_shown_its_way_unless_the_address_says_otherwise() {
        let its = || Address::parse("?campaign=926&is_type=Sale&sort=type&tz=UTC");
        let address = || Address::parse("?campaign=1&period=today&q=a&sort=comment&lang=nb&demo=1");
        let opened = address().showing(its(), false);
        assert_eq!(opened.search(), "?campaign=926&is_type=Sale&sort=type&lang=nb&tz=UTC");
        let linked = address().showing(its(), true);
        assert_eq!(linked.search(), "?campaign=926&q=a&is_type=Sale&sort=comment&lang=nb&tz=UTC");
    }

    #[test]
    fn a_value_survives_whatever_it_holds() {
        let address = Address::default().with("type", "Å & b/?page=2 +%");
        assert_eq!(Address::parse(&address.search()).get("type"), "Å & b/?page=2 +%");
    }

    #[test]
    fn language_look_and_demo_ask_nothing() {
        assert!(Address::parse("?lang=nb&theme=dark&demo=1&q=a").asks_nothing());
        for part in
            ["campaign=926", "from=2017-01-01", "to=2017-01-01", "period=today", "type=Sale"]
        {
            assert!(!Address::parse(part).asks_nothing(), "{part}");
        }
    }

    #[test]
    fn it_asks_only_with_campaign_and_both_days_or_a_period() {
        assert!(Address::parse("?campaign=926&from=2017-01-01&to=2017-01-31").asks());
        assert!(Address::parse("?campaign=926&period=this-month").asks());
        assert!(!Address::parse("?campaign=926&from=2017-01-01").asks());
        assert!(!Address::parse("?period=today").asks());
    }
}
