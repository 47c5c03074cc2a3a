//! Cookies that are signed anew while the relays' key is replaced.

use std::fs;

use crate::office::{Office, body, cookie, exchange, list};
use crate::signing::{check_status, header};

#[test]
fn relays_with_one_key_know_each_others_displays_also_while_it_is_replaced() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let [one, other] = [(); 2].map(|()| office.guarded(&[]));
    let cookie = cookie(&exchange(&one, &key));
    let replies = [&one, &other].map(|it| body(&it.ask(&list(926), &[&cookie], "")));
    assert_eq!(replies[0]["results"], replies[1]["results"], "pseudonyms are the same, too");
    let [old, new] = ["k", "n"].map(|it| it.repeat(64));
    // While the relays' key is replaced, who asks has the cookie signed with the new one.
    fs::write(office.path("session-key"), format!("{new}\n{old}\n")).unwrap();
    let both = office.guarded(&[]);
    let signed_anew = self::cookie(&both.ask(&list(926), &[&cookie], ""));
    let settled = both.ask(&list(926), &[&signed_anew], "");
    assert!(!settled.contains("set-cookie"), "{settled}");
    fs::write(office.path("session-key"), new).unwrap();
    let another = office.guarded(&[]);
    check_status(&another.ask(&list(926), &[&signed_anew], ""), 200);
    check_status(&another.ask(&list(926), &[&cookie], ""), 401);
}

#[test]
fn a_file_that_a_cache_in_front_may_keep_carries_no_pass_on() {
    let office = Office::new();
    fs::create_dir(office.path("dist")).unwrap();
    for name in ["index.html", "page-0123456789abcdef.css"] {
        fs::write(office.path("dist").join(name), "").unwrap();
    }
    let dist = office.path("dist");
    let key = office.make("Room 2", &[]);
    let cookie = cookie(&exchange(&office.guarded(&[]), &key));
    // By another key, every cookie is to be written anew.
    let [old, new] = ["k", "n"].map(|it| it.repeat(64));
    fs::write(office.path("session-key"), format!("{new}\n{old}\n")).unwrap();
    let serving = office.guarded(&["--page", dist.to_str().unwrap()]);
    let [page, hashed] = ["/", "/page-0123456789abcdef.css"]
        .map(|it| serving.ask(&format!("GET {it}"), &[&cookie], ""));
    assert!(header(&page, "set-cookie").starts_with("__Host-cubeboard-display="));
    assert!(page.contains("cache-control: no-cache") && page.contains("cache-control: private"));
    check_status(&hashed, 200);
    assert_eq!(header(&hashed, "cache-control"), "public, max-age=31536000, immutable");
    assert!(!hashed.contains("set-cookie"), "{hashed}");
}
