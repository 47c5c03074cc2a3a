//! Sign-in form that asks for the password. It stands where the page would, so that a link keeps its query.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// What was wrong with the last attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// Another password.
    Wrong,
    /// Too many attempts.
    TooMany,
}

struct Words {
    language: &'static str,
    title: &'static str,
    password: &'static str,
    sign_in: &'static str,
    wrong: &'static str,
    too_many: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    title: "Cubeboard: sign in",
    password: "Password",
    sign_in: "Sign in",
    wrong: "That is not the password.",
    too_many: "Too many attempts. Try again in a minute.",
};

const NORWEGIAN: Words = Words {
    language: "nb",
    title: "Cubeboard: logg inn",
    password: "Passord",
    sign_in: "Logg inn",
    wrong: "Det er ikke passordet.",
    too_many: "For mange forsøk. Prøv igjen om et minutt.",
};

/// The form, in the reader's language. It has neither styles nor scripts of its own, so any policy lets it work.
pub fn ask(status: StatusCode, from_reader: &HeaderMap, mistake: Option<Mistake>) -> Response {
    let languages = from_reader.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    let words = words(languages.unwrap_or_default());
    let Words { language, title, password, sign_in, .. } = words;
    let alert = match mistake {
        None => String::new(),
        Some(Mistake::Wrong) => format!("<p role=\"alert\">{}</p>\n", words.wrong),
        Some(Mistake::TooMany) => format!("<p role=\"alert\">{}</p>\n", words.too_many),
    };
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <main>\n<h1>{title}</h1>\n{alert}<form method=\"post\">\n\
         <label>{password} <input type=\"password\" name=\"password\" \
         autocomplete=\"current-password\" required autofocus></label>\n\
         <button>{sign_in}</button>\n</form>\n</main>\n</html>\n"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "Accept-Language, Cookie"),
    ];
    (status, headers, page).into_response()
}

/// The first of the reader's languages that there is.
fn words(languages: &str) -> &'static Words {
    let known = languages.split(',').find_map(|it| match it.trim().get(..2)? {
        "nb" | "no" | "nn" => Some(&NORWEGIAN),
        "en" => Some(&ENGLISH),
        _ => None,
    });
    known.unwrap_or(&ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_speaks_the_readers_language() {
        for (languages, expected) in [
            ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
            ("de, en-GB;q=0.9, nb;q=0.1", "en"),
            ("de", "en"),
            ("", "en"),
        ] {
            assert_eq!(words(languages).language, expected, "{languages}");
        }
    }
}
