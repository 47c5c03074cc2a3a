//! Saved views: kept under a name, found by typing, opened first, renamed, deleted, and taken back.

use axum::Router;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::keyboard::key;
use cubeboard_e2e::page::{Key, Page};
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{JANUARY_SALES, demo, folders};
use tower_http::services::ServeDir;

const OFFERS_PER_WEEK: &str = "/?campaign=926&from=2017-01-01&to=2017-01-31&type=Offer&per=week";

/// Saves what the page shows.
async fn save(page: &Page, name: &str) -> Outcome {
    page.click("button", "Views").await?;
    page.fill("Save this view as", name).await?;
    page.click("button", "Save view").await?;
    page.sees(&format!("“{name}” is saved")).await?;
    close(page).await
}

async fn close(page: &Page) -> Outcome {
    page.press_escape().await?;
    page.is_gone("dialog", "Views").await
}

/// A page on which sales and offers are saved, and offers are shown.
async fn two_views(looks: &Looks) -> Outcome<(Relay, Page)> {
    let relay = Relay::demo().await?;
    let page = Page::at(relay.origin(), looks).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    save(&page, "Sales in January").await?;
    page.open(OFFERS_PER_WEEK).await?;
    page.sees("67 of 67 responses").await?;
    save(&page, "Tilbud på ny").await?;
    Ok((relay, page))
}

/// Waits until something has the focus.
async fn is_focused(page: &Page, role: &str, name: &str) -> Outcome {
    eventually(async || {
        let focused = page.focused().await?;
        let expected = (role.to_owned(), name.to_owned());
        let elsewhere = || Failure(format!("the focus is at {focused:?}"));
        if focused == expected { Ok(()) } else { Err(elsewhere()) }
    })
    .await
}

#[tokio::test]
async fn a_view_is_found_by_typing_and_opened_without_a_pointer() -> Outcome {
    let (_relay, page) = two_views(&Looks::default()).await?;
    page.open("/").await?;
    page.walk_to("button", "Views").await?;
    page.press(&[Key::Enter]).await?;
    is_focused(&page, "button", "Sales in January").await?;
    page.types(&key::DOWN.to_string()).await?;
    is_focused(&page, "button", "Tilbud på ny").await?;
    page.types("jan").await?;
    is_focused(&page, "searchbox", "Find a view").await?;
    assert_eq!(page.value_of("Find a view").await?, "jan", "the first letter too");
    page.is_gone("button", "Tilbud på ny").await?;
    page.press(&[Key::Enter]).await?;
    page.sees("207 of 207 responses").await?;
    assert!(page.address().await?.ends_with(JANUARY_SALES), "{}", page.address().await?);
    is_focused(&page, "button", "Views").await?;
    page.browser().client().back().await?;
    page.has("form", "Query").await
}

#[tokio::test]
async fn a_view_holds_all_that_is_shown_and_nothing_of_the_reader() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{OFFERS_PER_WEEK}&q=and&lang=en&theme=dark&token=s3cret")).await?;
    page.sees("67 of 67 responses").await?;
    save(&page, "Offers").await?;
    page.open(&format!("{JANUARY_SALES}&lang=en")).await?;
    page.click("button", "Views").await?;
    page.click("button", "Offers").await?;
    page.sees("67 of 67 responses").await?;
    let address = page.address().await?;
    assert!(address.ends_with("&type=Offer&q=and&per=week&lang=en"), "{address}");
    let kept: String = page.read("return JSON.stringify(localStorage)", vec![]).await?;
    assert!(!kept.contains("s3cret"), "{kept}");
    Ok(())
}

#[tokio::test]
async fn a_view_is_renamed_and_deleted_and_either_is_taken_back() -> Outcome {
    let (_relay, page) = two_views(&Looks::default()).await?;
    page.click("button", "Views").await?;
    page.click("button", "Rename “Sales in January”").await?;
    page.fill("New name", "tilbud PÅ ny").await?;
    page.press(&[Key::Enter]).await?;
    assert_eq!(page.alert().await?, "Another view has this name.");
    page.fill("New name", "Winter").await?;
    page.press(&[Key::Enter]).await?;
    page.sees("“Sales in January” is now called “Winter”.").await?;
    is_focused(&page, "button", "Winter").await?;
    page.click("button", "Undo").await?;
    page.has("button", "Sales in January").await?;
    page.is_gone("button", "Winter").await?;

    page.click("button", "Delete “Sales in January”").await?;
    page.is_gone("button", "Sales in January").await?;
    is_focused(&page, "button", "Undo").await?;
    page.press(&[Key::Enter]).await?;
    is_focused(&page, "button", "Sales in January").await?;
    page.sees("Undone.").await?;
    page.click("button", "Delete “Tilbud på ny”").await?;
    page.sees("“Tilbud på ny” is deleted.").await?;
    page.open(JANUARY_SALES).await?;
    page.click("button", "Views").await?;
    page.has("button", "Sales in January").await?;
    page.is_gone("button", "Tilbud på ny").await
}

#[tokio::test]
async fn escape_gives_up_a_new_name_and_leaves_the_menu_open() -> Outcome {
    let (_relay, page) = two_views(&Looks::default()).await?;
    page.click("button", "Views").await?;
    page.click("button", "Rename “Sales in January”").await?;
    page.fill("New name", "Winter").await?;
    page.press_escape().await?;
    is_focused(&page, "button", "Sales in January").await?;
    page.has("dialog", "Views").await
}

#[tokio::test]
async fn one_view_opens_first_where_the_address_asks_for_nothing() -> Outcome {
    let (_relay, page) = two_views(&Looks::default()).await?;
    page.click("button", "Views").await?;
    page.click("button", "Open “Sales in January” first").await?;
    page.sees("“Sales in January” opens first from now on.").await?;
    page.open("/?lang=nb").await?;
    page.sees("207 av 207 responser").await?;
    assert!(page.address().await?.ends_with(&format!("{JANUARY_SALES}&lang=nb")));
    page.open("/?campaign=2010").await?;
    page.has("form", "Query").await?;
    assert_eq!(
        page.value_of("Campaign").await?,
        "2010",
        "an address that asks for something goes on"
    );
    assert_eq!(page.value_of("From").await?, "");
    page.click("button", "Views").await?;
    page.click("button", "Open “Sales in January” first").await?;
    page.sees("No view opens by itself from now on.").await?;
    page.open("/").await?;
    page.has("form", "Query").await?;
    assert!(!page.address().await?.contains('?'), "{}", page.address().await?);
    Ok(())
}

#[tokio::test]
async fn views_of_the_configuration_are_for_everyone_and_their_mistakes_are_told() -> Outcome {
    let view = "https://old.example.org/?campaign=17&from=2017-01-01&to=2017-01-31&token=s3cret";
    let good = format!(r#"{{"views": [{{"name": "Team", "address": "{view}", "first": true}}]}}"#);
    let server = configured(good).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open("/").await?;
    page.sees("1 of 1 response").await?;
    assert!(page.address().await?.ends_with("/?campaign=17&from=2017-01-01&to=2017-01-31"));
    page.click("button", "Views").await?;
    page.sees("For everyone").await?;
    page.has("button", "Team").await?;
    page.is_gone("button", "Delete “Team”").await?;
    page.click("button", "Open “Team” first").await?;
    page.open("/").await?;
    page.has("form", "Query").await?;
    assert!(!page.address().await?.contains('?'), "this reader wants none");

    let server =
        configured(r#"{"views": [{"name": "Team", "address": "?q=a"}]}"#.to_owned()).await?;
    page.open_at(&format!("{}/", server.origin())).await?;
    let alert = page.alert().await?;
    assert!(alert.contains("views: an address that does not name campaign and days"), "{alert}");
    Ok(())
}

/// The page with this config.json, and one response of campaign 17.
async fn configured(config: String) -> Outcome<Server> {
    let responses = async || r#"{"count":1,"next":null,"results":[{"customer_name":"Kari"}]}"#;
    let router = Router::new()
        .route("/config.json", get(async move || config))
        .route("/api/v1/campaigns/17/responses/", get(responses))
        .fallback_service(ServeDir::new(folders::page()?));
    Server::start(router).await
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_is_told_and_loses_nothing() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(FULL).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    save(&page, "Sales in January").await?;
    page.click("button", "Views").await?;
    let alert = page.alert().await?;
    assert!(alert.starts_with("This browser did not keep it"), "{alert}");
    save_open(&page, "Another").await?;
    page.has("button", "Sales in January").await?;
    page.has("button", "Another").await
}

/// Saves what the page shows while the menu is open.
async fn save_open(page: &Page, name: &str) -> Outcome {
    page.fill("Save this view as", name).await?;
    page.click("button", "Save view").await
}

/// Storage without room.
const FULL: &str = "
    Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };";

#[tokio::test]
async fn what_another_tab_saved_is_neither_missed_nor_lost() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.click("button", "Views").await?;
    page.has("dialog", "Views").await?;
    let elsewhere = "localStorage.setItem('cubeboard.views', JSON.stringify({ views: [
        { name: 'Elsewhere', address: '?campaign=2010&from=2025-01-01&to=2025-01-31' }] }));
        return null";
    page.read::<()>(elsewhere, vec![]).await?;
    save_open(&page, "Here").await?;
    page.has("button", "Here").await?;
    page.has("button", "Elsewhere").await
}

#[tokio::test]
async fn the_demo_has_views_of_its_own_on_a_phone_and_in_norwegian() -> Outcome {
    let looks = Looks { width_px: 390, height_px: 844, ..Looks::default() };
    let (_relay, page) = two_views(&looks).await?;
    page.open(&format!("{OFFERS_PER_WEEK}&demo=1&lang=nb")).await?;
    page.sees("67 av 67 responser").await?;
    page.click("button", "Visninger").await?;
    page.sees("Ingen visning er lagret ennå.").await?;
    page.fill("Lagre denne visningen som", "Tilbud").await?;
    page.click("button", "Lagre visning").await?;
    page.has("button", "Slett «Tilbud»").await?;
    let fits: bool = page.read(FITS, vec![]).await?;
    assert!(fits, "the menu is wider than the phone");
    page.open("/?demo=1&lang=nb").await?;
    page.click("button", "Visninger").await?;
    page.is_gone("button", "Sales in January").await?;
    page.click("button", "Tilbud").await?;
    page.sees("67 av 67 responser").await
}

const FITS: &str = "
    const box = document.querySelector('.views-place .menu-panel').getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth
        && document.documentElement.scrollWidth <= innerWidth";
