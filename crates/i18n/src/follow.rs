//! Words of following: the switch, when the page was last brought up to date, and how many rows are new.

use super::Language;

/// What stands beside the state line while days that are not over are shown.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct FollowMessages {
    pub(super) language: Language,
    pub switch: &'static str,
    pub no_sign: &'static str,
}

impl FollowMessages {
    /// "Updated 12:03".
    pub fn updated(&self, time: &str) -> String {
        match self.language {
            Language::English => format!("Updated {time}"),
            Language::Bokmal => format!("Oppdatert {time}"),
        }
    }

    /// "Not up to date since 12:03: Cube cannot be reached. Next try 12:05.".
    pub fn behind(&self, since: &str, reason: &str, again: &str) -> String {
        match self.language {
            Language::English => {
                format!("Not up to date since {since}: {reason} Next try {again}.")
            }
            Language::Bokmal => {
                format!("Ikke oppdatert siden {since}: {reason} Neste forsøk {again}.")
            }
        }
    }

    /// "3 new".
    pub fn fresh(&self, count: &str) -> String {
        match (self.language, count) {
            (Language::English, _) => format!("{count} new"),
            (Language::Bokmal, "1") => "1 ny".to_owned(),
            (Language::Bokmal, _) => format!("{count} nye"),
        }
    }
}

pub(super) const EN: FollowMessages =
    FollowMessages { language: Language::English, switch: "Follow", no_sign: "no sign of change" };

pub(super) const NB: FollowMessages = FollowMessages {
    language: Language::Bokmal,
    switch: "Følg med",
    no_sign: "ingen tegn til endring",
};
