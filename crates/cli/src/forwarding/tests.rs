use axum::http::HeaderName;

use super::*;

const PROXY: &str = "10.0.0.5";

fn forwarding(public_url: Option<&str>) -> Forwarding {
    let proxies = vec![PROXY.parse().unwrap(), "10.0.0.6".parse().unwrap()];
    Forwarding { proxies, public_url: public_url.map(|it| it.parse().unwrap()) }
}

fn client_info(
    forwarding: &Forwarding,
    peer: &str,
    headers: &[(&'static str, &str)],
) -> ClientInfo {
    let headers = headers.iter();
    let headers =
        headers.map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
    forwarding.client(
        Peer::Address((peer.parse::<IpAddr>().unwrap(), 0).into()),
        &Uri::from_static("/"),
        &headers.collect(),
    )
}

#[track_caller]
fn check_client(peer: &str, forwarded_for: &str, expected: &str) {
    let client = client_info(&forwarding(None), peer, &[("x-forwarded-for", forwarded_for)]);
    assert_eq!(client.address, expected.parse::<IpAddr>().unwrap(), "{forwarded_for}");
}

#[test]
fn only_a_proxy_that_is_trusted_says_who_sent_a_request() {
    check_client(PROXY, "192.0.2.7", "192.0.2.7");
    check_client("::ffff:10.0.0.5", "192.0.2.7", "192.0.2.7");
    check_client("192.0.2.1", "192.0.2.7", "192.0.2.1");
}

#[test]
fn what_a_sender_puts_before_the_proxys_word_does_not_count() {
    check_client(PROXY, "198.51.100.1, 192.0.2.7", "192.0.2.7");
    check_client(PROXY, "198.51.100.1, 192.0.2.7, 10.0.0.6", "192.0.2.7");
    check_client(PROXY, "192.0.2.7, nonsense", PROXY);
    check_client(PROXY, "", PROXY);
}

#[test]
fn report_26_an_address_is_read_as_proxies_write_it() {
    for (written, address) in [
        ("203.0.113.5:51234", "203.0.113.5"),
        ("203.0.113.5", "203.0.113.5"),
        (" 203.0.113.5 ", "203.0.113.5"),
        ("\"203.0.113.5:51234\"", "203.0.113.5"),
        ("[2001:db8::1]:443", "2001:db8::"),
        ("[2001:db8::1]", "2001:db8::"),
        ("2001:db8::1", "2001:db8::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("198.51.100.1:1, 203.0.113.5:51234", "203.0.113.5"),
        ("198.51.100.1, [2001:db8::1]:443, 10.0.0.6:80", "2001:db8::"),
        ("203.0.113.5:51234,", "203.0.113.5"),
        ("203.0.113.5:port:2", PROXY),
        ("203.0.113", PROXY),
        ("203.0.113.5, unknown", PROXY),
        ("[2001:db8::1", PROXY),
    ] {
        check_client(PROXY, written, address);
    }
}

#[track_caller]
fn check_headers(headers: &[(&'static str, &str)], address: &str, is_secure: bool) {
    let client = client_info(&forwarding(None), PROXY, headers);
    assert_eq!(client.address, address.parse::<IpAddr>().unwrap(), "{headers:?}");
    assert_eq!(client.is_secure, is_secure, "{headers:?}");
}

#[test]
fn report_26_the_standard_header_is_read_too() {
    for (forwarded, address, is_secure) in [
        ("for=203.0.113.5", "203.0.113.5", false),
        ("For=\"203.0.113.5:51234\";Proto=HTTPS;by=10.0.0.5", "203.0.113.5", true),
        ("for=\"[2001:db8::1]:443\"; proto=https", "2001:db8::", true),
        ("for=198.51.100.1;proto=https, for=203.0.113.5;proto=http", "203.0.113.5", true),
        ("for=203.0.113.5;proto=https, for=10.0.0.6;proto=http", "203.0.113.5", true),
        ("by=\"a,b;for=198.51.100.1\";for=203.0.113.5", "203.0.113.5", false),
        ("for=203.0.113.5, for=unknown", PROXY, false),
        ("for=\"_hidden\"", PROXY, false),
        ("proto=https", PROXY, true),
    ] {
        check_headers(&[("forwarded", forwarded)], address, is_secure);
    }
    let agree = [("forwarded", "for=203.0.113.5"), ("x-forwarded-for", "203.0.113.5:51234")];
    check_headers(&agree, "203.0.113.5", false);
    let differ = [("forwarded", "for=198.51.100.1"), ("x-forwarded-for", "203.0.113.5")];
    check_headers(&differ, PROXY, false);
}

#[test]
fn report_26_the_readers_own_way_says_whether_it_is_https() {
    for (proto, is_secure) in [
        ("https, http", true),
        ("https,http,http", true),
        (" HTTPS ", true),
        ("http, https", false),
        ("http", false),
        ("", false),
    ] {
        check_headers(&[("x-forwarded-proto", proto)], PROXY, is_secure);
    }
}

#[test]
fn one_network_of_version_6_is_one_sender() {
    check_client(PROXY, "2001:db8::1", "2001:db8::");
    check_client(PROXY, "2001:db8::ffff", "2001:db8::");
    check_client(PROXY, "2001:db8:0:1::1", "2001:db8:0:1::");
}

#[test]
fn https_is_what_a_trusted_proxy_or_the_public_address_says() {
    let https = [("x-forwarded-proto", "https")];
    assert!(client_info(&forwarding(None), PROXY, &https).is_secure);
    assert!(!client_info(&forwarding(None), "192.0.2.1", &https).is_secure);
    assert!(!client_info(&forwarding(None), PROXY, &[("x-forwarded-proto", "http")]).is_secure);
    assert!(
        client_info(&forwarding(Some("https://sales.example.org")), "192.0.2.1", &[]).is_secure
    );
    assert!(
        !client_info(&forwarding(Some("http://sales.example.org")), "192.0.2.1", &[]).is_secure
    );
}

#[test]
fn the_own_address_is_the_public_one_or_what_the_sender_wrote() {
    let own = |public_url, host| {
        client_info(&forwarding(public_url), "192.0.2.1", &[("host", host)]).own_address
    };
    assert_eq!(&*own(None, "127.0.0.1:8080"), "http://127.0.0.1:8080");
    assert_eq!(&*own(None, "[::1]:8080"), "http://[::1]:8080");
    assert_eq!(
        &*own(Some("https://example.org/sales/"), "inner:8080"),
        "https://example.org/sales"
    );
    let secure = client_info(
        &forwarding(None),
        PROXY,
        &[("host", "a.example"), ("x-forwarded-proto", "https")],
    );
    assert_eq!(&*secure.own_address, "https://a.example");
    for host in ["a.example/path", "user@a.example", "a.example?b", "a b", ""] {
        assert_eq!(&*own(None, host), "", "{host}");
    }
}

#[test]
fn a_public_address_is_one_of_the_web_and_has_no_query() {
    for (text, is_good) in [
        ("https://sales.example.org", true),
        ("https://example.org:8443/sales", true),
        ("sales.example.org", false),
        ("ftp://example.org", false),
        ("https://kari:secret@example.org", false),
        ("https://example.org/?a=1", false),
        ("https://example.org/a;Domain=example.org", false),
        ("https://example.org//a", false),
    ] {
        assert_eq!(text.parse::<PublicUrl>().is_ok(), is_good, "{text}");
    }
}
