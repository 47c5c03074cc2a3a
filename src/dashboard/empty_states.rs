//! What stands in place of an answer where there is none, with what to do instead.

use chrono::{Datelike as _, NaiveDate};
use cubeboard_cube::query::Fields;
use cubeboard_i18n::{Advice, Catalogue};
use cubeboard_responses::calendar::days::Days;

use leptos::prelude::*;

use crate::html::{El, button, el};
use crate::state::connection::use_connection;
use crate::state::dataset::use_dataset;
use crate::state::preferences::Voice;
use crate::state::query_form::use_query_form;

/// Before the first question.
pub fn welcome(text: &'static Catalogue) -> El {
    let connection = use_connection();
    let demo = el("a")
        .class("button")
        .attr("href", "?campaign=926&from=2017-01-01&to=2017-01-31&demo=1")
        .child(text.try_the_demo);
    let connect = button("button", text.connect, move || connection.is_open.set(true));
    card(text.welcome).child(el("div").child(demo).child(connect))
}

/// Where the service has nothing: other questions to put.
pub fn empty_result(voice: Voice) -> El {
    let form = use_query_form();
    let asked = use_dataset().with_shown_now(|it| (it.query().fields(), it.query().days));
    let others = asked.map(|(fields, days)| {
        let other = |name: String, fields: Fields| {
            let ask = move || {
                form.fill(fields.clone());
                form.submit();
            };
            button("button", name, ask)
        };
        let any_type = Fields { response_type: String::new(), ..fields.clone() };
        let any_type =
            (any_type != fields).then(|| other(voice.text.all_types.to_owned(), any_type));
        let year = year_of(days.first()).filter(|it| it.count() > days.count()).map(|year| {
            let name = voice.text.asking.whole_year(&voice.writer.year(year.first()));
            let [from, to] = [year.first(), year.last()].map(|it| it.to_string());
            other(name, Fields { from, to, ..fields })
        });
        el("div").child(any_type).child(year)
    });
    card(voice.text.empty).child(others)
}

/// Where the reader's own filters leave nothing.
pub fn nothing_left(voice: Voice) -> El {
    let Advice { title, remedy } = voice.text.table.nothing_left;
    let words = el("p").child(el("strong").child(title)).child(" ").child(remedy);
    el("div").class("table-empty").child(words)
}

fn card(advice: Advice) -> El {
    el("section")
        .class("card welcome")
        .child(el("h2").child(advice.title))
        .child(el("p").child(advice.remedy))
}

fn year_of(day: NaiveDate) -> Option<Days> {
    Days::new(day.with_ordinal(1)?, day.with_month(12)?.with_day(31)?)
}
