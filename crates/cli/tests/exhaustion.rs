//! Readers who ask for much and take nothing, or say nothing at all: others do not notice.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use running::{Serving, cubeboard};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

const BODY: usize = 31_000_000;

/// A Cube whose every reply is nearly as large as the relay takes.
fn large_cube() -> String {
    let cube = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", cube.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in cube.incoming() {
            std::thread::spawn(move || {
                let mut stream = BufReader::new(stream.unwrap());
                let mut line = String::new();
                while stream.read_line(&mut line).unwrap() > 2 {
                    line.clear();
                }
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {BODY}\r\n\r\n");
                let body = vec![b'x'; BODY];
                // Whoever gives up the request ends it.
                let _ = stream.get_mut().write_all(&[head.as_bytes(), &body].concat());
            });
        }
    });
    url
}

/// The most memory that a process ever had, in megabytes.
fn peak_megabytes(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1000
}

#[test]
fn replies_that_nobody_takes_wait_at_cube_and_not_in_memory() {
    let here = ["serve", "--listen", "127.0.0.1:0", "--upstream", &large_cube()];
    let serving = Serving::start(cubeboard(&here));
    let ask = |page: u32| {
        let path = format!("/api/v1/campaigns/926/responses/?from_date=20170101&page={page}");
        let mut stream = TcpStream::connect(&serving.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
            .unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        stream
    };
    let readers: Vec<_> = (1..=30).map(ask).collect();
    // Those for whom no room was found are told in the end; until then nobody reads more than that.
    let is_refused = |it: &TcpStream| {
        let mut head = [0; 12];
        it.peek(&mut head).is_ok_and(|_| head.ends_with(b"503"))
    };
    while !readers.iter().any(is_refused) {}
    let peak = peak_megabytes(serving.child.id());
    assert!(peak < 300, "{peak} MB for 30 replies of {BODY} bytes");
    let mut whole = 0;
    for mut reader in readers {
        reader.set_read_timeout(None).unwrap();
        let mut reply = Vec::new();
        reader.read_to_end(&mut reply).unwrap();
        let head = String::from_utf8_lossy(&reply[..12]).into_owned();
        match &*head {
            "HTTP/1.1 200" => {
                assert!(reply.len() > BODY, "{} bytes are half of it", reply.len());
                whole += 1;
            }
            "HTTP/1.1 503" => assert!(
                reply.windows(15).any(|it| it == b"retry-after: 5\r"),
                "it says when to ask again"
            ),
            other => panic!("{other}"),
        }
    }
    assert!(whole > 0, "who takes what they asked for gets it");
}

#[test]
fn a_thousand_silent_connections_are_nothing_to_a_reader_and_are_closed() {
    let maximum = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).unwrap();
    let serving = Serving::start(cubeboard(&["serve", "--demo", "--listen", "127.0.0.1:0"]));
    let silent: Vec<_> = (0..1000).map(|_| TcpStream::connect(&serving.address).unwrap()).collect();
    for _ in 0..100 {
        let reply =
            serving.get("/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131");
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
    }
    for mut stream in silent {
        assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0);
    }
    assert!(serving.get("/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn headers_that_trickle_are_cut_off_and_a_reader_beside_them_is_answered() {
    let serving = Serving::start(cubeboard(&["serve", "--demo", "--listen", "127.0.0.1:0"]));
    let trickle = |number: usize| {
        let mut stream = TcpStream::connect(&serving.address).unwrap();
        // A byte ten times a second: this is how the attack is made.
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        let begun = ["GET / HTTP/1.1\r\nhost: localhost\r\nx-", "POST /sign-out HT", "G"];
        stream.write_all(begun[number % begun.len()].as_bytes()).unwrap();
        std::thread::spawn(move || {
            let mut sent = 0;
            while sent < 600 && stream.write_all(b"a").is_ok() {
                sent += 1;
                // Nothing within the tenth of a second, or the end, or a refusal.
                if let Ok(0) = stream.read(&mut [0; 512]) {
                    break;
                }
            }
            sent
        })
    };
    let trickling: Vec<_> = (0..60).map(trickle).collect();
    while !trickling.iter().all(std::thread::JoinHandle::is_finished) {
        let reply = serving.get("/config.json");
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
    }
    for one in trickling {
        let sent = one.join().unwrap();
        assert!(sent < 600, "{sent} bytes, and still open after a minute");
    }
}

/// Opens a connection from one of this machine's addresses.
async fn connect_from(address: &str, to: &str) -> tokio::net::TcpStream {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(format!("{address}:0").parse().unwrap()).unwrap();
    socket.connect(to.parse().unwrap()).await.unwrap()
}

#[tokio::test]
async fn one_address_cannot_hold_all_connections_that_are_kept_for_health_checks() {
    let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0", "--max-connections", "1"];
    let mut serving = Serving::start(cubeboard(&arguments));
    let mut reader = connect_from("127.0.0.1", &serving.address).await;
    reader.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    assert_eq!(reader.read_u8().await.unwrap(), b'H');
    let mut silent = Vec::new();
    for _ in 0..3 {
        // As many as there are, and as many again.
        for _ in 0..32 {
            silent.push(connect_from("127.0.0.2", &serving.address).await);
        }
        let mut checking = connect_from("127.0.0.3", &serving.address).await;
        checking.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut reply = String::new();
        checking.read_to_string(&mut reply).await.unwrap();
        assert!(reply.ends_with("ok\n"), "{reply}");
    }
    let log = serving.log();
    assert_eq!(log.matches("as many connections as there may be").count(), 1, "{log}");
}
