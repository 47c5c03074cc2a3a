//! Selection: filters, search and sort order that the reader picks; it lives in the address, after the query.

use chrono::NaiveDate;

use crate::address::Address;
use crate::calendar::days::parse_day;
use crate::column::Column;
use crate::text::normal_form::word;

/// A word that is picked; `None` picks the responses that have none, and is written as an empty value.
pub type Choice = Option<String>;

/// Filters and order. Without any of them, every response is shown in the service's order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Words that must all occur somewhere in a response.
    pub search: String,
    /// Types, any of which will do; all where there are none. The same for the others below.
    pub kinds: Vec<Choice>,
    /// Subtypes.
    pub subtypes: Vec<Choice>,
    /// Agents.
    pub agents: Vec<Choice>,
    /// Days by the reader's clock.
    pub days: Vec<NaiveDate>,
    /// Hours of the week by the same clock.
    pub hours: Vec<Hour>,
    /// Which contact with the customer it was, counted from 1; [`MOST_CONTACTS`] are that many or more.
    pub contacts: Vec<u8>,
    /// How many days after the first contact, as places in [`WAITS`].
    pub waits: Vec<u8>,
    /// The order: by the first, and what is equal there by the next.
    pub sort: Vec<SortKey>,
}

/// From this contact on they are told as one.
pub const MOST_CONTACTS: u8 = 6;

/// The first day of each stretch of days after a customer's first contact.
pub const WAITS: [u16; 6] = [0, 1, 2, 4, 8, 15];

/// An hour of the week by the reader's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hour {
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
}

impl Hour {
    /// Its place in a week that begins on Monday, midnight.
    pub fn index(self) -> u8 {
        self.weekday * 24 + self.hour
    }

    /// Reads `2-14`: Tuesday, from two in the afternoon; days count from 1, as in ISO 8601.
    fn parse(text: &str) -> Option<Self> {
        let (weekday, hour) = text.split_once('-')?;
        let weekday = weekday.parse::<u8>().ok()?.checked_sub(1)?;
        let hour = hour.parse().ok()?;
        (weekday < 7 && hour < 24).then_some(Self { weekday, hour })
    }

    fn write(self) -> String {
        format!("{}-{}", self.weekday + 1, self.hour)
    }
}

/// A column to sort by. What is absent comes last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// Largest, latest or z first.
    pub is_descending: bool,
}

impl Selection {
    /// Reads what an address picks. What makes no sense there picks nothing.
    pub fn of(address: &Address) -> Self {
        let choices = |key| address.all(key).map(choice).collect();
        Self {
            search: address.get("q").to_owned(),
            kinds: choices("is_type"),
            subtypes: choices("is_subtype"),
            agents: choices("is_agent"),
            days: address.all("day").filter_map(parse_day).collect(),
            hours: address.all("hour").filter_map(Hour::parse).collect(),
            contacts: address.all("contact").filter_map(parse_contact).collect(),
            waits: address.all("wait").filter_map(parse_wait).collect(),
            sort: address.get("sort").split(',').filter_map(SortKey::parse).collect(),
        }
    }

    /// The address that picks this, everything else kept.
    #[must_use]
    pub fn write(&self, address: Address) -> Address {
        let words = |choices: &[Choice]| -> Vec<String> {
            choices.iter().map(|it| it.clone().unwrap_or_default()).collect()
        };
        let days: Vec<String> = self.days.iter().map(ToString::to_string).collect();
        let hours: Vec<String> = self.hours.iter().map(|it| it.write()).collect();
        let contacts: Vec<String> = self.contacts.iter().map(ToString::to_string).collect();
        let waits: Vec<String> = self.waits.iter().filter_map(|it| write_wait(*it)).collect();
        let sort: Vec<String> = self.sort.iter().map(|it| it.write()).collect();
        address
            .with("q", &self.search)
            .with_all("is_type", &words(&self.kinds))
            .with_all("is_subtype", &words(&self.subtypes))
            .with_all("is_agent", &words(&self.agents))
            .with_all("day", &days)
            .with_all("hour", &hours)
            .with_all("contact", &contacts)
            .with_all("wait", &waits)
            .with("sort", &sort.join(","))
    }

    /// The words picked in a column that has such a filter.
    pub fn choices(&self, column: Column) -> &[Choice] {
        match column {
            Column::Kind => &self.kinds,
            Column::Subtype => &self.subtypes,
            Column::Agent => &self.agents,
            _ => &[],
        }
    }

    /// Picks a word of a column that has such a filter, or lets go of it where it is picked.
    pub fn toggle_word(&mut self, column: Column, choice: Choice) {
        match column {
            Column::Kind => toggle(&mut self.kinds, choice),
            Column::Subtype => toggle(&mut self.subtypes, choice),
            Column::Agent => toggle(&mut self.agents, choice),
            _ => {}
        }
    }

    /// Picks a day, or lets go of it.
    pub fn toggle_day(&mut self, day: NaiveDate) {
        toggle(&mut self.days, day);
    }

    /// Picks exactly these days, or lets go of them where they are what is picked.
    pub fn toggle_only_days(&mut self, days: Vec<NaiveDate>) {
        self.days = if self.days == days { Vec::new() } else { days };
    }

    /// Picks an hour of the week, or lets go of it.
    pub fn toggle_hour(&mut self, hour: Hour) {
        toggle(&mut self.hours, hour);
    }

    /// Picks a contact's number, or lets go of it.
    pub fn toggle_contact(&mut self, contact: u8) {
        toggle(&mut self.contacts, contact);
    }

    /// Picks one of the [`WAITS`], or lets go of it.
    pub fn toggle_wait(&mut self, wait: u8) {
        toggle(&mut self.waits, wait);
    }

    /// Whether it depends on which contact with its customer a response was.
    pub fn asks_for_contacts(&self) -> bool {
        !self.contacts.is_empty() || !self.waits.is_empty()
    }

    /// Whether every response is shown, in whatever order.
    pub fn shows_all(&self) -> bool {
        self.search.trim().is_empty()
            && [&self.kinds, &self.subtypes, &self.agents].into_iter().all(Vec::is_empty)
            && self.days.is_empty()
            && self.hours.is_empty()
            && !self.asks_for_contacts()
    }

    /// The same order without any filter.
    #[must_use]
    pub fn without_filters(self) -> Self {
        Self { sort: self.sort, ..Self::default() }
    }

    /// Sorts by a column: ascending, then descending, then no longer. Where `adds`, the order by other columns stays
    /// before it; else it goes.
    pub fn press(&mut self, column: Column, adds: bool) {
        let place = self.sort.iter().position(|it| it.column == column);
        let next = match place.and_then(|it| self.sort.get(it)) {
            None => Some(SortKey { column, is_descending: false }),
            Some(key) if !key.is_descending => Some(SortKey { column, is_descending: true }),
            Some(_) => None,
        };
        if !adds {
            self.sort = next.into_iter().collect();
        } else if let Some(place) = place {
            self.sort.splice(place..=place, next);
        } else {
            self.sort.extend(next);
        }
    }
}

/// Picks a word where it is not picked, and lets go of it where it is.
fn toggle<T: PartialEq>(choices: &mut Vec<T>, choice: T) {
    match choices.iter().position(|it| *it == choice) {
        Some(place) => drop(choices.remove(place)),
        None => choices.push(choice),
    }
}

fn parse_contact(text: &str) -> Option<u8> {
    text.parse().ok().filter(|it| (1..=MOST_CONTACTS).contains(it))
}

/// Reads the first of some days, such as `4` for the fourth to the seventh.
fn parse_wait(text: &str) -> Option<u8> {
    let days: u16 = text.parse().ok()?;
    let place = WAITS.iter().position(|it| *it == days)?;
    u8::try_from(place).ok()
}

fn write_wait(wait: u8) -> Option<String> {
    WAITS.get(usize::from(wait)).map(ToString::to_string)
}

fn choice(value: &str) -> Choice {
    // As the store has it: links may be older, or written by hand.
    let word = word(value);
    (!word.is_empty()).then(|| word.into_owned())
}

impl SortKey {
    /// Reads `-submitted_when`: a column's key, after a minus where it is descending.
    pub fn parse(text: &str) -> Option<Self> {
        let key = text.strip_prefix('-');
        let column = Column::from_key(key.unwrap_or(text))?;
        Some(Self { column, is_descending: key.is_some() })
    }

    /// Writes what [`Self::parse`] reads.
    pub fn write(self) -> String {
        let sign = if self.is_descending { "-" } else { "" };
        format!("{sign}{}", self.column.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_all_of_it() {
        let link = "?campaign=926&q=nord+kari&is_type=Sale&is_type=&is_agent=a%40b.no&day=2017-01-31\
                    &hour=2-14&contact=3&wait=4&sort=-submitted_when%2Ctype&lang=nb";
        let address = Address::parse(link);
        let selection = Selection::of(&address);
        assert_eq!(selection.kinds, [Some("Sale".to_owned()), None]);
        assert_eq!(selection.sort.len(), 2);
        assert_eq!(selection.write(address).search(), link);
        let plain = selection.without_filters().write(Address::default());
        assert_eq!(plain.search(), "?sort=-submitted_when%2Ctype");
    }

    #[test]
    fn what_makes_no_sense_picks_nothing() {
        let selection = Selection::of(&Address::parse(
            "?day=yesterday&hour=8-1&hour=1-24&hour=3&contact=7&wait=3&sort=--type,colour&q=+",
        ));
        assert!(selection.shows_all());
        assert_eq!(selection.sort, []);
    }

    #[test]
    fn what_is_picked_again_is_let_go_of() {
        let day = NaiveDate::default();
        let pick = |selection: &mut Selection| {
            selection.toggle_word(Column::Kind, Some("Sale".to_owned()));
            selection.toggle_word(Column::Subtype, None);
            selection.toggle_word(Column::Agent, Some("kari".to_owned()));
            selection.toggle_day(day);
            selection.toggle_hour(Hour { weekday: 1, hour: 14 });
            selection.toggle_contact(3);
            selection.toggle_wait(3);
        };
        let mut selection = Selection::default();
        pick(&mut selection);
        let link =
            "?is_type=Sale&is_subtype=&is_agent=kari&day=1970-01-01&hour=2-14&contact=3&wait=4";
        assert_eq!(selection.write(Address::default()).search(), link);
        assert_eq!(selection.choices(Column::Agent), [Some("kari".to_owned())]);
        pick(&mut selection);
        assert!(selection.shows_all());

        selection.toggle_day(day);
        selection.toggle_only_days(vec![day, day]);
        assert_eq!(selection.days, [day, day]);
        selection.toggle_only_days(vec![day, day]);
        assert!(selection.shows_all());
    }

    #[test]
    fn pressing_a_column_sorts_up_then_down_then_not() {
        let mut selection = Selection::default();
        let sort = |it: &Selection| Selection::write(it, Address::default()).get("sort").to_owned();
        let mut press = |column, adds| {
            selection.press(column, adds);
            sort(&selection)
        };
        assert_eq!(press(Column::Kind, false), "type");
        assert_eq!(press(Column::Agent, true), "type,submitted_by");
        assert_eq!(press(Column::Kind, true), "-type,submitted_by");
        assert_eq!(press(Column::Kind, true), "submitted_by");
        assert_eq!(press(Column::Customer, false), "customer_name");
        assert_eq!(press(Column::Customer, false), "-customer_name");
        assert_eq!(press(Column::Customer, false), "");
    }
}
