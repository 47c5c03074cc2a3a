//! Body of an upstream reply, read to its end and unpacked, with a size limit.

use reqwest::Response;
use thiserror::Error;

use crate::account::connect_failure::ConnectFailure;
use crate::account::content_coding::unpack;

/// Why there is no whole body.
#[derive(Debug, Error)]
pub enum BodyError {
    /// More bytes than the limit, announced or sent.
    #[error("the body is larger than the limit")]
    TooLarge,
    /// A content coding that cannot be taken off: it broke on the way, or is nested too deep.
    #[error("the body cannot be unpacked")]
    Packed,
    /// The connection failed before the body's end.
    #[error("the body broke off")]
    BrokeOff(#[from] reqwest::Error),
}

impl BodyError {
    /// Why there was no connection; nothing, where there was one.
    pub fn connect_failure(&self) -> Option<ConnectFailure> {
        match self {
            Self::TooLarge | Self::Packed => None,
            Self::BrokeOff(error) => ConnectFailure::of(error),
        }
    }
}

/// Reads a body to its end, and takes off its content codings.
///
/// # Errors
///
/// When it breaks off, cannot be unpacked, or has more than `limit_bytes`, packed or unpacked.
pub async fn read_body(reply: &mut Response, limit_bytes: usize) -> Result<Vec<u8>, BodyError> {
    let announced = usize::try_from(reply.content_length().unwrap_or_default());
    let length = announced.ok().filter(|it| *it <= limit_bytes).ok_or(BodyError::TooLarge)?;
    let mut body = Vec::with_capacity(length);
    while let Some(chunk) = reply.chunk().await? {
        if body.len() + chunk.len() > limit_bytes {
            return Err(BodyError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    unpack(reply.headers(), body, limit_bytes)
}
