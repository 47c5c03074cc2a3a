//! A report on paper: what was asked, the answer, all that lies behind it, when and by which clock.

use axum::Router;
use axum::routing::get;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{A_YEAR_OF_CALLS, JANUARY_SALES, demo, folders};
use serde_json::{Value, json};
use tower_http::services::ServeDir;

/// A key, as the driver knows it.
const CONTROL: char = '\u{E009}';

#[tokio::test]
async fn paper_is_light_and_has_question_answer_numbers_day_and_zone() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&theme=dark&is_agent=per.lie@callcenter.no")).await?;
    page.sees("634 of 634 responses").await?;
    page.chart_is_drawn().await?;
    let on_screen = page.chart_picture().await?;
    page.show_as_paper().await?;
    for words in
        ["Printed ", "Campaign sales", "634 of 634 responses", "Oslo time", "Sun, 1 Jan 2017"]
    {
        page.sees(words).await?;
    }
    for control in ["Connection", "Load", "Last month", "Filter by type"] {
        page.is_gone("button", control).await?;
    }
    let width: u32 =
        page.read("return document.querySelector('.chart canvas').width", vec![]).await?;
    assert_eq!(width, 2 * 820, "two pixels for each of the paper's");
    let colours: [String; 2] = page.read(PAPER, vec![]).await?;
    assert_eq!(colours, ["rgb(24, 33, 44)", "255,255,255"], "ink, and the chart's ground");
    page.put_paper_away().await?;
    page.browser().wear(&Looks::default()).await?;
    assert_eq!(page.chart_picture().await?, on_screen, "the screen has its own colours again");
    Ok(())
}

#[tokio::test]
async fn every_row_goes_on_paper_wherever_the_reader_is() -> Outcome {
    let relay = Relay::demo().await?;
    let narrow = Looks { width_px: 500, ..Looks::default() };
    let page = Page::at(relay.origin(), &narrow).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.keys_in_grid(&["PageDown", "PageDown"]).await?;
    let place = async || page.read::<u32>(SCROLLED_PX, vec![]).await;
    let before = place().await?;
    let all = page.sheets().await?;
    assert!(before > 0);
    assert_eq!(place().await?, before, "the reader is where he or she was");
    page.open(&format!("{JANUARY_SALES}&is_agent=per.lie@callcenter.no")).await?;
    page.sees("of 207 shown").await?;
    let few = page.sheets().await?;
    assert!(all > few + 2, "{all} sheets, {few} of few rows");
    Ok(())
}

#[tokio::test]
async fn the_page_prints_itself_whole_by_its_own_entry_and_by_the_key_for_it() -> Outcome {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let relay = Relay::demo().await?;
        let page = Page::inside(engine, relay.origin(), &Looks::default()).await?;
        page.open(JANUARY_SALES).await?;
        page.sees("207 of 207 responses").await?;
        page.read::<()>(PRINTER, vec![]).await?;
        let printed = async |times: usize| {
            let rows: Vec<usize> = page.read("return window.printed", vec![]).await?;
            let whole = rows.len() == times && rows.iter().all(|it| *it == 1 + 207);
            whole.then_some(()).ok_or_else(|| Failure(format!("{rows:?} in {engine:?}")))
        };
        page.click("button", "Share and export").await?;
        page.click("button", "Print").await?;
        eventually(async || printed(1).await).await?;
        page.is_gone("dialog", "Share and export").await?;
        page.press_keys(CONTROL, 'p').await?;
        eventually(async || printed(2).await).await?;
        page.shows_rows(207).await?;
    }
    Ok(())
}

#[tokio::test]
async fn paper_says_where_it_does_not_take_all() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.sees("100,000 of 100,000 responses").await?;
    let on_screen = page.grid_rows_in_document().await?;
    page.show_as_paper().await?;
    page.sees("The first 1,000 of 100,000 rows; a file takes all of them.").await?;
    assert_eq!(page.grid_rows_in_document().await?, 1 + 1000, "and the heads");
    page.put_paper_away().await?;
    assert_eq!(page.grid_rows_in_document().await?, on_screen);
    Ok(())
}

#[tokio::test]
async fn a_long_list_is_folded_on_screen_and_whole_on_paper() -> Outcome {
    let row = |agent: usize| json!({ "type": "Sale", "submitted_by": format!("agent{agent}"), "submitted_when": "2017-01-05T10:00:00Z" });
    let results: Vec<Value> = (0..14).map(row).collect();
    let reply = json!({ "count": 14, "next": null, "results": results }).to_string();
    let router = Router::new()
        .route("/api/{*path}", get(async move || reply))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("14 of 14 responses").await?;
    page.has("button", "All 14").await?;
    let agents = async || page.read::<usize>(AGENTS, vec![]).await;
    assert_eq!(agents().await?, 10);
    page.show_as_paper().await?;
    assert_eq!(agents().await?, 14, "nobody is left out");
    page.put_paper_away().await?;
    assert_eq!(agents().await?, 10);
    page.click("button", "All 14").await?;
    page.has("button", "Fewer").await?;
    assert_eq!(agents().await?, 14);
    Ok(())
}

const SCROLLED_PX: &str = "return Math.round(document.querySelector('.grid').scrollTop)";

const AGENTS: &str = "return document.querySelectorAll('.agents tbody tr:not([hidden])').length";

/// A printer that notes how many rows it was given.
const PRINTER: &str = "
    window.printed = [];
    window.print = () => printed.push(document.querySelectorAll('[role=grid] [role=row]').length)";

const PAPER: &str = "
    const canvas = document.querySelector('canvas');
    const [red, green, blue] = canvas.getContext('2d').getImageData(2, 2, 1, 1).data;
    return [getComputedStyle(document.body).color, `${red},${green},${blue}`]";
