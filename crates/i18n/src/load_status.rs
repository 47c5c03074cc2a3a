//! Words of the load status: how far a load has come, how it ended, and what in its replies could not be read.

use super::Language;

/// The state line. Arguments are numbers and times as written for the reader.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct LoadStatusMessages {
    pub(super) language: Language,
    pub waiting_for_first: &'static str,
    pub loading: &'static str,
    pub nothing: &'static str,
    pub asked_to_wait: &'static str,
    pub no_answer: &'static str,
    pub complete: &'static str,
    pub complete_so_far: &'static str,
    pub unproven: &'static str,
    pub stopped: &'static str,
    pub page_failed: &'static str,
    pub count_differs: &'static str,
    pub keeps_changing: &'static str,
    pub bad_pages: &'static str,
    pub no_times: &'static str,
    pub all_alike: &'static str,
    pub zone_oslo: &'static str,
    pub zone_utc: &'static str,
    pub zone_local: &'static str,
}

impl LoadStatusMessages {
    /// "207 of 207 responses".
    pub fn of(&self, here: &str, expected: &str) -> String {
        match self.language {
            Language::English => match expected {
                "1" => format!("{here} of 1 response"),
                _ => format!("{here} of {expected} responses"),
            },
            Language::Bokmal => match expected {
                "1" => format!("{here} av 1 respons"),
                _ => format!("{here} av {expected} responser"),
            },
        }
    }

    /// "207 responses".
    pub fn without_count(&self, here: &str) -> String {
        match self.language {
            Language::English => match here {
                "1" => "1 response".to_owned(),
                _ => format!("{here} responses"),
            },
            Language::Bokmal => match here {
                "1" => "1 respons".to_owned(),
                _ => format!("{here} responser"),
            },
        }
    }

    /// "page 3 of 5".
    pub fn pages(&self, read: &str, planned: &str) -> String {
        match self.language {
            Language::English => format!("page {read} of {planned}"),
            Language::Bokmal => format!("side {read} av {planned}"),
        }
    }

    /// "Cube asks to wait until 16:40".
    pub fn asked_until(&self, time: &str) -> String {
        match self.language {
            Language::English => format!("Cube asks to wait until {time}"),
            Language::Bokmal => format!("Cube ber om en pause til {time}"),
        }
    }

    /// "trying again in 12 s".
    pub fn on_again_in(&self, seconds: &str) -> String {
        match self.language {
            Language::English => format!("trying again in {seconds} s"),
            Language::Bokmal => format!("prøver igjen om {seconds} s"),
        }
    }

    /// "all that Cube listed, though it counts only 200".
    pub fn undercounted(&self, count: &str) -> String {
        match self.language {
            Language::English => format!("all that Cube listed, though it counts only {count}"),
            Language::Bokmal => format!("alt Cube listet opp, selv om det bare teller {count}"),
        }
    }

    /// "incomplete: 7 missing".
    pub fn missing(&self, missing: &str) -> String {
        match self.language {
            Language::English => format!("incomplete: {missing} missing"),
            Language::Bokmal => format!("ufullstendig: {missing} mangler"),
        }
    }

    /// "2 could not be read".
    pub fn unreadable(&self, rows: &str) -> String {
        match self.language {
            Language::English => format!("{rows} could not be read"),
            Language::Bokmal => format!("{rows} kunne ikke leses"),
        }
    }

    /// "2 of another type are left out".
    pub fn of_other_type(&self, rows: &str) -> String {
        match self.language {
            Language::English => match rows {
                "1" => "1 of another type is left out".to_owned(),
                _ => format!("{rows} of another type are left out"),
            },
            Language::Bokmal => format!("{rows} av en annen type er utelatt"),
        }
    }

    /// "2 of another campaign are left out".
    pub fn of_other_campaign(&self, rows: &str) -> String {
        match self.language {
            Language::English => match rows {
                "1" => "1 of another campaign is left out".to_owned(),
                _ => format!("{rows} of another campaign are left out"),
            },
            Language::Bokmal => format!("{rows} fra en annen kampanje er utelatt"),
        }
    }

    /// "2 of other days are left out".
    pub fn of_other_days(&self, rows: &str) -> String {
        match self.language {
            Language::English => match rows {
                "1" => "1 of another day is left out".to_owned(),
                _ => format!("{rows} of other days are left out"),
            },
            Language::Bokmal => match rows {
                "1" => "1 fra en annen dag er utelatt".to_owned(),
                _ => format!("{rows} fra andre dager er utelatt"),
            },
        }
    }

    /// "“comment” left out, as it cannot be read: 2".
    pub fn left_out(&self, field: &str, rows: &str) -> String {
        match self.language {
            Language::English => format!("“{field}” left out, as it cannot be read: {rows}"),
            Language::Bokmal => format!("«{field}» er utelatt fordi det ikke kan leses: {rows}"),
        }
    }

    /// "on the day before or after the period: 2".
    pub fn edge_rows(&self, rows: &str) -> String {
        match self.language {
            Language::English => format!("on the day before or after the period: {rows}"),
            Language::Bokmal => format!("på dagen før eller etter perioden: {rows}"),
        }
    }

    /// "times in the hour that autumn repeats, taken as the first: 3".
    pub fn ambiguous_times(&self, times: &str) -> String {
        match self.language {
            Language::English => {
                format!("times in the hour that autumn repeats, taken as the first: {times}")
            }
            Language::Bokmal => {
                format!("tidspunkter i timen som gjentas om høsten, regnet som den første: {times}")
            }
        }
    }

    /// "read 16:40".
    pub fn read_at(&self, time: &str) -> String {
        match self.language {
            Language::English => format!("read {time}"),
            Language::Bokmal => format!("lest {time}"),
        }
    }

    /// "the rows are from the earlier query, read 16:40".
    pub fn stale(&self, time: &str) -> String {
        match self.language {
            Language::English => format!("the rows are from the earlier query, read {time}"),
            Language::Bokmal => format!("radene er fra forrige spørring, lest {time}"),
        }
    }
}

/// What is wrong with rows that could not be read.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct RowErrorMessages {
    pub(super) language: Language,
    pub title: &'static str,
    pub not_an_object: &'static str,
    pub no_known_field: &'static str,
    pub not_a_time: &'static str,
}

impl RowErrorMessages {
    /// "Page 2, row 17".
    pub fn place(&self, page: &str, row: &str) -> String {
        match self.language {
            Language::English => format!("Page {page}, row {row}"),
            Language::Bokmal => format!("Side {page}, rad {row}"),
        }
    }

    /// "“type” holds neither text nor a number that can be told".
    pub fn wrong_kind(&self, field: &str) -> String {
        match self.language {
            Language::English => {
                format!("“{field}” holds neither text nor a number that can be told")
            }
            Language::Bokmal => format!("«{field}» er verken tekst eller et tall som lar seg lese"),
        }
    }

    /// "and 4 more".
    pub fn more(&self, rows: &str) -> String {
        match self.language {
            Language::English => format!("and {rows} more"),
            Language::Bokmal => format!("og {rows} til"),
        }
    }
}

/// What came in place of a list of responses.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct OddReplyMessages {
    pub(super) language: Language,
    pub not_a_list: &'static str,
    pub unknown_rows: &'static str,
}

impl OddReplyMessages {
    /// "no JSON, from line 1, column 5 on.".
    pub fn not_json(&self, line: usize, column: usize) -> String {
        match self.language {
            Language::English => format!("no JSON, from line {line}, column {column} on."),
            Language::Bokmal => format!("ikke JSON, fra linje {line}, kolonne {column}."),
        }
    }
}
