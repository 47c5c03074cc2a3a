//! Where the relay stands: below a path, behind a proxy, open to anyone.

use crate::office::{Office, SIGN_OUT_FORM, body, cookie, exchange, list};
use crate::running::Serving;
use crate::signing::{check_status, header};

#[test]
fn below_a_path_all_of_it_is_there() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let serving = office.guarded(&["--public-url", "https://host.example/cube"]);
    for before in ["", "/cube"] {
        check_status(&serving.get(&format!("{before}/display")), 200);
        check_status(&serving.get(&format!("{before}/display.js")), 200);
        let reply = serving.ask(&format!("POST {before}/display"), &[], &format!("key={key}"));
        check_status(&reply, 200);
        let set = header(&reply, "set-cookie");
        assert!(
            set.starts_with("__Secure-cubeboard-display=") && set.contains("Path=/cube/"),
            "{set}"
        );
        let cookie = cookie(&reply);
        let own = list(926).replace("GET ", &format!("GET {before}"));
        check_status(&serving.ask(&own, &[&cookie], ""), 200);
        let all = format!("GET {before}/api/v1/campaigns");
        check_status(&serving.ask(&all, &[&cookie], ""), 403);
        let page = serving.ask(&format!("GET {before}/display"), &[&cookie], "");
        assert!(page.contains("action=\"/cube/display/sign-out\""), "{page}");
        let out = serving.ask(&format!("POST {before}/display/sign-out"), &[&cookie], "");
        assert_eq!(header(&out, "location"), "/cube/");
        let removal = header(&out, "set-cookie");
        assert!(removal.contains("Max-Age=0") && removal.contains("Path=/cube/"), "{removal}");
    }
}

#[test]
fn beside_a_proxy_that_signs_readers_in_a_display_reads_by_its_key() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let proxy = ["--trust-header", "X-User", "--trust-proxy", "127.0.0.1"];
    let mut serving = Serving::start(office.serve(&proxy));
    let cookie = cookie(&exchange(&serving, &key));
    let all = "GET /api/v1/campaigns";
    check_status(&serving.ask(&list(926), &[&cookie], ""), 200);
    check_status(&serving.ask(all, &[&cookie], ""), 403);
    check_status(&serving.ask(all, &[&cookie, "x-user: kari"], ""), 200);
    check_status(&serving.ask(&list(926), &[], ""), 403);
    let log = serving.log();
    assert_eq!(log.matches("not-by-proxy").count(), 1, "{log}");
}

#[test]
fn where_anyone_may_read_all_a_display_is_tried_as_it_will_be() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let mut serving = Serving::start(office.serve(&[]));
    let cookie = cookie(&exchange(&serving, &key));
    let row = |headers: &[&str]| body(&serving.ask(&list(926), headers, ""))["results"][0].clone();
    assert!(row(&[]).get("customer_name").is_some());
    assert!(row(&[&cookie]).get("customer_name").is_none());
    check_status(&serving.ask("GET /api/v1/campaigns", &[&cookie], ""), 403);
    office.display_key(&["withdraw", "Room 2"]);
    check_status(&serving.ask(&list(926), &[&cookie], ""), 401);
    let told = serving.ask("GET /", &[&cookie, "accept: text/html"], "");
    assert!(told.contains(SIGN_OUT_FORM), "{told}");
    assert!(serving.log().contains("a display's key limits that display"));
}
