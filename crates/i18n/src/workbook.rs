//! Words of a workbook: its sheets, and the facts on its first one.

use cubeboard_responses::statistics::definition::Class;

use super::Language;

/// What a workbook says beside the words that stand on the page, too.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct WorkbookMessages {
    language: Language,
    pub about: &'static str,
    pub about_title: &'static str,
    pub days: &'static str,

    pub time_zone: &'static str,
    pub read_at: &'static str,
    pub completeness: &'static str,
    pub rows_read: &'static str,
    pub rows_counted: &'static str,
    pub rows_here: &'static str,
    pub cut_texts: &'static str,
    pub everything_else: &'static str,
    pub nothing: &'static str,
    pub hit_rate_is: &'static str,
    pub filters: &'static str,
    pub no_filters: &'static str,
    pub search: &'static str,
    pub search_left_out: &'static str,
    pub personal_data: &'static str,

    pub no_word: &'static str,
    pub other_days: &'static str,
    pub no_time: &'static str,
    pub failures: &'static str,
    pub successes_mean: &'static str,
    pub rate_low: &'static str,
    pub rate_high: &'static str,
    pub counts_as: &'static str,
    pub chart_title: &'static str,
    pub chart_description: &'static str,
}

impl WorkbookMessages {
    /// "Counts as success".
    pub fn counts_as(&self, class: Class) -> &'static str {
        match self.language {
            Language::English => match class {
                Class::Success => "Counts as success",
                Class::Failure => "Counts as failure",
                Class::Neither => "Counts as neither",
            },
            Language::Bokmal => match class {
                Class::Success => "Teller som suksess",
                Class::Failure => "Teller som avslag",
                Class::Neither => "Teller som ingen av delene",
            },
        }
    }
}

/// A workbook's words in a language.
pub fn workbook_text(language: Language) -> &'static WorkbookMessages {
    match language {
        Language::English => &EN,
        Language::Bokmal => &NB,
    }
}

static EN: WorkbookMessages = WorkbookMessages {
    language: Language::English,
    about: "About",
    about_title: "About this workbook",
    days: "Days",

    time_zone: "Time zone",
    read_at: "Read at",
    completeness: "Completeness",
    rows_read: "Responses read",
    rows_counted: "Responses by Cube's count",
    rows_here: "Responses in this workbook",
    cut_texts: "Texts cut to what a cell holds",
    everything_else: "everything else",
    nothing: "nothing",
    hit_rate_is: "successes of all decided: successes and failures",
    filters: "Filters",
    no_filters: "none",
    search: "Search",
    search_left_out: "something was searched for; it is left out with the customers",
    personal_data: "Customers and comments",

    no_word: "(none)",
    other_days: "other days",
    no_time: "no time",
    failures: "Failures",
    successes_mean: "Successes, 7-day mean",
    rate_low: "95 % from",
    rate_high: "95 % to",
    counts_as: "Counts as",
    chart_title: "Successes per day",
    chart_description: "Successes per day as columns, with their 7-day mean and the hit rate as lines; the numbers \
                        stand in the table beside it.",
};

static NB: WorkbookMessages = WorkbookMessages {
    language: Language::Bokmal,
    about: "Om",
    about_title: "Om denne arbeidsboken",
    days: "Dager",

    time_zone: "Tidssone",
    read_at: "Lest",
    completeness: "Fullstendighet",
    rows_read: "Leste responser",
    rows_counted: "Responser etter Cubes telling",
    rows_here: "Responser i denne arbeidsboken",
    cut_texts: "Tekster kuttet til det en celle rommer",
    everything_else: "alt annet",
    nothing: "ingenting",
    hit_rate_is: "suksesser av alle avgjorte: suksesser og avslag",
    filters: "Filtre",
    no_filters: "ingen",
    search: "Søk",
    search_left_out: "det ble søkt etter noe; det er utelatt sammen med kundene",
    personal_data: "Kunder og kommentarer",

    no_word: "(ingen)",
    other_days: "andre dager",
    no_time: "uten tidspunkt",
    failures: "Avslag",
    successes_mean: "Suksesser, 7 dagers snitt",
    rate_low: "95 % fra",
    rate_high: "95 % til",
    counts_as: "Teller som",
    chart_title: "Suksesser per dag",
    chart_description: "Suksesser per dag som søyler, med 7 dagers snitt og treffprosent som linjer; tallene står i \
                        tabellen ved siden av.",
};
