//! Query: which campaigns, days and type to ask of Cube. Parsed from texts, whether they were typed into the form or came
//! with a link, and written back as a request in one canonical order.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use crate::fetch::target::Target;
use cubeboard_responses::address::Address;
use cubeboard_responses::calendar::days::{self, Days};
use cubeboard_responses::calendar::period::Preset;

/// The longest span that may be asked for: ten years, three of them leap years at most.
pub const LONGEST_SPAN_DAYS: usize = 3653;

/// Cube's number for a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CampaignId(pub u64);

impl fmt::Display for CampaignId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which of Cube's lists is read; both hold the same records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resource {
    /// `/responses/`, as the service's own document describes it.
    #[default]
    Responses,
    /// `/call_outcomes/`, the later name.
    CallOutcomes,
}

impl Resource {
    /// Its name in a path.
    pub fn path_segment(self) -> &'static str {
        match self {
            Self::Responses => "responses",
            Self::CallOutcomes => "call_outcomes",
        }
    }
}

/// A question that can be sent: every part of it is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// At least one campaign, in the reader's order, none twice.
    pub campaigns: Vec<CampaignId>,
    /// First and last day, as the service cuts them.
    pub days: Days,
    /// The one type asked for, as Cube spells it; `None` asks for all.
    pub response_type: Option<String>,
    /// The list to read.
    pub resource: Resource,
}

/// The texts of the form, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    /// Campaign ids, separated by commas.
    pub campaign: String,
    /// First day, `2017-01-31`.
    pub from: String,
    /// Last day, `2017-01-31`.
    pub to: String,
    /// Name of the period that both days are counted by, `this-month`; empty where they stand for themselves.
    pub period: String,
    /// Response type; empty for all.
    pub response_type: String,
}

impl Fields {
    /// Reads them from the page's address, without the white space that a link may have come with. A period stands in
    /// place of days; which ones, [`Self::on`] says.
    pub fn of(address: &Address) -> Self {
        let text = |key: &str| address.get(key).trim().to_owned();
        let period = text("period");
        let day = |key: &str| if period.is_empty() { text(key) } else { String::new() };
        Self {
            campaign: one_line(address.get("campaign")),
            from: day("from"),
            to: day("to"),
            response_type: text("type"),
            period,
        }
    }

    /// The same with the days that a period stands for on this one. Whose `today` it is, the caller's zone decides.
    #[must_use]
    pub fn on(self, today: NaiveDate) -> Self {
        let Some(preset) = Preset::named(&self.period) else { return self };
        let days = preset.days(today);
        Self { from: days.first().to_string(), to: days.last().to_string(), ..self }
    }

    /// The address that asks this, everything else kept.
    #[must_use]
    pub fn write(&self, address: Address) -> Address {
        let day = |day| if self.period.is_empty() { day } else { "" };
        address
            .with("campaign", &self.campaign)
            .with("from", day(&self.from))
            .with("to", day(&self.to))
            .with("period", &self.period)
            .with("type", &self.response_type)
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldError {
    /// Nothing was entered.
    Missing,
    /// A campaign id that is no whole number.
    NotANumber,
    /// No day of the calendar.
    NoSuchDay,
    /// The last day comes before the first.
    EndsBeforeItBegins,
    /// More than [`LONGEST_SPAN_DAYS`].
    TooLong,
    /// No period of this name.
    NoSuchPeriod,
}

/// What is wrong, field by field; at least one is set where it is returned as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldErrors {
    /// At the campaign field.
    pub campaign: Option<FieldError>,
    /// At the first day.
    pub from: Option<FieldError>,
    /// At the last day.
    pub to: Option<FieldError>,
    /// At the period; then nothing is said of the days that it would stand for.
    pub period: Option<FieldError>,
}

impl Query {
    /// Reads the texts; white space around them does not count. The days are those of `from` and `to`, also beside a
    /// period.
    ///
    /// # Errors
    /// Every field that cannot be used, with its reason; a span is judged only where both its days are good.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let campaigns = parse_campaigns(&fields.campaign);
        let from = parse_day(&fields.from);
        let to = parse_day(&fields.to);
        let is_known = fields.period.is_empty() || Preset::named(&fields.period).is_some();
        let days = match (from, to) {
            (Ok(first), Ok(last)) => Some(parse_span(first, last)),
            _ => None,
        };
        match (campaigns, days) {
            (Ok(campaigns), Some(Ok(days))) if is_known => {
                let response_type = Some(fields.response_type.trim()).filter(|it| !it.is_empty());
                Ok(Self {
                    campaigns,
                    days,
                    response_type: response_type.map(str::to_owned),
                    resource: Resource::default(),
                })
            }
            (campaigns, _) if !is_known => Err(FieldErrors {
                campaign: campaigns.err(),
                period: Some(FieldError::NoSuchPeriod),
                ..FieldErrors::default()
            }),
            (campaigns, days) => Err(FieldErrors {
                campaign: campaigns.err(),
                period: None,
                from: from.err(),
                to: to.err().or(days.and_then(Result::err)),
            }),
        }
    }

    /// The texts that parse to this query again.
    pub fn fields(&self) -> Fields {
        let ids: Vec<String> = self.campaigns.iter().map(ToString::to_string).collect();
        Fields {
            campaign: ids.join(","),
            from: self.days.first().to_string(),
            to: self.days.last().to_string(),
            period: String::new(),
            response_type: self.response_type.clone().unwrap_or_default(),
        }
    }

    /// Path and query of one page of one campaign, pages counted from 1. Built from the parsed parts alone: a link
    /// in a reply is never followed, because the service's own `next` would ask for the wrong type.
    pub fn page_target(&self, campaign: CampaignId, days: Days, page: u32) -> Target {
        let path = format!("/api/v1/campaigns/{campaign}/{}/", self.resource.path_segment());
        let mut parameters =
            vec![("from_date", compact(days.first())), ("to_date", compact(days.last()))];
        parameters.extend(self.response_type.clone().map(|it| ("response_type", it)));
        if page > 1 {
            parameters.push(("page", page.to_string()));
        }
        Target::new(path, parameters)
    }
}

/// A list of campaigns as a field of one line can hold it: numbers that were separated by line breaks, blanks or
/// semicolons are separated by commas. A field would drop the line breaks, and glue the numbers together.
pub fn one_line(campaigns: &str) -> String {
    let is_separator = |sign: char| matches!(sign, ',' | ';') || sign.is_whitespace();
    let parts = || campaigns.split(is_separator).filter(|part| !part.is_empty());
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts().count() > 1 && parts().all(is_number) {
        return parts().collect::<Vec<_>>().join(",");
    }
    // A name may hold blanks.
    let lines = campaigns.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

fn parse_campaigns(text: &str) -> Result<Vec<CampaignId>, FieldError> {
    let mut campaigns = Vec::new();
    for part in one_line(text).split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        let id = part.parse().ok().filter(|_| is_number).map(CampaignId);
        let id = id.ok_or(FieldError::NotANumber)?;
        if !campaigns.contains(&id) {
            campaigns.push(id);
        }
    }
    if campaigns.is_empty() { Err(FieldError::Missing) } else { Ok(campaigns) }
}

/// Four-digit years only: the request has room for no other.
fn parse_day(text: &str) -> Result<NaiveDate, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::Missing);
    }
    let day = days::parse_day(text).ok_or(FieldError::NoSuchDay)?;
    if day.year() >= 1000 { Ok(day) } else { Err(FieldError::NoSuchDay) }
}

fn parse_span(first: NaiveDate, last: NaiveDate) -> Result<Days, FieldError> {
    let days = Days::new(first, last).ok_or(FieldError::EndsBeforeItBegins)?;
    if days.count() > LONGEST_SPAN_DAYS { Err(FieldError::TooLong) } else { Ok(days) }
}

fn compact(day: NaiveDate) -> String {
    day.to_string().replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(campaign: &str, from: &str, to: &str, response_type: &str) -> Fields {
        let [campaign, from, to, response_type] =
            [campaign, from, to, response_type].map(str::to_owned);
        Fields { campaign, from, to, response_type, ..Fields::default() }
    }

    // Report 30.
    #[test]
    fn campaigns_may_be_separated_by_whatever_a_list_was_copied_with() {
        for text in
            ["926,2010", "926 2010", "926\n2010", "926\r\n2010\r\n", "926;2010", "926\t2010,"]
        {
            let query = Query::parse(&fields(text, "2017-01-01", "2017-01-31", "")).unwrap();
            assert_eq!(query.campaigns, [CampaignId(926), CampaignId(2010)], "{text:?}");
            let address = Address::default().with("campaign", text);
            assert_eq!(Fields::of(&address).campaign.trim_end_matches(','), "926,2010", "{text:?}");
        }
        assert_eq!(one_line("Winter 2017"), "Winter 2017");
        assert_eq!(one_line("Winter 2017\nLoyalty"), "Winter 2017, Loyalty");
    }

    // Report 34.
    #[test]
    fn white_space_that_a_link_came_with_is_no_part_of_a_day() {
        let address =
            Address::parse("?campaign=926&from=2017-01-01%0A&to=2017-01-31%20&type=Sale+");
        let fields = Fields::of(&address);
        assert_eq!(
            [&*fields.from, &*fields.to, &*fields.response_type],
            ["2017-01-01", "2017-01-31", "Sale"]
        );
    }

    #[test]
    fn a_period_stands_in_place_of_the_days_of_an_address() {
        let address = Address::parse("?campaign=926&from=2017-01-01&to=2017-01-31&period=+today");
        let asked = Fields::of(&address);
        assert_eq!([&*asked.period, &*asked.from, &*asked.to], ["today", "", ""]);
        let today = asked.clone().on("2017-03-15".parse().unwrap());
        assert_eq!([&*today.from, &*today.to], ["2017-03-15", "2017-03-15"]);
        assert_eq!(today.write(Address::default()).search(), "?campaign=926&period=today");
        let query = Query::parse(&today).unwrap();
        let days = query.fields().write(address).search();
        assert_eq!(days, "?campaign=926&from=2017-03-15&to=2017-03-15");
    }

    #[test]
    fn an_unknown_period_is_the_only_mistake_of_its_days() {
        let asked = Fields::of(&Address::parse("?campaign=9x&period=tomorrow"));
        let errors = Query::parse(&asked.on("2017-03-15".parse().unwrap())).unwrap_err();
        let campaign = Some(FieldError::NotANumber);
        let period = Some(FieldError::NoSuchPeriod);
        assert_eq!(errors, FieldErrors { campaign, period, ..FieldErrors::default() });
    }

    #[track_caller]
    fn target(response_type: &str, page: u32) -> String {
        let query =
            Query::parse(&fields("926", "2017-01-01", "2017-01-31", response_type)).unwrap();
        query.page_target(query.campaigns[0], query.days, page).to_string()
    }

    #[test]
    fn a_request_is_written_in_one_order() {
        let path = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
        assert_eq!(target("", 1), path);
        assert_eq!(target("Sale", 3), format!("{path}&response_type=Sale&page=3"));
    }

    #[test]
    fn the_later_list_is_asked_for_by_its_name() {
        let query = Query::parse(&fields("926", "2017-01-01", "2017-01-31", "")).unwrap();
        let query = Query { resource: Resource::CallOutcomes, ..query };
        let target = query.page_target(query.campaigns[0], query.days, 1);
        assert_eq!(target.path(), "/api/v1/campaigns/926/call_outcomes/");
    }

    #[test]
    fn a_type_cannot_break_out_of_its_parameter() {
        assert!(target("A&page=9/Å #", 1).ends_with("&response_type=A%26page%3D9%2F%C3%85%20%23"));
    }

    #[test]
    fn every_value_is_percent_encoded() {
        assert!(target("1 + 1", 1).ends_with("&response_type=1%20%2B%201"));
    }

    #[test]
    fn fields_come_back_as_they_went_in() {
        let typed = fields(" 926, 17,926 ", "2016-02-29", "2016-02-29", " Sale ");
        let query = Query::parse(&typed).unwrap();
        assert_eq!(query.fields(), fields("926,17", "2016-02-29", "2016-02-29", "Sale"));
    }

    #[track_caller]
    fn check(campaign: &str, from: &str, to: &str, expected: [Option<FieldError>; 3]) {
        let error = Query::parse(&fields(campaign, from, to, "")).unwrap_err();
        assert_eq!([error.campaign, error.from, error.to], expected);
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        use FieldError::{EndsBeforeItBegins, Missing, NoSuchDay, NotANumber, TooLong};
        check("", "", "", [Some(Missing); 3]);
        check("9x", "2017-02-30", "2017-01-01", [Some(NotANumber), Some(NoSuchDay), None]);
        check("+9", "2017-01-01", "2017-01-01", [Some(NotANumber), None, None]);
        check(
            "99999999999999999999",
            "2017-01-01",
            "soon",
            [Some(NotANumber), None, Some(NoSuchDay)],
        );
        check("1", "2017-01-02", "2017-01-01", [None, None, Some(EndsBeforeItBegins)]);
        check("1", "2010-01-01", "2020-01-02", [None, None, Some(TooLong)]);
        check("1", "0017-01-01", "2017-01-01", [None, Some(NoSuchDay), None]);
    }
}
