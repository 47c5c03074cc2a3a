//! Notes on days: everyone's and the reader's own, marked on the chart, read with its bars, in its numbers, on paper and in
//! snapshots.

use axum::Router;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::publishing::{self, publish};
use cubeboard_e2e::server::Server;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::static_files::StaticFiles;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{demo, folders};
use serde_json::json;
use tempfile::TempDir;
use tower_http::services::ServeDir;

/// Writes a note on a day while January is shown.
async fn note(page: &Page, day: &str, text: &str) -> Outcome {
    page.click("button", "Notes").await?;
    page.fill("Day of the note", day).await?;
    page.fill("Note", text).await?;
    page.click("button", "Add note").await?;
    page.sees(&format!("“{text}” is noted.")).await?;
    close(page).await
}

async fn close(page: &Page) -> Outcome {
    page.press_escape().await?;
    page.is_gone("dialog", "Notes").await
}

/// Waits until what is told of the bar that the reader is at has these words in it.
async fn is_told(page: &Page, words: &str) -> Outcome {
    eventually(async || {
        let told: String = page
            .read("return document.querySelector('.chart [aria-live]').innerText", vec![])
            .await?;
        if told.contains(words) { Ok(()) } else { Err(Failure(format!("it tells {told:?}"))) }
    })
    .await
}

/// Waits until the table of the chart's numbers has a cell with these words.
async fn in_numbers(page: &Page, words: &str) -> Outcome {
    eventually(async || {
        let script = "return [...document.querySelectorAll('.numbers td')].map(it => it.innerText)";
        let cells: Vec<String> = page.read(script, vec![]).await?;
        let missing = || Failure(format!("no cell says {words:?}"));
        if cells.iter().any(|cell| cell == words) { Ok(()) } else { Err(missing()) }
    })
    .await
}

/// The demo's January, with a note on the ninth.
async fn noted() -> Outcome<(cubeboard_e2e::relay::Relay, Page)> {
    let (relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    page.chart_is_drawn().await?;
    note(&page, "2017-01-09", "New script").await?;
    Ok((relay, page))
}

#[tokio::test]
async fn a_note_is_marked_and_read_with_its_bar_by_pointer_and_keys() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    page.chart_is_drawn().await?;
    let unmarked = page.chart_picture().await?;
    note(&page, "2017-01-09", "New script").await?;
    eventually(async || {
        let is_marked = page.chart_picture().await? != unmarked;
        if is_marked { Ok(()) } else { Err(Failure("no mark is drawn".to_owned())) }
    })
    .await?;
    page.point_at_chart(8.5 / 31.0).await?;
    page.tip_is_of("Monday 9 January").await?;
    is_told(&page, "New script").await?;
    page.focus_chart().await?;
    // To the bar before, and back.
    page.types("\u{E012}\u{E014}").await?;
    page.tip_is_of("Monday 9 January").await?;
    is_told(&page, "New script").await?;
    page.unfold("Show the numbers").await?;
    in_numbers(&page, "New script").await?;
    page.open(&format!("{JANUARY}&per=week")).await?;
    page.sees("634 of 634 responses").await?;
    page.unfold("Show the numbers").await?;
    in_numbers(&page, "9 Jan: New script").await
}

#[tokio::test]
async fn a_note_is_changed_and_deleted_and_either_is_taken_back() -> Outcome {
    let (_relay, page) = noted().await?;
    page.click("button", "Notes").await?;
    page.click("button", "Change “New script”").await?;
    page.fill("Note", "Newer script").await?;
    page.click("button", "Save note").await?;
    page.has("button", "Change “Newer script”").await?;
    page.click("button", "Undo").await?;
    page.has("button", "Change “New script”").await?;
    page.click("button", "Delete “New script”").await?;
    page.sees("No note on these days.").await?;
    page.click("button", "Undo").await?;
    page.has("button", "Delete “New script”").await?;
    page.click("button", "Add note").await?;
    assert_eq!(page.alert().await?, "Enter a few words.");
    page.open(JANUARY).await?;
    page.sees("634 of 634 responses").await?;
    page.click("button", "Notes").await?;
    page.has("button", "Delete “New script”").await
}

#[tokio::test]
async fn a_note_is_about_its_campaign_or_about_every_one() -> Outcome {
    let (_relay, page) = noted().await?;
    page.click("button", "Notes").await?;
    page.fill("Note", "Strike").await?;
    page.fill("Day of the note", "2017-01-16").await?;
    page.click("checkbox", "About every campaign").await?;
    page.click("button", "Add note").await?;
    page.sees("“Strike” is noted.").await?;
    let kept: String = page.read("return localStorage['cubeboard.notes']", vec![]).await?;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&kept)?,
        json!([
            { "day": "2017-01-09", "text": "New script", "campaigns": [926] },
            { "day": "2017-01-16", "text": "Strike" },
        ])
    );
    assert!(!page.address().await?.contains("Strike"));
    Ok(())
}

#[tokio::test]
async fn own_notes_are_on_paper_and_in_snapshots_only_where_the_reader_ticks_it() -> Outcome {
    let (_relay, page) = noted().await?;
    page.show_as_paper().await?;
    page.sees("Printed ").await?;
    assert!(!page.text().await?.contains("New script"), "it is the reader's own");
    page.put_paper_away().await?;
    page.browser().wear(&Looks::default()).await?;
    let without = snapshot_head(&page, false).await?;
    assert!(!without.contains("New script"), "{without}");
    let with = snapshot_head(&page, true).await?;
    assert!(
        with.contains(r#""notes":[{"day":"2017-01-09","text":"New script","campaigns":[926]}]"#),
        "{with}"
    );
    page.show_as_paper().await?;
    page.sees("9 Jan: New script").await
}

/// The head of a snapshot that is saved now.
async fn snapshot_head(page: &Page, takes_own: bool) -> Outcome<String> {
    page.click("button", "Share and export").await?;
    if takes_own {
        page.click("checkbox", "My own notes in snapshots and on paper").await?;
    }
    let bytes = page.save("Snapshot").await?.bytes()?;
    let mut head = String::new();
    let mut lines = std::io::BufReader::new(flate2::read::MultiGzDecoder::new(&*bytes));
    std::io::BufRead::read_line(&mut lines, &mut head)?;
    page.press_escape().await?;
    page.is_gone("dialog", "Share and export").await?;
    Ok(head)
}

#[tokio::test]
async fn notes_of_the_configuration_are_everyones_and_their_mistakes_are_told() -> Outcome {
    let good = r#"{"notes": [{"day": "2017-01-09", "text": "New script", "campaigns": [17]},
        {"day": "2017-01-10", "text": "Another campaign", "campaigns": [18]}]}"#;
    let server = configured(good).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/?campaign=17&from=2017-01-01&to=2017-01-31").await?;
    page.sees("1 of 1 response").await?;
    page.click("button", "Notes").await?;
    page.sees("New script").await?;
    page.sees("for everyone").await?;
    page.is_gone("button", "Delete “New script”").await?;
    assert!(!page.text().await?.contains("Another campaign"));
    page.show_as_paper().await?;
    page.sees("9 Jan: New script").await?;
    let server = configured(r#"{"notes": [{"day": "9.1.2017", "text": "a"}]}"#).await?;
    page.open_at(&format!("{}/", server.origin())).await?;
    let alert = page.alert().await?;
    assert!(alert.contains("notes: a day that is not written as 2017-01-31"), "{alert}");
    Ok(())
}

/// The page with this config.json, and one response of campaign 17.
async fn configured(config: &'static str) -> Outcome<Server> {
    let responses = async || r#"{"count":1,"next":null,"results":[{"submitted_when":"2017-01-09T12:00:00Z","type":"Sale"}]}"#;
    let router = Router::new()
        .route("/config.json", get(async move || config))
        .route("/api/v1/campaigns/17/responses/", get(responses))
        .fallback_service(ServeDir::new(folders::page()?));
    Server::start(router).await
}

#[tokio::test]
async fn notes_are_written_on_a_phone_in_norwegian_and_in_the_demo() -> Outcome {
    let looks = Looks { width_px: 390, height_px: 844, ..Looks::default() };
    let files = StaticFiles::of(&folders::page()?).await?;
    let page = Page::at(files.origin(), &looks).await?;
    page.open(&format!("{JANUARY}&demo=1&lang=nb")).await?;
    page.sees("634 av 634 responser").await?;
    page.click("button", "Notater").await?;
    page.fill("Dag for notatet", "2017-01-09").await?;
    page.fill("Notat", "Nytt manus").await?;
    page.click("button", "Legg til notat").await?;
    page.sees("«Nytt manus» er notert.").await?;
    let fits: bool = page.read(FITS, vec![]).await?;
    assert!(fits, "the menu is wider than the phone");
    page.press_escape().await?;
    page.is_gone("dialog", "Notater").await?;
    page.press_chart(0.326).await?;
    is_told(&page, "Nytt manus").await
}

const FITS: &str = "
    const box = document.querySelector('.chart-head .menu-panel').getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth
        && document.documentElement.scrollWidth <= innerWidth";

#[tokio::test]
async fn a_published_page_has_the_notes_of_the_settings_on_its_days() -> Outcome {
    let folder = TempDir::new()?;
    let settings = folder.path().join("cubeboard.toml");
    let note = |day: &str, text: &str| format!("[[notes]]\nday = \"{day}\"\ntext = \"{text}\"\n");
    let notes = note("2017-01-09", "New script") + &note("2017-02-09", "Afterwards");
    std::fs::write(&settings, notes)?;
    let site = folder.path().join("site");
    let settings = settings.to_string_lossy();
    publish(publishing::JANUARY, &["--config", &settings], &site).await?;
    let files = StaticFiles::of(&site).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("/").await?;
    page.sees("634 responses").await?;
    page.click("button", "Notes").await?;
    page.sees("New script").await?;
    page.sees("for everyone").await?;
    assert!(!page.text().await?.contains("Afterwards"));
    Ok(())
}
