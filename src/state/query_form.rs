//! The form: four texts as typed, and what is wrong with them.

use crate::live::Held;
use cubeboard_cube::query::{FieldError, FieldErrors, Fields, Query};
use cubeboard_i18n::FieldErrorText;
use cubeboard_responses::calendar::days::{Days, parse_day};
use leptos::prelude::*;

/// The reader's question while it is being put.
#[derive(Debug, Clone, Copy)]
pub struct QueryForm {
    /// Campaign ids, separated by commas.
    pub campaign: Held<String>,
    /// First day.
    pub from: Held<String>,
    /// Last day.
    pub to: Held<String>,
    /// Response type; empty for all.
    pub response_type: Held<String>,
    /// Whether a narrow screen shows it as one line; a wide one always shows all of it.
    pub is_folded: Held<bool>,
    errors: Held<FieldErrors>,
}

impl QueryForm {
    /// The form filled in like this.
    pub fn new(fields: Fields) -> Self {
        let form = Self {
            campaign: Held::default(),
            from: Held::default(),
            to: Held::default(),
            response_type: Held::default(),
            is_folded: Held::new(false),
            errors: Held::default(),
        };
        form.fill(fields);
        form
    }

    /// Fills in all four texts; earlier mistakes are forgotten.
    pub fn fill(self, fields: Fields) {
        self.campaign.set(fields.campaign);
        self.from.set(fields.from);
        self.to.set(fields.to);
        self.response_type.set(fields.response_type);
        self.errors.set(FieldErrors::default());
    }

    /// Fills in a span.
    pub fn fill_days(self, days: Days) {
        self.from.set(days.first().to_string());
        self.to.set(days.last().to_string());
    }

    /// The texts as they stand.
    pub fn fields(self) -> Fields {
        Fields {
            campaign: self.campaign.get(),
            from: self.from.get(),
            to: self.to.get(),
            response_type: self.response_type.get(),
        }
    }

    /// The span, where both days are good.
    pub fn days(self) -> Option<Days> {
        Days::new(parse_day(&self.from.read())?, parse_day(&self.to.read())?)
    }

    /// The question, where it can be sent; what is wrong is shown at its field from now on.
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
}

/// A mistake in the reader's words. Campaign and day want different ones where they are missing.
pub fn field_error(error: FieldError, text: &FieldErrorText, is_day: bool) -> &'static str {
    match error {
        FieldError::Missing if is_day => text.day_missing,
        FieldError::Missing => text.campaign_missing,
        FieldError::NotANumber => text.not_a_number,
        FieldError::NoSuchDay => text.no_such_day,
        FieldError::EndsBeforeItBegins => text.ends_before_it_begins,
        FieldError::TooLong => text.too_long,
    }
}
