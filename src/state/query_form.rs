//! The query form: its texts as typed, what is wrong with them, and their way into the address.

use chrono::NaiveDate;
use cubeboard_cube::query::{FieldError, FieldErrors, Fields, Query};
use cubeboard_i18n::FieldErrorMessages;
use cubeboard_responses::address::Address;
use cubeboard_responses::calendar::days::{Days, parse_day};
use cubeboard_responses::calendar::period::Preset;
use leptos::prelude::*;

use crate::browser::{focus, storage};
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::settings::Settings;
use crate::state::today::Today;

/// The reader's query while it is being put together.
#[derive(Debug, Clone, Copy)]
pub struct QueryForm {
    campaign: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    response_type: RwSignal<String>,
    period: StoredValue<Period>,
    is_folded: RwSignal<bool>,
    errors: RwSignal<FieldErrors>,
    address: PageAddress,
    today: Today,
    settings: Settings,
    dataset: Dataset,
}

/// Name of the period that was chosen last, with the texts of both days that it filled in. It stands as long as these do.
#[derive(Debug, Clone, Default)]
struct Period {
    name: String,
    days: [String; 2],
}

/// The last query is remembered under this name.
const LAST_QUERY: &str = "query";

/// The one that is in context.
pub fn use_query_form() -> QueryForm {
    expect_context()
}

impl QueryForm {
    /// The form filled in as the address has it, or else with the last query of this browser.
    pub fn new(address: PageAddress, today: Today, settings: Settings, dataset: Dataset) -> Self {
        let form = Self {
            campaign: RwSignal::default(),
            from: RwSignal::default(),
            to: RwSignal::default(),
            response_type: RwSignal::default(),
            period: StoredValue::default(),
            is_folded: RwSignal::new(false),
            errors: RwSignal::default(),
            address,
            today,
            settings,
            dataset,
        };
        let asked = address.fields();
        let last = || Fields::of(&Address::parse(&storage::read(LAST_QUERY).unwrap_or_default()));
        form.fill(if asked == Fields::default() { last() } else { asked });
        form
    }

    /// Text of the campaign field, to be bound: ids, separated by commas.
    pub fn campaign(self) -> RwSignal<String> {
        self.campaign
    }

    /// Text of the field for the first day, to be bound.
    pub fn from(self) -> RwSignal<String> {
        self.from
    }

    /// Text of the field for the last day, to be bound.
    pub fn to(self) -> RwSignal<String> {
        self.to
    }

    /// Text of the field for the response type, to be bound; empty for all.
    pub fn response_type(self) -> RwSignal<String> {
        self.response_type
    }

    /// Whether a narrow screen shows it as one line; a wide one always shows all of it.
    pub fn is_folded(self) -> bool {
        self.is_folded.get()
    }

    /// Folds the form where it is unfolded, and the other way round.
    pub fn toggle_fold(self) {
        self.is_folded.update(|is_folded| *is_folded = !*is_folded);
    }

    /// Fills in all texts, with the days that a period stands for today; earlier mistakes are forgotten.
    pub fn fill(self, fields: Fields) {
        let fields = fields.on(self.today.now());
        let days = [fields.from.clone(), fields.to.clone()];
        self.period.set_value(Period { name: fields.period, days });
        self.campaign.set(fields.campaign);
        self.from.set(fields.from);
        self.to.set(fields.to);
        self.response_type.set(fields.response_type);
        self.errors.set(FieldErrors::default());
    }

    fn fill_days(self, days: Days, period: &str) {
        let [from, to] = [days.first(), days.last()].map(|day| day.to_string());
        let days = [from.clone(), to.clone()];
        self.period.set_value(Period { name: period.to_owned(), days });
        self.from.set(from);
        self.to.set(to);
    }

    /// Loads when a link is opened, on "Load", and on steps back and forth alike: all of them change the address. An effect
    /// that fills the form, because its texts are edited apart from the address and so cannot be derived from it.
    pub fn follow_address(self) {
        let question = self.address.question();
        let settings = self.settings;
        Effect::new(move || {
            settings.snapshot().track();
            let Some(fields) = question.get().filter(|_| settings.is_ready()) else { return };
            self.fill(fields);
            if let Some(query) = self.check() {
                self.remember(&self.asked(&query));
                settings.load(self.dataset, query);
            }
        });
    }

    /// Has a period move on at midnight where the page is kept up to date; without that, the days stay as they are until
    /// they are loaded again.
    pub fn follow_day(self) {
        let question = self.address.question();
        let follow = self.address.parameter("follow");
        Effect::new(move |before: Option<NaiveDate>| {
            let today = self.today.day();
            let is_period =
                || question.get_untracked().is_some_and(|fields| !fields.period.is_empty());
            let moves_on = before.is_some_and(|before| before != today);
            if moves_on && is_period() && *follow.read_untracked() == "1" {
                self.move_on();
            }
            today
        });
    }

    /// Asks for the days that the period of the address stands for by now, without those that were picked before.
    fn move_on(self) {
        self.address.select(|selection| selection.days.clear());
        self.fill(self.address.fields());
        if let Some(query) = self.check() {
            self.settings.load(self.dataset, query);
        }
    }

    /// The texts as they stand.
    fn fields(self) -> Fields {
        let days = [self.from.get(), self.to.get()];
        let period = self.period.with_value(|period| {
            let stands = period.days == days;
            if stands { period.name.clone() } else { String::new() }
        });
        let [from, to] = days;
        let (campaign, response_type) = (self.campaign.get(), self.response_type.get());
        Fields { campaign, from, to, period, response_type }
    }

    /// A query as it was asked: by a period where that stands for its days.
    fn asked(self, query: &Query) -> Fields {
        Fields { period: untrack(|| self.fields()).period, ..query.fields() }
    }

    /// The range of days, where both ends are good.
    pub fn days(self) -> Option<Days> {
        Days::new(parse_day(&self.from.read())?, parse_day(&self.to.read())?)
    }

    /// The preset by whose name the days were picked.
    pub fn preset(self) -> Option<Preset> {
        Preset::named(&self.fields().period)
    }

    /// Fills in a range of days, and asks for it where a campaign is named.
    pub fn ask_for_days(self, days: Days) {
        self.fill_days(days, "");
        self.submit_named();
    }

    /// The same with the days that a period stands for, by its name.
    pub fn ask_for_period(self, preset: Preset) {
        self.fill_days(preset.days(self.today.now()), preset.name());
        self.submit_named();
    }

    fn submit_named(self) {
        if !self.campaign.read_untracked().trim().is_empty() {
            self.submit();
        }
    }

    /// The query, where it can be sent; what is wrong is shown at its field from now on.
    pub fn check(self) -> Option<Query> {
        let parsed = Query::parse(&untrack(|| self.fields()));
        self.errors.set(parsed.as_ref().err().copied().unwrap_or_default());
        // A mistake is seen where it stands.
        self.is_folded.set(parsed.is_ok());
        parsed.ok()
    }

    /// What is wrong, field by field.
    pub fn errors(self) -> FieldErrors {
        self.errors.get()
    }

    /// The first mistake in the reader's words, for who sees no fields.
    pub fn first_mistake(self, text: &FieldErrorMessages) -> Option<&'static str> {
        let FieldErrors { campaign, from, to, period } = self.errors.get();
        let day = from.or(to).map(|error| day_error(error, text));
        campaign.or(period).map(|error| text_error(error, text)).or(day)
    }

    /// Asks for what the form says by writing it into the address, which the dashboard follows; the same query again
    /// is loaded at once, as it changes no address. A period stands for its days of today, though others were filled in.
    pub fn submit(self) {
        let today = self.today.now();
        if let Some(preset) = Preset::named(&untrack(|| self.fields()).period) {
            self.fill_days(preset.days(today), preset.name());
        }
        let Some(query) = self.check() else { return };
        let fields = self.asked(&query);
        if self.address.fields().on(today) == fields {
            self.settings.load(self.dataset, query);
        } else {
            self.address.ask(&fields);
        }
        // On a narrow screen, what was pressed is folded away.
        focus::soon("query-line");
    }

    /// Remembers a query for the next visit, unless it was put to the demo or by a board.
    pub fn remember(self, fields: &Fields) {
        if self.address.is_shown() && !untrack(|| self.settings.is_demo()) {
            storage::write(LAST_QUERY, Some(&fields.write(Address::default()).search()));
        }
    }
}

/// A mistake in the campaign or the response type, in the reader's words.
pub fn text_error(error: FieldError, text: &FieldErrorMessages) -> &'static str {
    match error {
        FieldError::Missing => text.campaign_missing,
        FieldError::NotANumber => text.not_a_number,
        FieldError::NoSuchDay => text.no_such_day,
        FieldError::EndsBeforeItBegins => text.ends_before_it_begins,
        FieldError::TooLong => text.too_long,
        FieldError::NoSuchPeriod => text.no_such_period,
    }
}

/// A mistake in a day, in the reader's words.
pub fn day_error(error: FieldError, text: &FieldErrorMessages) -> &'static str {
    match error {
        FieldError::Missing => text.day_missing,
        error => text_error(error, text),
    }
}
