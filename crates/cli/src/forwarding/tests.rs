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
    forwarding.client(peer.parse().unwrap(), &Uri::from_static("/"), &headers.collect())
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
    ] {
        assert_eq!(text.parse::<PublicUrl>().is_ok(), is_good, "{text}");
    }
}
