//! Excel workbooks that a reader saves: read back by another program, they say what the screen says.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use calamine::{Data, Range, Reader as _, Xlsx};
use cubeboard_e2e::access::Rules;
use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::failure::{Failure, Outcome};
use cubeboard_e2e::figures::figure;
use cubeboard_e2e::files::Saved;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::{A_MILLION_CALLS, A_YEAR_OF_CALLS, demo};
use serde_json::json;
use zip::ZipArchive;

/// Thirteen sales to people whose name holds "ås", in Norwegian order.
const PICKED: &str =
    "/?campaign=926&from=2017-01-01&to=2017-01-31&q=%C3%A5s&is_type=Sale&sort=customer_name";

const TWO_MINUTES: Duration = Duration::from_mins(2);

const PERSONAL_DATA: &str = "Customers and comments in the workbook";

fn sheet(saved: &Saved, name: &str) -> Outcome<Range<Data>> {
    let mut book = Xlsx::new(Cursor::new(saved.bytes()?)).map_err(failed)?;
    book.worksheet_range(name).map_err(failed)
}

fn failed(error: calamine::XlsxError) -> Failure {
    Failure(error.to_string())
}

/// A cell as the English table shows it.
fn as_shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            assert_eq!((year, month), (2017, 1));
            format!("{day} Jan 2017, {hour:02}:{minute:02}:{second:02}")
        }
        other => other.to_string(),
    }
}

/// A row of the table, with nothing where the table has a dash for it.
async fn shown_row(page: &Page, number: usize) -> Outcome<Vec<String>> {
    let mut row = page.grid_row(number).await?;
    row.iter_mut().filter(|it| *it == "—").for_each(String::clear);
    Ok(row)
}

fn column(cells: &Range<Data>, column: usize) -> Vec<String> {
    cells.rows().map(|row| row.get(column).map(ToString::to_string).unwrap_or_default()).collect()
}

/// All that the files in a workbook's archive hold, unpacked, in small letters.
fn unpacked(saved: &Saved) -> Outcome<String> {
    let mut archive = ZipArchive::new(Cursor::new(saved.bytes()?))?;
    let mut all = String::new();
    for place in 0..archive.len() {
        let (mut part, mut content) = (archive.by_index(place)?, Vec::new());
        part.read_to_end(&mut content)?;
        all.push_str(&String::from_utf8_lossy(&content).to_lowercase());
    }
    Ok(all)
}

#[tokio::test]
async fn a_workbook_has_the_rows_columns_and_order_of_the_screen() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(PICKED).await?;
    page.shows_rows(13).await?;
    page.click("button", "Columns").await?;
    page.click("checkbox", "Subtype").await?;
    page.click("button", "Share and export").await?;
    let saved = page.save("Excel workbook").await?;
    assert_eq!(saved.name, "cubeboard-926-2017-01-01-2017-01-31.xlsx");
    page.sees("Saved as cubeboard-926-2017-01-01-2017-01-31.xlsx").await?;

    let cells = sheet(&saved, "Responses")?;
    let head: Vec<_> = cells.rows().next().into_iter().flatten().map(ToString::to_string).collect();
    assert_eq!(head[0], "Submitted (Oslo time, UTC+01:00)");
    assert_eq!(head[1..], ["Type", "Agent", "Customer", "CRM id", "External id", "Comment"]);
    assert_eq!(cells.height(), 1 + 13);
    for (number, row) in cells.rows().enumerate().skip(1) {
        let row: Vec<_> = row.iter().map(as_shown).collect();
        assert_eq!(row, shown_row(&page, number).await?, "row {number}");
    }
    let about = sheet(&saved, "About")?;
    let values = column(&about, 1);
    for value in ["Oslo time, UTC+01:00", "13", "634", "ås", "Sale"] {
        assert!(values.iter().any(|it| it == value), "{value} is none of {values:?}");
    }
    let days = sheet(&saved, "Days")?;
    let sum = |name: &str| -> f64 {
        let place = days.rows().next().and_then(|it| it.iter().position(|it| *it == *name));
        let numbers = days.rows().skip(1).filter_map(|row| match row.get(place?) {
            Some(Data::Float(number)) => Some(*number),
            _ => None,
        });
        numbers.sum()
    };
    assert_eq!([sum("Responses"), sum("Successes")].map(|it| it.to_string()), ["13", "13"]);
    assert!(unpacked(&saved)?.contains("<c:barchart>"));
    assert_eq!(page.console().await?, []);
    Ok(())
}

#[tokio::test]
async fn norwegian_readers_get_norwegian_sheets_in_both_browsers() -> Outcome {
    let relay = Relay::demo().await?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let page = Page::inside(engine, relay.origin(), &Looks::default()).await?;
        page.open(&format!("{PICKED}&lang=nb&tz=UTC")).await?;
        page.shows_rows(13).await?;
        page.click("button", "Del og eksporter").await?;
        let saved = page.save("Excel-arbeidsbok").await?;
        let names = Xlsx::new(Cursor::new(saved.bytes()?)).map_err(failed)?.sheet_names();
        assert_eq!(names, ["Om", "Responser", "Dager", "Agenter", "Utfall"]);
        let cells = sheet(&saved, "Responser")?;
        assert_eq!(column(&cells, 0)[0], "Registrert (UTC)");
        assert!(column(&cells, 4)[13].starts_with("Åse-Åshild"));
    }
    Ok(())
}

#[tokio::test]
async fn the_clock_of_the_browser_tells_the_times_of_the_workbook() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(&format!("{PICKED}&tz=local")).await?;
    page.shows_rows(13).await?;
    page.click("button", "Share and export").await?;
    let saved = page.save("Excel workbook").await?;
    let cells = sheet(&saved, "Responses")?;
    assert!(column(&cells, 0)[0].starts_with("Submitted (this browser's time, UTC"));
    let row: Vec<_> = cells.rows().nth(1).into_iter().flatten().map(as_shown).collect();
    assert_eq!(row, shown_row(&page, 1).await?);
    Ok(())
}

#[tokio::test]
async fn what_is_to_be_left_out_is_in_no_part_of_the_workbook() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(PICKED).await?;
    page.shows_rows(13).await?;
    let (first, last) = (page.grid_row(1).await?, page.grid_row(13).await?);
    // Customer, the customer's id, another system's id, comment.
    let private: Vec<_> = [4, 5, 6, 7]
        .into_iter()
        .flat_map(|it| [first[it].to_lowercase(), last[it].to_lowercase()])
        .filter(|it| it.chars().count() > 3)
        .collect();
    assert!(private.len() >= 4, "{private:?}");
    page.click("button", "Share and export").await?;
    let all = page.customers_words(926, ["20170101", "20170131"]).await?;
    let all: Vec<_> = all.iter().map(|it| it.to_lowercase()).collect();
    let kept = unpacked(&page.save("Excel workbook").await?)?;
    for text in &private {
        assert!(kept.contains(text), "{text} is found where it is");
    }
    for choice in ["Left out", "Pseudonyms"] {
        page.choose_option(PERSONAL_DATA, choice).await?;
        let saved = page.save("Excel workbook").await?;
        let told = unpacked(&saved)?;
        for text in private.iter().chain(&all).map(String::as_str).chain(["ås<"]) {
            assert!(!told.contains(text), "{choice}: {text}");
        }
        let cells = sheet(&saved, "Responses")?;
        assert_eq!(cells.height(), 1 + 13);
        // In the order of Cube's list, as that of their names would tell something of them.
        let times: Vec<_> = cells.rows().skip(1).filter_map(|it| it[0].as_f64()).collect();
        assert!(times.is_sorted() || times.is_sorted_by(|a, b| a >= b), "{times:?}");
    }
    Ok(())
}

trait AsNumber {
    fn as_f64(&self) -> Option<f64>;
}

impl AsNumber for Data {
    fn as_f64(&self) -> Option<f64> {
        match self {
            Data::DateTime(time) => Some(time.as_f64()),
            _ => None,
        }
    }
}

/// Searches, and notes when the table has answered and when the file is there: in the page, as a driver may be slow.
const SEARCH: &str = "
    const create = URL.createObjectURL;
    URL.createObjectURL = file => {
        window.written ??= performance.now();
        return create.call(URL, file);
    };
    const field = document.querySelector('input[type=search]');
    field.value = 'åse';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return new Promise(done => {
        const look = () => {
            if (!document.body.innerText.includes('of 100,000 shown')) return requestAnimationFrame(look);
            window.answered = performance.now();
            done(null);
        };
        look();
    })";

#[tokio::test]
async fn a_hundred_thousand_rows_are_saved_or_given_up_while_the_page_listens() -> Outcome {
    let (_relay, page) = demo().await?;
    page.start_watching(TWO_MINUTES).await?;
    page.open(A_YEAR_OF_CALLS).await?;
    page.sees_within(TWO_MINUTES, "100,000 of 100,000 responses").await?;
    page.click("button", "Share and export").await?;
    page.click("button", "Excel workbook").await?;
    page.has("progressbar", "Writing the file").await?;
    page.click("button", "Cancel").await?;
    page.sees("Cancelled; nothing was saved").await?;

    page.read::<()>("window.stopwatch.tasks.length = 0; return null", vec![]).await?;
    let saved = page.saved_within(TWO_MINUTES, async || {
        page.click("button", "Excel workbook").await?;
        page.has("progressbar", "Writing the file").await?;
        page.press_escape().await?;
        page.read::<()>(SEARCH, vec![]).await
    });
    let saved = saved.await?;
    // What the reader does is answered before the file is there, and changes nothing of it.
    let [answered, written]: [f64; 2] =
        page.read("return [window.answered, window.written]", vec![]).await?;
    assert!(answered < written, "{answered}, {written}");
    let tasks: Vec<f64> =
        page.read("return window.stopwatch.tasks.map(it => it.duration)", vec![]).await?;
    figure(
        "tasks above 50 ms while 100,000 rows are saved as a workbook",
        f64::from(u32::try_from(tasks.len())?),
        "",
    );
    assert_eq!(sheet(&saved, "Responses")?.height(), 1 + 100_000);
    Ok(())
}

#[tokio::test]
async fn more_rows_than_a_browser_carries_are_told_before_and_the_command_is_named() -> Outcome {
    let (relay, page) = demo().await?;
    page.open(A_MILLION_CALLS).await?;
    page.sees_within(TWO_MINUTES, "1,000,000 of 1,000,000 responses").await?;
    page.click("button", "Share and export").await?;
    page.sees("1,000,000 rows are more than this page can write as a workbook").await?;
    page.is_gone("button", "Excel workbook").await?;
    let command = format!(
        "cubeboard fetch --upstream {} --campaign 2900 --from 2025-01-01 --to 2025-12-31 \
         --format xlsx --output cubeboard-2900-2025-01-01-2025-12-31.xlsx",
        relay.origin()
    );
    page.sees(&command).await?;
    page.click("button", "Copy command").await?;
    page.sees("Command copied").await?;
    assert_eq!(page.clipboard().await?, command);
    assert_eq!(page.obstacles(Rules::All).await?, [""; 0]);

    // A filter makes them fewer, and the workbook possible.
    page.press_escape().await?;
    page.open(&format!("{A_MILLION_CALLS}&is_type=Sale&day=2025-03-03")).await?;
    page.sees_within(TWO_MINUTES, "1,000,000 of 1,000,000 responses").await?;
    page.click("button", "Share and export").await?;
    page.has("button", "Excel workbook").await?;
    page.click("radio", "All rows (1,000,000)").await?;
    page.is_gone("button", "Excel workbook").await
}

#[tokio::test]
async fn rows_that_came_while_the_panel_was_open_are_counted() -> Outcome {
    // Slow enough for the panel to open before there are too many.
    let relay = Relay::demo_with("delay=400").await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open(A_MILLION_CALLS).await?;
    page.sees("of 1,000,000 responses").await?;
    page.click("button", "Share and export").await?;
    page.has("button", "Excel workbook").await?;
    page.sees_within(TWO_MINUTES, "1,000,000 of 1,000,000 responses").await?;
    page.click("button", "Excel workbook").await?;
    page.sees("1,000,000 rows are more than this page can write as a workbook").await?;
    page.sees("cubeboard fetch --upstream ").await?;
    page.is_gone("progressbar", "Writing the file").await
}

#[tokio::test]
async fn nothing_of_workbooks_is_loaded_before_one_is_wanted() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(PICKED).await?;
    page.shows_rows(13).await?;
    page.click("button", "Share and export").await?;
    page.save("CSV").await?;
    let loaded = "return performance.getEntriesByType('resource').map(it => it.name)";
    let loaded: Vec<String> = page.read(loaded, vec![json!(null)]).await?;
    assert!(loaded.iter().any(|it| it.contains("/files")), "{loaded:?}");
    assert!(!loaded.iter().any(|it| it.contains("/workbook")), "{loaded:?}");
    Ok(())
}
