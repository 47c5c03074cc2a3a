//! The page that a display's link leads to, and the cookie that it gives for a key.

use serde_json::json;

use crate::office::{Office, body, cookie, exchange, list};
use crate::signing::{PASSWORD, check_looks, check_status, header, sign_in};

#[test]
fn the_link_leads_to_a_page_that_anybody_may_open_and_that_holds_no_secret() {
    let office = Office::new();
    office.make("Room 2", &[]);
    let serving = office.guarded(&[]);
    let page = serving.ask("GET /display", &["accept: text/html", "accept-language: nb"], "");
    check_status(&page, 200);
    assert!(page.contains("Skjermens nøkkel er ukjent") && page.contains("lang=\"nb\""), "{page}");
    assert!(page.contains("<script src=\"display.js\"></script>"), "nothing runs inline");
    check_looks(&page);
    assert_eq!(header(&page, "cache-control"), "no-store");
    assert!(header(&page, "content-security-policy").contains("default-src 'none'"));
    let script = serving.get("/display.js");
    check_status(&script, 200);
    assert!(header(&script, "content-type").starts_with("text/javascript"));
    // It takes the key out of the address before it does anything with it.
    let [taken, sent] = ["history.replaceState", "fetch("].map(|it| script.find(it).unwrap());
    assert!(taken < sent, "{script}");
    check_status(&serving.ask("DELETE /display", &[], ""), 405);
}

#[test]
fn a_key_is_given_for_a_cookie_and_the_address_of_the_wallboard() {
    let office = Office::new();
    let key = office.make("Room 2", &["--campaign", "2010"]);
    let serving = office.guarded(&[]);
    let reply = exchange(&serving, &key);
    check_status(&reply, 200);
    let address = "./?view=wallboard&campaign=926,2010&period=this-month&follow=1";
    assert_eq!(body(&reply), json!({ "address": address }));
    assert_eq!(header(&reply, "cache-control"), "no-store");
    let (cookie, attributes) = header(&reply, "set-cookie").split_once("; ").unwrap();
    assert!(cookie.starts_with("__Host-cubeboard-display=") && !cookie.contains(&key), "{cookie}");
    for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=34560000"] {
        assert!(attributes.split("; ").any(|it| it == attribute), "{attributes}");
    }
    for wrong in ["", &key[1..], &"A".repeat(43)] {
        let reply = exchange(&serving, wrong);
        check_status(&reply, 401);
        assert!(!reply.contains("set-cookie"), "{reply}");
    }
}

#[test]
fn other_sites_and_guesses_get_nowhere() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let serving = office.guarded(&[]);
    for headers in [&["sec-fetch-site: cross-site"], &["origin: https://evil.example"]] {
        let reply = serving.ask("POST /display", headers, &format!("key={key}"));
        check_status(&reply, 403);
        assert_eq!(header(&reply, "cubeboard-answer"), "cross-site");
    }
    // A key that is right makes up for those before it that were not.
    for attempts in [4, 5] {
        for _ in 0..attempts {
            check_status(&exchange(&serving, "wrong"), 401);
        }
        if attempts == 4 {
            check_status(&exchange(&serving, &key), 200);
        }
    }
    let locked = exchange(&serving, &key);
    check_status(&locked, 429);
    assert!((1..=60).contains(&header(&locked, "retry-after").parse().unwrap()));
    // That keeps nobody from signing in.
    check_status(&sign_in(&serving, "/", PASSWORD), 303);
}

#[test]
fn log_and_figures_tell_of_keys_that_were_given_and_refused_and_of_no_key() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let mut serving = office.guarded(&["--metrics"]);
    let reply = exchange(&serving, &key);
    let cookie = cookie(&reply);
    exchange(&serving, &"B".repeat(43));
    serving.ask(&list(926), &[&cookie], "");
    let session = header(&sign_in(&serving, "/", PASSWORD), "set-cookie").to_owned();
    let session = format!("cookie: {}", session.split(';').next().unwrap());
    let figures = serving.ask("GET /metrics", &[&session], "");
    for event in ["display-key", "wrong-display-key"] {
        let line = format!("cubeboard_access_events_total{{event=\"{event}\"}} 1");
        assert!(figures.contains(&line), "{figures}");
    }
    assert!(figures.contains("path=\"/display\""), "{figures}");
    let log = serving.log();
    let told = "access event=\"display-key\" display=\"Room 2\" sender=127.0.0.1";
    assert_eq!(log.matches(told).count(), 1, "{log}");
    assert_eq!(log.matches("access event=\"wrong-display-key\"").count(), 1, "{log}");
    let value = cookie.split_once('=').unwrap().1;
    for secret in [&*key, &"B".repeat(43), value, value.split('.').next().unwrap()] {
        assert!(!log.contains(secret), "{log}");
    }
}
