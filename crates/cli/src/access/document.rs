//! HTML documents that access control answers itself, the sign-in form and the entrance of displays: their frame, and the
//! one style of them all.
//!
//! The style stands within the HTML, so that no address has to be open to those who are not signed in, whatever the path
//! that the form stands at. The policy of every reply names it by its hash.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use cubeboard_i18n::Language;

use crate::policy;

const STYLE: &str = include_str!("document.css");

/// A document with this heading above `main`, which is HTML.
pub fn reply(status: StatusCode, language: Language, title: &str, main: &str) -> Response {
    let tag = language.tag();
    // Without an icon that it holds itself, a browser would ask for one, which nobody gets who is not signed in.
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n\
         <main>\n<h1>{title}</h1>\n{main}\n</main>\n</html>\n"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "Accept-Language, Cookie"),
    ];
    (status, headers, html).into_response()
}

/// The style as a source of a Content-Security-Policy.
pub fn style_source() -> String {
    policy::hash_source(STYLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_letters_are_the_pages() {
        let tokens = include_str!("../../../../style/tokens.css");
        let own: Vec<_> = STYLE.lines().filter(|it| it.starts_with("  --")).collect();
        assert!(own.len() > 5);
        for line in own {
            assert!(tokens.lines().any(|it| it == line), "{line}");
        }
    }
}
