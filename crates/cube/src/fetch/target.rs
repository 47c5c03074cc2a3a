//! Target of a request: path and query parameters, without a host.

use std::fmt;

use form_urlencoded::Serializer;

/// Path and parameters of a request. Made from parsed parts alone, so that whatever endpoint it is joined to stays the
/// one that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    path: String,
    parameters: Vec<(&'static str, String)>,
}

impl Target {
    /// The list of campaigns.
    pub fn campaigns() -> Self {
        Self::new("/api/v1/campaigns".to_owned(), Vec::new())
    }

    /// A page of that list, counted from 1: with a slash at the path's end or without, and with ended campaigns or as the
    /// service has it.
    pub(crate) fn campaigns_page(is_closed: bool, includes_ended: bool, page: u32) -> Self {
        let path = if is_closed { "/api/v1/campaigns/" } else { "/api/v1/campaigns" };
        let mut parameters = Vec::new();
        if includes_ended {
            parameters.push(("include_inactive_campaigns", "true".to_owned()));
        }
        if page > 1 {
            parameters.push(("page", page.to_string()));
        }
        Self::new(path.to_owned(), parameters)
    }

    /// From a path, which begins with a slash and needs no encoding, and parameters as they are meant.
    pub(crate) fn new(path: String, parameters: Vec<(&'static str, String)>) -> Self {
        Self { path, parameters }
    }

    /// Its path, which begins with a slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Names and values of its parameters as they are meant, none of them encoded, in the order of an address.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.parameters.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Its parameters, encoded as behind the `?` of an address; empty where it has none.
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        let query = query.extend_pairs(self.parameters()).finish();
        // A space is written as a percent sign in every address, as a plus sign in those of forms only. A plus sign
        // that is meant is encoded by now.
        query.replace('+', "%20")
    }
}

/// Path and query as they stand in an address.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.parameters.is_empty() { Ok(()) } else { write!(f, "?{}", self.query()) }
    }
}
