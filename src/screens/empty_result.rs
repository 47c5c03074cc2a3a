//! What stands in place of rows where there are none, with what to try instead.

use chrono::{Datelike as _, NaiveDate};
use cubeboard_core::days::Days;
use cubeboard_core::query::Fields;
use cubeboard_core::text::Advice;

use crate::html::{El, button, el};
use crate::state::preferences::Voice;
use crate::state::state;

/// Where the reader's own filters leave nothing.
pub fn nothing_left(voice: Voice) -> El {
    said(voice.text.table.nothing_left)
}

/// Where the service has nothing: other questions to put.
pub fn empty_result(voice: Voice) -> El {
    let state = state();
    let asked = state.dataset.with_shown_now(|it| (it.query().fields(), it.query().days));
    let others = asked.map(|(fields, days)| {
        let other = |name: String, fields: Fields| {
            let ask = move || {
                state.form.fill(fields.clone());
                state.ask();
            };
            button("button", name, ask)
        };
        let any_type = Fields { response_type: String::new(), ..fields.clone() };
        let any_type =
            (any_type != fields).then(|| other(voice.text.all_types.to_owned(), any_type));
        let year = year_of(days.first()).filter(|it| it.count() > days.count()).map(|year| {
            let name = (voice.text.asking.whole_year)(&voice.writer.year(year.first()));
            let [from, to] = [year.first(), year.last()].map(|it| it.to_string());
            other(name, Fields { from, to, ..fields })
        });
        el("div").class("dialog-buttons").child(any_type).child(year)
    });
    said(voice.text.empty).child(others)
}

fn year_of(day: NaiveDate) -> Option<Days> {
    Days::new(day.with_ordinal(1)?, day.with_month(12)?.with_day(31)?)
}

fn said(advice: Advice) -> El {
    let title = el("strong").child(advice.title);
    let words = el("p").child(title).child(" ").child(advice.remedy);
    el("div").class("table-empty").child(words)
}
