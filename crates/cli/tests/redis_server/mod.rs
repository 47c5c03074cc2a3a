//! Starts a Redis server of the test's own, as Debian packages it.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may do as tests do")]

use std::io::Write as _;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use cubeboard::metrics::Metrics;
use cubeboard::relay_key::RelayKey;
use cubeboard::shared::Shared;
use redis::{Client, ConnectionLike as _};
use tempfile::{NamedTempFile, TempDir};

/// A server at a free port, which ends with the test.
pub struct Redis {
    child: Child,
    pub port: u16,
    _folder: TempDir,
}

impl Redis {
    pub fn start(more: &[&str]) -> Self {
        Self::start_at(free_port(), more)
    }

    pub fn start_at(port: u16, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port_flag =
            if more.contains(&"--tls-port") { "0".to_owned() } else { port.to_string() };
        let more: Vec<_> = more
            .iter()
            .map(|it| if *it == "PORT" { port.to_string() } else { (*it).to_owned() })
            .collect();
        let child = Command::new("redis-server")
            .args(["--port", &port_flag, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .args(more)
            .current_dir(&folder)
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is needed: apt-get install redis-server, or script/setup test");
        let redis = Self { child, port, _folder: folder };
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {}
        redis
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// All names that it has, and their values.
    pub fn contents(&self) -> Vec<(String, Vec<u8>)> {
        let mut connection = Client::open(self.url()).unwrap().get_connection().unwrap();
        assert!(connection.check_connection());
        let names: Vec<String> = redis::cmd("KEYS").arg("*").query(&mut connection).unwrap();
        let mut value = |name: &String| redis::cmd("GET").arg(name).query(&mut connection).unwrap();
        names.iter().map(|it| (it.clone(), value(it))).collect()
    }

    /// Forgets all that it has.
    pub fn clear(&self) {
        let mut connection = Client::open(self.url()).unwrap().get_connection().unwrap();
        redis::cmd("FLUSHALL").exec(&mut connection).unwrap();
    }

    /// Puts a value at a name, for good.
    pub fn set(&self, name: &str, value: &[u8]) {
        let mut connection = Client::open(self.url()).unwrap().get_connection().unwrap();
        redis::cmd("SET").arg(name).arg(value).exec(&mut connection).unwrap();
    }

    /// A number that it tells of itself.
    pub fn figure(&self, section: &str, name: &str) -> u64 {
        let mut connection = Client::open(self.url()).unwrap().get_connection().unwrap();
        let told: String = redis::cmd("INFO").arg(section).query(&mut connection).unwrap();
        let line = told.lines().find_map(|it| it.strip_prefix(name));
        let digits = |it: &str| it.chars().take_while(char::is_ascii_digit).collect::<String>();
        line.map_or(0, |it| digits(it).parse().unwrap())
    }

    pub fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        // It may have been stopped already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A file with a relay's keys, one for each letter: the first is in use, and one more is accepted.
pub fn key_file(letters: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    for letter in letters.chars() {
        writeln!(file, "{}", letter.to_string().repeat(64)).unwrap();
    }
    file
}

/// What a relay with such keys shares through a server.
pub fn shared(url: &str, password: Option<&str>, letters: &str) -> (Shared, Arc<Metrics>) {
    let key = RelayKey::new(Some(key_file(letters).path())).unwrap();
    let metrics = Arc::<Metrics>::default();
    let address = url.parse().unwrap();
    (Shared::new(&address, password, &key, Arc::clone(&metrics)).unwrap(), metrics)
}
