//! The chart as a reader uses it: pointing, pressing, dragging, walking by keys, and what lies behind it.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::{A_YEAR_OF_CALLS, demo};

const ESCAPE: char = '\u{E00C}';
const ENTER: char = '\u{E007}';
const RIGHT: char = '\u{E014}';
const LEFT: char = '\u{E012}';

#[tokio::test]
async fn pointing_tells_a_days_numbers_and_draws_nothing_anew() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.mark_millis("cubeboard:complete").await?;
    page.drawings().await?;
    let numbers = page.numbers("Responses per day").await?;
    for part in [0.3, 0.5, 0.9] {
        let tip = page.point_at_chart(part).await?;
        let (_, day) = tip.title.split_once(' ').expect("a weekday and a day");
        let day = day.split(' ').next().expect("the day's number");
        let is_its = |row: &&Vec<String>| row[0].contains(&format!(" {day} Jan"));
        let row = numbers.iter().find(is_its).expect("a row of that day");
        assert_eq!(tip.number("Total"), row.last().map(String::as_str), "{}", tip.title);
        let sum: u32 = tip.lines.iter().map(|it| it.1.parse::<u32>().expect("a number")).sum();
        assert_eq!(sum, 2 * row.last().expect("a total").parse::<u32>().expect("a number"));
    }
    assert_eq!(page.drawings().await?, 0);
    Ok(())
}

#[tokio::test]
async fn pressing_a_bar_picks_its_days_and_pressing_it_again_lets_go() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    let tip = page.point_at_chart(0.5).await?;
    page.press_chart(0.5).await?;
    page.sees(&format!("{} of 634 shown", tip.number("Total").expect("a total"))).await?;
    assert!(page.address().await?.contains("&day=2017-01-"));
    let numbers = page.numbers("Responses per day").await?;
    let sum: u32 =
        numbers.iter().map(|it| it.last().expect("a total").parse::<u32>().unwrap()).sum();
    assert_eq!(sum, 634, "the chart still shows what was not picked");
    page.press_chart(0.5).await?;
    page.shows_rows(634).await
}

#[tokio::test]
async fn dragging_selects_days_and_enter_zooms_to_them() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.drag_over_chart(0.3, 0.6).await?;
    page.sees("Zoom to").await?;
    page.focus_chart().await?;
    page.press_key(ESCAPE, 1).await?;
    page.is_gone("button", "Let go").await?;

    page.drag_over_chart(0.6, 0.3).await?;
    page.has("button", "Let go").await?;
    page.focus_chart().await?;
    page.press_key(ENTER, 1).await?;
    page.is_gone("button", "Let go").await?;
    let from = page.value_of("From").await?;
    let to = page.value_of("To").await?;
    assert!("2017-01-08" < from.as_str() && from.as_str() < "2017-01-12", "{from}");
    assert!("2017-01-17" < to.as_str() && to.as_str() < "2017-01-21", "{to}");
    page.sees("complete: Cube counts as many").await?;
    let day = |text: &str| text[8..].parse::<usize>().expect("a day");
    let count = day(&to) - day(&from) + 1;
    assert_eq!(page.numbers("Responses per day").await?.len(), count);
    Ok(())
}

#[tokio::test]
async fn keys_walk_the_days_and_each_is_told() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.focus_chart().await?;
    page.press_key(RIGHT, 1).await?;
    page.tip_is_of("Sunday 1 January · New Year's Day").await?;
    page.press_key(RIGHT, 2).await?;
    page.tip_is_of("Tuesday 3 January").await?;
    page.press_key(ENTER, 1).await?;
    page.sees("41 of 634 shown").await?;
    page.press_key(LEFT, 3).await?;
    page.tip_is_of("Sunday 1 January · New Year's Day").await
}

#[tokio::test]
async fn the_legend_switches_parts_off_and_on() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.chart_is_drawn().await?;
    let whole = page.chart_picture().await?;
    let total = page.point_at_chart(0.5).await?;
    page.click("button", "No sale").await?;
    let without = page.point_at_chart(0.5).await?;
    assert_eq!(without.number("No sale"), None);
    let number = |it: Option<&str>| it.and_then(|it| it.parse::<u32>().ok()).unwrap_or(0);
    let left = number(total.number("Total")) - number(total.number("No sale"));
    assert_eq!(number(without.number("Total")), left);
    assert_ne!(page.chart_picture().await?, whole);
    page.click("button", "No sale").await?;
    page.point_at_chart(0.5).await?;
    assert_eq!(page.chart_picture().await?, whole);
    Ok(())
}

#[tokio::test]
async fn weeks_and_months_add_up_to_the_same() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    for (button, figure, bars) in
        [("Week", "Responses per week", 6), ("Month", "Responses per month", 1)]
    {
        page.click("button", button).await?;
        page.has("figure", figure).await?;
        let numbers = page.numbers(figure).await?;
        assert_eq!(numbers.len(), bars);
        let totals = numbers.iter().map(|it| it.last().expect("a total").parse::<u32>());
        assert_eq!(totals.sum::<Result<u32, _>>().expect("numbers"), 634);
    }
    assert!(page.address().await?.ends_with("&per=month"));
    Ok(())
}

#[tokio::test]
async fn the_period_before_stands_beside_it_without_delaying_it() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&compare=previous")).await?;
    let complete = page.mark_millis("cubeboard:complete").await?;
    page.sees("vs. period before").await?;
    let after = page.mark_millis("cubeboard:complete").await?;
    assert!(after.total_cmp(&complete).is_eq(), "it has no marks of its own");
    // Sundays stand beside Sundays: 1 January beside 27 November.
    let numbers = page.numbers("Responses per day").await?;
    page.open("/?campaign=926&from=2016-11-27&to=2016-12-27").await?;
    page.mark_millis("cubeboard:complete").await?;
    let before = page.numbers("Responses per day").await?;
    let column = |rows: &[Vec<String>], from_last: usize| {
        rows.iter().map(|it| it[it.len() - from_last].clone()).collect::<Vec<_>>()
    };
    assert_eq!(column(&numbers, 1), column(&before, 1));
    Ok(())
}

#[tokio::test]
async fn the_days_compared_with_stand_at_their_line_and_on_paper() -> Outcome {
    // Report 22.
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&compare=previous")).await?;
    let line = "Period before: Sun, 27 Nov 2016 – Tue, 27 Dec 2016";
    let sentence = "Compared with Sun, 27 Nov 2016 – Tue, 27 Dec 2016.";
    page.sees(line).await?;
    page.sees(sentence).await?;
    page.show_as_paper().await?;
    page.sees(line).await?;
    page.sees(sentence).await?;
    page.put_paper_away().await?;
    page.open(&format!("{JANUARY}&compare=previous&day=2017-01-02&day=2017-01-03")).await?;
    page.sees("Period before: Mon, 28 Nov 2016 – Tue, 29 Nov 2016").await
}

#[tokio::test]
async fn the_period_before_is_counted_by_contacts_too() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&compare=previous&contact=1")).await?;
    page.sees("vs. period before").await?;
    let numbers = page.numbers("Responses per day").await?;
    let before = numbers.iter().filter_map(|it| it.last()?.parse::<u32>().ok()).sum::<u32>();
    page.open("/?campaign=926&from=2016-11-27&to=2016-12-27&contact=1").await?;
    page.sees(&format!("{before} of 583 shown")).await?;
    // The filter waits for the whole list; what is seen until then is none of these rows.
    page.shows_rows(before as usize).await
}

#[tokio::test]
async fn an_agent_an_outcome_an_hour_and_a_contact_filter_everything() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.click("button", "kari.nordmann").await?;
    page.sees("84 of 634 shown").await?;
    page.has("button", "Remove filter: kari.nordmann@callcenter.no").await?;
    page.click("button", "kari.nordmann").await?;
    page.click("button", "Avtalegiro").await?;
    page.sees("59 of 634 shown").await?;
    page.click("button", "2nd").await?;
    page.has("button", "Remove filter: 2nd contact").await?;
    let link = page.address().await?;
    let shown = page.grid_row_count().await?;
    assert!(0 < shown && shown < 59, "{shown}");
    page.open(&link[link.find("/?").unwrap_or(0)..]).await?;
    page.shows_rows(shown).await?;
    page.click("button", "Remove all filters").await?;
    page.shows_rows(634).await
}

#[tokio::test]
async fn what_counts_as_success_is_the_readers_choice_and_remembered() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.sees("207 of 634 decided").await?;
    page.click("button", "What counts as success").await?;
    page.choose_option("Call back later counts as", "Neither").await?;
    page.sees("207 of 530 decided").await?;
    page.open(JANUARY).await?;
    page.sees("207 of 530 decided").await?;
    page.click("button", "What counts as success").await?;
    page.click("button", "Only “Sale”").await?;
    page.sees("207 of 634 decided").await
}

#[tokio::test]
async fn the_chart_is_sharp_on_any_screen_and_follows_the_theme() -> Outcome {
    let relay = Relay::demo().await?;
    for pixel_ratio in [1.0, 2.0] {
        let looks = Looks { pixel_ratio, width_px: 800, ..Looks::default() };
        let page = Page::at(relay.origin(), &looks).await?;
        page.open(JANUARY).await?;
        page.chart_is_drawn().await?;
        let script = "const canvas = document.querySelector('canvas');
            return canvas.width / canvas.getBoundingClientRect().width";
        let sharpness: f64 = page.read(script, vec![]).await?;
        assert!((sharpness - pixel_ratio).abs() < 0.01, "{sharpness}");
        let light = page.chart_picture().await?;
        page.open(&format!("{JANUARY}&theme=dark")).await?;
        page.chart_is_drawn().await?;
        assert_ne!(page.chart_picture().await?, light);
    }
    Ok(())
}

#[tokio::test]
async fn figures_of_a_large_campaign_follow_the_filters() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{A_YEAR_OF_CALLS}&is_type=Sale")).await?;
    page.sees("30,565 of 100,000 shown").await?;
    page.sees("30,565 of 30,565 decided").await
}
