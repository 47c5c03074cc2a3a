use std::fs;

use super::*;
use crate::forwarding::{Forwarding, ForwardingArguments};
use crate::log::Log;
use crate::relay::arguments::RelayArguments;
use crate::relay::cors::Origin;
use tempfile::TempDir;

const NO_FLAGS: UpstreamArguments = UpstreamArguments { demo: false, upstream: None, config: None };

fn settings(file: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cubeboard.toml");
    fs::write(&path, file).unwrap();
    Settings::read(Some(&path), |name| {
        variables.iter().find(|it| it.0 == name).map(|it| it.1.into())
    })
}

fn url(text: &str) -> UpstreamUrl {
    text.parse().unwrap()
}

#[track_caller]
fn refused(file: &str, said: &str) {
    let error = settings(file, &[]).unwrap_err().to_string();
    assert!(error.contains("cubeboard.toml, line ") && error.contains(said), "{error}");
}

#[test]
fn a_flag_goes_before_a_variable_and_that_before_the_file() {
    let file = "upstream = 'https://file.headshed.com'";
    let variable = [(UPSTREAM, "https://variable.headshed.com")];
    let flag = UpstreamArguments { upstream: Some(url("https://flag.headshed.com")), ..NO_FLAGS };
    let host = |settings: Settings, upstream: &UpstreamArguments| {
        settings.upstream(upstream).unwrap().unwrap().origin().host_str().unwrap().to_owned()
    };
    assert_eq!(host(settings(file, &[]).unwrap(), &NO_FLAGS), "file.headshed.com");
    assert_eq!(host(settings(file, &variable).unwrap(), &NO_FLAGS), "variable.headshed.com");
    assert_eq!(host(settings(file, &variable).unwrap(), &flag), "flag.headshed.com");
    let demo = UpstreamArguments { demo: true, ..NO_FLAGS };
    assert!(settings(file, &variable).unwrap().upstream(&demo).unwrap().is_none());
}

#[test]
fn without_any_of_them_there_is_nobody_to_ask() {
    let settings = Settings::read(None, |_| None).unwrap();
    assert!(matches!(settings.upstream(&NO_FLAGS), Err(SettingsError::NoUpstream)));
    assert_eq!(settings.parallel_requests(None).unwrap(), LANES);
}

#[test]
fn lists_replace_each_other_too() {
    let file = "[serve]\nallow_origins = ['https://a.example', 'https://b.example']";
    let pick = |settings: Settings, flags| {
        let picked =
            settings.pick_list::<Origin>(flags, ALLOW_ORIGIN, &settings.file.serve.allow_origins);
        picked.unwrap().len()
    };
    assert_eq!(pick(settings(file, &[]).unwrap(), Vec::new()), 2);
    let variable = [(ALLOW_ORIGIN, "https://c.example, https://d.example,https://e.example")];
    assert_eq!(pick(settings(file, &variable).unwrap(), Vec::new()), 3);
    let flag = vec!["https://f.example".parse().unwrap()];
    assert_eq!(pick(settings(file, &variable).unwrap(), flag), 1);
}

#[test]
fn a_mistake_is_said_with_its_line_or_its_variable() {
    refused("\n\nupstream = 'http://account.headshed.com'", "line 3: must begin with https://");
    refused("parallel_requests = 33", "line 1: takes a number from 1 to 32");
    refused("colour = 'red'", "unknown field `colour`, expected one of `upstream`");
    refused("[serve]\nlisten = '8080'", "line 2");
    refused("upstream =", "line 1");
    refused("\nagents = 'nobody'", "line 2: unknown variant `nobody`, expected one of `name`");
    let settings = settings("", &[(PARALLEL_REQUESTS, "many")]).unwrap();
    let error = settings.parallel_requests(None).unwrap_err().to_string();
    assert_eq!(error, "CUBEBOARD_PARALLEL_REQUESTS: takes a number from 1 to 32");
}

#[test]
fn report_14_the_file_may_begin_with_a_byte_order_mark() {
    let settings = settings("\u{feff}upstream = 'https://file.headshed.com'\r\n", &[]).unwrap();
    assert!(settings.upstream(&NO_FLAGS).unwrap().is_some());
    refused("\u{feff}\nparallel_requests = 33", "line 2: takes a number");
}

#[test]
fn a_secret_in_the_file_is_refused_without_repeating_it() {
    for key in ["token", "password", "user"] {
        let error = settings(&format!("{key} = 'classified'"), &[]).unwrap_err().to_string();
        assert!(error.contains("secrets do not belong in this file"), "{error}");
        assert!(!error.contains("classified"), "{error}");
    }
}

#[test]
fn files_that_the_file_names_are_looked_for_from_there() {
    let file = "[serve]\npage = 'dist'\ndisplay_keys = 'displays.json'";
    let serve = settings(file, &[]).unwrap().file.serve;
    for (path, name) in [(serve.page, "dist"), (serve.display_keys, "displays.json")] {
        let path = path.unwrap();
        assert!(path.is_absolute() && path.ends_with(name), "{}", path.display());
    }
}

#[test]
fn what_serve_does_can_be_set_in_the_file_and_by_variables() {
    let file = "[serve]\npublic_url = 'https://a.example/'\nlog = 'json'\nmetrics = true\n\
        requests_per_second = 7\ncache_megabytes = 1\ncache_closed_seconds = 2\ncache_open_seconds = 3";
    let variables = [(CACHE_MEGABYTES, "0"), (PUBLIC_URL, "https://b.example")];
    for (variables, bytes, public_url) in
        [(&[][..], 1_000_000, "https://a.example"), (&variables, 0, "https://b.example")]
    {
        let settings = settings(file, variables).unwrap();
        let flags = RelayArguments::default();
        let retention = flags.retention(&settings).unwrap();
        assert_eq!((retention.bytes, retention.closed.as_secs()), (bytes, 2));
        assert_eq!(retention.open.as_secs(), 3);
        assert_eq!(flags.request_rate(&settings).unwrap(), "7".parse().unwrap());
        let forwarding = Forwarding::new(ForwardingArguments::default(), &settings).unwrap();
        assert_eq!(forwarding.public_url.unwrap().as_str(), public_url);
        assert_eq!(
            (settings.file.serve.log, settings.file.serve.metrics),
            (Some(Log::Json), Some(true))
        );
    }
    refused("[serve]\nlog = 'xml'", "line 2: takes off, text or json");
    refused("[serve]\npublic_url = 'a.example'", "line 2: must be an address such as");
    refused("[serve]\ncache_megabytes = -1", "line 2");
}
