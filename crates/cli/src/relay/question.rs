//! What may be asked through the relay: the documented addresses with their documented parameters,
//! as parsed parts.

use std::borrow::Cow;

use crate::relay::error::RelayError;

/// An address of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The list of campaigns, as it was asked for: with a closing slash or without.
    Campaigns {
        /// Whether the path ends in a slash.
        is_closed: bool,
    },
    /// The responses of the campaign of this id.
    Responses(u64),
    /// The same records in their later shape.
    CallOutcomes(u64),
}

impl Resource {
    /// The resource at a path as it came, percent signs and all; nothing for any other path.
    pub fn parse(path: &str) -> Option<Self> {
        let below = path.strip_prefix("/api/v1/campaigns")?;
        match below.split('/').collect::<Vec<_>>()[..] {
            [""] => Some(Self::Campaigns { is_closed: false }),
            ["", ""] => Some(Self::Campaigns { is_closed: true }),
            ["", id, "responses", ""] => Some(Self::Responses(number(id)?)),
            ["", id, "call_outcomes", ""] => Some(Self::CallOutcomes(number(id)?)),
            _ => None,
        }
    }

    /// The path at the upstream.
    pub fn path(self) -> String {
        match self {
            Self::Campaigns { is_closed: false } => "/api/v1/campaigns".to_owned(),
            Self::Campaigns { is_closed: true } => "/api/v1/campaigns/".to_owned(),
            Self::Responses(id) => format!("/api/v1/campaigns/{id}/responses/"),
            Self::CallOutcomes(id) => format!("/api/v1/campaigns/{id}/call_outcomes/"),
        }
    }
}

/// Digits only: `parse` alone would take a plus sign as well.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The parameters of a question, decoded, in the order they came.
#[derive(Debug)]
pub struct Query<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Query<'a> {
    const DOCUMENTED: [&'static str; 4] = ["from_date", "to_date", "response_type", "page"];

    /// Reads a raw query.
    ///
    /// # Errors
    ///
    /// When it has a parameter that is not documented, or one twice: two servers may differ in
    /// which of them counts.
    pub fn parse(raw: &'a str) -> Result<Self, RelayError> {
        let mut pairs: Vec<(Cow<'_, str>, _)> = Vec::new();
        for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
            if !Self::DOCUMENTED.contains(&&*name) {
                return Err(RelayError::UnknownParameter(name.into_owned()));
            }
            if pairs.iter().any(|(earlier, _)| *earlier == name) {
                return Err(RelayError::RepeatedParameter(name.into_owned()));
            }
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    /// Name and value of each parameter.
    pub fn pairs(&self) -> &[(Cow<'a, str>, Cow<'a, str>)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_apart_and_built_anew() {
        for path in [
            "/api/v1/campaigns",
            "/api/v1/campaigns/",
            "/api/v1/campaigns/926/responses/",
            "/api/v1/campaigns/926/call_outcomes/",
        ] {
            assert_eq!(Resource::parse(path).map(Resource::path).as_deref(), Some(path));
        }
    }

    #[test]
    fn no_other_path_is_a_resource() {
        for path in [
            "/api/v1/campaigns/926/responses",
            "/api/v1/campaigns/926/customers/",
            "/api/v1/campaigns//responses/",
            "/api/v1/campaigns/+926/responses/",
            "/api/v1/campaigns/926%2F/responses/",
            "/api/v1/campaigns/../users/926/responses/",
            "/api/v1/campaigns/926/responses/../../",
            "/api/v1/campaigns/99999999999999999999/responses/",
            "//evil.example/api/v1/campaigns",
            "/api/v2/campaigns",
        ] {
            assert_eq!(Resource::parse(path), None, "{path}");
        }
    }

    #[test]
    fn only_documented_parameters_pass_and_each_once() {
        let query = Query::parse("response_type=A%26B&page=2").unwrap();
        assert_eq!(query.pairs()[0].1, "A&B");
        assert!(matches!(Query::parse("debug=1"), Err(RelayError::UnknownParameter(_))));
        assert!(matches!(Query::parse("page=1&page=2"), Err(RelayError::RepeatedParameter(_))));
    }
}
