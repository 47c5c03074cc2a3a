//! Credentials for Cube. They come from the environment or from files, never from a flag, which others on the machine
//! could read; and they are never printed.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};

use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

/// A value for the `Authorization` header.
#[derive(Debug, Clone)]
pub struct Credentials(HeaderValue);

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
    #[error("cannot read {path}, which {variable} names: {source}")]
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
    Unsendable(&'static str),
}

const TOKEN: &str = "CUBEBOARD_TOKEN";
const TOKEN_FILE: &str = "CUBEBOARD_TOKEN_FILE";
const USER: &str = "CUBEBOARD_USER";
const PASSWORD: &str = "CUBEBOARD_PASSWORD";
const PASSWORD_FILE: &str = "CUBEBOARD_PASSWORD_FILE";

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
            (Some(token), None, None) => Self::token(&token).map(Some),
            (None, Some(user), Some(password)) => Self::password(&user, &password).map(Some),
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

    fn token(token: &str) -> Result<Self, CredentialsError> {
        if token.is_empty() {
            return Err(CredentialsError::Unsendable(TOKEN));
        }
        Self::sensitive(format!("Token {token}"), TOKEN)
    }

    /// The name ends at the first colon, so it cannot hold one; the password can. Both go as UTF-8.
    fn password(user: &str, password: &str) -> Result<Self, CredentialsError> {
        if user.is_empty() || user.contains(':') {
            return Err(CredentialsError::Unsendable(USER));
        }
        Self::sensitive(
            format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))),
            PASSWORD,
        )
    }

    fn sensitive(text: String, variable: &'static str) -> Result<Self, CredentialsError> {
        let value = HeaderValue::try_from(text);
        let mut value = value.map_err(|_| CredentialsError::Unsendable(variable))?;
        value.set_sensitive(true);
        Ok(Self(value))
    }
}

fn text(
    value_of: &impl Fn(&'static str) -> Option<OsString>,
    variable: &'static str,
) -> Result<Option<String>, CredentialsError> {
    let text = value_of(variable).map(OsString::into_string).transpose();
    text.map_err(|_| CredentialsError::Unsendable(variable))
}

fn text_or_file(
    value_of: &impl Fn(&'static str) -> Option<OsString>,
    variable: &'static str,
    file_variable: &'static str,
) -> Result<Option<String>, CredentialsError> {
    match (text(value_of, variable)?, text(value_of, file_variable)?) {
        (Some(_), Some(_)) => Err(CredentialsError::Both(variable, file_variable)),
        (None, Some(path)) => match read_private(&path) {
            // An editor ends a file with a line break, which is no part of the secret.
            Ok(Some(text)) => Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned())),
            Ok(None) => Err(CredentialsError::Open { variable: file_variable, path }),
            Err(source) => Err(CredentialsError::File { variable: file_variable, path, source }),
        },
        (text, None) => Ok(text),
    }
}

/// A file's text; nothing where others can read or change it. Its group may read it, so that a service can be given a
/// secret which it may not change.
fn read_private(path: &str) -> io::Result<Option<String>> {
    let mut file = File::open(path)?;
    // Asked of the file that is open: its name may lead to another one by now.
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::mode(&file.metadata()?) & 0o037 != 0 {
        return Ok(None);
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(Some(text))
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
