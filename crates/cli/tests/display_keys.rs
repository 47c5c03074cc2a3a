//! Keys of displays, from the command that makes them to the replies that they get, over real sockets.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;
mod signing;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use running::{Serving, cubeboard, output, stderr};
use serde_json::{Value, json};
use signing::{HERE, PASSWORD, check_looks, check_status, hashed, header, sign_in};
use tempfile::TempDir;

const SALES: &str = "responses/?from_date=20170101&to_date=20170131&response_type=Sale";

const SIGN_OUT_FORM: &str = "<form method=\"post\" action=\"/display/sign-out\">";

/// A folder with the key of relays and the keys of displays.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(TempDir::new().unwrap());
        fs::write(office.path("session-key"), "k".repeat(64)).unwrap();
        #[cfg(unix)]
        {
            let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            fs::set_permissions(office.path("session-key"), private).unwrap();
        }
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn keys(&self) -> String {
        self.path("displays.json").to_str().unwrap().to_owned()
    }

    fn display_key(&self, arguments: &[&str]) -> Output {
        output(&[&["display-key"], arguments, &["--keys", &self.keys()]].concat())
    }

    /// Makes a key for campaign 926; its text.
    #[track_caller]
    fn make(&self, name: &str, more: &[&str]) -> String {
        let output =
            self.display_key(&[&["new", "--name", name, "--campaign", "926"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let link = String::from_utf8(output.stdout).unwrap();
        link.trim_end().split_once('#').unwrap().1.to_owned()
    }

    fn serve(&self, more: &[&str]) -> Command {
        let mut command = cubeboard(&[&HERE[..], more].concat());
        command.env("CUBEBOARD_SESSION_KEY_FILE", self.path("session-key"));
        command.env("CUBEBOARD_DISPLAY_KEYS", self.keys());
        command
    }

    fn guarded(&self, more: &[&str]) -> Serving {
        let mut command = self.serve(more);
        command.env("CUBEBOARD_ACCESS_HASH", hashed(PASSWORD).1);
        Serving::start(command)
    }
}

fn exchange(serving: &Serving, key: &str) -> String {
    serving.ask("POST /display", &["sec-fetch-site: same-origin"], &format!("key={key}"))
}

/// The header that a browser sends after the reply with a cookie.
fn cookie(reply: &str) -> String {
    check_status(reply, 200);
    format!("cookie: {}", header(reply, "set-cookie").split(';').next().unwrap())
}

fn body(reply: &str) -> Value {
    serde_json::from_str(reply.split_once("\r\n\r\n").unwrap().1).unwrap()
}

fn list(campaign: u32) -> String {
    format!("GET /api/v1/campaigns/{campaign}/{SALES}")
}

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

#[test]
fn the_link_leads_to_a_page_that_anybody_may_open_and_that_holds_no_secret() {
    let office = Office::new();
    office.make("Room 2", &[]);
    let serving = office.guarded(&[]);
    let page = serving.ask("GET /display", &["accept: text/html", "accept-language: nb"], "");
    check_status(&page, 200);
    assert!(page.contains("Skjermens nøkkel er ukjent") && page.contains("lang=\"nb\""), "{page}");
    assert!(page.contains("<script src=\"display.js\"></script>"), "nothing runs inline");
    check_looks(&page);
    assert_eq!(header(&page, "cache-control"), "no-store");
    assert!(header(&page, "content-security-policy").contains("default-src 'none'"));
    let script = serving.get("/display.js");
    check_status(&script, 200);
    assert!(header(&script, "content-type").starts_with("text/javascript"));
    // It takes the key out of the address before it does anything with it.
    let [taken, sent] = ["history.replaceState", "fetch("].map(|it| script.find(it).unwrap());
    assert!(taken < sent, "{script}");
    check_status(&serving.ask("DELETE /display", &[], ""), 405);
}

#[test]
fn a_key_is_given_for_a_cookie_and_the_address_of_the_wallboard() {
    let office = Office::new();
    let key = office.make("Room 2", &["--campaign", "2010"]);
    let serving = office.guarded(&[]);
    let reply = exchange(&serving, &key);
    check_status(&reply, 200);
    let address = "./?view=wallboard&campaign=926,2010&period=this-month&follow=1";
    assert_eq!(body(&reply), json!({ "address": address }));
    assert_eq!(header(&reply, "cache-control"), "no-store");
    let (cookie, attributes) = header(&reply, "set-cookie").split_once("; ").unwrap();
    assert!(cookie.starts_with("__Host-cubeboard-display=") && !cookie.contains(&key), "{cookie}");
    for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=34560000"] {
        assert!(attributes.split("; ").any(|it| it == attribute), "{attributes}");
    }
    for wrong in ["", &key[1..], &"A".repeat(43)] {
        let reply = exchange(&serving, wrong);
        check_status(&reply, 401);
        assert!(!reply.contains("set-cookie"), "{reply}");
    }
}

#[test]
fn a_display_reads_the_lists_of_its_campaigns_and_nothing_else() {
    let office = Office::new();
    fs::create_dir(office.path("dist")).unwrap();
    fs::write(office.path("dist/index.html"), "<p>the page").unwrap();
    let dist = office.path("dist");
    let key = office.make("Room 2", &[]);
    let serving = office.guarded(&["--metrics", "--page", dist.to_str().unwrap()]);
    let cookie = cookie(&exchange(&serving, &key));
    let rows = body(&serving.ask(&list(926), &[&cookie], ""));
    assert_eq!(rows["count"], 207);
    assert!(rows["next"].as_str().unwrap().ends_with("&page=2"), "{}", rows["next"]);
    let row = rows["results"][0].as_object().unwrap();
    let keys: Vec<_> = row.keys().map(String::as_str).collect();
    let mut expected = ["submitted_by", "submitted_when", "crm_customer_id", "campaign_id", "type"]
        .into_iter()
        .chain(["subtype", "external_customer_id"])
        .collect::<Vec<_>>();
    expected.sort_unstable();
    let mut keys = keys;
    keys.sort_unstable();
    assert_eq!(keys, expected);
    let outcomes = list(926).replace("responses", "call_outcomes");
    check_status(&serving.ask(&outcomes, &[&cookie], ""), 200);
    check_status(&serving.ask("GET /?view=wallboard", &[&cookie], ""), 200);
    // Whether there is such a campaign makes no difference.
    for other in [&list(927), &list(4), &outcomes.replace("926", "927")] {
        let reply = serving.ask(other, &[&cookie], "");
        check_status(&reply, 403);
        assert_eq!(header(&reply, "cubeboard-answer"), "display-campaign", "{other}");
        let told = "{\"detail\":\"the key of this display does not name this campaign\"}";
        assert!(reply.ends_with(told), "{reply}");
    }
    for what in [
        "GET /api/v1/campaigns",
        "GET /api/v1/campaigns/",
        "GET /api/v1/campaigns/926/responses/?include_inactive_campaigns=1",
        "GET /api/v1/campaigns/926/responses/?q=Hansen",
        "GET /api/v1/campaigns/926%2F/responses/",
        "GET /api/v1/users",
        "GET /metrics",
        "HEAD /metrics",
        "POST /api/v1/campaigns/926/responses/",
        "DELETE /config.json",
    ] {
        let reply = serving.ask(what, &[&cookie], "password=x");
        check_status(&reply, 403);
        assert_eq!(header(&reply, "cubeboard-answer"), "display", "{what}");
        if !what.starts_with("HEAD") {
            assert!(reply.ends_with("{\"detail\":\"not for a display\"}"), "{reply}");
        }
    }
}

#[test]
fn what_a_display_is_told_of_the_campaigns_is_of_its_own() {
    let office = Office::new();
    let config = office.path("cubeboard.toml");
    let settings = "agents = 'number'\n\
        [[campaigns]]\nid = 926\nname = 'Vinter'\nsuccess = ['Sale']\ngoal = { successes = 9, per = 'day' }\n\
        [[campaigns]]\nid = 927\nname = 'Hemmelig'\n\
        [[views]]\nname = 'Hemmelig'\naddress = '?campaign=927'\n\
        [[notes]]\nday = '2017-01-09'\ntext = 'Manus'\ncampaigns = [926]\n\
        [[notes]]\nday = '2017-01-09'\ntext = 'Hele huset'";
    fs::write(&config, settings).unwrap();
    let keys = [
        office.make("Room 2", &[]),
        office.make("Lobby", &["--agents", "name", "--campaign", "7"]),
    ];
    let serving = office.guarded(&["--config", config.to_str().unwrap()]);
    let [room, lobby] = keys.map(|it| {
        let cookie = cookie(&exchange(&serving, &it));
        body(&serving.ask("GET /config.json", &[&cookie], ""))
    });
    let vinter = json!({
        "id": 926, "name": "Vinter", "success": ["Sale"], "goal": { "successes": 9, "per": "day" }
    });
    assert_eq!(
        room,
        json!({
            "endpoint": "", "sign_in": "none", "campaigns": [vinter], "agents": "number",
            "wallboard_only": true
        })
    );
    assert_eq!(lobby["campaigns"], json!([{ "id": 7, "name": "7" }, vinter]));
    assert_eq!(lobby["agents"], "name");
    let session = header(&sign_in(&serving, "/", PASSWORD), "set-cookie").to_owned();
    let session = format!("cookie: {}", session.split(';').next().unwrap());
    let whole = body(&serving.ask("GET /config.json", &[&session], ""));
    assert_eq!((&whole["agents"], &whole["sign_out"]), (&json!("number"), &json!(true)));
    assert_eq!(whole["campaigns"].as_array().unwrap().len(), 2);
    assert_eq!(whole["notes"].as_array().unwrap().len(), 2);
}

#[test]
fn agents_are_named_as_key_or_settings_say() {
    let office = Office::new();
    let keys = ["name", "initials", "number"].map(|it| office.make(it, &["--agents", it]));
    let usual = office.make("usual", &[]);
    let serving = office.guarded(&[]);
    let agent = |key: &str| {
        let cookie = cookie(&exchange(&serving, key));
        let rows = body(&serving.ask(&list(926), &[&cookie], ""));
        rows["results"][0]["submitted_by"].as_str().unwrap().to_owned()
    };
    let [name, initials, number] = keys.each_ref().map(|it| agent(it));
    assert!(name.contains('@'), "{name}");
    assert_eq!(initials.split_once('~').unwrap().0.chars().count(), 2, "{initials}");
    assert!(number.starts_with('~') && number.len() == 17, "{number}");
    assert_eq!(agent(&usual).find('~'), initials.find('~'));
    assert_ne!(agent(&usual), initials, "each display has marks of its own");
}

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
    for display in &displays {
        let page = serving.ask("GET /display", &[display], "");
        check_status(&page, 200);
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

#[test]
fn log_and_figures_tell_of_keys_that_were_given_and_refused_and_of_no_key() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let mut serving = office.guarded(&["--metrics"]);
    let reply = exchange(&serving, &key);
    let cookie = cookie(&reply);
    exchange(&serving, &"B".repeat(43));
    serving.ask(&list(926), &[&cookie], "");
    let session = header(&sign_in(&serving, "/", PASSWORD), "set-cookie").to_owned();
    let session = format!("cookie: {}", session.split(';').next().unwrap());
    let figures = serving.ask("GET /metrics", &[&session], "");
    for event in ["display-key", "wrong-display-key"] {
        let line = format!("cubeboard_access_events_total{{event=\"{event}\"}} 1");
        assert!(figures.contains(&line), "{figures}");
    }
    assert!(figures.contains("path=\"/display\""), "{figures}");
    let log = serving.log();
    let told = "access event=\"display-key\" display=\"Room 2\" sender=127.0.0.1";
    assert_eq!(log.matches(told).count(), 1, "{log}");
    assert_eq!(log.matches("access event=\"wrong-display-key\"").count(), 1, "{log}");
    let value = cookie.split_once('=').unwrap().1;
    for secret in [&*key, &"B".repeat(43), value, value.split('.').next().unwrap()] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn other_sites_and_guesses_get_nowhere() {
    let office = Office::new();
    let key = office.make("Room 2", &[]);
    let serving = office.guarded(&[]);
    for headers in [&["sec-fetch-site: cross-site"], &["origin: https://evil.example"]] {
        let reply = serving.ask("POST /display", headers, &format!("key={key}"));
        check_status(&reply, 403);
        assert_eq!(header(&reply, "cubeboard-answer"), "cross-site");
    }
    // A key that is right makes up for those before it that were not.
    for attempts in [4, 5] {
        for _ in 0..attempts {
            check_status(&exchange(&serving, "wrong"), 401);
        }
        if attempts == 4 {
            check_status(&exchange(&serving, &key), 200);
        }
    }
    let locked = exchange(&serving, &key);
    check_status(&locked, 429);
    assert!((1..=60).contains(&header(&locked, "retry-after").parse().unwrap()));
    // That keeps nobody from signing in.
    check_status(&sign_in(&serving, "/", PASSWORD), 303);
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
