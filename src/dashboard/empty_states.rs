//! Empty states: what stands in place of charts and tables before the first query, where the service has no responses,
//! and where the reader's filters leave none; each with what to do next.

use chrono::Datelike as _;
use cubeboard_cube::query::Fields;
use cubeboard_i18n::Advice;
use cubeboard_responses::calendar::days::Days;
use leptos::prelude::*;

use crate::i18n::use_locale;
use crate::state::connection::use_connection;
use crate::state::dataset::use_dataset;
use crate::state::query_form::use_query_form;

/// Shown before the first query: leads to the demo and to the connection dialog.
#[component]
pub fn Welcome() -> impl IntoView {
    let locale = use_locale();
    let connection = use_connection();
    view! {
        <AdviceCard advice=move || locale.text().welcome>
            <div>
                <a class="button" href="?campaign=926&from=2017-01-01&to=2017-01-31&demo=1">
                    {move || locale.text().try_the_demo}
                </a>
                <button type="button" class="button" on:click=move |_| connection.open_dialog()>
                    {move || locale.text().connect}
                </button>
            </div>
        </AdviceCard>
    }
    .into_any()
}

/// Shown where the service has no responses to a query: offers wider queries.
#[component]
pub fn EmptyResult() -> impl IntoView {
    let locale = use_locale();
    let query = use_dataset()
        .with_shown_untracked(|reading| (reading.query().fields(), reading.query().days));
    let suggestions = query.map(|(fields, days)| {
        let of_any_type = any_type(&fields).map(|fields| {
            view! { <QueryButton name=move || locale.text().all_types.to_owned() fields /> }
        });
        let of_the_year = year_around(days).map(|year| {
            let name = move || locale.text().asking.whole_year(&year.first().year().to_string());
            view! { <QueryButton name fields=with_days(fields, year) /> }
        });
        view! { <div>{of_any_type} {of_the_year}</div> }
    });
    view! { <AdviceCard advice=move || locale.text().empty>{suggestions}</AdviceCard> }.into_any()
}

/// Shown where the reader's filters leave no row of the table.
#[component]
pub fn NothingLeft() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="table-empty">
            <p>
                <strong>{move || locale.text().table.nothing_left.title}</strong>
                " "
                {move || locale.text().table.nothing_left.remedy}
            </p>
        </div>
    }
    .into_any()
}

/// Card that says what is the matter, above what the reader can do about it.
#[component]
fn AdviceCard(
    /// What is the matter, and what to do next.
    #[prop(into)]
    advice: Signal<Advice>,
    /// Buttons and links.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card welcome">
            <h2>{move || advice.get().title}</h2>
            <p>{move || advice.get().remedy}</p>
            {children()}
        </section>
    }
    .into_any()
}

/// Button that fills in the query form and submits it.
#[component]
fn QueryButton(
    /// What it shows.
    #[prop(into)]
    name: Signal<String>,
    /// What it fills in.
    fields: Fields,
) -> impl IntoView {
    let form = use_query_form();
    let on_click = move |_| {
        form.fill(fields.clone());
        form.submit();
    };
    view! {
        <button type="button" class="button" on:click=on_click>
            {move || name.get()}
        </button>
    }
    .into_any()
}

/// The same query for all response types, where it names one.
fn any_type(fields: &Fields) -> Option<Fields> {
    let is_of_one = !fields.response_type.is_empty();
    is_of_one.then(|| Fields { response_type: String::new(), ..fields.clone() })
}

/// The same query over other days.
fn with_days(fields: Fields, days: Days) -> Fields {
    let period = String::new();
    Fields { from: days.first().to_string(), to: days.last().to_string(), period, ..fields }
}

/// The calendar year in which days begin, where that is longer than they are.
fn year_around(days: Days) -> Option<Days> {
    let first = days.first();
    let year = Days::new(first.with_ordinal(1)?, first.with_month(12)?.with_day(31)?)?;
    (year.count() > days.count()).then_some(year)
}
