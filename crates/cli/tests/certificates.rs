//! Upstreams over TLS, with certificates of all kinds: which are accepted, and how failures are told apart. Report 12.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod fetching;
mod running;

use std::fs;
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::Arc;

use fetching::{Folder, JANUARY};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use running::{Serving, cubeboard, stderr};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// A company's own authority.
struct Company(CertifiedIssuer<'static, KeyPair>);

impl Company {
    fn new() -> Self {
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap())
    }

    /// A service on this machine with a certificate for a host, good until the first of January of a year.
    fn service(&self, host: &str, until_year: i32) -> Service {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(until_year, 1, 1);
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key.into())
            .unwrap();
        Service::start(config)
    }
}

/// A service with one page of responses.
struct Service {
    url: String,
    _runtime: Runtime,
}

/// What it answers to everything.
const PAGE: &str = concat!(
    "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[",
    "{\"crm_customer_id\":1,\"campaign_id\":926,\"submitted_when\":\"2017-01-05T10:00:00Z\",",
    "\"type\":\"Sale\",\"subtype\":\"\",\"comment\":\"\",\"customer_name\":\"\",",
    "\"submitted_by\":\"\",\"external_customer_id\":null}]}"
);

impl Service {
    fn start(config: ServerConfig) -> Self {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let acceptor = TlsAcceptor::from(Arc::new(config));
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // Whoever does not believe the certificate hangs up.
                    let Ok(mut stream) = acceptor.accept(stream).await else { return };
                    let _ = stream.read(&mut [0; 4096]).await;
                    let head = format!("connection: close\r\ncontent-length: {}", PAGE.len());
                    let reply = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{PAGE}");
                    let _ = stream.write_all(reply.as_bytes()).await;
                    let _ = stream.shutdown().await;
                });
            }
        });
        Self { url, _runtime: runtime }
    }
}

/// A command that knows of no authorities but those of a variable.
fn knowing(mut command: Command, variable: &str, value: &str) -> Command {
    for name in ["SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    if !variable.is_empty() {
        command.env(variable, value);
    }
    command
}

fn fetch(url: &str, variable: &str, value: &str, more: &[&str]) -> Output {
    let folder = Folder::new();
    let command = folder.command(url, "sales.csv", more);
    knowing(command, variable, value).output().unwrap()
}

#[track_caller]
fn check(output: &Output, code: i32, said: &[&str]) {
    let all = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{all}");
    for text in said {
        assert!(all.contains(text), "{all}");
    }
}

#[test]
fn report_12_a_companys_own_authority_is_believed_where_a_variable_names_it() {
    let company = Company::new();
    let service = company.service("localhost", 2100);
    let folder = Folder::new();
    let pem = company.0.pem();
    let also = Company::new().0.pem();
    fs::create_dir(folder.path("certificates")).unwrap();
    for (name, bytes) in [
        ("company.pem", pem.clone().into_bytes()),
        ("marked.pem", format!("\u{feff}{}", pem.replace('\n', "\r\n")).into_bytes()),
        ("several.pem", format!("Company\n{also}# Another\n{pem}").into_bytes()),
        ("company.der", company.0.der().to_vec()),
        ("certificates/company.crt", pem.into_bytes()),
        ("certificates/README", b"the company's own".to_vec()),
    ] {
        fs::write(folder.path(name), bytes).unwrap();
    }
    for (variable, name) in [
        ("SSL_CERT_FILE", "company.pem"),
        ("SSL_CERT_FILE", "marked.pem"),
        ("SSL_CERT_FILE", "several.pem"),
        ("SSL_CERT_FILE", "company.der"),
        ("SSL_CERT_DIR", "certificates"),
    ] {
        let value = folder.path(name).to_str().unwrap().to_owned();
        let output = fetch(&service.url, variable, &value, &[]);
        check(&output, 0, &["1 of 1 responses, complete"]);
    }
}

/// Failures of a connection: the address, and what is said of it.
fn failures(company: &Company) -> (Vec<Service>, Vec<(String, [&'static str; 2])>) {
    let stranger = Company::new().service("localhost", 2100);
    let other_host = company.service("other.example.org", 2100);
    let expired = company.service("localhost", 2001);
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    // Too long for a name, so nobody is asked for it.
    let nobody = format!("https://{}.example.org", "x".repeat(64));
    let cases = vec![
        (stranger.url.clone(), ["of an authority that is not known here", "SSL_CERT_FILE"]),
        (other_host.url.clone(), ["is for another host", "check the account's address"]),
        (expired.url.clone(), ["has expired, or is not valid yet", "clock"]),
        (nobody, ["its host is not known", "spelled"]),
        (format!("https://localhost:{free}"), ["the connection was refused", "port"]),
    ];
    (vec![stranger, other_host, expired], cases)
}

#[test]
fn report_12_fetch_and_publish_tell_what_kept_a_connection_from_coming_about() {
    let company = Company::new();
    let folder = Folder::new();
    let path = folder.path("company.pem");
    fs::write(&path, company.0.pem()).unwrap();
    fs::create_dir(folder.path("page")).unwrap();
    fs::write(folder.path("page/index.html"), "<p>a page").unwrap();
    let (_services, cases) = failures(&company);
    for (url, said) in &cases {
        let value = path.to_str().unwrap();
        check(&fetch(url, "SSL_CERT_FILE", value, &["--patience", "0"]), 1, said);
        let mut publish = cubeboard(&["publish", "--patience", "0", "--upstream", url]);
        publish.args(JANUARY).arg("--page").arg(folder.path("page"));
        publish.arg("--output").arg(folder.path("site"));
        check(&knowing(publish, "SSL_CERT_FILE", value).output().unwrap(), 1, said);
    }
}

#[test]
fn report_12_nobody_waits_for_a_certificate_to_become_another() {
    let stranger = Company::new().service("localhost", 2100);
    // With the usual patience, of minutes.
    let output = fetch(&stranger.url, "", "", &[]);
    check(&output, 1, &["of an authority that is not known here", "SSL_CERT_FILE"]);
}

#[test]
fn report_12_the_relay_tells_what_kept_a_connection_from_coming_about() {
    let company = Company::new();
    let folder = Folder::new();
    let path = folder.path("company.pem");
    fs::write(&path, company.0.pem()).unwrap();
    let (_services, cases) = failures(&company);
    for (url, said) in &cases {
        let relay = cubeboard(&["serve", "--listen", "127.0.0.1:0", "--upstream", url]);
        let relay = Serving::start(knowing(relay, "SSL_CERT_FILE", path.to_str().unwrap()));
        let reply = relay.get("/api/v1/campaigns");
        assert!(reply.starts_with("HTTP/1.1 502 "), "{reply}");
        assert!(said.iter().all(|it| reply.contains(it)), "{reply}");
    }
}

#[test]
fn report_12_a_variable_that_names_no_certificates_is_wrong_use() {
    let folder = Folder::new();
    fs::write(folder.path("empty.pem"), "").unwrap();
    fs::write(folder.path("key.pem"), KeyPair::generate().unwrap().serialize_pem()).unwrap();
    fs::create_dir(folder.path("nothing")).unwrap();
    for (variable, name) in [
        ("SSL_CERT_FILE", "empty.pem"),
        ("SSL_CERT_FILE", "key.pem"),
        ("SSL_CERT_FILE", "nowhere.pem"),
        ("SSL_CERT_DIR", "nothing"),
        ("SSL_CERT_DIR", "nowhere"),
    ] {
        let value = folder.path(name).to_str().unwrap().to_owned();
        let output = fetch("https://localhost:1", variable, &value, &[]);
        check(&output, 2, &[variable, name]);
    }
}
