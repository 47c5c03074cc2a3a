//! The columns of the table, by the names that Cube gives their fields.

/// One of the things known of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// When it was submitted.
    Submitted,
    /// The campaign's own word for the outcome.
    Kind,
    /// A finer word.
    Subtype,
    /// Who recorded it.
    Agent,
    /// The customer's name.
    Customer,
    /// Cube's number for the customer.
    CrmId,
    /// Another system's number for the customer.
    ExternalId,
    /// Free text.
    Comment,
}

impl Column {
    /// All of them, in the order in which a reader sees them first.
    pub const ALL: [Self; 8] = [
        Self::Submitted,
        Self::Kind,
        Self::Subtype,
        Self::Agent,
        Self::Customer,
        Self::CrmId,
        Self::ExternalId,
        Self::Comment,
    ];

    /// Its name in links and files, which is that of Cube's field.
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted_when",
            Self::Kind => "type",
            Self::Subtype => "subtype",
            Self::Agent => "submitted_by",
            Self::Customer => "customer_name",
            Self::CrmId => "crm_customer_id",
            Self::ExternalId => "external_customer_id",
            Self::Comment => "comment",
        }
    }

    /// The column of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}
