//! Certificate authorities that an upstream's certificate may be of: Mozilla's, which are part of the command, and
//! besides them those of the system, or those that `SSL_CERT_FILE` and `SSL_CERT_DIR` name in their place, as every
//! program with OpenSSL has it.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use reqwest::Certificate;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use thiserror::Error;

use crate::account::address::UpstreamUrl;

/// Authorities besides those inside the command.
#[derive(Debug, Clone, Default)]
pub struct Authorities(Vec<Certificate>);

/// Why there are not those that were asked for.
#[derive(Debug, Error)]
pub enum AuthoritiesError {
    /// A file or a folder that cannot be read.
    #[error("cannot read {}, which {variable} names: {source}", path.display())]
    Unreadable {
        /// The variable that names it.
        variable: &'static str,
        /// The file or the folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Something else than certificates.
    #[error(
        "{}, which {variable} names, holds no certificate; it takes PEM, with lines such as \
         -----BEGIN CERTIFICATE-----", path.display()
    )]
    None {
        /// The variable that names it.
        variable: &'static str,
        /// The file or the folders.
        path: PathBuf,
    },
}

const FILE: &str = "SSL_CERT_FILE";
const FOLDERS: &str = "SSL_CERT_DIR";

impl Authorities {
    /// Those for this upstream; `value_of` gives a variable's value, and an empty one counts as none.
    ///
    /// # Errors
    ///
    /// When a variable names what cannot be read, or holds no certificate.
    pub fn of(
        url: &UpstreamUrl,
        value_of: impl Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, AuthoritiesError> {
        // A loopback address without TLS has no certificate.
        if !url.is_secure() {
            return Ok(Self::default());
        }
        let set = |variable| value_of(variable).filter(|it| !it.is_empty());
        let (file, folders) = (set(FILE), set(FOLDERS));
        if file.is_none() && folders.is_none() {
            return Ok(Self::accepted(rustls_native_certs::load_native_certs().certs));
        }
        let mut found = Vec::new();
        if let Some(path) = file.map(PathBuf::from) {
            let read = in_file(&path);
            found = read.map_err(unreadable(FILE, &path))?;
            if found.is_empty() {
                return Err(AuthoritiesError::None { variable: FILE, path });
            }
        }
        if let Some(folders) = folders {
            for path in std::env::split_paths(&folders) {
                found.extend(in_folder(&path).map_err(unreadable(FOLDERS, &path))?);
            }
            if found.is_empty() {
                let path = PathBuf::from(folders);
                return Err(AuthoritiesError::None { variable: FOLDERS, path });
            }
        }
        Ok(Self::accepted(found))
    }

    /// Each of them, for a client.
    pub fn certificates(&self) -> impl Iterator<Item = Certificate> {
        self.0.iter().cloned()
    }

    /// Those that TLS can use: one old certificate in a system's store is no reason to do without all others.
    fn accepted(found: Vec<CertificateDer<'static>>) -> Self {
        let mut store = RootCertStore::empty();
        let usable = found.into_iter().filter(|it| store.add(it.clone()).is_ok());
        Self(usable.filter_map(|it| Certificate::from_der(&it).ok()).collect())
    }
}

fn unreadable(variable: &'static str, path: &Path) -> impl Fn(io::Error) -> AuthoritiesError {
    let path = path.to_owned();
    move |source| AuthoritiesError::Unreadable { variable, path: path.clone(), source }
}

/// The certificates of a file: as many as it has in PEM, or the one that it is in DER.
fn in_file(path: &Path) -> io::Result<Vec<CertificateDer<'static>>> {
    /// How a structure in DER begins whose length takes two bytes, as a certificate's does.
    const DER: [u8; 2] = [0x30, 0x82];
    let bytes = fs::read(path)?;
    if bytes.starts_with(&DER) {
        return Ok(vec![bytes.into()]);
    }
    // A byte-order mark would be part of the first line.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    Ok(CertificateDer::pem_slice_iter(bytes).flatten().collect())
}

/// The certificates of all files in a folder, whatever they are called.
fn in_folder(path: &Path) -> io::Result<Vec<CertificateDer<'static>>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        // Links may lead nowhere, and whatever else lies there is nobody's business.
        if path.is_file() {
            found.extend(in_file(&path).unwrap_or_default());
        }
    }
    Ok(found)
}
