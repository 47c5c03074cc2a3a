//! The table as a reader uses it: looking for somebody, picking, sorting, opening and copying.

use std::time::Duration;

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::states::JANUARY;
use cubeboard_e2e::waiting::eventually;
use cubeboard_e2e::{A_YEAR_OF_CALLS, JANUARY_SALES, demo};

/// Keys, as the driver knows them.
const SHIFT: char = '\u{E008}';
const CONTROL: char = '\u{E009}';

#[tokio::test]
async fn what_is_picked_lives_in_the_address_so_that_a_link_shows_the_same() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.click("button", "Filter by type").await?;
    page.click("checkbox", "Sale 207").await?;
    page.shows_rows(207).await?;
    page.fill("Search responses", "ås").await?;
    page.sees("13 of 634 shown").await?;
    page.click("button", "Customer").await?;
    let first = page.row_where(|row| row[4].starts_with("Arne")).await?;

    let link = page.address().await?;
    assert!(link.ends_with("&q=%C3%A5s&is_type=Sale&sort=customer_name"), "{link}");
    page.open(JANUARY_SALES).await?;
    page.open(&link[link.find("/?").unwrap_or(0)..]).await?;
    page.shows_rows(13).await?;
    assert_eq!(page.grid_row(1).await?, first);
    assert!(page.grid_row(13).await?[4].starts_with("Åse-Åshild"), "å comes last");

    page.click("button", "Remove filter: Sale").await?;
    page.click("button", "Remove all filters").await?;
    page.shows_rows(634).await
}

#[tokio::test]
async fn shift_adds_a_column_to_sort_by() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.click_column("Type", None).await?;
    page.click_column("Agent", Some(SHIFT)).await?;
    page.row_where(|row| row[3] == "amina.yusuf@callcenter.no").await?;
    let link = page.address().await?;
    assert!(link.ends_with("&sort=type%2Csubmitted_by"), "{link}");
    let told: Vec<String> = page.read(SORTED, vec![]).await?;
    assert_eq!(told, ["Type↑1 ascending", "Agent↑2 ascending"]);
    page.click("button", "Customer").await?;
    page.row_where(|row| row[4] == "Aksel Berge").await?;
    let told: Vec<String> = page.read(SORTED, vec![]).await?;
    assert_eq!(told, ["Customer↑ ascending"]);
    Ok(())
}

#[tokio::test]
async fn subtypes_and_agents_are_picked_in_the_table_and_in_menus() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.click_cell(1, "Subtype").await?;
    page.shows_rows(39).await?;
    page.has("button", "Remove filter: Opptatt").await?;
    page.click("button", "Remove all filters").await?;
    page.shows_rows(634).await?;
    page.click_cell(1, "Agent").await?;
    page.shows_rows(80).await?;
    page.has("button", "Remove filter: ola.hansen@callcenter.no").await?;
    page.click("button", "Remove all filters").await?;

    page.click("button", "Filter by subtype").await?;
    page.click("checkbox", "Avtalegiro 59").await?;
    page.click("checkbox", "eFaktura 31").await?;
    page.shows_rows(90).await?;
    page.click("button", "Filter by agent").await?;
    page.click("checkbox", "per.lie@callcenter.no 3").await?;
    page.shows_rows(3).await
}

#[tokio::test]
async fn several_days_are_picked_by_how_many_responses_they_have() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.click("button", "Filter by day").await?;
    page.click("checkbox", "Fri, 27 Jan 2017 22").await?;
    page.sees("22 of 634 shown").await?;
    page.click("checkbox", "Tue, 31 Jan 2017 31").await?;
    page.sees("53 of 634 shown").await?;
    let link = page.address().await?;
    assert!(link.ends_with("&day=2017-01-27&day=2017-01-31"), "{link}");
    page.click("button", "Remove filter: Fri, 27 Jan 2017").await?;
    page.sees("31 of 634 shown").await
}

#[tokio::test]
async fn days_of_many_months_are_listed_month_by_month() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.shows_rows(100_000).await?;
    page.click("button", "Filter by day").await?;
    page.has("dialog", "Filter by day").await?;
    let [months, days]: [usize; 2] = page.read(MONTHS_AND_DAYS, vec![]).await?;
    assert_eq!((months, days), (12, 0));
    page.read::<()>("document.querySelector('[role=dialog] summary').click()", vec![]).await?;
    page.sees("31 Jan 2025").await?;
    let [_, days]: [usize; 2] = page.read(MONTHS_AND_DAYS, vec![]).await?;
    assert!((20..=31).contains(&days), "{days} days of January");
    Ok(())
}

#[tokio::test]
async fn pressing_a_word_in_the_table_picks_it_and_pressing_it_again_lets_go() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.click_cell(1, "Type").await?;
    page.sees("104 of 634 shown").await?;
    page.click_cell(1, "Submitted").await?;
    page.has("button", "Remove filter: Tue, 31 Jan 2017").await?;
    page.click_cell(1, "Type").await?;
    page.sees("31 of 634 shown").await
}

#[tokio::test]
async fn rows_that_are_still_coming_take_their_places() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{A_YEAR_OF_CALLS}&sort=submitted_when&q=kari")).await?;
    page.mark_millis("cubeboard:complete").await?;
    page.row_where(|row| row[0].contains("Jan 2025")).await?;
    let count = page.grid_row_count().await?;
    page.click("button", "Remove all filters").await?;
    page.shows_rows(100_000).await?;
    page.fill("Search responses", "kari").await?;
    page.shows_rows(count).await
}

#[tokio::test]
async fn a_response_opens_with_its_customers_others_and_keys_go_on_where_they_were() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&q=%C3%85shild+Dahle")).await?;
    page.sees("of 634 shown").await?;
    page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
    page.has("dialog", "Response").await?;
    page.sees("This customer's responses").await?;
    page.sees("second of 2 contacts, Sale after 2 days").await?;
    page.has("button", "Copy CRM id").await?;
    page.press_escape().await?;
    page.is_gone("dialog", "Response").await?;
    page.keys_in_grid(&["ArrowRight"]).await?;
    assert_eq!(page.active_cell().await?, "Sale");
    Ok(())
}

#[tokio::test]
async fn what_is_asked_anew_is_shown_from_its_first_row_on() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.keys_in_grid(&["ArrowDown", "Ctrl+End"]).await?;
    active_row_is_seen(&page, 634).await?;
    // A comment filters nothing.
    page.keys_in_grid(&[" "]).await?;
    page.keys_in_grid(&["ArrowUp"]).await?;
    active_row_is_seen(&page, 633).await?;
    page.fill("Search responses", "hansen").await?;
    active_row_is_seen(&page, 1).await?;
    for head in ["Customer", "Submitted"] {
        page.keys_in_grid(&["Ctrl+End"]).await?;
        active_row_is_seen(&page, 91).await?;
        page.click("button", head).await?;
        active_row_is_seen(&page, 1).await?;
    }
    page.keys_in_grid(&["Ctrl+End"]).await?;
    active_row_is_seen(&page, 91).await?;
    page.click("button", "Previous period").await?;
    active_row_is_seen(&page, 1).await
}

#[tokio::test]
async fn the_table_goes_along_from_one_open_response_to_the_next() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
    page.has("dialog", "Response").await?;
    for _ in 0..20 {
        page.click("button", "Next response").await?;
    }
    active_row_is_seen(&page, 21).await?;
    // Sorting leaves open what is open, and goes on from there.
    let open: String = page.read(OPEN_RESPONSE, vec![]).await?;
    page.click("button", "Submitted").await?;
    page.click("button", "Next response").await?;
    let next: String = page.read(OPEN_RESPONSE, vec![]).await?;
    page.click("button", "Previous response").await?;
    let again: String = page.read(OPEN_RESPONSE, vec![]).await?;
    assert_ne!(next, open);
    assert_eq!(again, open);
    Ok(())
}

const OPEN_RESPONSE: &str = "return document.querySelector('.drawer .fields').textContent";

/// Waits until the reader is at a row, counted from 1, and all of it is in view.
async fn active_row_is_seen(page: &Page, row: usize) -> Outcome {
    eventually(async || match page.read::<Option<usize>>(ACTIVE_ROW_IN_VIEW, vec![]).await? {
        Some(seen) if seen == row => Ok(()),
        seen => Err(Failure(format!("row {seen:?} is in view, not {row}"))),
    })
    .await
}

const ACTIVE_ROW_IN_VIEW: &str = "
    const grid = document.querySelector('[role=grid]');
    const cell = document.getElementById(grid.getAttribute('aria-activedescendant'));
    if (!cell) return null;
    const [box, place] = [grid, cell].map(it => it.getBoundingClientRect());
    const head = grid.querySelector('[role=columnheader]').offsetHeight;
    const isSeen = place.top >= box.top + head && place.bottom <= box.bottom;
    return isSeen ? cell.parentElement.ariaRowIndex - 1 : null";

#[tokio::test]
async fn an_open_response_is_told_whole() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&q=2929189")).await?;
    page.shows_rows(1).await?;
    page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
    page.has("dialog", "Response").await?;
    let told: Vec<(String, String)> = page.read(FIELDS, vec![]).await?;
    let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Submitted", "5 Jan 2017, 19:19:23 2017-01-05T18:19:23.871Z"),
            ("Type", "No sale"),
            ("Subtype", "Feil nummer"),
            ("Agent", "henrik.boe@callcenter.no"),
            ("Customer", "Øystein Bakken"),
            ("CRM id", "2929189"),
            ("External id", "5900567"),
            ("Comment", LONG_COMMENT),
            ("Campaign", "926"),
        ]
    );
    for id in ["CRM id", "External id", "Campaign"] {
        page.has("button", &format!("Copy {id}")).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_open_stays_as_it_is_while_rows_come() -> Outcome {
    let relay = Relay::demo_with("delay=600").await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.grid_row(1).await?;
    page.keys_in_grid(&["ArrowDown", "Enter"]).await?;
    page.sees("This customer's responses").await?;
    // By key: a hand finds the button at once, the driver asks every one for its name.
    page.read::<()>(FOCUS_THE_FIRST_COPY, vec![]).await?;
    page.press_key(ENTER, 1).await?;
    page.sees("Copied").await?;
    assert!(page.text().await?.contains("Loading responses"), "rows are still coming");
    page.sees_within(Duration::from_mins(2), "100,000 of 100,000 responses").await?;
    let focused: String = page.read("return document.activeElement.innerText", vec![]).await?;
    assert_eq!(focused, "Copied", "what has the focus");
    Ok(())
}

#[tokio::test]
async fn selected_cells_are_copied_as_a_spreadsheet_pastes_them() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY}&sort=submitted_when")).await?;
    page.shows_rows(634).await?;
    let rows = [page.grid_row(1).await?, page.grid_row(2).await?];
    page.keys_in_grid(&["ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"]).await?;
    let line = |row: &Vec<String>| format!("{}\t{}", row[0], row[1]);
    assert_eq!(page.copied_from_grid().await?, format!("{}\r\n{}", line(&rows[0]), line(&rows[1])));
    page.sees("Copied 2 rows").await
}

#[tokio::test]
async fn the_browsers_own_shortcut_copies_what_is_selected() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY).await?;
    page.shows_rows(634).await?;
    let row = page.grid_row(1).await?;
    page.keys_in_grid(&["ArrowDown", "Shift+ "]).await?;
    page.press_keys(CONTROL, 'c').await?;
    page.sees("Copied 1 row").await?;
    // What stands for nothing on the screen is nothing in a spreadsheet.
    let cells: Vec<&str> = row.iter().map(|it| if it == "—" { "" } else { it }).collect();
    assert_eq!(page.clipboard().await?, cells.join("\t"));
    Ok(())
}

#[tokio::test]
async fn a_hundred_thousand_rows_are_copied_by_two_shortcuts() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.shows_rows(100_000).await?;
    page.keys_in_grid(&["ArrowDown"]).await?;
    let first = page.grid_row(1).await?;
    page.press_keys(CONTROL, 'a').await?;
    page.press_keys(CONTROL, 'c').await?;
    page.sees("Copied 100,000 rows").await?;
    let text = page.clipboard().await?;
    assert!(text.starts_with(&first[0]), "{}", first[0]);
    // A remark may have lines of its own.
    assert!(text.split("\r\n").count() >= 100_000);
    Ok(())
}

#[tokio::test]
async fn what_was_searched_for_is_marked_and_a_time_tells_its_instant() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{JANUARY_SALES}&q=BERG&sort=submitted_when")).await?;
    page.sees("of 207 shown").await?;
    let marked: Vec<String> = page.read(MARKED, vec![]).await?;
    for word in ["Berg", "berg"] {
        assert!(marked.iter().any(|it| it == word), "{word} in {marked:?}");
    }
    assert!(marked.iter().all(|it| it.to_lowercase() == "berg"), "{marked:?}");

    let told = page.grid_row(1).await?[0].clone();
    let instant: String = page.read(INSTANT, vec![]).await?;
    let clock = page.in_oslo(&[&instant]).await?[0].clone();
    assert!(clock.ends_with(&told[told.len() - 8..]), "{told} in Oslo is {instant}");
    Ok(())
}

/// The columns that the table is sorted by, each as it looks and as it is told.
const SORTED: &str = "
    return [...document.querySelectorAll('[role=columnheader]')]
        .filter(it => it.ariaSort !== 'none')
        .map(it => `${it.innerText.trim()} ${it.ariaSort}`)";

const MONTHS_AND_DAYS: &str = "
    return ['summary', 'input[type=checkbox]']
        .map(it => document.querySelectorAll(`[role=dialog] ${it}`).length)";

const LONG_COMMENT: &str = "Lang samtale. Gikk gjennom alle vilkårene punkt for punkt. Kunden lurer særlig på \
    oppsigelse ved flytting, på hva som skjer dersom Avtalegiro stoppes, og på hvorfor brevet i høst hadde feil navn. \
    Har lovet skriftlig svar innen fredag. Ektefellen på Røros bestemmer også, så tilbudet skal sendes til begge to. \
    Veldig hyggelig kunde!";

/// Names and values of what is open, in order.
const FIELDS: &str = "
    const words = it => it.innerText.replace(/\\s+/g, ' ').trim();
    return [...document.querySelectorAll('[role=dialog] dt')]
        .map(it => [words(it), words(it.nextElementSibling)])";

const ENTER: char = '\u{E007}';

const FOCUS_THE_FIRST_COPY: &str = "
    document.querySelector('[role=dialog] dd button').focus();
    return null";

const MARKED: &str =
    "return [...document.querySelectorAll('[role=grid] mark')].map(it => it.textContent)";

/// The hint on the first row's time.
const INSTANT: &str =
    "return document.querySelector('[role=grid] [aria-rowindex=\"2\"] [title$=Z]').title";

/// A browser that is busy with other things for longer than a short list takes to come.
const BUSY: &str = "window.requestIdleCallback = callback => setTimeout(callback, 300)";

#[tokio::test]
async fn a_list_that_is_there_before_the_table_is_complete_once_the_table_shows_it() -> Outcome {
    let (_relay, page) = demo().await?;
    page.browser().run_in_every_document(BUSY).await?;
    page.open(JANUARY_SALES).await?;
    let complete = page.mark_millis("cubeboard:complete").await?;
    assert_eq!(page.grid_row_count().await?, 207);
    let first = page.mark_millis("cubeboard:first-rows").await?;
    assert!(first <= complete, "complete after {complete} ms, its first rows after {first}");
    Ok(())
}
