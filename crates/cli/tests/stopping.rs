//! A stop under load: SIGTERM comes while readers ask, and no request of theirs fails.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;

use running::{Serving, cubeboard};

const READERS: usize = 8;
const SALES: &str = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";

fn terminate(child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
}

/// Asks once and reads the reply to its end; whether the connection may be used again.
fn ask(stream: &mut BufReader<impl Read + Write>, connection: &str) -> io::Result<bool> {
    let request = format!("GET {SALES} HTTP/1.1\r\nhost: localhost\r\n{connection}\r\n");
    stream.get_mut().write_all(request.as_bytes())?;
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let value = |name: &str| head.lines().find_map(|it| it.strip_prefix(name));
    let length = value("content-length: ").unwrap().parse().unwrap();
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    if !head.starts_with("HTTP/1.1 200 ") || !body.ends_with(b"]}") {
        return Err(io::Error::other(head));
    }
    Ok(value("connection: ") != Some("close"))
}

/// What readers did.
#[derive(Clone, Default)]
struct Load {
    count: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
}

type Reader = JoinHandle<Vec<io::Error>>;

impl Load {
    /// Readers who ask on one connection after the other, or as often on each as it is kept, until told to end or `connect`
    /// finds nobody any more; what failed of what they asked.
    fn begin<S: Read + Write>(
        &self,
        connect: impl Fn() -> io::Result<S> + Clone + Send + 'static,
    ) -> Vec<Reader> {
        let readers = (0..READERS).map(|number| {
            let (load, connect) = (self.clone(), connect.clone());
            let connection = if number % 2 == 0 { "connection: close\r\n" } else { "" };
            std::thread::spawn(move || {
                let mut failed = Vec::new();
                'connections: while !load.is_over.load(Ordering::SeqCst) {
                    let Ok(stream) = connect() else { break };
                    let mut stream = BufReader::new(stream);
                    loop {
                        let asked = ask(&mut stream, connection);
                        load.count.fetch_add(1, Ordering::SeqCst);
                        match asked {
                            Ok(true) if !load.is_over.load(Ordering::SeqCst) => {}
                            Ok(_) => continue 'connections,
                            Err(error) => {
                                failed.push(error);
                                continue 'connections;
                            }
                        }
                    }
                }
                failed
            })
        });
        readers.collect()
    }

    /// Waits until it is well under way.
    fn wait(&self) {
        while self.count.load(Ordering::SeqCst) < 20 * READERS {
            std::thread::yield_now();
        }
    }
}

#[track_caller]
fn check(readers: Vec<Reader>) {
    for reader in readers {
        let failed = reader.join().unwrap();
        assert!(failed.is_empty(), "{failed:?}");
    }
}

#[test]
fn no_request_fails_where_a_balancer_asks_who_is_ready() {
    let here = ["serve", "--demo", "--listen", "127.0.0.1:0", "--requests-per-second", "0"];
    let mut serving = Serving::start(cubeboard(&[&here[..], &["--drain-seconds", "2"]].concat()));
    let (load, address) = (Load::default(), serving.address.clone());
    let readers = load.begin(move || TcpStream::connect(&address));
    load.wait();
    terminate(&serving.child);
    while serving.get("/readyz").starts_with("HTTP/1.1 200") {}
    let before = load.count.load(Ordering::SeqCst);
    while load.count.load(Ordering::SeqCst) < before + READERS {
        std::thread::yield_now();
    }
    load.is_over.store(true, Ordering::SeqCst);
    check(readers);
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}

#[test]
fn no_request_of_who_could_open_the_socket_fails() {
    for drain in ["0", "1"] {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let listen = format!("unix:{}", socket.display());
        let here = ["serve", "--demo", "--listen", &listen, "--requests-per-second", "0"];
        let more = ["--drain-seconds", drain, "--log", "off"];
        let mut child = cubeboard(&[&here[..], &more].concat()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let load = Load::default();
        let path = socket.clone();
        let readers = load.begin(move || UnixStream::connect(&path));
        load.wait();
        terminate(&child);
        check(readers);
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert!(!socket.exists());
    }
}
