//! Decoder of one row of a reply. The service's documents show three shapes of the same record, which differ only in
//! their keys; each key is known on its own, so a mixture reads as well.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::RowError;
use super::scalar::{self, Scalar};
use crate::object::Object;
use cubeboard_responses::calendar::time::{self, Written};
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::store::{Id, Response};

/// The fields of a row as they stand in the reply, not judged yet. One is used for all rows of a reply, in place.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    fields: Fields<'a>,
    is_object: bool,
    has_known_field: bool,
}

#[derive(Debug, Default)]
struct Fields<'a> {
    submitted_when: Scalar<'a>,
    submitted_by: Scalar<'a>,
    kind: Scalar<'a>,
    subtype: Scalar<'a>,
    campaign: Scalar<'a>,
    customer: Scalar<'a>,
    crm_id: Scalar<'a>,
    external_id: Scalar<'a>,
    comment: Scalar<'a>,
    /// To the minute and without a zone; used only where no better time came.
    submitted_when_minute: Scalar<'a>,
    /// Who entered it; used only where it is reported as nobody else's. The same holds for the two times of it.
    entered_by: Scalar<'a>,
    entered_when: Scalar<'a>,
    entered_when_minute: Scalar<'a>,
}

/// A row that could be read.
pub(super) struct Read<'a> {
    pub(super) response: Response<'a>,
    /// Whether its time fell into the hour which autumn repeats.
    pub(super) is_ambiguous: bool,
}

impl<'a> Row<'a> {
    /// Reads the next row in place of the last, value by value: one that `serde_json` takes for an error although its
    /// syntax is good costs nothing but itself. Slower than deserializing the row.
    pub(super) fn read_by_value(&mut self, json: &'a RawValue) {
        *self = Self::default();
        let Ok(Object(fields)) = serde_json::from_str(json.get()) else { return };
        self.is_object = true;
        for (key, value) in fields {
            if let Some(field) = self.fields.field_mut(&key) {
                *field = Scalar::of(value);
                self.has_known_field = true;
            }
        }
    }

    /// The response it holds. A field that no figure needs costs nothing where it cannot be used: it is left out, and
    /// `left_out` is told its name.
    ///
    /// # Errors
    /// The first field that cannot be used and cannot be done without.
    pub(super) fn response(
        &mut self,
        mut left_out: impl FnMut(&'static str),
    ) -> Result<Read<'_>, RowError> {
        if !self.is_object {
            return Err(RowError::NotAnObject);
        }
        if !self.has_known_field {
            return Err(RowError::NoKnownField);
        }
        self.fields.write_bare_values_as_text();
        let fields = &self.fields;
        let times = [
            &fields.submitted_when,
            &fields.submitted_when_minute,
            &fields.entered_when,
            &fields.entered_when_minute,
        ];
        let written = first_text(times, "submitted_when")?;
        let (submitted_micros, is_ambiguous) = written.map_or(Ok((None, false)), instant)?;
        let agent = first_text([&fields.submitted_by, &fields.entered_by], "submitted_by")?;
        let response = Response {
            submitted_micros,
            agent: agent.or(text(&fields.submitted_by, "submitted_by")?),
            kind: text(&fields.kind, "type")?,
            subtype: text(&fields.subtype, "subtype")?,
            campaign: id(&fields.campaign, "campaign_id")?,
            crm_id: id(&fields.crm_id, "crm_customer_id")?,
            customer: None,
            external_id: None,
            comment: None,
        };
        let comment = or_without(text(&fields.comment, "comment"), &mut left_out);
        let customer = or_without(text(&fields.customer, "customer_name"), &mut left_out);
        let external_id = id(&fields.external_id, "external_customer_id");
        let response = Response {
            customer,
            external_id: or_without(external_id, &mut left_out),
            comment,
            ..response
        };
        Ok(Read { response, is_ambiguous })
    }
}

/// What a field holds; nothing where it cannot be used, of which `left_out` is told.
fn or_without<T>(
    read: Result<Option<T>, RowError>,
    left_out: &mut impl FnMut(&'static str),
) -> Option<T> {
    read.unwrap_or_else(|error| {
        if let RowError::WrongKind(field) = error {
            left_out(field);
        }
        None
    })
}

/// A text of white space alone says nothing.
fn text<'s>(value: &'s Scalar<'_>, field: &'static str) -> Result<Option<&'s str>, RowError> {
    match value {
        Scalar::Null => Ok(None),
        Scalar::Text(text) => Ok(Some(&**text).filter(|it| !it.trim().is_empty())),
        Scalar::Bare(written) => Ok(Some(written)),
        Scalar::Number(_) | Scalar::Other => Err(RowError::WrongKind(field)),
    }
}

/// The first text.
fn first_text<'s, const N: usize>(
    values: [&'s Scalar<'_>; N],
    field: &'static str,
) -> Result<Option<&'s str>, RowError> {
    for value in values {
        if let Some(text) = text(value, field)? {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

fn id<'s>(value: &'s Scalar<'_>, field: &'static str) -> Result<Option<Id<'s>>, RowError> {
    match value {
        Scalar::Null => Ok(None),
        Scalar::Number(number) => Ok(Some(Id::Number(*number))),
        Scalar::Text(text) if text.trim().is_empty() => Ok(None),
        Scalar::Text(text) => Ok(Some(match scalar::whole_number(text) {
            // With leading zeros it is no number that would be written so again.
            Some(number) if !text.trim_start().starts_with('0') => Id::Number(number),
            _ => Id::from_text(text),
        })),
        Scalar::Bare(written) => Ok(Some(Id::Text(written))),
        Scalar::Other => Err(RowError::WrongKind(field)),
    }
}

/// A time that names no zone is the call centre's own: Oslo.
fn instant(written: &str) -> Result<(Option<i64>, bool), RowError> {
    let written = written.trim();
    if written.is_empty() {
        return Ok((None, false));
    }
    match time::parse(written).map_err(|_| RowError::NotATime)? {
        Written::Utc(micros) => Ok((Some(micros), false)),
        Written::Local(local) => {
            let instant = Zone::Oslo.instant(local);
            Ok((Some(instant.micros), instant.is_ambiguous))
        }
    }
}

/// Reads the next row in place of the last. What is no object is stepped over.
impl<'de> DeserializeSeed<'de> for &mut Row<'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self = Row::default();
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Row<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a response")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.is_object = true;
        while let Some(key) = map.next_key::<Scalar<'de>>()? {
            if let Some(field) = key.text().and_then(|key| self.fields.field_mut(key)) {
                *field = map.next_value()?;
                self.has_known_field = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

impl<'a> Fields<'a> {
    /// A number in place of a text is read as one: a comment may be a telephone number, and an agent one in a list.
    fn write_bare_values_as_text(&mut self) {
        let texts = [
            &mut self.submitted_by,
            &mut self.entered_by,
            &mut self.kind,
            &mut self.subtype,
            &mut self.customer,
            &mut self.comment,
        ];
        for value in texts {
            if let Scalar::Number(number) = value {
                *value = Scalar::Bare(number.to_string());
            }
        }
    }

    /// Where a key's value belongs: the documented keys first, then the intermediate and the later ones.
    fn field_mut(&mut self, key: &str) -> Option<&mut Scalar<'a>> {
        Some(match key {
            "submitted_by" | "response_submitted_by" | "call_outcome__report_as__submitted_by" => {
                &mut self.submitted_by
            }
            "call_outcome__submitted_by" => &mut self.entered_by,
            "submitted_when"
            | "response_submitted_when"
            | "call_outcome__report_as__submitted_when_timestamp" => &mut self.submitted_when,
            "call_outcome__report_as__submitted_when" => &mut self.submitted_when_minute,
            "call_outcome__submitted_when_timestamp" => &mut self.entered_when,
            "call_outcome__submitted_when" => &mut self.entered_when_minute,
            "crm_customer_id" => &mut self.crm_id,
            "customer_name" | "crm__name" | "crm__standard_info__name" => &mut self.customer,
            "campaign_id" | "campaign__id" => &mut self.campaign,
            "type" | "response_type" | "call_outcome__type" => &mut self.kind,
            "subtype" | "response_subtype" | "call_outcome__subtype" => &mut self.subtype,
            "comment" | "response_comment" | "call_outcome__comment" => &mut self.comment,
            "external_customer_id" | "crm__customer_id" => &mut self.external_id,
            _ => return None,
        })
    }
}
