//! Sign-in form that asks for the password. It stands where the page would, so that a link keeps its query.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use cubeboard_i18n::Language;
use tokio::time::timeout;

use super::{document, language};

/// More than a form with a password or a key in it has.
const LONGEST_BYTES: usize = 4096;
/// How long such a form may take to come.
const TIME: Duration = Duration::from_secs(10);

/// What was wrong with the last attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// Another password.
    Wrong,
    /// Too many attempts.
    TooMany,
}

struct Words {
    title: &'static str,
    password: &'static str,
    sign_in: &'static str,
    wrong: &'static str,
    too_many: &'static str,
}

const ENGLISH: Words = Words {
    title: "Cubeboard: sign in",
    password: "Password",
    sign_in: "Sign in",
    wrong: "That is not the password.",
    too_many: "Too many attempts. Try again in a minute.",
};

const NORWEGIAN: Words = Words {
    title: "Cubeboard: logg inn",
    password: "Passord",
    sign_in: "Logg inn",
    wrong: "Det er ikke passordet.",
    too_many: "For mange forsøk. Prøv igjen om et minutt.",
};

/// The form, in the reader's language. It has no script, so it works wherever HTML does.
pub fn ask(status: StatusCode, from_reader: &HeaderMap, mistake: Option<Mistake>) -> Response {
    let language = language::of(from_reader);
    let words = match language {
        Language::English => &ENGLISH,
        Language::Bokmal => &NORWEGIAN,
    };
    let Words { title, password, sign_in, .. } = words;
    let alert = match mistake {
        None => String::new(),
        Some(Mistake::Wrong) => format!("<p role=\"alert\">{}</p>\n", words.wrong),
        Some(Mistake::TooMany) => format!("<p role=\"alert\">{}</p>\n", words.too_many),
    };
    let main = format!(
        "{alert}<form method=\"post\">\n\
         <label>{password} <input type=\"password\" name=\"password\" \
         autocomplete=\"current-password\" required autofocus></label>\n\
         <button>{sign_in}</button>\n</form>"
    );
    document::reply(status, language, title, &main)
}

/// A form that was sent in; an empty one where it is not sent to its end, or is none.
pub async fn receive(body: Body) -> Bytes {
    timeout(TIME, to_bytes(body, LONGEST_BYTES)).await.ok().and_then(Result::ok).unwrap_or_default()
}
