//! Addresses to listen on: a port, or a Unix domain socket, which only those can reach who may open its file.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::str::FromStr;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

/// Where to listen, as a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListenAddress {
    /// An address and a port.
    Port(SocketAddr),
    /// A socket's file.
    File(PathBuf),
}

/// A text that names neither.
#[derive(Debug)]
pub struct NoListenAddress;

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// Somebody at this address.
    Address(SocketAddr),
    /// A program on this machine that may open the socket's file.
    Local,
}

/// The two directions of a connection.
pub trait Duplex: AsyncRead + AsyncWrite + Send {}

impl<T: AsyncRead + AsyncWrite + Send> Duplex for T {}

/// A connection of either kind.
pub type Stream = Pin<Box<dyn Duplex>>;

/// What accepts connections.
#[derive(Debug)]
pub enum Listener {
    /// At a port.
    Port(TcpListener),
    /// At a socket.
    #[cfg(unix)]
    File(UnixListener, SocketFile),
}

/// A socket's file, which goes when this does.
#[cfg(unix)]
#[derive(Debug)]
pub struct SocketFile {
    path: PathBuf,
    is_there: bool,
}

impl ListenAddress {
    /// Whether only programs on this machine can reach it.
    pub fn is_local(&self) -> bool {
        match self {
            Self::Port(address) => address.ip().to_canonical().is_loopback(),
            Self::File(_) => true,
        }
    }

    /// Whether it is a socket's file, which nobody can open but those who may.
    pub fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// Another one that may be free, as its flag says it; nothing for a file.
    pub fn neighbour(&self) -> String {
        let Self::Port(mut address) = *self else { return String::new() };
        address.set_port(address.port().checked_add(1).unwrap_or(8080));
        format!(", such as --listen {address}")
    }

    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// When somebody else does, or the system does not let us.
    pub async fn bind(&self) -> io::Result<Listener> {
        match self {
            Self::Port(address) => TcpListener::bind(address).await.map(Listener::Port),
            Self::File(path) => bind_file(path).await,
        }
    }
}

/// Owner and group may open the file. One that an earlier run left behind, which nobody listens at, is replaced.
#[cfg(unix)]
async fn bind_file(path: &Path) -> io::Result<Listener> {
    use std::fs::Permissions;
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};

    let is_socket = path.symlink_metadata().is_ok_and(|it| it.file_type().is_socket());
    let is_dead = |error: io::Error| error.kind() == io::ErrorKind::ConnectionRefused;
    if is_socket && UnixStream::connect(path).await.is_err_and(is_dead) {
        std::fs::remove_file(path)?;
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, Permissions::from_mode(0o660))?;
    Ok(Listener::File(listener, SocketFile { path: path.to_owned(), is_there: true }))
}

#[cfg(not(unix))]
async fn bind_file(_: &Path) -> io::Result<Listener> {
    Err(io::ErrorKind::Unsupported.into())
}

impl Listener {
    /// The next connection.
    ///
    /// # Errors
    ///
    /// When the system gives none.
    pub async fn accept(&self) -> io::Result<(Stream, Peer)> {
        match self {
            Self::Port(listener) => {
                let (stream, peer) = listener.accept().await?;
                Ok((Box::pin(stream), Peer::Address(peer)))
            }
            #[cfg(unix)]
            Self::File(listener, _) => {
                let (stream, _) = listener.accept().await?;
                Ok((Box::pin(stream), Peer::Local))
            }
        }
    }

    /// Where it listens, as it is told to whoever started the command.
    ///
    /// # Errors
    ///
    /// When the system does not tell.
    pub fn address(&self) -> io::Result<String> {
        match self {
            Self::Port(listener) => Ok(format!("http://{}", listener.local_addr()?)),
            #[cfg(unix)]
            Self::File(_, file) => Ok(format!("unix:{}", file.path.display())),
        }
    }

    /// Lets nobody find it any more, as far as that can be had; who did can still be accepted. A port is closed at once with
    /// all who wait there.
    pub fn hide(&mut self) {
        match self {
            Self::Port(_) => {}
            #[cfg(unix)]
            Self::File(_, file) => file.remove(),
        }
    }
}

#[cfg(unix)]
impl SocketFile {
    fn remove(&mut self) {
        // Once only: by then, another one may listen at the same path.
        if std::mem::take(&mut self.is_there) {
            // Where it is gone already, that is as good.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
impl Drop for SocketFile {
    fn drop(&mut self) {
        self.remove();
    }
}

impl FromStr for ListenAddress {
    type Err = NoListenAddress;

    fn from_str(text: &str) -> Result<Self, NoListenAddress> {
        match text.strip_prefix("unix:") {
            Some(path) if !path.is_empty() => Ok(Self::File(path.into())),
            Some(_) => Err(NoListenAddress),
            None => text.parse().map(Self::Port).map_err(|_| NoListenAddress),
        }
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(address) => address.fmt(f),
            Self::File(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

impl fmt::Display for NoListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be an address with a port, such as 127.0.0.1:8080, or unix: and a path")
    }
}

impl std::error::Error for NoListenAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_or_a_file_is_an_address() {
        for (text, is_local) in [
            ("127.0.0.1:8080", Some(true)),
            ("[::1]:0", Some(true)),
            ("[::ffff:127.0.0.1]:80", Some(true)),
            ("0.0.0.0:80", Some(false)),
            ("unix:/run/cubeboard/socket", Some(true)),
            ("unix:", None),
            ("8080", None),
            ("localhost:8080", None),
        ] {
            let address = text.parse::<ListenAddress>();
            assert_eq!(address.ok().map(|it| it.is_local()), is_local, "{text}");
        }
    }
}
