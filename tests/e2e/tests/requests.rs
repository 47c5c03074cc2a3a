//! What the page's requests tell a relay that keeps replies.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, Uri};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::Response;
use axum::routing::get;
use cubeboard_cube::query::{Fields, Query};
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::ready_replies::ReadyReplies;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{JANUARY_SALES, folders};
use tokio::sync::{Notify, mpsc};
use tower_http::services::ServeDir;

const PAGES: usize = 3;

#[tokio::test]
async fn only_cube_itself_may_answer_for_page_one() -> Outcome {
    let asked: Arc<Mutex<Vec<(usize, bool)>>> = Arc::default();
    let seen = Arc::clone(&asked);
    let answer = get(async move |address: Uri, headers: HeaderMap| {
        let page = page_number(&address);
        let is_anew = headers.get(CACHE_CONTROL).is_some_and(|it| it == "no-cache");
        seen.lock().unwrap().push((page, is_anew));
        let next = if page < PAGES { "\"?page=2\"" } else { "null" };
        let row = format!(r#"{{"type":"Sale","submitted_when":"2017-01-0{page}T10:00:00Z"}}"#);
        format!(r#"{{"count":{PAGES},"next":{next},"results":[{row}]}}"#)
    });
    let router = Router::new()
        .route("/api/{*path}", answer)
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.sees("3 of 3 responses").await?;
    let mut asked = asked.lock().unwrap().clone();
    // The list of campaigns may be asked for as well, and is no page.
    asked.retain(|it| it.0 > 1 || it.1);
    assert_eq!((asked.first(), asked.last()), (Some(&(1, true)), Some(&(1, true))));
    asked.sort_unstable();
    assert_eq!(asked, [(1, true), (1, true), (2, false), (3, false)]);
    Ok(())
}

/// What the page asks of the service before its program is there, and what by the time its form can be used. `is_sent`
/// waits until the former is over.
async fn asked_early(
    config: &'static str,
    address: &str,
    pages: usize,
    is_sent: impl AsyncFn(&Notify, &Page) -> Outcome,
) -> Outcome<[Vec<String>; 2]> {
    let (seen, mut asked) = mpsc::unbounded_channel();
    let (is_asked, may_start) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let tell = Arc::clone(&is_asked);
    let answer = get(async move |address: Uri| {
        seen.send(address.to_string()).ok();
        tell.notify_one();
        page_of(pages, &address)
    });
    let gate = Arc::clone(&may_start);
    let hold_program = from_fn(move |request: Request, next: Next| {
        let gate = Arc::clone(&gate);
        async move {
            if request.uri().path().ends_with("_bg.wasm") {
                gate.notified().await;
            }
            next.run(request).await
        }
    });
    let router = Router::new()
        .route("/config.json", get(move || async move { config }))
        .route("/api/v1/campaigns/{campaign}/responses/", answer)
        .fallback_service(ServeDir::new(folders::page()?))
        .layer(hold_program);
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open(address).await?;
    is_sent(&is_asked, &page).await?;
    let early = std::iter::from_fn(|| asked.try_recv().ok()).collect();
    may_start.notify_one();
    page.has("button", "Load").await?;
    if pages > 1 {
        page.sees(&format!("{pages} of {pages} responses")).await?;
        eventually(async || match page.read::<u32>(COMPLETED, vec![]).await? {
            0 => Err(Failure("it has not read page one again".to_owned())),
            _ => Ok(()),
        })
        .await?;
    }
    Ok([early, std::iter::from_fn(|| asked.try_recv().ok()).collect()])
}

const COMPLETED: &str = "return performance.getEntriesByName('cubeboard:complete').length";

const ODD_TYPE: &str =
    "/?campaign=926&from=2017-01-01&to=2017-01-31&type=+Ring+%26+sp%C3%B8r%2F%2B1+";

#[tokio::test]
async fn page_one_is_asked_for_while_the_program_is_on_its_way_and_not_again_by_it() -> Outcome {
    let [early, later] = asked_early("{}", ODD_TYPE, 1, async |is_asked, _| {
        is_asked.notified().await;
        Ok(())
    })
    .await?;
    let [only] = early.as_slice() else { panic!("{early:?}") };
    assert!(only.ends_with("&response_type=Ring+%26+sp%C3%B8r%2F%2B1"), "{only}");
    assert!(later.is_empty(), "{later:?}");
    Ok(())
}

/// A page of a list with one response to a page.
fn page_of(pages: usize, address: &Uri) -> String {
    let number = page_number(address);
    let next = if number < pages { "\"?page=2\"" } else { "null" };
    let row = format!(
        r#"{{"type":"Sale","submitted_when":"2017-01-03T{:02}:{:02}:00Z"}}"#,
        number / 60,
        number % 60
    );
    format!(r#"{{"count":{pages},"next":{next},"results":[{row}]}}"#)
}

fn page_number(address: &Uri) -> usize {
    let query = address.query().unwrap_or_default();
    let page = query.split('&').find_map(|it| it.strip_prefix("page="));
    page.and_then(|it| it.parse().ok()).unwrap_or(1)
}

#[tokio::test]
async fn further_pages_are_asked_for_as_early_where_the_program_would_ask_for_them_next() -> Outcome
{
    let numbers = |asked: &[String]| {
        let uris = asked.iter().map(|it| it.parse().map(|uri| page_number(&uri)));
        let mut numbers: Vec<usize> = uris.collect::<Result<_, _>>()?;
        numbers.sort_unstable();
        Outcome::Ok(numbers)
    };
    let [early, later] = asked_early("{}", JANUARY_SALES, 5, all_is_sent).await?;
    assert_eq!(numbers(&early)?, [1, 2, 3, 4, 5]);
    assert_eq!(numbers(&later)?, [1], "only what shows that nothing has moved");
    let [early, later] = asked_early("{}", JANUARY_SALES, 9, all_is_sent).await?;
    assert_eq!(numbers(&early)?, [1, 2, 3, 4, 5, 6, 7], "as many as are under way at once");
    assert_eq!(numbers(&later)?, [1, 8, 9]);
    // Of a long list its parts are counted first, and fewer lanes are the configuration's wish.
    for (config, pages) in [("{}", 61), (r#"{ "parallel_requests": 2 }"#, 5)] {
        let [early, _] = asked_early(config, JANUARY_SALES, pages, all_is_sent).await?;
        assert_eq!(numbers(&early)?, [1], "{config}, {pages} pages");
    }
    Ok(())
}

#[tokio::test]
async fn a_relay_that_says_that_it_answers_for_cube_is_asked_before_its_configuration_is_there()
-> Outcome {
    let (seen, mut asked) = mpsc::unbounded_channel();
    let may_configure = Arc::new(Notify::new());
    let gate = Arc::clone(&may_configure);
    let config = get(async move || {
        gate.notified().await;
        "{}"
    });
    let answer = get(async move |address: Uri| {
        seen.send(address.to_string()).ok();
        r#"{"count":1,"next":null,"results":[{"type":"Sale","submitted_when":"2017-01-03T10:00:00Z"}]}"#
    });
    let router = Router::new()
        .route("/config.json", config)
        .route("/api/v1/campaigns/{campaign}/responses/", answer)
        .fallback_service(ServeDir::new(folders::page()?))
        .layer(map_response(async |reply: Response| ([("server-timing", "cube")], reply)));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    let early = asked.recv().await;
    may_configure.notify_one();
    page.sees("1 of 1 response").await?;
    assert!(early.is_some_and(|it| it.ends_with("&response_type=Sale")));
    Ok(())
}

#[tokio::test]
async fn a_visit_asks_for_each_file_and_each_page_once_and_waits_for_no_picture() -> Outcome {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&asked);
    let record = from_fn(move |request: Request, next: Next| {
        let address = request.uri().path_and_query().map(ToString::to_string);
        seen.lock().unwrap().extend(address);
        next.run(request)
    });
    let january = Fields {
        campaign: "926".to_owned(),
        from: "2017-01-01".to_owned(),
        to: "2017-01-31".to_owned(),
        response_type: "Sale".to_owned(),
        ..Fields::default()
    };
    let january = Query::parse(&january).map_err(|it| Failure(format!("{it:?}")))?;
    let replies = ReadyReplies::to(&january)?.routes(Duration::ZERO)?;
    let server = Server::start(replies.layer(record)).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.browser().run_in_every_document(NO_PICTURES).await?;
    page.open(JANUARY_SALES).await?;
    eventually(async || {
        let count = asked.lock().unwrap().iter().filter(|it| it.contains("/responses/")).count();
        if count == 6 { Ok(()) } else { Err(Failure(format!("{count} requests for pages"))) }
    })
    .await?;
    let mut asked = asked.lock().unwrap().clone();
    asked.sort_unstable();
    let list =
        "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131&response_type=Sale";
    let pages =
        ["", "", "&page=2", "&page=3", "&page=4", "&page=5"].map(|it| format!("{list}{it}"));
    let (of_cube, mut of_page): (Vec<_>, Vec<_>) =
        asked.into_iter().partition(|it| it.starts_with("/api/"));
    // With them, the browser finds out whether to offer to install the page.
    of_page.retain(|it| !it.ends_with("/manifest.json") && it.rsplit('.').next() != Some("png"));
    assert_eq!(of_cube, pages);
    let kind = |it: &String| Some(it.split('?').next()?.rsplit_once('.')?.1.to_owned());
    let mut kinds: Vec<_> = of_page.iter().map(kind).collect();
    kinds.sort_unstable();
    let of_page = ["css", "js", "json", "svg", "wasm"].map(|it| Some(it.to_owned()));
    assert_eq!(kinds, [&[None], &of_page[..]].concat());
    Ok(())
}

/// A browser that paints nothing, and keeps no page for visits without a network.
const NO_PICTURES: &str = "
    window.requestAnimationFrame = () => 1;
    delete Navigator.prototype.serviceWorker";

#[tokio::test]
async fn nothing_is_asked_for_early_that_may_not_be_asked_for_at_all() -> Outcome {
    let elsewhere = r#"{ "endpoint": "http://127.0.0.1:9" }"#;
    for (config, address) in [
        (elsewhere, JANUARY_SALES),
        (r#"{ "sign_in": "token" }"#, JANUARY_SALES),
        ("[", JANUARY_SALES),
        ("{}", "/?campaign=926&from=2017-02-01&to=2017-01-31"),
        ("{}", "/?campaign=926&from=2017-02-30&to=2017-03-31"),
        ("{}", "/?campaign=north&from=2017-01-01&to=2017-01-31"),
        ("{}", "/?campaign=926&from=2007-01-01&to=2017-12-31"),
        // Today is asked for apart from the days before.
        ("{}", "/?campaign=926&from=2097-01-01&to=2097-12-31"),
        ("{}", "/?campaign=926&from=2017-01-01&to=2017-01-31&amp;type=Sale"),
        // What a period stands for, the chosen zone says, also beside days.
        ("{}", "/?campaign=926&from=2017-01-01&to=2017-01-31&period=last-month"),
        ("{}", "/?campaign=926&from=2017-01-01&to=2017-01-31&demo=1"),
        ("{}", "/"),
    ] {
        let [early, _] = asked_early(config, address, 1, all_is_sent).await?;
        assert!(early.is_empty(), "{address}: {early:?}");
    }
    Ok(())
}

/// Waits until the configuration is there, and page one, and whatever follows from these was sent.
async fn all_is_sent(_: &Notify, page: &Page) -> Outcome {
    page.read::<()>(ANSWERED, vec![]).await
}

const ANSWERED: &str = "
    const answered = () =>
        Promise.allSettled(Object.values(window.cubeboardReplies).map(it => it.reply));
    const turn = () => new Promise(resolve => setTimeout(resolve));
    return answered().then(turn).then(answered).then(turn).then(answered).then(() => null)";
