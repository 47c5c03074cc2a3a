//! The question: campaign, days, type. Loading means writing it into the address; the board follows that.

use cubeboard_core::days::Days;
use cubeboard_core::query::{FieldError, FieldErrors};
use cubeboard_core::text::Text;

use crate::browser::clock;
use crate::components::field::{Field, FieldKind, field};
use crate::components::period_strip::period_strip;
use crate::html::{El, button, el};
use crate::live::memo;
use crate::state::query_form::field_error;
use crate::state::state;

/// The query form.
pub fn query_card(text: &'static Text) -> El {
    let settings = state().settings;
    let address = state().address;
    let form = state().form;
    let dataset = state().dataset;

    let ask = move || {
        let Some(query) = form.check() else { return };
        let fields = query.fields();
        if address.question().get_untracked().as_ref() == Some(&fields) {
            settings.load(dataset, query);
        } else {
            address.ask(&fields);
        }
    };
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        ask();
    };
    let pick = move |days: Days| {
        form.fill_days(days);
        if !form.campaign.read_untracked().trim().is_empty() {
            ask();
        }
    };
    let mistake = move |which: fn(FieldErrors) -> Option<FieldError>, is_day: bool| {
        which(form.errors()).map(|it| field_error(it, &text.field_error, is_day))
    };
    let campaigns = move || {
        let option = |(id, name): (String, String)| el("option").attr("value", id).child(name);
        settings.campaigns().into_iter().map(option).collect::<Vec<_>>()
    };
    let is_loading = memo(move || dataset.is_loading());
    let stop = move || {
        let button = || button("button", text.stop, move || dataset.stop());
        is_loading.get().then(button)
    };
    let load = el("button").attr("type", "submit").class("button button-primary");
    let fields = el("div")
        .class("query-fields")
        .child(field(Field {
            id: "campaign",
            kind: FieldKind::Numbers,
            label: text.campaign,
            value: form.campaign,
            error: move || mistake(|it| it.campaign, false),
            hint: "",
            offers: Some("campaigns"),
        }))
        .child(field(Field {
            id: "from",
            kind: FieldKind::Day,
            label: text.from,
            value: form.from,
            error: move || mistake(|it| it.from, true),
            hint: "",
            offers: None,
        }))
        .child(field(Field {
            id: "to",
            kind: FieldKind::Day,
            label: text.to,
            value: form.to,
            error: move || mistake(|it| it.to, true),
            hint: "",
            offers: None,
        }))
        .child(field(Field {
            id: "response-type",
            kind: FieldKind::Text,
            label: text.response_type,
            value: form.response_type,
            error: || None,
            hint: text.all_types,
            offers: None,
        }))
        .child(load.child(text.load))
        .child(stop);
    el("form")
        .class("card query")
        .attr("aria-label", text.query)
        .attr("novalidate", true)
        .on("submit", submit)
        .child(fields)
        .child(el("datalist").attr("id", "campaigns").child(campaigns))
        .child(period_strip(&text.period, move || form.days(), clock::today, pick))
}
