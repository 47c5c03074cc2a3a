//! The page that a display's link leads to: its script (`entrance.js`) takes the key out of the address, gives it for a
//! cookie and goes on to the wallboard. A browser that has such a cookie finds a button there that removes it. The key
//! stands behind `#`, which browsers send to nobody.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use cubeboard_i18n::Language;

use crate::access::{document, language};
use crate::display_key::ENTRANCE;
use crate::display_key::display::Display;

/// Where it stands, and where keys are sent.
pub const PAGE: &str = ENTRANCE;
/// Where its script stands.
pub const SCRIPT: &str = "/display.js";
/// Where a display is signed out.
pub const SIGN_OUT: &str = "/display/sign-out";

struct Words {
    title: &'static str,
    asking: &'static str,
    missing: &'static str,
    unknown: &'static str,
    locked: &'static str,
    failed: &'static str,
    again: &'static str,
    no_script: &'static str,
    is_display: &'static str,
    sign_out: &'static str,
}

const ENGLISH: Words = Words {
    title: "Cubeboard: display",
    asking: "Asking for the wallboard …",
    missing: "This address holds no key. Open the link that was made for this display.",
    unknown: "This display's key is not known, or was withdrawn. Ask for a new link.",
    locked: "Too many attempts. Try again in a minute.",
    failed: "The key could not be looked up. The server may be away for a moment.",
    again: "Try again",
    no_script: "This page needs JavaScript.",
    is_display: "This browser is signed in as a display.",
    sign_out: "Sign the display out",
};

const NORWEGIAN: Words = Words {
    title: "Cubeboard: skjerm",
    asking: "Spør etter tavlen …",
    missing: "Det er ingen nøkkel i denne adressen. Åpne lenken som ble laget for denne skjermen.",
    unknown: "Skjermens nøkkel er ukjent eller trukket tilbake. Be om en ny lenke.",
    locked: "For mange forsøk. Prøv igjen om et minutt.",
    failed: "Nøkkelen kunne ikke slås opp. Serveren er kanskje borte et øyeblikk.",
    again: "Prøv igjen",
    no_script: "Denne siden trenger JavaScript.",
    is_display: "Denne nettleseren er logget inn som skjerm.",
    sign_out: "Logg ut skjermen",
};

/// The page, in the reader's language. A browser with a display's cookie finds a button there that removes it, and is told
/// that it is a display where the cookie's key counts.
pub fn page(from_reader: &HeaderMap, sign_out: Option<&str>, counts: bool) -> Response {
    let (language, words) = words(from_reader);
    let Words { asking, missing, unknown, locked, failed, again, no_script, is_display, .. } =
        words;
    let again = format!("<button>{again}</button>");
    // Not beside the news that a key does not count.
    let is_display = format!("<p data-part=\"missing\">{is_display}</p>\n");
    let is_display = if counts { is_display } else { String::new() };
    let sign_out = sign_out.map(|it| sign_out_form(words, it)).unwrap_or_default();
    let main = format!(
        "<noscript><p>{no_script}</p></noscript>\n\
         <p data-part=\"asking\" role=\"status\" hidden>{asking}</p>\n\
         <p data-part=\"missing\" role=\"alert\" hidden>{missing}</p>\n\
         <p data-part=\"unknown\" role=\"alert\" hidden>{unknown}</p>\n\
         <div data-part=\"locked\" role=\"alert\" hidden><p>{locked}</p>{again}</div>\n\
         <div data-part=\"failed\" role=\"alert\" hidden><p>{failed}</p>{again}</div>\n\
         {is_display}{sign_out}\
         <script src=\"display.js\"></script>"
    );
    document::reply(StatusCode::OK, language, words.title, &main)
}

/// In the place of what was asked for, on a display whose key counts no more.
pub fn withdrawn(from_reader: &HeaderMap, sign_out: &str) -> Response {
    let (language, words) = words(from_reader);
    let main = format!("{}\n{}", alert(words.unknown), sign_out_form(words, sign_out));
    document::reply(StatusCode::UNAUTHORIZED, language, words.title, &main)
}

/// The same on one whose key nobody can look up.
pub fn closed(from_reader: &HeaderMap) -> Response {
    let (language, words) = words(from_reader);
    document::reply(StatusCode::SERVICE_UNAVAILABLE, language, words.title, &alert(words.failed))
}

/// Its script.
pub fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, include_str!("entrance.js")).into_response()
}

/// Tells the script where the display's wallboard is, as seen from the page.
pub fn welcome(display: &Display) -> Response {
    let ids: Vec<_> = display.campaigns.iter().map(u64::to_string).collect();
    let campaigns = ids.join(",");
    let address = format!("./?view=wallboard&campaign={campaigns}&period=this-month&follow=1");
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, serde_json::json!({ "address": address }).to_string()).into_response()
}

fn sign_out_form(words: &Words, address: &str) -> String {
    let sign_out = words.sign_out;
    format!("<form method=\"post\" action=\"{address}\">\n<button>{sign_out}</button>\n</form>\n")
}

fn alert(text: &str) -> String {
    format!("<p role=\"alert\">{text}</p>")
}

fn words(from_reader: &HeaderMap) -> (Language, &'static Words) {
    let language = language::of(from_reader);
    let words = match language {
        Language::English => &ENGLISH,
        Language::Bokmal => &NORWEGIAN,
    };
    (language, words)
}
