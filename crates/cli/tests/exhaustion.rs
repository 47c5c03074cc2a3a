//! Readers who ask for much and take nothing, or say nothing at all: others do not notice.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use running::{Serving, cubeboard};

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
