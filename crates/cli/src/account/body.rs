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
    /// No memory for it.
    #[error("no memory is free for the body")]
    NoRoom(#[from] NoRoom),
    /// A content coding that cannot be taken off: it broke on the way, or is nested too deep.
    #[error("the body cannot be unpacked")]
    Packed,
    /// The connection failed before the body's end.
    #[error("the body broke off")]
    BrokeOff(#[from] reqwest::Error),
}

/// No memory is free, and none became so.
#[derive(Debug, Error)]
#[error("no memory is free")]
pub struct NoRoom;

/// What a body may take of the memory.
pub trait Room {
    /// Makes room for a body of so many bytes; those that it had room for count.
    fn make(&mut self, bytes: usize) -> impl Future<Output = Result<(), NoRoom>> + Send;
}

/// As much as the limit of a body allows, where bodies are read one by one.
impl Room for () {
    async fn make(&mut self, _: usize) -> Result<(), NoRoom> {
        Ok(())
    }
}

impl BodyError {
    /// Why there was no connection; nothing, where there was one.
    pub fn connect_failure(&self) -> Option<ConnectFailure> {
        match self {
            Self::TooLarge | Self::NoRoom(_) | Self::Packed => None,
            Self::BrokeOff(error) => ConnectFailure::of(error),
        }
    }
}

/// Reads a body to its end, and takes off its content codings.
///
/// # Errors
///
/// When it breaks off, cannot be unpacked, finds no room, or has more than `limit_bytes`, packed or unpacked.
pub async fn read_body(
    reply: &mut Response,
    limit_bytes: usize,
    room: &mut impl Room,
) -> Result<Vec<u8>, BodyError> {
    let announced = usize::try_from(reply.content_length().unwrap_or_default());
    let length = announced.ok().filter(|it| *it <= limit_bytes).ok_or(BodyError::TooLarge)?;
    room.make(length).await?;
    let mut body = Vec::with_capacity(length);
    while let Some(chunk) = reply.chunk().await? {
        if body.len() + chunk.len() > limit_bytes {
            return Err(BodyError::TooLarge);
        }
        room.make(body.len() + chunk.len()).await?;
        body.extend_from_slice(&chunk);
    }
    let mut body = unpack(reply.headers(), body, limit_bytes)?;
    body.shrink_to_fit();
    // How much it is, unpacking alone tells. That happens at as many bodies at once as there are processors.
    room.make(body.len()).await?;
    Ok(body)
}
