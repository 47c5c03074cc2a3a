//! Displays that become readers' browsers again.

use crate::office::{IS_DISPLAY, Office, SIGN_OUT_FORM, body, cookie, exchange, list};
use crate::signing::{PASSWORD, check_status, header, sign_in};

/// Whether a reply takes a display's cookie from the browser.
fn removes_pass(reply: &str) -> bool {
    let mut lines =
        reply.lines().filter(|it| it.starts_with("set-cookie: __Host-cubeboard-display="));
    lines.any(|it| it.contains("=; ") && it.contains("Max-Age=0"))
}

#[test]
fn a_display_whose_key_counts_or_not_is_signed_out_and_gets_the_form() {
    let office = Office::new();
    let keys = [office.make("Room 2", &[]), office.make("Lobby", &[])];
    let serving = office.guarded(&[]);
    let plain = serving.get("/display");
    assert!(!plain.contains("<form"), "there is nothing to sign out: {plain}");
    let displays = keys.map(|it| cookie(&exchange(&serving, &it)));
    office.display_key(&["withdraw", "Room 2"]);
    for (display, counts) in displays.iter().zip([false, true]) {
        let page = serving.ask("GET /display", &[display], "");
        check_status(&page, 200);
        assert_eq!(page.contains(IS_DISPLAY), counts, "{page}");
        assert!(page.contains(SIGN_OUT_FORM) && !removes_pass(&page), "{page}");
        // A link or a page of another site does nothing.
        let followed = serving.ask("GET /display/sign-out", &[display], "");
        check_status(&followed, 405);
        let foreign = [&**display, "sec-fetch-site: cross-site"];
        let foreign = serving.ask("POST /display/sign-out", &foreign, "");
        check_status(&foreign, 403);
        assert!(!removes_pass(&followed) && !removes_pass(&foreign));
        let pressed = [&**display, "sec-fetch-site: same-origin"];
        let reply = serving.ask("POST /display/sign-out", &pressed, "");
        check_status(&reply, 303);
        assert_eq!(header(&reply, "location"), "/");
        assert!(removes_pass(&reply), "{reply}");
    }
    let form = serving.ask("GET /", &["accept: text/html"], "");
    assert!(form.contains("type=\"password\""), "{form}");
}

#[test]
fn somebody_signs_in_and_out_in_a_displays_browser() {
    let office = Office::new();
    let keys = [office.make("Room 2", &[]), office.make("Lobby", &[])];
    let serving = office.guarded(&[]);
    let displays = keys.map(|it| cookie(&exchange(&serving, &it)));
    office.display_key(&["withdraw", "Room 2"]);
    let body =
        form_urlencoded::Serializer::new(String::new()).append_pair("password", PASSWORD).finish();
    for display in &displays {
        let wrong = serving.ask("POST /?campaign=926", &[display], "password=wrong");
        check_status(&wrong, 401);
        assert!(wrong.contains("not the password") && !removes_pass(&wrong), "{wrong}");
        let right = serving.ask("POST /?campaign=926", &[display], &body);
        check_status(&right, 303);
        assert_eq!(header(&right, "location"), "/?campaign=926");
        assert!(removes_pass(&right), "the browser is a reader's from then on: {right}");
        let session = header(&right, "set-cookie").split(';').next().unwrap();
        let both = format!("{display}; {session}");
        let out = serving.ask("POST /sign-out", &[&both], "");
        check_status(&out, 303);
        assert!(header(&out, "set-cookie").contains("__Host-cubeboard=;") && !removes_pass(&out));
        check_status(
            &serving.ask("GET /api/v1/campaigns", &[&format!("cookie: {session}")], ""),
            401,
        );
    }
    let elsewhere = serving.ask("POST /", &["sec-fetch-site: cross-site", &displays[1]], &body);
    check_status(&elsewhere, 403);
}

#[test]
fn on_a_device_where_somebody_signed_in_the_session_goes_first() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let serving = office.guarded(&[]);
    let display = cookie(&exchange(&serving, &key));
    let session = header(&sign_in(&serving, "/", PASSWORD), "set-cookie").to_owned();
    let both = format!("{display}; {}", session.split(';').next().unwrap());
    check_status(&serving.ask("GET /api/v1/campaigns", &[&both], ""), 200);
    check_status(&serving.ask("GET /api/v1/campaigns", &[&display], ""), 403);
    let rows = body(&serving.ask(&list(926), &[&both], ""));
    assert!(rows["results"][0].get("customer_name").is_some());
}
