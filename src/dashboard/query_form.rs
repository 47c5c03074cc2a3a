//! Query form: campaign, first and last day, response type. Submitting writes it into the address, which the dashboard
//! follows.

use chrono::Datelike as _;
use cubeboard_cube::campaigns;
use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::query::{self, FieldError, Fields};
use cubeboard_i18n::Catalogue;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::period::Preset;
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Class;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::bar_labels::days_name;
use crate::browser::focus;
use crate::components::combobox::Combobox;
use crate::components::combobox::option_list::{Suggestions, Wanted};
use crate::components::period_strip::PeriodStrip;
use crate::components::text_field::{Completions, FieldKind, TextField};
use crate::i18n::use_locale;
use crate::state::dataset::use_dataset;
use crate::state::definitions::use_definitions;
use crate::state::notice::Notice;
use crate::state::query_form::{day_error, text_error, use_query_form};
use crate::state::settings::use_settings;
use crate::state::today::use_today;
use crate::state::visible_rows::use_visible_rows;

/// Card with the form; a narrow screen may fold it into one line.
#[component]
pub fn QueryCard() -> impl IntoView {
    let locale = use_locale();
    let (form, dataset, today) = (use_query_form(), use_dataset(), use_today());
    let text = move || locale.text();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    let day_error = move |error: FieldError| day_error(error, &text().field_error);
    let period_error = move |error: FieldError| text_error(error, &text().field_error);
    let is_loading = Memo::new(move |_| dataset.is_loading());
    let on_stop = move |_| {
        dataset.stop();
        // The button goes, and would take the focus with it. What of these is hidden does not take it.
        focus::soon("query-line");
        focus::soon("load");
    };
    view! {
        <form
            class="card query"
            class:folded=move || form.is_folded()
            aria-label=move || text().query
            novalidate=true
            on:submit=on_submit
        >
            <QueryLine />
            <div class="query-fields">
                <CampaignField />
                <TextField
                    id="from"
                    kind=FieldKind::Day
                    label=move || text().from
                    value=form.from()
                    error=move || form.errors().from.map(day_error)
                />
                <TextField
                    id="to"
                    kind=FieldKind::Day
                    label=move || text().to
                    value=form.to()
                    error=move || form.errors().to.map(day_error)
                />
                <ResponseTypeField />
                <button type="submit" id="load" class="button button-primary">
                    {move || text().load}
                </button>
                <button
                    type="button"
                    class="button stop"
                    hidden=move || !is_loading.get()
                    on:click=on_stop
                >
                    {move || text().stop}
                </button>
            </div>
            <PeriodStrip
                today=move || today.day()
                days=move || form.days()
                picked=move || form.preset()
                on_pick=move |preset: Preset| form.ask_for_period(preset)
                on_step=move |days: Days| form.ask_for_days(days)
                error=move || form.errors().period.map(period_error)
            />
        </form>
    }
    .into_any()
}

/// Button with the query that was asked, which folds and unfolds the form on a narrow screen; hidden until there is one.
#[component]
fn QueryLine() -> impl IntoView {
    let locale = use_locale();
    let (dataset, form) = (use_dataset(), use_query_form());
    let known = use_settings().campaigns().known();
    let words = Memo::new(move |_| {
        let query = dataset.with_current(|rows| (rows.query().fields(), rows.query().days));
        let (Fields { campaign, response_type, .. }, days) = query?;
        let described = campaigns::described(&known.read(), &campaign);
        let campaign = if described.is_empty() { campaign } else { described };
        let formatter = locale.formatter();
        let days = format!("{} {}", days_name(days, formatter), days.last().year());
        let parts = [campaign, days, response_type];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
    });
    view! {
        <button
            type="button"
            class="query-line"
            id="query-line"
            aria-expanded=move || (!form.is_folded()).to_string()
            hidden=move || words.read().is_none()
            on:click=move |_| form.toggle_fold()
        >
            {move || words.get()}
        </button>
    }
    .into_any()
}

/// Combobox for the campaigns, by number or by name.
#[component]
fn CampaignField() -> impl IntoView {
    let locale = use_locale();
    let (form, settings) = (use_query_form(), use_settings());
    let known = settings.campaigns().known();
    let value = form.campaign();
    let words_of_error = move |error: FieldError| match error {
        FieldError::NotANumber if !known.read().is_empty() => locale.text().asking.unknown_name,
        error => text_error(error, &locale.text().field_error),
    };
    let find = move |wanted: Wanted| match wanted {
        Wanted::Fitting(text) => campaigns::suggestions(&known.read(), &text),
        Wanted::All(text) => campaigns::all_suggestions(&known.read(), &text),
    };
    let failure = settings.campaigns().failure();
    let meaning = move || campaigns::described(&known.read(), &value.read());
    let note = move || match &*failure.read() {
        Some(error) if meaning().is_empty() => {
            words_of_failure(error, !known.read().is_empty(), locale.text())
        }
        _ => String::new(),
    };
    let on_take =
        move |label: String| value.update(|text| *text = campaigns::completed(text, &label));
    let suggestions = Suggestions {
        name: Signal::derive(move || locale.text().asking.suggestions),
        find: Callback::new(find),
        // A number is meant as it stands; a name is only ever the beginning of one.
        is_unfinished: Callback::new(|text: String| campaigns::is_by_name(&text)),
        on_open: Callback::new(move |()| settings.ask_for_campaigns()),
        on_take: Callback::new(on_take),
    };
    view! {
        <Combobox
            id="campaign"
            label=move || locale.text().campaign
            value
            error=move || form.errors().campaign.map(words_of_error)
            meaning
            note
            suggestions
            one_line=move |text: String| query::one_line(&text)
        />
    }
    .into_any()
}

/// Why names are missing, and what to do; `has_some` where the list broke off.
fn words_of_failure(error: &FetchError, has_some: bool, text: &Catalogue) -> String {
    if has_some {
        return text.asking.cut_campaigns().to_owned();
    }
    match error {
        // The service has no such list.
        FetchError::NoSuchCampaign => text.asking.no_campaigns(""),
        error => text.asking.no_campaigns(&Notice::of_failure(error, text).title),
    }
}

/// Field for the response type, which may be completed to the types that were seen since the page was opened.
#[component]
fn ResponseTypeField() -> impl IntoView {
    let locale = use_locale();
    let definition = use_definitions().current();
    let visible_rows = use_visible_rows();
    let types = RwSignal::new(Vec::<String>::new());
    let note_types = move |()| {
        let mut seen = visible_rows.words(Column::Kind);
        let definition = definition.read_untracked();
        for class in [Class::Success, Class::Neither] {
            seen.extend(definition.words(class).map(str::to_owned));
        }
        types.update(|known| {
            for kind in seen {
                if !known.contains(&kind) {
                    known.push(kind);
                }
            }
        });
    };
    let completions =
        Completions { id: "types", texts: types.into(), on_focus: Callback::new(note_types) };
    view! {
        <TextField
            id="response-type"
            kind=FieldKind::Text
            label=move || locale.text().response_type
            value=use_query_form().response_type()
            hint=move || locale.text().all_types
            completions
        />
    }
    .into_any()
}
