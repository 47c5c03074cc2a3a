//! How Cubeboard compares with a page written by hand for the same work: see `cubeboard_e2e::beside_plain`.
//!
//! The two are opened in turn, each in a fresh browser, from a server whose replies lie ready. A goal that is missed is
//! printed like any other: machines differ, so no figure fails.

use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::routing::get;
use cubeboard_cube::query::{Fields, Query};
use cubeboard_e2e::beside_plain::{ACTS, Scrolled, Side, Visit, Visited};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::figures::Spread;
use cubeboard_e2e::from_navigation::{outline, start};
use cubeboard_e2e::ready_replies::ReadyReplies;
use cubeboard_e2e::server::Server;
use cubeboard_e2e::{folders, long_list};
use tower_http::services::ServeDir;

struct Case {
    title: &'static str,
    campaign: &'static str,
    from: &'static str,
    to: &'static str,
    response_type: &'static str,
    delay: Duration,
    rounds: usize,
    /// Whether what the main thread does is told apart, which few responses show best.
    is_small: bool,
    /// Whether the table is scrolled.
    scrolls: bool,
    /// Whether acts are timed.
    acts: bool,
    /// How many times the plain page's time are good enough until the first rows, all of them, and on the main thread;
    /// 0 where no goal is set.
    goals: [f64; 3],
}

const FORTY_MILLIS: Duration = Duration::from_millis(40);

const CASES: [Case; 3] = [
    Case {
        title: "207 responses, 50 to a page, each reply after 40 ms",
        campaign: "926",
        from: "2017-01-01",
        to: "2017-01-31",
        response_type: "Sale",
        delay: FORTY_MILLIS,
        rounds: 9,
        is_small: true,
        scrolls: false,
        acts: false,
        goals: [1.25, 1.3, 2.0],
    },
    Case {
        title: "100,000 responses, 500 to a page, each reply after 40 ms",
        campaign: "2100",
        from: "2025-01-01",
        to: "2025-12-31",
        response_type: "",
        delay: FORTY_MILLIS,
        rounds: 5,
        is_small: false,
        scrolls: true,
        acts: true,
        goals: [0.0, 1.0, 0.0],
    },
    Case {
        title: "1,000,000 responses, 5,000 to a page, each reply at once",
        campaign: "2900",
        from: "2025-01-01",
        to: "2025-12-31",
        response_type: "",
        delay: Duration::ZERO,
        rounds: 5,
        is_small: false,
        scrolls: true,
        acts: false,
        goals: [0.0, 0.9, 0.0],
    },
];

const PATIENCE: Duration = Duration::from_mins(2);
const SIDES: [Side; 2] = [Side::Plain, Side::Cubeboard];

/// The rounds of one page.
#[derive(Debug, Default)]
struct Rounds {
    visits: Vec<Visit>,
    scrolls: Vec<Scrolled>,
    acts: Vec<[f64; ACTS.len()]>,
}

#[tokio::main]
async fn main() -> Outcome {
    // The number of a case; all of them without one.
    let only: Option<usize> = std::env::args().nth(1).and_then(|it| it.parse().ok());
    for (number, case) in (1..).zip(&CASES) {
        if only.is_none_or(|only| only == number) {
            run(case).await?;
        }
    }
    if only.is_none_or(|only| only > CASES.len()) { outline_year().await } else { Ok(()) }
}

/// A year of sales, 50 to a page.
const LONG_LIST: &str = "/?campaign=926&from=2025-01-01&to=2025-12-31&type=Sale";
/// 10,220 in all.
const SALES_A_DAY: u64 = 28;
const OUTLINE_ROUNDS: usize = 5;

/// How soon the year is outlined, beside how soon it is complete.
async fn outline_year() -> Outcome {
    let answer = async |RawQuery(query): RawQuery| {
        tokio::time::sleep(FORTY_MILLIS).await;
        long_list::page(&query.unwrap_or_default(), SALES_A_DAY).ok_or(StatusCode::NOT_FOUND)
    };
    let router = Router::new()
        .route("/config.json", get("{}"))
        .route("/api/v1/campaigns/926/responses/", get(answer))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let mut rounds = Vec::new();
    for _ in 0..OUTLINE_ROUNDS {
        rounds.push(outline(server.origin(), LONG_LIST, PATIENCE).await?);
    }
    let outlined = Spread::of(&rounds, |it| it.outlined_millis).median;
    let complete = Spread::of(&rounds, |it| it.complete_millis).median;
    println!("\n{} responses, 50 to a page, each reply after 40 ms", 365 * SALES_A_DAY);
    println!("{OUTLINE_ROUNDS} rounds, each in a fresh browser");
    let share = outlined / complete;
    println!("outlined {outlined:.0} ms, complete {complete:.0} ms: {share:.2}   goal ≤ 0.1");
    Ok(())
}

async fn run(case: &Case) -> Outcome {
    let fields = Fields {
        campaign: case.campaign.to_owned(),
        from: case.from.to_owned(),
        to: case.to.to_owned(),
        response_type: case.response_type.to_owned(),
        ..Fields::default()
    };
    let query = Query::parse(&fields).map_err(|it| Failure(format!("{fields:?}: {it:?}")))?;
    let replies = ReadyReplies::to(&query)?;
    println!("\n{}", case.title);
    println!("{} replies, {} rounds, each in a fresh browser", replies.count(), case.rounds);
    let server = replies.serve(case.delay).await?;
    let mut address = format!("?campaign={}&from={}&to={}", case.campaign, case.from, case.to);
    if !case.response_type.is_empty() {
        address = format!("{address}&type={}", case.response_type);
    }

    let mut both = [Rounds::default(), Rounds::default()];
    for _ in 0..case.rounds {
        for (side, rounds) in SIDES.into_iter().zip(&mut both) {
            let visited = Visited::open(server.origin(), side, &address, PATIENCE).await?;
            rounds.visits.push(visited.visit);
            if case.scrolls {
                rounds.scrolls.push(visited.scroll().await?);
            }
            if case.acts {
                rounds.acts.push(visited.act().await?);
            }
        }
    }
    print(case, &both);
    if case.is_small {
        print_start(server.origin(), case.rounds).await?;
    }
    Ok(())
}

/// What the page takes before there is anything to load.
async fn print_start(origin: &str, rounds: usize) -> Outcome {
    let mut starts = Vec::new();
    for _ in 0..rounds {
        starts.push(start(origin, PATIENCE).await?);
    }
    let interactive = Spread::of(&starts, |it| it.interactive_millis).median;
    let busy = Spread::of(&starts, |it| it.work.busy_millis).median;
    println!("with nothing to load: form {interactive:.0} ms, main thread {busy:.0} ms");
    Ok(())
}

fn print(case: &Case, both: &[Rounds; 2]) {
    println!("{:<40}{:>9}{:>11}{:>8}   goal", "medians", "plain", "Cubeboard", "ratio");
    let [first_rows, complete, busy] = case.goals;
    let visits =
        |figure: fn(&Visit) -> f64| both.each_ref().map(|it| Spread::of(&it.visits, figure).median);
    ratio("first rows painted, ms", visits(|it| it.first_rows_millis), first_rows);
    ratio("complete, ms", visits(|it| it.complete_millis), complete);
    ratio("main thread, ms", visits(|it| it.work.busy_millis), busy);
    if case.is_small {
        ratio("of it script and wasm, ms", visits(|it| it.work.script_millis), 0.0);
        ratio("of it style and layout, ms", visits(|it| it.work.styling_millis()), 0.0);
    }
    ratio("memory above an empty page, MB", visits(|it| it.more_megabytes), 0.0);
    ratio("longest task from navigation, ms", visits(|it| it.longest_task_millis), 0.0);
    if case.scrolls {
        let scrolls = |figure: fn(&Scrolled) -> f64| {
            both.each_ref().map(|it| Spread::of(&it.scrolls, figure).median)
        };
        ratio("a scrolled picture, main thread, ms", scrolls(|it| it.work.busy_millis), 1.0);
        ratio("of it script and wasm, ms", scrolls(|it| it.work.script_millis), 0.0);
        ratio("of it style and layout, ms", scrolls(|it| it.work.styling_millis()), 0.0);
        ratio("pictures missed in a scroll", scrolls(|it| it.missed), 0.0);
    }
    if case.acts {
        for (place, name) in ACTS.iter().enumerate() {
            let millis = both.each_ref().map(|it| Spread::of(&it.acts, |act| act[place]).median);
            ratio(&format!("{name}, ms"), millis, 1.0);
        }
    }
}

fn ratio(name: &str, [plain, cubeboard]: [f64; 2], goal: f64) {
    let ratio = if plain > 0.0 { format!("{:.2}", cubeboard / plain) } else { "–".to_owned() };
    let goal = if goal > 0.0 { format!("≤ {goal}") } else { String::new() };
    println!(
        "{}",
        format!("{name:<40}{plain:>9.1}{cubeboard:>11.1}{ratio:>8}   {goal}").trim_end()
    );
}
