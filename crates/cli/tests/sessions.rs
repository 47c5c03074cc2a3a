//! Sessions of readers who signed in, their attempts, and what the log tells of them, over a real socket.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;
mod signing;

use std::io::Write as _;

use running::{Serving, cubeboard, stderr};
use signing::{HERE, PASSWORD, check_status, hashed, header, sign_in};

/// A guarded demo with these further settings in its environment.
fn guarded_with(variables: &[(&str, &str)], hash: &str) -> Serving {
    let mut command = cubeboard(&[&HERE[..], &["--metrics"]].concat());
    command.env("CUBEBOARD_ACCESS_HASH", hash).envs(variables.iter().copied());
    Serving::start(command)
}

/// The session's cookie out of a reply to the password.
fn session(reply: &str) -> String {
    check_status(reply, 303);
    format!("cookie: {}", header(reply, "set-cookie").split(';').next().unwrap())
}

#[test]
fn relays_with_one_key_know_each_others_readers_and_so_does_one_that_was_started_anew() {
    let mut key = tempfile::NamedTempFile::new().unwrap();
    writeln!(key, "{}", "k".repeat(64)).unwrap();
    let variables = [("CUBEBOARD_SESSION_KEY_FILE", key.path().to_str().unwrap())];
    let (_, hash) = hashed(PASSWORD);
    let cookie = session(&sign_in(&guarded_with(&variables, &hash), "/", PASSWORD));
    let other = guarded_with(&variables, &hash);
    check_status(&other.ask("GET /config.json", &[&cookie], ""), 200);
    // Another password, or another key, ends all sessions.
    let other_password = guarded_with(&variables, &hashed("et annet langt passord").1);
    check_status(&other_password.ask("GET /config.json", &[&cookie], ""), 401);
    check_status(&guarded_with(&[], &hash).ask("GET /config.json", &[&cookie], ""), 401);
}

#[test]
fn a_session_key_that_is_short_or_open_to_others_is_refused() {
    let (_, hash) = hashed(PASSWORD);
    let mut key = tempfile::NamedTempFile::new().unwrap();
    let refused = |key: &tempfile::NamedTempFile| {
        let mut command = cubeboard(&HERE);
        command.env("CUBEBOARD_ACCESS_HASH", &hash);
        command.env("CUBEBOARD_SESSION_KEY_FILE", key.path());
        let output = command.output().unwrap();
        (output.status.code(), stderr(&output).to_owned())
    };
    writeln!(key, "short").unwrap();
    let (code, said) = refused(&key);
    assert!(code == Some(2) && said.contains("43 random characters"), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        key.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).unwrap();
        let (code, said) = refused(&key);
        assert!(code == Some(2) && said.contains("chmod 600"), "{said}");
    }
}

#[test]
fn who_signs_out_is_asked_for_the_password_again() {
    let serving = guarded_with(&[], &hashed(PASSWORD).1);
    let cookie = session(&sign_in(&serving, "/", PASSWORD));
    let config = serving.ask("GET /config.json", &[&cookie], "");
    assert!(config.contains("\"sign_out\":true"), "{config}");
    let reply = serving.ask("POST /sign-out", &[&cookie], "");
    check_status(&reply, 303);
    assert_eq!(header(&reply, "location"), "/");
    assert!(header(&reply, "set-cookie").contains("Max-Age=0"), "{reply}");
    check_status(&serving.ask("GET /config.json", &[&cookie], ""), 401);
    // A page of another site signs nobody out.
    let cookie = session(&sign_in(&serving, "/", PASSWORD));
    let forged = serving.ask("POST /sign-out", &[&cookie, "sec-fetch-site: cross-site"], "");
    check_status(&forged, 403);
    check_status(&serving.ask("GET /config.json", &[&cookie], ""), 200);
}

#[test]
fn a_device_that_signed_in_before_waits_apart_from_its_address() {
    let serving = guarded_with(&[], &hashed(PASSWORD).1);
    let reply = sign_in(&serving, "/", PASSWORD);
    let device =
        reply.lines().find_map(|it| it.strip_prefix("set-cookie: __Host-cubeboard-device="));
    let device =
        format!("cookie: __Host-cubeboard-device={}", device.unwrap().split(';').next().unwrap());
    let attempt = |headers: &[&str], password: &str| {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("password", password).finish();
        serving.ask("POST /", headers, &body)
    };
    // What other sites' pages send counts for nobody.
    for _ in 0..9 {
        check_status(&attempt(&["sec-fetch-site: cross-site"], "wrong"), 403);
    }
    for _ in 0..5 {
        check_status(&attempt(&[], "wrong"), 401);
    }
    check_status(&attempt(&[], PASSWORD), 429);
    check_status(&attempt(&[&device], "wrong"), 401);
    check_status(&attempt(&[&device], PASSWORD), 303);
}

#[test]
fn the_log_tells_who_signed_in_was_refused_and_signed_out_and_no_secret() {
    let mut serving = guarded_with(&[], &hashed(PASSWORD).1);
    let cookie = session(&sign_in(&serving, "/", PASSWORD));
    sign_in(&serving, "/", "wrong");
    serving.ask("POST /", &["sec-fetch-site: cross-site"], "password=x");
    let figures = serving.ask("GET /metrics", &[&cookie], "");
    serving.ask("POST /sign-out", &[&cookie], "");
    for event in ["sign-in", "wrong-password", "cross-site"] {
        let line = format!("cubeboard_access_events_total{{event=\"{event}\"}} 1");
        assert!(figures.contains(&line), "{figures}");
    }
    let log = serving.log();
    for event in ["sign-in", "wrong-password", "cross-site", "sign-out"] {
        let told = format!("access event=\"{event}\" sender=127.0.0.1");
        assert_eq!(log.matches(&told).count(), 1, "{event}: {log}");
    }
    assert!(log.contains("--session-key-file"), "{log}");
    for secret in ["fløte", "blåbær", "wrong\"", &cookie["cookie: __Host-cubeboard=".len()..]] {
        assert!(!log.replace("wrong-password", "").contains(secret), "{log}");
    }
}

#[test]
fn a_user_whom_the_proxy_names_is_told_once() {
    let proxy = ["--trust-header", "X-User", "--trust-proxy", "127.0.0.1"];
    let mut serving = Serving::start(cubeboard(&[&HERE[..], &proxy].concat()));
    for _ in 0..3 {
        serving.ask("GET /config.json", &["x-user: kari\tx", "x-forwarded-for: 203.0.113.5"], "");
    }
    serving.ask("GET /config.json", &[], "");
    let log = serving.log();
    let told = "access event=\"proxy-user\" user=\"kari\\tx\" sender=203.0.113.5";
    assert_eq!(log.matches(told).count(), 1, "{log}");
    assert!(log.contains("access event=\"not-by-proxy\" sender=127.0.0.1"), "{log}");
}
