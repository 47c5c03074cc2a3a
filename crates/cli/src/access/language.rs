//! The language of what is shown before the page: the first of the reader's own that there is.

use axum::http::{HeaderMap, header};
use cubeboard_i18n::Language;

/// The language that a request asks for.
pub fn of(from_reader: &HeaderMap) -> Language {
    let languages = from_reader.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    first_known(languages.unwrap_or_default())
}

fn first_known(languages: &str) -> Language {
    let mut tags = languages.split(',').filter_map(|it| it.split(';').next());
    tags.find_map(|it| Language::from_tag(it.trim())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_first_of_the_readers_languages_that_there_is() {
        for (languages, expected) in [
            ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
            ("de, en-GB;q=0.9, nb;q=0.1", "en"),
            ("no;q=0.9", "nb"),
            ("de", "en"),
            ("", "en"),
        ] {
            assert_eq!(first_known(languages).tag(), expected, "{languages}");
        }
    }
}
