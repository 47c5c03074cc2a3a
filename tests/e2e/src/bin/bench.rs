//! How long the released page takes to have every response on the screen, in headless Chromium.
//!
//! Each case is one query with prepared replies. Two pages load it in turn, in the same browser and
//! from the same server: Cubeboard, and an empty page (`tests/e2e/baseline`) that sends the same
//! requests and does nothing with the replies. So the ratio of the two says what Cubeboard adds, as
//! long as nothing else keeps the machine busy. Time runs from the first request for responses until
//! the last reply is in and, for Cubeboard, the finished table and chart are painted (its User Timing
//! mark `cubeboard:complete`).
//!
//! A goal that is missed is printed like any other: machines differ, so no figure fails.
//! `docs/performance.md` has figures to compare with.

use std::time::Duration;

use cubeboard_cube::query::{Fields, Query};
use cubeboard_e2e::acts::{ACTS, Acts};
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::figures::{Spread, line};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::ready_replies::ReadyReplies;
use cubeboard_e2e::stopwatch::{LONG_TASK_MILLIS, Timing};

struct Case {
    title: &'static str,
    /// A campaign of the demo, asked for the whole year 2025.
    campaign: u32,
    /// From request to reply.
    delay: Duration,
    rounds: usize,
    /// How many times the baseline's time is good enough.
    goal: f64,
    /// How many milliseconds are good enough for each of the reader's acts; 0 where no goal is set.
    act_goals: [u32; ACTS.len()],
    /// How many megabytes are good enough for the page's own process.
    memory_goal: u32,
}

const CASES: [Case; 2] = [
    Case {
        title: "100,000 responses, 500 to a page, each reply after 40 ms",
        campaign: 2100,
        delay: Duration::from_millis(40),
        rounds: 5,
        goal: 1.1,
        act_goals: [60, 30, 30, 50, 30, 100],
        memory_goal: 90,
    },
    Case {
        title: "1,000,000 responses, 5,000 to a page, each reply at once",
        campaign: 2900,
        delay: Duration::ZERO,
        rounds: 3,
        goal: 2.0,
        act_goals: [400, 100, 80, 250, 100, 0],
        memory_goal: 230,
    },
];

/// How long one load may take before the benchmark is given up.
const PATIENCE: Duration = Duration::from_mins(2);

#[tokio::main]
async fn main() -> Outcome {
    for case in &CASES {
        run(case).await?;
    }
    Ok(())
}

async fn run(case: &Case) -> Outcome {
    let fields = Fields {
        campaign: case.campaign.to_string(),
        from: "2025-01-01".to_owned(),
        to: "2025-12-31".to_owned(),
        response_type: String::new(),
        ..Fields::default()
    };
    let address = format!("/?campaign={}&from={}&to={}", fields.campaign, fields.from, fields.to);
    let query = Query::parse(&fields).map_err(|it| Failure(format!("{fields:?}: {it:?}")))?;
    let replies = ReadyReplies::to(&query)?;
    println!("\n{}", case.title);
    println!(
        "{} replies, {} MB, {} rounds",
        replies.count(),
        replies.total_bytes() / 1_000_000,
        case.rounds
    );

    let server = replies.serve(case.delay).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.start_watching(PATIENCE).await?;
    let (mut baseline, mut cubeboard) = (Vec::new(), Vec::new());
    for _ in 0..case.rounds {
        baseline.push(page.time("/baseline/", "baseline:complete").await?);
        cubeboard.push(page.time(&address, "cubeboard:complete").await?);
    }
    print(case, &baseline, &cubeboard);
    drop(page);
    // In a browser of its own, which holds nothing of the loads before.
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.start_watching(PATIENCE).await?;
    page.time(&address, "cubeboard:complete").await?;
    let loaded = page.memory_megabytes()?;
    let acts = page.time_acts(ACT_ROUNDS).await?;
    print_acts(case, &acts, [loaded, page.memory_megabytes()?]);
    Ok(())
}

/// How often each act is timed.
const ACT_ROUNDS: usize = 7;

fn print_acts(case: &Case, acts: &Acts, megabytes: [f64; 2]) {
    line("", &["min", "median", "max"].map(str::to_owned), "goal");
    for ((name, millis), goal) in ACTS.iter().zip(&acts.millis).zip(case.act_goals) {
        let spread = Spread::of(millis, |it| *it);
        let goal = if goal > 0 { format!("≤ {goal}") } else { String::new() };
        line(&format!("{name}, ms"), &spread.cells(whole), &goal);
    }
    let drawing = Spread::of(&acts.draw_millis, |it| *it);
    line("the chart in 8 parts, ms", &drawing.cells(tenth), "≤ 16.7");
    let pictures = Spread::of(&acts.jump_pictures, |it| *it);
    line("a jump, pictures", &pictures.cells(whole), "1");
    for (name, megabytes) in
        ["memory once loaded, MB", "memory after the acts, MB"].iter().zip(megabytes)
    {
        let only = [String::new(), whole(megabytes), String::new()];
        line(name, &only, &format!("≤ {}", case.memory_goal));
    }
}

fn print(case: &Case, baseline: &[Timing], cubeboard: &[Timing]) {
    let of_cubeboard = |figure: fn(&Timing) -> f64| Spread::of(cubeboard, figure);
    let baseline = Spread::of(baseline, Timing::load_millis);
    let load = of_cubeboard(Timing::load_millis);
    let longest_task = of_cubeboard(Timing::longest_task_millis);
    let ratio = [String::new(), format!("{:.2}", load.median / baseline.median), String::new()];

    line("", &["min", "median", "max"].map(str::to_owned), "goal");
    line("baseline, ms", &baseline.cells(whole), "");
    line("Cubeboard, ms", &load.cells(whole), "");
    line("  times the baseline", &ratio, &format!("≤ {:.2}", case.goal));
    line("  longest task, ms", &longest_task.cells(task), &task(LONG_TASK_MILLIS));
    line("  from navigation, ms", &of_cubeboard(Timing::whole_millis).cells(whole), "");
    line("  wasm memory, MB", &of_cubeboard(Timing::wasm_megabytes).cells(whole), "");
}

fn tenth(figure: f64) -> String {
    format!("{figure:.1}")
}

fn whole(figure: f64) -> String {
    format!("{figure:.0}")
}

/// Chromium does not tell how long a task took that it does not call long.
fn task(millis: f64) -> String {
    if millis > LONG_TASK_MILLIS { whole(millis) } else { format!("≤ {LONG_TASK_MILLIS}") }
}
