//! The command that makes keys, lists them and withdraws them, and what `serve` asks of their file.

use std::fs;
use std::process::Command;

use crate::office::Office;
use crate::running::{Serving, cubeboard, output, stderr};

#[test]
fn the_command_hands_a_key_over_once_and_names_and_withdraws_it() {
    let office = Office::new();
    let made = office.display_key(&[
        "new",
        "--name",
        " Room 2 ",
        "--campaign",
        "926,17",
        "--campaign",
        "926",
        "--url",
        "https://sales.example.org/cube/",
    ]);
    assert_eq!(made.status.code(), Some(0));
    let link = String::from_utf8(made.stdout.clone()).unwrap();
    let key = link.trim_end().strip_prefix("https://sales.example.org/cube/display#").unwrap();
    assert_eq!(key.len(), 43, "{link}");
    let said = stderr(&made);
    assert!(said.contains("campaigns 17, 926") && !said.contains(key), "{said}");
    let text = fs::read_to_string(office.keys()).unwrap();
    assert!(text.contains("Room 2") && !text.contains(key), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let permissions = fs::metadata(office.keys()).unwrap().permissions();
        assert_eq!(permissions.mode() & 0o777, 0o600);
    }
    assert!(!said.contains("https only"), "{said}");
    office.make("Lobby", &["--agents", "number"]);
    let listed = office.display_key(&["list"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    let lines: Vec<_> = listed.lines().map(|it| it.rsplit_once("\tmade 20").unwrap().0).collect();
    assert_eq!(
        lines,
        [
            "Room 2\tcampaigns 17, 926\tagents as everywhere",
            "Lobby\tcampaign 926\tagents by number"
        ]
    );
    for (arguments, said) in [
        (&["new", "--name", "ROOM  2", "--campaign", "7"][..], "named ROOM  2 already"),
        (&["new", "--name", " ", "--campaign", "7"], "from 1 to 60 characters"),
        (&["new", "--name", "a\u{1b}b", "--campaign", "7"], "from 1 to 60 characters"),
        (&["new", "--name", "Room 3"], "--campaign"),
        (&["new", "--name", "Room 3", "--campaign", "Winter"], "invalid value"),
        (&["withdraw", "Room 3"], "no display key named Room 3"),
    ] {
        let output = office.display_key(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(said), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
    assert_eq!(office.display_key(&["withdraw", "room 2"]).status.code(), Some(0));
    let listed = office.display_key(&["list"]);
    assert!(listed.stdout.starts_with(b"Lobby\t"), "{listed:?}");
}

#[test]
fn commands_that_change_the_file_at_once_undo_nothing_of_each_other() {
    let office = Office::new();
    office.make("Lobby", &[]);
    let names: Vec<_> = (0..8).map(|it| format!("Room {it}")).collect();
    let keys = office.keys();
    let mut commands: Vec<_> = names
        .iter()
        .map(|it| vec!["display-key", "new", "--name", it, "--campaign", "926", "--keys", &keys])
        .collect();
    commands.insert(4, vec!["display-key", "withdraw", "Lobby", "--keys", &keys]);
    let running: Vec<_> = commands.iter().map(|it| cubeboard(it).spawn().unwrap()).collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    let listed = String::from_utf8(office.display_key(&["list"]).stdout).unwrap();
    let mut left: Vec<_> = listed.lines().map(|it| it.split('\t').next().unwrap()).collect();
    left.sort_unstable();
    assert_eq!(left, names);
}

#[test]
fn file_and_address_come_from_settings_too_and_something_has_to_name_the_file() {
    let office = Office::new();
    let config = office.path("cubeboard.toml");
    let settings =
        "[serve]\ndisplay_keys = 'displays.json'\npublic_url = 'https://sales.example.org'";
    fs::write(&config, settings).unwrap();
    let config = ["--config", config.to_str().unwrap()];
    let new = ["display-key", "new", "--name", "Room 2", "--campaign", "926"];
    let made = output(&[&new[..], &config].concat());
    let link = String::from_utf8(made.stdout).unwrap();
    assert!(link.starts_with("https://sales.example.org/display#"), "{link}");
    assert!(fs::exists(office.keys()).unwrap());
    let missing = output(&new);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("CUBEBOARD_DISPLAY_KEYS"), "{}", stderr(&missing));
    let none = office.path("none.json");
    let none = output(&["display-key", "list", "--keys", none.to_str().unwrap()]);
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn a_link_by_which_browsers_would_keep_no_cookie_is_told_so() {
    let office = Office::new();
    let urls = ["http://sales.example.org", "http://localhost:8090", "https://sales.example.org"];
    for (url, is_told) in urls.into_iter().zip([true, false, false]) {
        let made = office.display_key(&["new", "--name", url, "--campaign", "926", "--url", url]);
        assert_eq!(made.status.code(), Some(0));
        assert_eq!(stderr(&made).contains("https only"), is_told, "{}", stderr(&made));
    }
    let mut open = cubeboard(&["serve", "--demo", "--listen", "0.0.0.0:0", "--open"]);
    open.env("CUBEBOARD_SESSION_KEY_FILE", office.path("session-key"));
    open.env("CUBEBOARD_DISPLAY_KEYS", office.keys());
    let mut serving = Serving::start(open);
    assert!(serving.log().contains("displays that come over plain HTTP"));
}

#[test]
fn serve_refuses_displays_that_could_not_stay_or_read() {
    let office = Office::new();
    let refused = |command: &mut Command, said: &str| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    };
    refused(&mut office.serve(&[]), "cubeboard display-key new makes one");
    office.make("Room 2", &[]);
    refused(office.serve(&[]).env("CUBEBOARD_SESSION_KEY_FILE", ""), "needs --session-key-file");
    let mut upstream = cubeboard(&["serve", "--upstream", "http://127.0.0.1:1"]);
    upstream.env("CUBEBOARD_SESSION_KEY_FILE", office.path("session-key"));
    refused(upstream.env("CUBEBOARD_DISPLAY_KEYS", office.keys()), "needs credentials for Cube");
    #[cfg(unix)]
    {
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
        fs::set_permissions(office.keys(), open).unwrap();
        refused(&mut office.serve(&[]), "chmod 600");
    }
}
