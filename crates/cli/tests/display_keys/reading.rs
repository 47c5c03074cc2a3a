//! What a display reads, and how it names agents.

use std::fs;

use serde_json::json;

use crate::office::{Office, body, cookie, exchange, list};
use crate::signing::{PASSWORD, check_status, header, sign_in};

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
