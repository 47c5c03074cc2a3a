//! Encryption and decryption by the crate `age`, with one scrypt recipient.

use std::io::{Read as _, Write as _};
use std::iter;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity, scrypt};

use super::passphrase::Passphrase;
use super::{LockError, MOST_WORK};

/// Encrypts under the passphrase's first spelling.
pub(super) fn encrypt(
    bytes: &[u8],
    passphrase: &Passphrase,
    work_factor: u8,
) -> Result<Vec<u8>, LockError> {
    encrypt_as_typed(bytes, passphrase.spelling(), work_factor)
}

/// The same under these very letters.
pub(super) fn encrypt_as_typed(
    bytes: &[u8],
    passphrase: &str,
    work_factor: u8,
) -> Result<Vec<u8>, LockError> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(work_factor);
    // With one recipient of its own, and memory to write to, nothing of it fails.
    let failed = |_| LockError::TooLarge;
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient));
    let encryptor = encryptor.map_err(|_| LockError::TooLarge)?;
    let mut file = Vec::with_capacity(bytes.len() + (bytes.len() >> 12) + 512);
    let mut writer = encryptor.wrap_output(&mut file).map_err(failed)?;
    writer.write_all(bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}

/// Decrypts a file whose header was looked at.
pub(super) fn decrypt(file: &[u8], passphrase: &str) -> Result<Vec<u8>, LockError> {
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    let decryptor = Decryptor::new_buffered(file).map_err(|_| LockError::Damaged)?;
    if !decryptor.is_scrypt() {
        return Err(LockError::OtherKind);
    }
    let reader = decryptor.decrypt(iter::once(&identity as &dyn Identity));
    let mut reader = reader.map_err(|error| match error {
        DecryptError::DecryptionFailed => LockError::WrongPassphrase,
        DecryptError::ExcessiveWork { .. } => LockError::TooMuchWork,
        _ => LockError::Damaged,
    })?;
    let mut bytes = Vec::with_capacity(file.len());
    reader.read_to_end(&mut bytes).map_err(|_| LockError::Damaged)?;
    Ok(bytes)
}
