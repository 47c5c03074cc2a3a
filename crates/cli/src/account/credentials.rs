//! Credentials for Cube. They come from the environment or from files, never from a flag, which others on the machine
//! could read; and they are never printed.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::Path;

use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cubeboard_cube::connection::token::bare_token;
use thiserror::Error;

use crate::text_file::{self, named};

/// A value for the `Authorization` header.
#[derive(Debug, Clone)]
pub struct Credentials(HeaderValue);

/// Where a text comes from: a variable, or a file that one names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The variable itself.
    Variable(&'static str),
    /// The file.
    File {
        /// The variable that names it.
        variable: &'static str,
        /// The file.
        path: String,
    },
}

/// Why there are no usable credentials in the environment.
#[derive(Debug, Error)]
pub enum CredentialsError {
    /// Two ways to say the same thing.
    #[error("both {0} and {1} are set; unset one of them")]
    Both(&'static str, &'static str),
    /// Half of a pair.
    #[error("{0} is set, but {1} is not")]
    Half(&'static str, &'static str),
    /// A file that cannot be read.
    #[error("cannot read {}, which {variable} names: {source}", named(Path::new(path), source))]
    File {
        /// The variable that names the file.
        variable: &'static str,
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file that others can read or change.
    #[error("{path}, which {variable} names, is open to others on this machine; chmod 600 {path}")]
    Open {
        /// The variable that names the file.
        variable: &'static str,
        /// The file.
        path: String,
    },
    /// Text that cannot stand in a request.
    #[error("{0} is empty or holds characters that cannot be sent")]
    Unsendable(Origin),
}

const TOKEN: &str = "CUBEBOARD_TOKEN";
const TOKEN_FILE: &str = "CUBEBOARD_TOKEN_FILE";
const USER: &str = "CUBEBOARD_USER";
const PASSWORD: &str = "CUBEBOARD_PASSWORD";
const PASSWORD_FILE: &str = "CUBEBOARD_PASSWORD_FILE";
const SHARED_PASSWORD: &str = "CUBEBOARD_SHARED_PASSWORD";
const SHARED_PASSWORD_FILE: &str = "CUBEBOARD_SHARED_PASSWORD_FILE";

impl Credentials {
    /// What the variables say, or nothing where none is set. `value_of` gives a variable's value.
    ///
    /// # Errors
    ///
    /// When they contradict each other, are incomplete, or name a file that cannot be read.
    pub fn from_variables(
        value_of: impl Fn(&'static str) -> Option<OsString>,
    ) -> Result<Option<Self>, CredentialsError> {
        let token = text_or_file(&value_of, TOKEN, TOKEN_FILE)?;
        let password = text_or_file(&value_of, PASSWORD, PASSWORD_FILE)?;
        let user = text(&value_of, USER)?;
        match (token, user, password) {
            (None, None, None) => Ok(None),
            (Some((token, origin)), None, None) => Self::token(&token, origin).map(Some),
            (None, Some(user), Some((password, origin))) => {
                Self::password(&user, &password, origin).map(Some)
            }
            (Some(_), Some(_), _) => Err(CredentialsError::Both(TOKEN, USER)),
            (Some(_), None, Some(_)) => Err(CredentialsError::Both(TOKEN, PASSWORD)),
            (None, Some(_), None) => Err(CredentialsError::Half(USER, PASSWORD)),
            (None, None, Some(_)) => Err(CredentialsError::Half(PASSWORD, USER)),
        }
    }

    /// The header's value, marked as sensitive.
    pub fn header(&self) -> HeaderValue {
        self.0.clone()
    }

    fn token(text: &str, origin: Origin) -> Result<Self, CredentialsError> {
        let token = bare_token(text);
        // What is not seen would be sent as what it is, or as nothing at all.
        if token.is_empty() || !token.bytes().all(|it| it.is_ascii_graphic()) {
            return Err(CredentialsError::Unsendable(origin));
        }
        Self::sensitive(format!("Token {token}"), origin)
    }

    /// The name ends at the first colon, so it cannot hold one; the password can. Both go as UTF-8.
    fn password(user: &str, password: &str, origin: Origin) -> Result<Self, CredentialsError> {
        if user.is_empty() || user.contains(':') {
            return Err(CredentialsError::Unsendable(Origin::Variable(USER)));
        }
        Self::sensitive(format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))), origin)
    }

    fn sensitive(text: String, origin: Origin) -> Result<Self, CredentialsError> {
        let value = HeaderValue::try_from(text);
        let mut value = value.map_err(|_| CredentialsError::Unsendable(origin))?;
        value.set_sensitive(true);
        Ok(Self(value))
    }
}

/// The password of the server that relays share, or nothing where it takes none.
///
/// # Errors
///
/// When both variables are set, or name a file that cannot be read.
pub fn shared_password(
    value_of: impl Fn(&'static str) -> Option<OsString>,
) -> Result<Option<String>, CredentialsError> {
    let password = text_or_file(&value_of, SHARED_PASSWORD, SHARED_PASSWORD_FILE)?;
    Ok(password.map(|(text, _)| text))
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(variable) => f.write_str(variable),
            Self::File { variable, path } => write!(f, "{path}, which {variable} names,"),
        }
    }
}

fn text(
    value_of: &impl Fn(&'static str) -> Option<OsString>,
    variable: &'static str,
) -> Result<Option<String>, CredentialsError> {
    let text = value_of(variable).map(OsString::into_string).transpose();
    text.map_err(|_| CredentialsError::Unsendable(Origin::Variable(variable)))
}

/// A text from a variable or from the file that another one names, and from which of them.
fn text_or_file(
    value_of: &impl Fn(&'static str) -> Option<OsString>,
    variable: &'static str,
    file_variable: &'static str,
) -> Result<Option<(String, Origin)>, CredentialsError> {
    match (text(value_of, variable)?, text(value_of, file_variable)?) {
        (Some(_), Some(_)) => Err(CredentialsError::Both(variable, file_variable)),
        (None, Some(path)) => match text_file::read_private(Path::new(&path)) {
            // An editor ends a file with a line break, which is no part of the secret.
            Ok(Some(text)) => {
                let text = text.trim_end_matches(['\r', '\n']).to_owned();
                Ok(Some((text, Origin::File { variable: file_variable, path })))
            }
            Ok(None) => Err(CredentialsError::Open { variable: file_variable, path }),
            Err(source) => Err(CredentialsError::File { variable: file_variable, path, source }),
        },
        (text, None) => Ok(text.map(|it| (it, Origin::Variable(variable)))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Option<Credentials>, CredentialsError> {
        Credentials::from_variables(|name| {
            variables.iter().find(|it| it.0 == name).map(|it| it.1.into())
        })
    }

    #[track_caller]
    fn sends(variables: &[(&str, &str)], header: &str) {
        assert_eq!(read(variables).unwrap().unwrap().header(), header);
    }

    #[track_caller]
    fn refused(variables: &[(&str, &str)], text: &str) {
        assert_eq!(read(variables).unwrap_err().to_string(), text);
    }

    #[test]
    fn nothing_set_is_no_credentials() {
        assert!(read(&[]).unwrap().is_none());
    }

    #[test]
    fn a_token_is_sent_as_cube_wants_it() {
        sends(&[(TOKEN, "abc")], "Token abc");
    }

    #[test]
    fn a_password_is_sent_as_utf_8_and_may_hold_colons() {
        sends(&[(USER, "kari"), (PASSWORD, "blå:bær")], "Basic a2FyaTpibMOlOmLDpnI=");
    }

    #[test]
    fn a_file_gives_its_text_without_the_last_line_break() {
        // As private as such a file has to be.
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"abc\n").unwrap();
        sends(&[(TOKEN_FILE, file.path().to_str().unwrap())], "Token abc");
    }

    /// A file of these bytes, as private as such a file has to be.
    fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    #[test]
    fn report_29_a_token_is_read_as_it_was_meant() {
        for text in [
            "9944b",
            "Token 9944b",
            "token  9944b",
            "TOKEN\u{a0}9944b",
            "Authorization: Token 9944b",
            "\"9944b\"",
            "Token '9944b'",
            "9944b\u{200b}",
            "\u{200b}\u{feff} 9944b\u{a0}",
            "9944b\u{200d}\u{2060}\u{ad}",
            "\u{202a}9944b\u{202c}",
            "\u{feff}9944b\r\n",
            "\u{feff}Token 9944b\u{200b}\r\n\r\n",
            " \t9944b \n",
        ] {
            sends(&[(TOKEN, text)], "Token 9944b");
            sends(&[(TOKEN_FILE, file(text.as_bytes()).path().to_str().unwrap())], "Token 9944b");
        }
        let utf_16: Vec<_> =
            "\u{feff}9944b\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        sends(&[(TOKEN_FILE, file(&utf_16).path().to_str().unwrap())], "Token 9944b");
        sends(&[(TOKEN, "token9944b")], "Token token9944b");
        sends(&[(TOKEN, "Token")], "Token Token");
    }

    #[test]
    fn report_29_a_token_that_cannot_be_sent_is_refused_by_where_it_stands() {
        for text in
            ["", "\u{feff}\r\n", "99\u{200b}44b", "9944b bytes", "99\r\n44b", "blåbær", "•••••"]
        {
            let said = "is empty or holds characters that cannot be sent";
            refused(&[(TOKEN, text)], &format!("CUBEBOARD_TOKEN {said}"));
            let file = file(text.as_bytes());
            let path = file.path().to_str().unwrap();
            let named = format!("{path}, which CUBEBOARD_TOKEN_FILE names, {said}");
            refused(&[(TOKEN_FILE, path)], &named);
        }
    }

    #[test]
    fn report_14_a_file_with_a_password_may_begin_with_a_byte_order_mark() {
        for text in ["blå:bær", "\u{feff}blå:bær\r\n", "blå:bær\n"] {
            let file = file(text.as_bytes());
            let path = file.path().to_str().unwrap();
            sends(&[(USER, "kari"), (PASSWORD_FILE, path)], "Basic a2FyaTpibMOlOmLDpnI=");
        }
        // What else stands at its ends may be part of a password.
        let file = file(b" x ");
        let path = file.path().to_str().unwrap();
        sends(&[(USER, "kari"), (PASSWORD_FILE, path)], "Basic a2FyaTogeCA=");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_or_change_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "abc").unwrap();
        let path = file.path().to_str().unwrap();
        for (mode, is_private) in
            [(0o600, true), (0o400, true), (0o640, true), (0o644, false), (0o660, false)]
        {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
            let read = read(&[(TOKEN_FILE, path)]);
            assert_eq!(read.is_ok(), is_private, "{mode:o}");
            if let Err(error) = read {
                let said = format!(
                    "{path}, which CUBEBOARD_TOKEN_FILE names, is open to others on this machine; \
                     chmod 600 {path}"
                );
                assert_eq!(error.to_string(), said);
            }
        }
    }

    #[test]
    fn what_contradicts_itself_or_is_incomplete_is_refused() {
        refused(
            &[(TOKEN, "a"), (TOKEN_FILE, "b")],
            "both CUBEBOARD_TOKEN and CUBEBOARD_TOKEN_FILE are set; unset one of them",
        );
        refused(
            &[(TOKEN, "a"), (USER, "b"), (PASSWORD, "c")],
            "both CUBEBOARD_TOKEN and CUBEBOARD_USER are set; unset one of them",
        );
        refused(&[(USER, "a")], "CUBEBOARD_USER is set, but CUBEBOARD_PASSWORD is not");
        refused(&[(PASSWORD, "a")], "CUBEBOARD_PASSWORD is set, but CUBEBOARD_USER is not");
        refused(&[(TOKEN, "")], "CUBEBOARD_TOKEN is empty or holds characters that cannot be sent");
        refused(
            &[(TOKEN, "a\r\nX: y")],
            "CUBEBOARD_TOKEN is empty or holds characters that cannot be sent",
        );
    }

    #[test]
    fn a_secret_does_not_show_in_debug_output() {
        let credentials = read(&[(TOKEN, "abc")]).unwrap();
        assert!(!format!("{credentials:?}").contains("abc"));
    }
}
