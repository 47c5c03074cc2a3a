//! From an address to real responses: everything the service has, in the grid and under the chart.

use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::{JANUARY_SALES, api, demo};

const JANUARY: (&str, &str) = ("20170101", "20170131");

#[tokio::test]
async fn an_address_with_a_query_loads_all_its_responses() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    assert_eq!(page.grid_row_count().await?, 207);
    Ok(())
}

#[tokio::test]
async fn what_the_reader_fills_in_is_loaded() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/").await?;
    page.fill("Campaign", "926").await?;
    page.fill("From", "2017-01-01").await?;
    page.fill("To", "2017-01-31").await?;
    page.fill("Response type", "Sale").await?;
    page.click("button", "Load").await?;
    page.sees("207 of 207 responses").await
}

#[tokio::test]
async fn first_and_last_row_are_the_first_and_last_response_of_the_service() -> Outcome {
    let (relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;

    let responses = api::responses(relay.origin(), 926, JANUARY, "Sale").await?;
    for number in [1, 207] {
        let response = &responses[number - 1];
        let row = page.grid_row(number).await?;
        let submitted = page.in_oslo(&[text(response, "submitted_when").as_str()]).await?;
        let (_, time) = submitted[0].split_once(' ').expect("a day and a time");
        assert!(row[0].contains(time), "row {number} says {}, the service {submitted:?}", row[0]);
        for (column, key) in [
            (1, "type"),
            (2, "subtype"),
            (3, "submitted_by"),
            (4, "customer_name"),
            (5, "crm_customer_id"),
            (6, "external_customer_id"),
            (7, "comment"),
        ] {
            assert_eq!(row[column], text(response, key), "{key} of row {number}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_numbers_under_the_chart_are_the_responses_of_each_day() -> Outcome {
    let (relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;

    let responses = api::responses(relay.origin(), 926, JANUARY, "Sale").await?;
    let instants: Vec<_> = responses.iter().map(|it| text(it, "submitted_when")).collect();
    let instants: Vec<_> = instants.iter().map(String::as_str).collect();
    let days = page.in_oslo(&instants).await?;
    let expected: Vec<usize> = (1..=31)
        .map(|day| format!("2017-01-{day:02} "))
        .map(|day| days.iter().filter(|it| it.starts_with(&day)).count())
        .collect();

    let numbers = page.numbers("Responses per day").await?;
    let shown: Vec<usize> = numbers
        .iter()
        .map(|row| row.last().expect("a number of each day").parse().expect("a whole number"))
        .collect();
    assert_eq!(shown, expected);
    assert_eq!(shown.iter().sum::<usize>(), 207);
    Ok(())
}

#[tokio::test]
async fn the_chart_is_drawn() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.has("figure", "Responses per day").await?;
    page.chart_is_drawn().await
}

#[tokio::test]
async fn the_browser_has_nothing_to_complain_about() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    assert_eq!(page.console().await?, []);
    Ok(())
}

#[tokio::test]
async fn everything_has_its_role_and_name() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207 of 207 responses").await?;
    page.has("form", "Query").await?;
    page.has("button", "Load").await?;
    page.has("figure", "Responses per day").await?;
    page.has("grid", "Responses").await?;
    for column in
        ["Submitted", "Type", "Subtype", "Agent", "Customer", "CRM id", "External id", "Comment"]
    {
        page.has("columnheader", column).await?;
    }
    Ok(())
}

/// A value of a response as the grid should show it; what is absent is shown as a dash.
fn text(response: &serde_json::Value, key: &str) -> String {
    match &response[key] {
        serde_json::Value::Null => "—".to_owned(),
        serde_json::Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}
