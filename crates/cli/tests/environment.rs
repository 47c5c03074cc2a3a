//! Settings in the environment that are wrong: refused by name, and nothing of what stands in them is repeated.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use running::{cubeboard, stderr};

/// What nobody is to see.
const SECRET: &str = "Hemmelig7";

/// Whether the command refuses these variables as wrong use, names the first, and keeps the secret.
#[track_caller]
fn refused(variables: &[(&str, &str)], more: &[&str]) {
    let mut command = cubeboard(&[&["serve"], more].concat());
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let (name, value) = variables[0];
    assert_eq!(output.status.code(), Some(2), "{name}={value}");
    let said = stderr(&output);
    assert!(said.contains(name), "{name}={value}: {said}");
    assert!(!said.contains(SECRET), "{name}={value}: {said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn an_address_with_a_password_is_refused_and_not_repeated() {
    for (name, value) in [
        ("CUBEBOARD_SHARED", "redis://:Hemmelig7@127.0.0.1"),
        ("CUBEBOARD_SHARED", "redis://kari:Hemmelig7@127.0.0.1/0"),
        ("CUBEBOARD_SHARED", "rediss://127.0.0.1/?password=Hemmelig7"),
        ("CUBEBOARD_SHARED", "redis-cluster://:Hemmelig7@127.0.0.1:7000"),
        ("CUBEBOARD_UPSTREAM", "https://kari:Hemmelig7@account.headshed.com"),
        ("CUBEBOARD_UPSTREAM", "https://account.headshed.com/?token=Hemmelig7"),
        ("CUBEBOARD_UPSTREAM", "http://account.headshed.com/Hemmelig7"),
        ("CUBEBOARD_PUBLIC_URL", "https://kari:Hemmelig7@sales.example.org"),
        ("CUBEBOARD_PUBLIC_URL", "https://sales.example.org/?token=Hemmelig7"),
        ("CUBEBOARD_ALLOW_ORIGIN", "https://kari:Hemmelig7@sales.example.org"),
    ] {
        let more = if name == "CUBEBOARD_UPSTREAM" { &[][..] } else { &["--demo"] };
        refused(&[(name, value)], more);
    }
}

#[test]
fn whatever_stands_in_a_variable_and_is_none_of_its_values_is_not_repeated() {
    for name in [
        "CUBEBOARD_RESOURCE",
        "CUBEBOARD_LISTEN",
        "CUBEBOARD_ALLOW_ORIGIN",
        "CUBEBOARD_ACCESS_HASH",
        "CUBEBOARD_SESSION_KEY_FILE",
        "CUBEBOARD_DISPLAY_KEYS",
        "CUBEBOARD_SHARED",
        "CUBEBOARD_TRUST_PROXY",
        "CUBEBOARD_PUBLIC_URL",
        "CUBEBOARD_MAX_CONNECTIONS",
        "CUBEBOARD_LOG",
        "CUBEBOARD_METRICS",
        "CUBEBOARD_METRICS_LISTEN",
        "CUBEBOARD_CAMPAIGNS_ONLY",
        "CUBEBOARD_DRAIN_SECONDS",
        "CUBEBOARD_REQUESTS_PER_SECOND",
    ] {
        refused(&[(name, SECRET)], &["--demo"]);
    }
    let upstream = ["--upstream", "https://account.headshed.com"];
    for (name, value) in [
        ("CUBEBOARD_CACHE_MEGABYTES", SECRET),
        ("CUBEBOARD_CACHE_CLOSED_SECONDS", SECRET),
        ("CUBEBOARD_CACHE_OPEN_SECONDS", SECRET),
        ("CUBEBOARD_TOKEN", "Hemmelig7\tHemmelig7"),
        // The secret itself where its file should be named.
        ("CUBEBOARD_TOKEN_FILE", SECRET),
        ("CUBEBOARD_SESSION_KEY_FILE", "SGVtbWVsaWc3/Hemmelig7"),
    ] {
        refused(&[(name, value)], &upstream);
    }
    refused(&[("CUBEBOARD_HOST", "Hemmelig7 Hemmelig7")], &["--demo"]);
    refused(&[("CUBEBOARD_TRUST_HEADER", "Hemmelig7 Hemmelig7")], &["--demo"]);
    refused(&[("CUBEBOARD_UPSTREAM", SECRET)], &[]);
    refused(&[("CUBEBOARD_TOKEN", SECRET), ("CUBEBOARD_USER", SECRET)], &upstream);
    refused(&[("CUBEBOARD_PASSWORD", SECRET)], &upstream);
    refused(&[("CUBEBOARD_PASSWORD_FILE", SECRET), ("CUBEBOARD_USER", "kari")], &upstream);
}
