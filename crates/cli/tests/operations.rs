//! What whoever runs the command relies on: checks by a balancer, figures, and who may reach what.

#![cfg(unix)]

mod running;
mod signing;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::Command;

use running::{Serving, cubeboard, output, stderr};
use signing::{HERE, PASSWORD, check_status, hashed};

const RESPONSES: &str = "responses/?from_date=20170101&to_date=20170131";

#[test]
fn asked_to_stop_it_is_alive_and_not_ready_and_still_answers() {
    let mut serving =
        Serving::start(cubeboard(&[&HERE[..], &["--drain-seconds", "3600"]].concat()));
    check_status(&serving.get("/readyz"), 200);
    let id = serving.child.id().to_string();
    let term = || assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    term();
    while serving.get("/readyz").starts_with("HTTP/1.1 200") {}
    check_status(&serving.get("/readyz"), 503);
    check_status(&serving.get("/healthz"), 200);
    check_status(&serving.get("/api/v1/campaigns"), 200);
    term();
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}

#[test]
fn figures_can_be_read_at_an_address_of_their_own_beside_a_password() {
    // Any port will do; that nobody else takes it meanwhile is likely enough for a test on this machine alone.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let port = port.to_string();
    let arguments = [&HERE[..], &["--metrics", "--metrics-listen", &port]].concat();
    let mut command = cubeboard(&arguments);
    command.env("CUBEBOARD_ACCESS_HASH", hashed(PASSWORD).1);
    let mut serving = Serving::start(command);
    check_status(&serving.get("/metrics"), 401);
    let usual = std::mem::replace(&mut serving.address, port);
    let figures = serving.get("/metrics");
    check_status(&figures, 200);
    assert!(figures.contains("cubeboard_requests_total{"), "{figures}");
    for path in ["/", "/config.json", "/api/v1/campaigns"] {
        check_status(&serving.get(path), 404);
    }
    serving.address = usual;
}

#[test]
fn where_the_figures_are_there_are_few_connections_and_any_name_will_do() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let serving = Serving::start(cubeboard(&[&HERE[..], &["--metrics-listen", &port]].concat()));
    // A scraper may know it by any name of its network.
    let request = "GET /metrics HTTP/1.1\r\nhost: figures.internal\r\n\r\n";
    let ask = || {
        let mut stream = TcpStream::connect(&port).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        (stream, String::from_utf8(status[9..].to_vec()).unwrap())
    };
    let open: Vec<_> = (0..16).map(|_| ask()).collect();
    assert!(open.iter().all(|it| it.1 == "200"));
    assert_eq!(ask().1, "503");
    check_status(&serving.get("/api/v1/campaigns"), 200);
}

#[tokio::test]
async fn a_socket_at_which_somebody_is_busy_is_not_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let socket = tokio::net::UnixSocket::new_stream().unwrap();
    socket.bind(&path).unwrap();
    let busy = socket.listen(1).unwrap();
    // As many wait for it as may.
    let mut waiting = Vec::new();
    while let Ok(stream) = tokio::net::UnixStream::connect(&path).await {
        waiting.push(stream);
    }
    let second = output(&["serve", "--demo", "--listen", &format!("unix:{}", path.display())]);
    assert_eq!(second.status.code(), Some(1), "{}", stderr(&second));
    for _ in waiting {
        busy.accept().await.unwrap();
    }
    UnixStream::connect(&path).unwrap();
}

#[test]
fn readers_see_the_campaigns_that_the_settings_name_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cubeboard.toml");
    let write = |text: &str| std::fs::write(&file, text).unwrap();
    let config = ["--config", file.to_str().unwrap(), "--campaigns-only"];
    let arguments = [&HERE[..], &config].concat();
    write("");
    let refused = output(&arguments);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("[[campaigns]]"), "{}", stderr(&refused));

    write("[[campaigns]]\nid = 926\nname = \"Vinter\"\n");
    let serving = Serving::start(cubeboard(&arguments));
    let campaign = |rest: &str| serving.get(&format!("/api/v1/campaigns/{rest}"));
    check_status(&campaign(&format!("926/{RESPONSES}")), 200);
    for path in [format!("2026/{RESPONSES}"), "2026/call_outcomes/?page=2".to_owned()] {
        let refusal = campaign(&path);
        check_status(&refusal, 403);
        assert!(refusal.contains("cubeboard-answer: campaign"), "{refusal}");
    }
    for list in ["/api/v1/campaigns", "/api/v1/campaigns/?include_inactive_campaigns=true"] {
        let list = serving.get(list);
        check_status(&list, 200);
        assert_eq!(list.matches("\"campaign__id\":").count(), 1, "{list}");
        assert!(list.contains("\"campaign__id\":926"), "{list}");
    }
}

#[test]
fn views_of_the_settings_are_in_the_pages_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cubeboard.toml");
    let views = "[[views]]\nname = \"Januar\"\naddress = \"?campaign=926\"\nfirst = true\n";
    std::fs::write(&file, views).unwrap();
    let arguments = [&HERE[..], &["--config", file.to_str().unwrap()]].concat();
    let config = Serving::start(cubeboard(&arguments)).get("/config.json");
    let told = r#""views":[{"name":"Januar","address":"?campaign=926","first":true}]"#;
    assert!(config.contains(told), "{config}");
}

#[test]
fn who_may_open_the_sockets_file_is_believed_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let listen = format!("unix:{}", socket.display());
    // A file that an earlier run left behind is no reason not to start.
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    let arguments = ["serve", "--demo", "--listen", &listen, "--trust-header", "X-User"];
    let mut child = cubeboard(&arguments).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line.trim_end(), format!("listening on {listen}"));

    let status = |headers: &str| {
        let mut stream = UnixStream::connect(&socket).unwrap();
        let request = format!(
            "GET /api/v1/campaigns HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply[9..12].to_owned()
    };
    assert_eq!(status("x-user: kari\r\nx-forwarded-for: 192.0.2.7\r\n"), "200");
    assert_eq!(status(""), "403");
    let mode = std::os::unix::fs::PermissionsExt::mode(&socket.metadata().unwrap().permissions());
    assert_eq!(mode & 0o777, 0o660);

    let second = output(&arguments);
    assert_eq!(second.status.code(), Some(1), "{}", stderr(&second));
    assert_eq!(status("x-user: kari\r\n"), "200", "the first still has it");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(!socket.exists());
}

#[test]
fn a_network_of_proxies_is_believed_and_its_neighbours_are_not() {
    for (network, status) in [("127.0.0.0/8", 200), ("::ffff:127.0.0.1", 200), ("10.0.0.0/8", 403)]
    {
        let proxy = ["--trust-header", "X-User", "--trust-proxy", network];
        let serving = Serving::start(cubeboard(&[&HERE[..], &proxy].concat()));
        check_status(&serving.ask("GET /api/v1/campaigns", &["x-user: kari"], ""), status);
    }
}

#[test]
fn a_password_over_plain_http_is_warned_of_when_it_can_be_read_on_the_way() {
    let hash = hashed(PASSWORD).1;
    for (more, is_warned) in [
        (&["--listen", "0.0.0.0:0"][..], true),
        (&["--listen", "0.0.0.0:0", "--public-url", "http://sales.example.org"], true),
        (&["--listen", "0.0.0.0:0", "--public-url", "https://sales.example.org"], false),
        (&["--listen", "0.0.0.0:0", "--trust-proxy", "10.0.0.0/8"], false),
        (&["--listen", "127.0.0.1:0"], false),
    ] {
        let mut command = cubeboard(&[&["serve", "--demo"], more].concat());
        command.env("CUBEBOARD_ACCESS_HASH", &hash);
        let log = Serving::start(command).log();
        assert_eq!(log.contains("plain HTTP"), is_warned, "{more:?}: {log}");
    }
}
