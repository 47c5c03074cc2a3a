//! Goals: set where success is, drawn, told with what is reached of them and where they will end, and how that is reckoned.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use cubeboard_e2e::access::Rules;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::{Key, Page};
use cubeboard_e2e::server::Server;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::{JANUARY_SALES, demo, folders};
use serde_json::{Value, json};
use tower_http::services::ServeDir;
use url::form_urlencoded;

const DEFINITION: &str = "What counts as success";

/// The page of a campaign that is under way: it is noon in Oslo on Thursday, 5 October 2017.
async fn under_way(calls: Calls, campaigns: Value) -> Outcome<(Server, Page)> {
    let calls = Arc::new(calls);
    let list = get(async move |asked: Uri| as_json(calls.reply(&asked).to_string()));
    let config = json!({ "sign_in": "none", "campaigns": campaigns }).to_string();
    let router = Router::new()
        .route("/config.json", get(async move || as_json(config)))
        .route("/api/v1/campaigns/{id}/responses/", list)
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.browser().run_in_every_document(NOON).await?;
    Ok((server, page))
}

fn as_json(body: String) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], body)
}

const NOON: &str = "
    const [Real, now] = [Date, Date.parse('2017-10-05T10:00:00Z')];
    window.Date = new Proxy(Real, {
        construct: (_, given) => given.length ? new Real(...given) : new Real(now),
        get: (_, name) => name === 'now' ? () => now : Real[name],
    });";

const OCTOBER: &str = "/?campaign=926&from=2017-10-01&to=2017-10-31";
const TODAY: &str = "/?campaign=926&from=2017-10-05&to=2017-10-05";

fn winter(goal: Value) -> Value {
    json!([{ "id": 926, "name": "Winter", "goal": goal }])
}

/// Sales by day, as so many at ten in the morning in Oslo and so many at four in the afternoon.
struct Calls(&'static [(&'static str, usize, usize)]);

impl Calls {
    fn reply(&self, asked: &Uri) -> Value {
        let campaign: Option<u32> = asked.path().split('/').find_map(|it| it.parse().ok());
        let query = form_urlencoded::parse(asked.query().unwrap_or_default().as_bytes());
        let query: HashMap<_, _> = query.into_owned().collect();
        let compact = |day: &str| day.replace('-', "");
        let [from, to] = ["from_date", "to_date"].map(|key| compact(&query[key]));
        let is_asked = |day: &str| (from.clone()..=to.clone()).contains(&compact(day));
        let mut results = Vec::new();
        for (day, morning, afternoon) in self.0.iter().filter(|(day, ..)| is_asked(day)) {
            for index in 0..morning + afternoon {
                let hour = if index < *morning { "08" } else { "14" };
                results.push(json!({
                    "type": "Sale",
                    "campaign_id": campaign,
                    "submitted_by": if index % 4 == 0 { "kari@callcenter.no" } else { "ola@callcenter.no" },
                    "submitted_when": format!("{day}T{hour}:00:{index:02}Z"),
                    "crm_customer_id": results.len() + 1,
                }));
            }
        }
        json!({ "count": results.len(), "next": null, "previous": null, "results": results })
    }
}

/// Eight, ten and twelve on the first working days of a month that begins on a Sunday, and four today by noon.
const BEGUN: Calls = Calls(&[
    ("2017-10-02", 8, 0),
    ("2017-10-03", 10, 0),
    ("2017-10-04", 12, 0),
    ("2017-10-05", 4, 0),
]);

#[tokio::test]
async fn a_goal_is_set_where_success_is_and_remembered_until_all_is_forgotten() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.click("button", DEFINITION).await?;
    page.fill("Successes wanted", "some").await?;
    page.press(&[Key::Tab]).await?;
    page.sees("A whole number, 1 or more.").await?;
    page.fill("Successes wanted", "250").await?;
    page.choose_option("In which time", "per month").await?;
    page.sees("Goal: 250 successes per month").await?;
    page.sees("207 of 250 reached: 83%").await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 250 reached: 83%").await?;
    page.click("button", "Connection").await?;
    page.click("button", "Forget what this browser remembers").await?;
    page.sees("Forgotten.").await?;
    assert!(!page.text().await?.contains("Goal:"));
    Ok(())
}

#[tokio::test]
async fn bars_agents_and_the_numbers_are_told_beside_the_goal() -> Outcome {
    let goal = json!({ "successes": 220, "per": "month" });
    let (_server, page) = under_way(BEGUN, winter(goal)).await?;
    page.open(OCTOBER).await?;
    page.sees("34 of 220 reached: 15%").await?;
    page.sees("Goal: 220 successes per month, by working days").await?;
    let rows = page.numbers("Responses per day").await?;
    // Day, sales, total, successes, goal; the first is a Sunday.
    assert_eq!(rows[0][1..], ["0", "0", "0", ""]);
    assert_eq!(rows[1][1..], ["8", "8", "8", "10"]);
    let tip = page.point_at_chart(0.14).await?;
    assert_eq!(tip.number("Goal"), Some("10"), "{tip:?}");
    let cells: Vec<String> = page.read(AGENT_CELLS, vec![]).await?;
    assert_eq!(cells, ["11%", "4%"], "25 and 9 of 220, to the whole percent");

    page.click("button", "Month").await?;
    page.has("figure", "Responses per month").await?;
    page.sees("Goal: 220 successes per month").await?;
    assert!(!page.text().await?.contains("by working days"));
    page.fill("Search responses", "kari").await?;
    page.sees("It is of all responses, so it is not reckoned while filters are set.").await?;
    let cells: Vec<String> = page.read(AGENT_CELLS, vec![]).await?;
    assert!(cells.is_empty(), "{cells:?}");
    Ok(())
}

/// What agents have of the goal, from the top.
const AGENT_CELLS: &str = "
    const names = [...document.querySelectorAll('.agents thead th')];
    const column = names.findIndex(it => !it.hidden && it.textContent === 'Of goal');
    if (column < 0) return [];
    return [...document.querySelectorAll('.agents tbody tr')].filter(it => !it.hidden)
        .map(it => it.children[column].innerText)";

#[tokio::test]
async fn a_month_under_way_is_told_where_it_will_end_and_how_that_is_reckoned() -> Outcome {
    let (_server, page) =
        under_way(BEGUN, winter(json!({ "successes": 250, "per": "month" }))).await?;
    page.open(OCTOBER).await?;
    // Reckoned by hand in crates/responses/src/goal/forecast.rs.
    page.sees("34 of 250 reached: 14%").await?;
    page.sees("At this pace 220 by the end of Tue, 31 Oct 2017: 88%.").await?;
    page.sees("With 95 % certainty between 120 and 320.").await?;
    page.sees("Reckoned from 10.0 successes per working day on the 3 that are over").await?;
    page.sees("without today: 18. Today counts as it is, and 6.0 more are expected of it.").await?;
    page.sees("Working days are Monday to Friday").await?;
    for looks in [
        Looks::default(),
        Looks { dark: true, ..Looks::default() },
        Looks { width_px: 390, ..Looks::default() },
        Looks { width_px: 390, dark: true, ..Looks::default() },
    ] {
        page.browser().wear(&looks).await?;
        let obstacles = page.obstacles(Rules::All).await?;
        assert!(obstacles.is_empty(), "{obstacles:?}");
        page.overflows().await.map(|found| assert!(found.is_empty(), "{found:?}"))?;
    }
    page.browser().wear(&Looks::default()).await?;
    page.open(&format!("{OCTOBER}&lang=nb")).await?;
    page.sees("I dette tempoet 220 ved slutten av tir. 31. okt. 2017: 88 %.").await?;
    page.sees("Arbeidsdager er mandag til fredag").await?;
    page.click("button", "Hva som teller som suksess").await?;
    page.has("dialog", "Hva som teller som suksess").await?;
    let obstacles = page.obstacles(Rules::All).await?;
    assert!(obstacles.is_empty(), "{obstacles:?}");
    Ok(())
}

#[tokio::test]
async fn before_three_working_days_are_over_there_is_no_forecast() -> Outcome {
    let young = Calls(&[("2017-10-03", 10, 0), ("2017-10-04", 12, 0), ("2017-10-05", 4, 0)]);
    let (_server, page) =
        under_way(young, winter(json!({ "successes": 250, "per": "month" }))).await?;
    page.open(OCTOBER).await?;
    page.sees("26 of 250 reached: 10%").await?;
    page.sees("No forecast yet: 2 working days are over, and it takes more.").await?;
    assert!(!page.text().await?.contains("At this pace"));
    Ok(())
}

#[tokio::test]
async fn a_single_day_goes_by_the_same_weekday_of_four_weeks() -> Outcome {
    let thursdays = Calls(&[
        ("2017-09-07", 3, 4),
        ("2017-09-14", 9, 6),
        ("2017-09-21", 2, 5),
        ("2017-09-28", 4, 5),
        ("2017-10-04", 50, 50),
        ("2017-10-05", 7, 0),
    ]);
    let (_server, page) =
        under_way(thursdays, winter(json!({ "successes": 12, "per": "day" }))).await?;
    page.open(TODAY).await?;
    // Reckoned by hand in crates/responses/src/goal/day_forecast.rs.
    page.sees("7 of 12 reached: 58%").await?;
    page.sees("At this pace 12 by the end of Thu, 5 Oct 2017: 100%.").await?;
    page.sees("With 95 % certainty between 9 and 15.").await?;
    page.sees("the same weekday of the last four weeks brought after this time of day, on 4 days")
        .await
}

#[tokio::test]
async fn goals_of_several_campaigns_add_up_where_they_are_for_the_same_time() -> Outcome {
    let campaigns = json!([
        { "id": 926, "name": "Winter", "goal": { "successes": 250, "per": "month" } },
        { "id": 927, "name": "Spring", "goal": { "successes": 50, "per": "month" } },
        { "id": 928, "name": "Summer", "goal": { "successes": 12, "per": "day" } },
        { "id": 929, "name": "Autumn" },
    ]);
    let (_server, page) = under_way(BEGUN, campaigns).await?;
    page.open(&OCTOBER.replace("926", "926,927")).await?;
    page.sees("Goal: 300 successes per month").await?;
    page.sees("68 of 300 reached: 23%").await?;
    page.click("button", DEFINITION).await?;
    page.sees("A goal is one campaign's: ask for one alone to set it.").await?;
    page.open(&OCTOBER.replace("926", "926,928")).await?;
    page.sees("these campaigns have goals for different times, such as per day and per month.")
        .await?;
    page.open(&OCTOBER.replace("926", "926,929")).await?;
    page.sees("No goal is shown: not all of these campaigns have one.").await
}

#[tokio::test]
async fn a_snapshot_holds_the_goal_as_of_when_it_was_read() -> Outcome {
    let (_server, page) =
        under_way(BEGUN, winter(json!({ "successes": 250, "per": "month" }))).await?;
    page.open(OCTOBER).await?;
    page.sees("At this pace 220").await?;
    page.click("button", "Share and export").await?;
    let snapshot = page.save("Snapshot").await?;
    // Years later, where nobody has set a goal.
    let (_relay, page) = demo().await?;
    page.open("/").await?;
    page.click("button", "Share and export").await?;
    page.choose_file(&snapshot.path).await?;
    page.sees("34 of 250 reached: 14%").await?;
    page.sees("At this pace 220 by the end of Tue, 31 Oct 2017: 88%.").await
}
