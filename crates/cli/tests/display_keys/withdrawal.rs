//! A key that counts no more, or that nobody can look up.

use std::fs;

use crate::office::{IS_DISPLAY, Office, SIGN_OUT_FORM, cookie, exchange, list};
use crate::signing::{check_looks, check_status, header};

#[test]
fn a_key_that_is_withdrawn_opens_nothing_from_that_moment_on() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let other = office.make("Lobby", &[]);
    let mut serving = office.guarded(&[]);
    let [cookie, other] = [&key, &other].map(|it| cookie(&exchange(&serving, it)));
    check_status(&serving.ask(&list(926), &[&cookie], ""), 200);
    office.display_key(&["withdraw", "Room 2"]);
    for what in [&*list(926), "GET /config.json", "GET /"] {
        let reply = serving.ask(what, &[&cookie], "");
        check_status(&reply, 401);
        assert_eq!(header(&reply, "cubeboard-answer"), "signed-out");
    }
    check_status(&exchange(&serving, &key), 401);
    check_status(&serving.ask(&list(926), &[&other], ""), 200);
    // Who opens the page there is told, and may sign the display out. The cookie stays till then: at a relay with a newer
    // copy of the file the key may be known.
    let told = serving.ask("GET /", &[&cookie, "accept: text/html"], "");
    check_status(&told, 401);
    assert!(told.contains("was withdrawn") && told.contains(SIGN_OUT_FORM), "{told}");
    assert!(!told.contains(IS_DISPLAY), "it is none any more: {told}");
    check_looks(&told);
    assert!(!told.contains("set-cookie"), "{told}");
    // A file that cannot be read opens to nobody, and takes no cookie away.
    let text = fs::read(office.keys()).unwrap();
    fs::write(office.keys(), "{").unwrap();
    for _ in 0..3 {
        check_status(&serving.ask(&list(926), &[&other], ""), 503);
    }
    let told = serving.ask("GET /", &[&other, "accept: text/html"], "");
    check_status(&told, 503);
    assert!(told.contains("could not be looked up") && !told.contains("set-cookie"), "{told}");
    check_looks(&told);
    check_status(&exchange(&serving, &key), 503);
    fs::write(office.keys(), text).unwrap();
    check_status(&serving.ask(&list(926), &[&other], ""), 200);
    let log = serving.log();
    assert_eq!(log.matches("displays are closed").count(), 1, "{log}");
    assert!(log.contains("display keys can be read again"), "{log}");
}
