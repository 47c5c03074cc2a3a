//! Allow-list of requests to the relay: the documented addresses with their documented parameters, as parsed parts.

use std::borrow::Cow;

use form_urlencoded::Serializer;

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

/// One question: an address of the service with parameters, each taken apart.
#[derive(Debug)]
pub struct Question<'a> {
    resource: Resource,
    parameters: Parameters<'a>,
    page: u32,
}

/// Name and value of each parameter but the page, decoded, in the order they came.
pub type Parameters<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

impl<'a> Question<'a> {
    const DOCUMENTED: [&'static str; 5] =
        ["from_date", "to_date", "response_type", "include_inactive_campaigns", "page"];

    /// Reads a path and a raw query.
    ///
    /// # Errors
    ///
    /// When there is nothing at that path that may be asked for, or the query is none of it.
    pub fn parse(path: &str, raw_query: &'a str) -> Result<Self, RelayError> {
        let mut parameters = Self::parameters(raw_query)?;
        let resource = Resource::parse(path).ok_or(RelayError::Path)?;
        let page = parameters.iter().position(|(name, _)| name == "page");
        let page = page.map(|at| parameters.remove(at).1);
        let page = page.map_or(Some(1), |it| number(&it).filter(|it| *it > 0)?.try_into().ok());
        Ok(Self { resource, parameters, page: page.ok_or(RelayError::Page)? })
    }

    /// The parameters of a raw query, the page among them.
    ///
    /// # Errors
    ///
    /// When it has a parameter that is not documented, or one twice: two servers may differ in
    /// which of them counts.
    pub fn parameters(raw_query: &'a str) -> Result<Parameters<'a>, RelayError> {
        let mut pairs: Parameters<'_> = Vec::new();
        for (name, value) in form_urlencoded::parse(raw_query.as_bytes()) {
            if !Self::DOCUMENTED.contains(&&*name) {
                return Err(RelayError::UnknownParameter(name.into_owned()));
            }
            if pairs.iter().any(|(earlier, _)| *earlier == name) {
                return Err(RelayError::RepeatedParameter(name.into_owned()));
            }
            pairs.push((name, value));
        }
        Ok(pairs)
    }

    /// The path at the upstream, and at the relay.
    pub fn path(&self) -> String {
        self.resource.path()
    }

    /// The page that is asked for, from 1.
    pub fn page(&self) -> u32 {
        self.page
    }

    /// A parameter's value.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(it, _)| it == name).map(|(_, value)| &**value)
    }

    /// The query, encoded anew; it names its page unless that is the first.
    pub fn query(&self) -> String {
        if self.page == 1 { self.query_of_list() } else { self.query_for(self.page) }
    }

    /// The query without any page.
    pub fn query_of_list(&self) -> String {
        self.serialized(None)
    }

    /// The query for another page of the same list.
    pub fn query_for(&self, page: u32) -> String {
        self.serialized(Some(page))
    }

    fn serialized(&self, page: Option<u32>) -> String {
        let mut serializer = Serializer::new(String::new());
        serializer.extend_pairs(&self.parameters);
        if let Some(page) = page {
            serializer.append_pair("page", &page.to_string());
        }
        // A space is written as a plus sign in forms only; one that is meant is encoded by now.
        serializer.finish().replace('+', "%20")
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

    #[track_caller]
    fn query(raw: &str) -> Result<String, RelayError> {
        Question::parse("/api/v1/campaigns/926/responses/", raw).map(|it| it.query())
    }

    #[test]
    fn only_documented_parameters_pass_and_each_once() {
        let encoded = query("response_type=A%26B+C%2B&page=2").unwrap();
        assert_eq!(encoded, "response_type=A%26B%20C%2B&page=2");
        assert!(matches!(query("debug=1"), Err(RelayError::UnknownParameter(_))));
        assert!(matches!(query("page=1&page=2"), Err(RelayError::RepeatedParameter(_))));
    }

    #[test]
    fn a_page_is_a_number_from_one() {
        assert_eq!(query("page=2&to_date=20170131").unwrap(), "to_date=20170131&page=2");
        assert_eq!(query("page=1").unwrap(), "");
        for page in ["0", "-1", "+2", "x", "", "last", "4294967296", "2/"] {
            assert!(matches!(query(&format!("page={page}")), Err(RelayError::Page)), "{page}");
        }
    }
}
