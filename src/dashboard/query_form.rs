//! The question: campaign, days, type. Loading means writing it into the address; the board follows that.

use cubeboard_cube::campaigns;
use cubeboard_cube::query::{FieldError, FieldErrors, Fields};
use cubeboard_i18n::Catalogue;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Class;
use leptos::prelude::*;

use super::bar_labels::days_name;
use crate::browser::clock;
use crate::components::combobox::combobox;
use crate::components::period_strip::period_strip;
use crate::components::text_field::{Field, FieldKind, field, frame, input};
use crate::html::{El, button, el};
use crate::state::dataset::use_dataset;
use crate::state::definitions::use_definitions;
use crate::state::preferences::Voice;
use crate::state::query_form::{field_error, use_query_form};
use crate::state::settings::use_settings;
use crate::state::visible_rows::use_visible_rows;

/// The query form.
pub fn query_card(voice: Voice) -> El {
    let text = voice.text;
    let (form, dataset) = (use_query_form(), use_dataset());
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        form.submit();
    };
    let pick = move |days: Days| {
        form.fill_days(days);
        if !form.campaign.read_untracked().trim().is_empty() {
            form.submit();
        }
    };
    let mistake = move |which: fn(FieldErrors) -> Option<FieldError>, is_day: bool| {
        which(form.errors()).map(|it| field_error(it, &text.field_error, is_day))
    };
    let day = |id, label, value: RwSignal<String>, which: fn(FieldErrors) -> Option<FieldError>| {
        let error = Signal::derive(move || mistake(which, true));
        field(Field { id, kind: FieldKind::Day, label, value, error, hint: "", note: None })
    };
    let is_loading = Memo::new(move |_| dataset.is_loading());
    let stop = move || {
        let button = || button("button stop", text.stop, move || dataset.stop());
        is_loading.get().then(button)
    };
    let load = el("button").attr("type", "submit").class("button button-primary");
    let fields = el("div")
        .class("query-fields")
        .child(campaign(text))
        .child(day("from", text.from, form.from, |it| it.from))
        .child(day("to", text.to, form.to, |it| it.to))
        .child(response_type(text))
        .child(load.child(text.load))
        .child(stop);
    el("form")
        .class(move || if form.is_folded.get() { "card query folded" } else { "card query" })
        .attr("aria-label", text.query)
        .attr("novalidate", true)
        .on("submit", submit)
        .child(line(voice))
        .child(fields)
        .child(period_strip(&text.period, move || form.days(), clock::today, pick))
}

/// What was asked, for a narrow screen that has folded the form away once there is an answer.
fn line(voice: Voice) -> El {
    let (dataset, form) = (use_dataset(), use_query_form());
    let known = use_settings().campaigns().known;
    let words = Memo::new(move |_| {
        let query = dataset.with_current(|it| (it.query().fields(), it.query().days));
        let (Fields { campaign, response_type, .. }, days) = query?;
        let named = campaigns::described(&known.read(), &campaign);
        let campaign = if named.is_empty() { campaign } else { named };
        let days = [&days_name(days, voice.writer), " ", &voice.writer.year(days.last())].concat();
        let parts = [campaign, days, response_type];
        Some(parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "))
    });
    let fold = move || form.is_folded.update(|it| *it = !*it);
    button("query-line", move || words.get().unwrap_or_default(), fold)
        .attr("id", "query-line")
        .attr("aria-expanded", move || if form.is_folded.get() { "false" } else { "true" })
        .attr("hidden", move || words.read().is_none())
}

/// The campaigns, by number or by name.
fn campaign(text: &'static Catalogue) -> El {
    let form = use_query_form();
    let settings = use_settings();
    let known = settings.campaigns().known;
    let error = move || {
        Some(match form.errors().campaign? {
            FieldError::NotANumber if !known.read().is_empty() => text.asking.unknown_name,
            error => field_error(error, &text.field_error, false),
        })
    };
    let error = Signal::derive(error);
    let it = Field {
        id: "campaign",
        kind: FieldKind::Names,
        label: text.campaign,
        value: form.campaign,
        error,
        hint: "",
        note: Some("meaning"),
    };
    let offers = move |text: &str, is_typed| campaigns::offers(&known.read(), text, is_typed);
    let meaning = move || campaigns::described(&known.read(), &form.campaign.read());
    combobox(it, text.asking.suggestions, offers, meaning, move || settings.ask_for_campaigns())
}

/// The type, with those that were seen.
fn response_type(text: &'static Catalogue) -> El {
    let form = use_query_form();
    let definition = use_definitions().current();
    let shown = use_visible_rows();
    let types = RwSignal::new(Vec::<String>::new());
    let note = move |_: web_sys::Event| {
        let mut seen = shown.words(Column::Kind);
        let definition = definition.read_untracked();
        for class in [Class::Success, Class::Neither] {
            seen.extend(definition.words(class).map(str::to_owned));
        }
        types.update(|known| {
            for it in seen {
                if !known.contains(&it) {
                    known.push(it);
                }
            }
        });
    };
    let it = Field {
        id: "response-type",
        kind: FieldKind::Text,
        label: text.response_type,
        value: form.response_type,
        error: Signal::derive(|| None),
        hint: text.all_types,
        note: None,
    };
    let option = |it: &String| el("option").attr("value", it.clone());
    let offers = move || types.read().iter().map(option).collect::<Vec<_>>();
    let input = input(&it).attr("list", "types").on("focus", note);
    frame(it, input).child(el("datalist").attr("id", "types").child(offers))
}
