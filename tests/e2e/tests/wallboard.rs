//! The wallboard: a screen in the room that nobody touches. Time is compressed.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::demo;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::growing::{UNKNOWN_CAMPAIGN, growing, growing_with};
use cubeboard_e2e::held::GROWTH_STEP;
use cubeboard_e2e::page::Key;
use cubeboard_e2e::waiting::{eventually, within};

const TODAY: &str = "/?view=wallboard&campaign=926&period=today";
const GOAL: &str = r#"{"campaigns": [
    {"id": 926, "name": "Winter", "goal": {"successes": 10, "per": "day"}},
    {"id": 927, "name": "Spring"}], "agents": "name"}"#;

#[tokio::test]
async fn a_board_tells_the_day_and_grows_by_itself() -> Outcome {
    let (list, _server, page) = growing_with(GOAL, 3, 60).await?;
    page.open(TODAY).await?;
    page.sees("Winter 10 Jan").await?;
    page.sees("Successes today 3 of 10").await?;
    page.sees("30% of the day’s goal").await?;
    page.sees("Hit rate 100% of 3 decided").await?;
    page.sees("Best of the day 1 kari 2").await?;
    list.arrive(2);
    page.sees("Successes today 5 of 10").await?;
    page.sees("Latest successes kari 09:00").await?;
    let text = page.text().await?;
    assert!(!text.contains("Customer"), "{text}");
    assert!(page.address().await?.ends_with(TODAY), "the address stays");
    Ok(())
}

#[tokio::test]
async fn agents_are_named_by_initials_unless_the_configuration_says_otherwise() -> Outcome {
    let (_list, _server, page) = growing(3, 60).await?;
    page.open(TODAY).await?;
    page.sees("Latest successes KA 09:00 OB 09:00 KA 09:00").await?;
    let html: String = page.read("return document.documentElement.outerHTML", vec![]).await?;
    assert!(!html.contains("callcenter.no"));
    Ok(())
}

#[tokio::test]
async fn campaigns_take_turns() -> Outcome {
    let (list, _server, page) = growing_with(GOAL, 3, 1).await?;
    page.open("/?view=wallboard&campaign=926,927&period=today").await?;
    for (name, turn) in [("Winter", "1 of 2"), ("Spring", "2 of 2"), ("Winter", "1 of 2")] {
        page.sees(&format!("{name} 10 Jan {turn}")).await?;
        page.sees("Successes today 3").await?;
        page.read::<()>("window.ahead += 30000", vec![]).await?;
    }
    // Each follows its list, shown or not.
    let before = list.asked();
    page.read::<()>("window.ahead += 120000", vec![]).await?;
    eventually(async || match list.asked() - before {
        0 | 1 => Err(Failure("not both were asked for".to_owned())),
        _ => Ok(()),
    })
    .await
}

#[tokio::test]
async fn a_campaign_with_nothing_to_show_is_passed_over_unless_none_has_anything() -> Outcome {
    let (_list, _server, page) = growing_with(GOAL, 3, 1).await?;
    page.open(&format!("/?view=wallboard&campaign={UNKNOWN_CAMPAIGN},926&period=today")).await?;
    for _ in 0..3 {
        page.sees("Winter 10 Jan 2 of 2").await?;
        page.sees(&format!("Nothing to show of {UNKNOWN_CAMPAIGN}.")).await?;
        page.read::<()>("window.ahead += 30000", vec![]).await?;
    }
    page.open(&format!(
        "/?view=wallboard&campaign={UNKNOWN_CAMPAIGN},926&from=2017-01-01&to=2017-01-02"
    ))
    .await?;
    page.sees("Cube has no such campaign.").await?;
    page.read::<()>("window.ahead += 30000", vec![]).await?;
    page.sees("Winter").await
}

#[tokio::test]
async fn without_an_answer_the_last_figures_stay_and_tell_their_age() -> Outcome {
    let (list, _server, page) = growing_with(GOAL, 3, 120).await?;
    page.open(TODAY).await?;
    page.sees("Successes today 3 of 10").await?;
    list.set_down(true);
    page.sees("Not up to date since 10:").await?;
    page.sees("min old").await?;
    page.sees("Successes today 3 of 10").await?;
    list.arrive(1);
    list.set_down(false);
    page.sees("Successes today 4 of 10").await?;
    assert!(!page.text().await?.contains("Not up to date"));
    Ok(())
}

#[tokio::test]
async fn an_outage_over_midnight_leaves_the_figures_of_the_day_before_with_their_age() -> Outcome {
    let (list, _server, page) = growing_with(GOAL, 3, 120).await?;
    page.open(TODAY).await?;
    page.sees("Successes today 3 of 10").await?;
    list.set_down(true);
    page.read::<()>("window.ahead += 14 * 3600000", vec![]).await?;
    page.read::<()>("window.dispatchEvent(new Event('focus'))", vec![]).await?;
    page.sees("Successes on 10 Jan 3 of 10").await?;
    page.sees("Winter 10 Jan").await?;
    page.sees("As of 10:").await?;
    page.sees("min old").await?;
    assert!(!page.text().await?.contains("Some responses are missing"));
    list.set_down(false);
    page.sees("Winter 11 Jan").await?;
    page.sees("Successes today 3 of 10").await
}

#[tokio::test]
async fn a_period_that_is_over_says_so_and_has_no_success_yet_to_come() -> Outcome {
    let (_list, _server, page) = growing_with(GOAL, 3, 60).await?;
    page.open("/?view=wallboard&campaign=926&from=2017-01-09&to=2017-01-09").await?;
    page.sees("Successes on 9 Jan 3 of 10").await?;
    page.sees("Last hour – The period is over").await?;
    page.sees("At this pace – The period is over").await?;
    // The list of several days is empty.
    page.open("/?view=wallboard&campaign=926&from=2017-01-05&to=2017-01-09&lang=nb").await?;
    page.sees("I dette tempoet – Perioden er over").await?;
    page.sees("Ingen suksess den dagen").await
}

#[tokio::test]
async fn of_one_type_no_hit_rate_is_told() -> Outcome {
    let (_list, _server, page) = growing(3, 60).await?;
    page.open(&format!("{TODAY}&type=Sale")).await?;
    page.sees("Successes today 3").await?;
    page.sees("Hit rate –").await
}

#[tokio::test]
async fn a_screen_waits_for_its_configuration() -> Outcome {
    let (list, _server, page) = growing_with(GOAL, 3, 60).await?;
    list.set_down(true);
    page.open(TODAY).await?;
    page.has("progressbar", "Cubeboard").await?;
    list.set_down(false);
    page.sees("Winter 10 Jan").await?;
    page.sees("Successes today 3 of 10").await
}

#[tokio::test]
async fn at_midnight_a_board_begins_another_day() -> Outcome {
    let (list, _server, page) = growing_with(GOAL, 3, 60).await?;
    page.open(TODAY).await?;
    page.sees("Winter 10 Jan").await?;
    list.arrive(4);
    page.read::<()>("window.ahead += 14 * 3600000", vec![]).await?;
    page.read::<()>("window.dispatchEvent(new Event('focus'))", vec![]).await?;
    page.sees("Winter 11 Jan").await?;
    page.sees("Successes today 7 of 10").await
}

#[tokio::test]
async fn a_press_fills_the_screen_which_is_kept_awake() -> Outcome {
    let (_list, _server, page) = growing_with(GOAL, 3, 1).await?;
    let watch = "window.asked = [];
        const request = async kind => { window.asked.push(kind); throw new Error('battery'); };
        Object.defineProperty(navigator, 'wakeLock', { value: { request } });";
    page.browser().run_in_every_document(watch).await?;
    page.open(TODAY).await?;
    page.sees("Winter 10 Jan").await?;
    assert_eq!(page.read::<Vec<String>>("return window.asked", vec![]).await?, ["screen"]);
    page.read::<()>(
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
        vec![],
    )
    .await?;
    assert_eq!(page.read::<usize>("return window.asked.length", vec![]).await?, 2);
    page.click("article", "Winter").await?;
    page.sees("Leave full screen").await?;
    // Seen where the focus is.
    page.press(&[Key::Tab]).await?;
    page.click("button", "Leave full screen").await?;
    page.has("button", "Full screen").await?;
    // A refusal is no failure of the page.
    page.click("link", "Dashboard").await?;
    page.has("grid", "Responses").await
}

#[tokio::test]
async fn the_dashboard_leads_to_the_board_of_its_query() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/?campaign=2026&period=this-month&lang=nb").await?;
    page.mark_millis("cubeboard:complete").await?;
    let link = "return document.querySelector('a[href*=wallboard]').getAttribute('href')";
    let address: String = page.read(link, vec![]).await?;
    assert_eq!(address, "?campaign=2026&period=this-month&lang=nb&view=wallboard");
    page.open(&format!("/{address}")).await?;
    page.sees("Siste suksesser").await
}

#[tokio::test]
async fn an_address_that_asks_for_nothing_says_so() -> Outcome {
    let (_list, _server, page) = growing(3, 1).await?;
    page.open("/?view=wallboard").await?;
    assert!(page.alert().await?.contains("Nothing to show"));
    page.open("/?view=wallboard&campaign=926&period=tomorrow").await?;
    page.sees("There is no period of the name in the address.").await
}

/// Nothing is cut off, and the smallest letters are a thirtieth of the screen's height.
const FAULTS: &str = "
    const board = [...document.querySelectorAll('.board *')].filter(it => it.offsetParent);
    const isCut = it => it.scrollHeight > it.clientHeight + 2 && it.clientHeight > 0
        && getComputedStyle(it).overflowY === 'hidden' && getComputedStyle(it).textOverflow !== 'ellipsis';
    const hasText = it => [...it.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const isSmall = it => hasText(it) && parseFloat(getComputedStyle(it).fontSize) < height / 31;
    // Of the largest picture of 16 to 9 that the screen has room for.
    const height = Math.min(innerHeight, innerWidth * 9 / 16);
    const name = it => `${it.className || it.tagName}: ${it.textContent.slice(0, 30)}`;
    const root = document.documentElement;
    const scrolls = root.scrollHeight > innerHeight || root.scrollWidth > innerWidth;
    return [
        ...board.filter(isCut).map(it => `cut: ${name(it)}`),
        ...board.filter(isSmall).map(it => `small: ${name(it)}`),
        ...(scrolls ? ['it scrolls'] : []),
    ]";

#[tokio::test]
async fn a_screen_shows_all_of_it_in_large_letters() -> Outcome {
    let (_relay, page) = demo().await?;
    for (width_px, height_px) in [(1920, 1080), (3840, 2160), (1280, 1024)] {
        page.browser().wear(&Looks { width_px, height_px, ..Looks::default() }).await?;
        for lang in ["en", "nb"] {
            let query = "campaign=926&from=2017-01-01&to=2017-01-31";
            page.open(&format!("/?view=wallboard&{query}&lang={lang}")).await?;
            page.sees("207").await?;
            page.comes_to_rest().await?;
            let faults: Vec<String> = page.read(FAULTS, vec![]).await?;
            assert!(faults.is_empty(), "{width_px}, {lang}: {}", faults.join("\n"));
            page.screenshot(&format!("wallboard-{width_px}-{lang}")).await?;
        }
    }
    Ok(())
}

/// The time, and where the picture stands.
const PLACE: &str = "
    const { left, top } = document.querySelector('.boards').getBoundingClientRect();
    return [Date.now(), `${left} ${top}`]";

#[tokio::test]
async fn a_week_takes_no_more_memory_than_its_first_day() -> Outcome {
    // A day is seven seconds and more: browsers let no timer run out in less than four milliseconds.
    const DAY_MILLIS: f64 = 86_400_000.0;
    let config = r#"{"follow_seconds": 900, "campaigns": [
        {"id": 926, "name": "Winter", "goal": {"successes": 10, "per": "day"}}]}"#;
    let (list, _server, page) = growing_with(config, 20, 12_000).await?;
    page.watch_memory().await?;
    page.open(TODAY).await?;
    page.sees("Winter").await?;
    let begin: f64 = page.read("return Date.now()", vec![]).await?;
    let places = Mutex::new(BTreeSet::new());
    let after_day = async |days: f64| {
        within(Duration::from_mins(3), async || {
            let (now, place): (f64, String) = page.read(PLACE, vec![]).await?;
            // As much on each day: what is kept of the days before would be seen.
            list.keep_to(now);
            places.lock().unwrap().insert(place);
            match now - begin {
                millis if millis > days * DAY_MILLIS => Ok(()),
                millis => Err(Failure(format!("{millis} ms have passed"))),
            }
        })
        .await?;
        page.held().await
    };
    let (day, before) = (after_day(1.0).await?, list.asked());
    let moved = places.lock().unwrap().len();
    assert!(moved > 2, "a picture that stands still burns in, and was seen at {moved} places");
    let week = after_day(7.0).await?;
    let asked = list.asked() - before;
    // Of six days at four requests an hour, at least; each is a list that is read whole.
    assert!(asked > 6 * 24 * 4 / 2, "{asked} requests");
    let said = format!("{day:?}, after a week {week:?}");
    assert!(week.nodes < day.nodes + 48, "{said}");
    assert!(week.listeners < day.listeners + 48, "{said}");
    assert!(week.wasm_bytes <= day.wasm_bytes + GROWTH_STEP, "{said}");
    Ok(())
}
