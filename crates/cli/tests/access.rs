//! Who may use what is served, over a real socket.

mod running;
mod signing;

use running::{Serving, cubeboard, output, stderr};
use signing::{
    HERE, PASSWORD, check_looks, check_status, guarded, hash_password, hashed, header, sign_in,
};

#[test]
fn listening_to_others_needs_a_word_on_who_may() {
    let elsewhere = ["serve", "--demo", "--listen", "0.0.0.0:0"];
    let output = output(&elsewhere);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for remedy in ["CUBEBOARD_ACCESS_HASH", "--trust-header", "127.0.0.1", "--open"] {
        assert!(said.contains(remedy), "{said}");
    }
    let mut open = Serving::start(cubeboard(&[&elsewhere[..], &["--open"]].concat()));
    open.address = open.address.replace("0.0.0.0", "127.0.0.1");
    check_status(&open.get("/config.json"), 200);
}

#[test]
fn access_control_that_contradicts_itself_is_wrong_use() {
    let (_, hash) = hashed(PASSWORD);
    let proxy = ["--trust-header", "X-User", "--trust-proxy", "127.0.0.1"];
    for (arguments, variable) in [
        (&["--open"][..], &*hash),
        (&proxy, &*hash),
        (&[&proxy[..], &["--open"]].concat(), ""),
        (&proxy[..2], ""),
        (&[], "not a hash"),
    ] {
        let mut command = cubeboard(&[&HERE, arguments].concat());
        command.env("CUBEBOARD_ACCESS_HASH", variable);
        assert_eq!(command.output().unwrap().status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn without_the_password_there_is_a_form_for_people_and_a_refusal_for_programs() {
    let serving = guarded();
    let form = serving.ask("GET /?campaign=926", &["accept: text/html", "accept-language: nb"], "");
    check_status(&form, 401);
    assert!(form.contains("Logg inn") && form.contains("<form method=\"post\">"), "{form}");
    assert!(header(&form, "content-security-policy").contains("default-src 'none'"));
    check_looks(&form);
    assert_eq!(header(&form, "cache-control"), "no-store");
    for path in ["/config.json", "/api/v1/campaigns", "/api/v1/campaigns/926/responses/"] {
        let refusal = serving.ask(&format!("GET {path}"), &["accept: application/json"], "");
        check_status(&refusal, 401);
        assert!(refusal.ends_with("{\"detail\":\"not signed in\"}"), "{refusal}");
        assert!(!refusal.contains("www-authenticate"), "a browser would open a box of its own");
    }
    check_status(&serving.get("/healthz"), 200);
}

#[test]
fn the_password_leads_back_to_the_link_and_opens_all_of_it() {
    let serving = guarded();
    let reply = sign_in(&serving, "/?campaign=926&from=2017-01-01", PASSWORD);
    check_status(&reply, 303);
    assert_eq!(header(&reply, "location"), "/?campaign=926&from=2017-01-01");
    let (cookie, attributes) = header(&reply, "set-cookie").split_once("; ").unwrap();
    for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(attributes.split("; ").any(|it| it == attribute), "{attributes}");
    }
    let signed_in = format!("cookie: theme=dark; {cookie}");
    check_status(&serving.ask("GET /api/v1/campaigns", &[&signed_in], ""), 200);
    check_status(&serving.ask("GET /api/v1/campaigns", &[&format!("{signed_in}x")], ""), 401);
}

#[test]
fn nobody_is_led_elsewhere() {
    let serving = guarded();
    for path in ["//evil.example/", "/\\evil.example/"] {
        assert_eq!(header(&sign_in(&serving, path, PASSWORD), "location"), "/");
    }
}

#[test]
fn wrong_passwords_are_limited_and_not_written_down() {
    let mut serving = guarded();
    for _ in 0..5 {
        let reply = sign_in(&serving, "/?q=tre", "tre blåbær");
        check_status(&reply, 401);
        assert!(reply.contains("role=\"alert\"") && !reply.contains("set-cookie"), "{reply}");
        check_looks(&reply);
    }
    let reply = sign_in(&serving, "/", PASSWORD);
    check_status(&reply, 429);
    assert!((1..=60).contains(&header(&reply, "retry-after").parse().unwrap()));
    let log = serving.log();
    assert!(log.contains("status=429"), "{log}");
    for secret in ["fløte", "tre", "bl%C3%A5b", "blåbær", "argon2"] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn a_proxy_is_believed_by_its_address_alone() {
    let status = |address: &str, headers: &[&str], expected| {
        let proxy = ["--trust-header", "X-User", "--trust-proxy", address];
        let serving = Serving::start(cubeboard(&[HERE, proxy].concat()));
        check_status(&serving.ask("GET /api/v1/campaigns", headers, ""), expected);
        check_status(&serving.get("/healthz"), 200);
    };
    status("127.0.0.1", &["x-user: kari"], 200);
    status("127.0.0.1", &["x-user: "], 403);
    status("127.0.0.1", &["cookie: x-user=kari"], 403);
    status("192.0.2.1", &["x-user: kari", "x-forwarded-for: 192.0.2.1"], 403);
}

#[test]
fn a_short_password_is_not_hashed() {
    for short in ["elleve tegn", "a\u{30a}tte smo\u{308}ger"] {
        assert_eq!(hashed(short), (Some(2), String::new()), "{short}: eleven letters");
    }
    assert!(hashed("tolv tegn er").1.starts_with("$argon2id$"));
}

#[test]
fn a_long_password_that_is_guessed_soon_is_not_hashed_either() {
    let output = hash_password("qwertyuiopqwerty");
    assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]));
    let said = stderr(&output);
    assert!(said.contains("this password is guessed too soon. This is similar to"), "{said}");
    assert!(said.contains("Add another word or two."), "{said}");
    assert!(!said.contains("qwertyuiopqwerty"), "{said}");
}

#[test]
fn report_14_a_password_from_a_file_with_a_byte_order_mark_lets_in_who_types_it() {
    let mut command = cubeboard(&HERE);
    command.env("CUBEBOARD_ACCESS_HASH", hashed(&format!("\u{feff}{PASSWORD}\r")).1);
    check_status(&sign_in(&Serving::start(command), "/", PASSWORD), 303);
}

#[test]
fn report_26_one_readers_wrong_passwords_keep_no_other_out() {
    let mut command = cubeboard(&[&HERE[..], &["--trust-proxy", "127.0.0.1"]].concat());
    command.env("CUBEBOARD_ACCESS_HASH", hashed(PASSWORD).1);
    let serving = Serving::start(command);
    let attempt = |forwarded: &str| {
        serving.ask("POST /", &["accept: text/html", forwarded], "password=wrong")
    };
    for port in 51234..51239 {
        check_status(&attempt(&format!("x-forwarded-for: 203.0.113.5:{port}")), 401);
    }
    check_status(&attempt("x-forwarded-for: 203.0.113.5:40000"), 429);
    check_status(&attempt("forwarded: for=\"203.0.113.5:40000\""), 429);
    check_status(&attempt("x-forwarded-for: 203.0.113.6:40000"), 401);
    check_status(&attempt("x-forwarded-for: [2001:db8::1]:443"), 401);
    check_status(&attempt("forwarded: for=\"[2001:db8:0:1::1]:443\""), 401);
}

#[test]
fn report_5_another_sites_form_signs_nobody_in() {
    let serving = guarded();
    let body =
        form_urlencoded::Serializer::new(String::new()).append_pair("password", PASSWORD).finish();
    for (headers, status) in [
        (&["sec-fetch-site: cross-site"][..], 403),
        (&["sec-fetch-site: same-site", "origin: http://localhost"], 403),
        (&["origin: https://evil.example"], 403),
        (&["origin: null"], 403),
        (&["sec-fetch-site: same-origin", "origin: null"], 303),
        (&["origin: http://localhost"], 303),
        (&["origin: https://localhost"], 303),
        (&[], 303),
    ] {
        check_status(&serving.ask("POST /", headers, &body), status);
    }
}

#[test]
fn report_4_below_a_path_everything_is_there_and_the_view_is_kept() {
    let (_, hash) = hashed(PASSWORD);
    let public = ["--public-url", "https://host.example/cube"];
    let mut command = cubeboard(&[&HERE[..], &public].concat());
    command.env("CUBEBOARD_ACCESS_HASH", &hash);
    let serving = Serving::start(command);
    let view = "?campaign=926&from=2017-01-01&is_type=A%26B";
    // A proxy may take the path off, and may leave it.
    for before in ["", "/cube"] {
        let form = serving.ask(&format!("GET {before}/{view}"), &["accept: text/html"], "");
        check_status(&form, 401);
        assert!(form.contains("<form method=\"post\">"), "it sends itself to where it stands");
        let reply = sign_in(&serving, &format!("{before}/{view}"), PASSWORD);
        check_status(&reply, 303);
        assert_eq!(header(&reply, "location"), format!("/cube/{view}"));
        let (cookie, attributes) = header(&reply, "set-cookie").split_once("; ").unwrap();
        assert!(attributes.split("; ").any(|it| it == "Path=/cube/"), "{attributes}");
        let signed_in = format!("cookie: {cookie}");
        for path in ["/config.json", "/api/v1/campaigns", "/healthz"] {
            check_status(&serving.ask(&format!("GET {before}{path}"), &[&signed_in], ""), 200);
        }
        check_status(&serving.get(&format!("{before}/api/v1/campaigns")), 401);
        check_status(&serving.get(&format!("{before}/healthz")), 200);
    }
    let slash = serving.get(&format!("/cube{view}"));
    check_status(&slash, 308);
    assert_eq!(header(&slash, "location"), format!("/cube/{view}"));
    assert!(header(&slash, "content-security-policy").contains("default-src 'none'"));
    // Whoever asks for another host is led nowhere.
    let foreign = "GET /cube HTTP/1.1\r\nhost: rebound.evil.example\r\nconnection: close\r\n\r\n";
    check_status(&serving.send(foreign), 421);
    for elsewhere in ["/cubeboard/", "/cub", "/Cube/config.json"] {
        let reply = serving.ask(&format!("GET {elsewhere}"), &["accept: application/json"], "");
        check_status(&reply, 401);
    }
    let reply = sign_in(&serving, "/cube//evil.example/", PASSWORD);
    assert_eq!(header(&reply, "location"), "/cube/");
}

#[test]
fn report_4_without_a_password_and_deeper_everything_is_below_the_path_too() {
    let public = ["--public-url", "https://host.example/sales/cube/"];
    let serving = Serving::start(cubeboard(&[&HERE[..], &public].concat()));
    let sales = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
    for before in ["", "/sales/cube"] {
        check_status(&serving.get(&format!("{before}{sales}")), 200);
        check_status(&serving.get(&format!("{before}/config.json")), 200);
        check_status(&serving.get(&format!("{before}/nothing")), 404);
    }
    check_status(&serving.get("/sales/config.json"), 404);
    check_status(&serving.get("/cube/config.json"), 404);
}

#[test]
fn report_13_the_commands_own_refusals_are_told_from_cubes() {
    const ANSWER: &str = "cubeboard-answer";
    let serving = guarded();
    let cookie = header(&sign_in(&serving, "/", PASSWORD), "set-cookie").to_owned();
    let signed_in = format!("cookie: {}", cookie.split_once(';').unwrap().0);
    let sales = "GET /api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
    // Another command, as after a restart, does not know the cookie.
    let restarted = guarded();
    for (serving, what, headers, status, answer) in [
        (&serving, sales, &[&*signed_in][..], 200, "cube"),
        (&serving, "GET /api/v1/campaigns/7/responses/", &[&*signed_in], 404, "cube"),
        (&serving, "GET /api/v1/campaigns?token=1", &[&*signed_in], 400, "parameter"),
        (&restarted, sales, &[&*signed_in], 401, "signed-out"),
        (&restarted, "GET /?campaign=926", &["accept: text/html", &*signed_in], 401, "signed-out"),
        (&restarted, "POST /", &["sec-fetch-site: cross-site"], 403, "cross-site"),
        (&restarted, "POST /", &[], 401, "signed-out"),
    ] {
        let reply = serving.ask(what, headers, "");
        check_status(&reply, status);
        assert_eq!(header(&reply, ANSWER), answer, "{what}");
    }
    for _ in 0..4 {
        restarted.ask("POST /", &[], "");
    }
    let locked = restarted.ask("POST /", &[], "");
    check_status(&locked, 429);
    assert_eq!(header(&locked, ANSWER), "locked");
    let proxy = ["--trust-header", "X-User", "--trust-proxy", "127.0.0.1"];
    let reply = Serving::start(cubeboard(&[&HERE[..], &proxy].concat())).get("/api/v1/campaigns");
    check_status(&reply, 403);
    assert_eq!(header(&reply, ANSWER), "proxy");
}

#[test]
fn only_hosts_that_are_known_are_served() {
    let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0", "--host", "sales.example.org"];
    let serving = Serving::start(cubeboard(&arguments));
    let status = |path: &str, hosts: &[&str]| {
        let hosts: Vec<_> = hosts.iter().map(|it| format!("host: {it}\r\n")).collect();
        let request = format!("GET {path} HTTP/1.1\r\n{}connection: close\r\n\r\n", hosts.concat());
        let reply = serving.send(&request);
        reply.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    for path in ["/", "/config.json", "/api/v1/campaigns", "/nothing"] {
        // What a browser sends whom another site's name led here.
        assert_eq!(status(path, &["rebound.evil.example"]), "421", "{path}");
        assert_eq!(status(path, &[]), "400", "{path}");
        assert_eq!(status(path, &["localhost", "localhost"]), "400", "{path}");
        assert_ne!(status(path, &["sales.example.org"]), "421", "{path}");
    }
    assert_eq!(status("/healthz", &["rebound.evil.example"]), "200");
}
