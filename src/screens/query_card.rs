//! The question: campaign, days, type. Loading means writing it into the address; the board follows that.

use cubeboard_core::days::Days;
use cubeboard_core::query::FieldErrors;
use cubeboard_core::text::Text;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::clock;
use crate::components::field::{Field, FieldKind};
use crate::components::period_strip::PeriodStrip;
use crate::live::{live_view, memo, press};
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::query_form::{QueryForm, field_error};
use crate::state::settings::Settings;

/// The query form.
#[component]
pub fn QueryCard(text: &'static Text) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let address = expect_context::<PageAddress>();
    let form = expect_context::<QueryForm>();
    let dataset = expect_context::<Dataset>();

    let ask = move || {
        let Some(query) = form.check() else { return };
        let fields = query.fields();
        if address.question().get_untracked().as_ref() == Some(&fields) {
            settings.load(dataset, query);
        } else {
            address.ask(&fields);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        ask();
    };
    let pick = move |days: Days| {
        form.fill_days(days);
        if !form.campaign.read_untracked().trim().is_empty() {
            ask();
        }
    };
    let error = move |which: fn(FieldErrors) -> Option<_>, is_day: bool| {
        Signal::derive(move || {
            which(form.errors().get()).map(|it| field_error(it, &text.field_error, is_day))
        })
    };
    let campaigns = live_view(move || {
        let option = |(id, name)| view! { <option value=id>{name}</option> };
        settings.campaigns().into_iter().map(option).collect_view()
    });
    let is_loading = memo(move || dataset.is_loading());
    let stop = live_view(move || {
        is_loading.get().then(|| {
            view! {
                <button type="button" class="button" on:click=press(move || dataset.stop())>
                    {text.stop}
                </button>
            }
        })
    });
    view! {
        <form class="card query" aria-label=text.query novalidate on:submit=submit>
            <div class="query-fields">
                <Field
                    id="campaign"
                    kind=FieldKind::Numbers
                    label=text.campaign
                    value=form.campaign
                    error=error(|it| it.campaign, false)
                    offers="campaigns"
                />
                <Field
                    id="from"
                    kind=FieldKind::Day
                    label=text.from
                    value=form.from
                    error=error(|it| it.from, true)
                />
                <Field
                    id="to"
                    kind=FieldKind::Day
                    label=text.to
                    value=form.to
                    error=error(|it| it.to, true)
                />
                <Field
                    id="response-type"
                    kind=FieldKind::Text
                    label=text.response_type
                    value=form.response_type
                    error=Signal::derive(|| None)
                    hint=text.all_types
                />
                <button type="submit" class="button button-primary">
                    {text.load}
                </button>
                {stop}
            </div>
            <datalist id="campaigns">{campaigns}</datalist>
            <PeriodStrip
                text=&text.period
                days=Signal::derive(move || form.days())
                today=clock::today
                on_pick=pick
            />
        </form>
    }
}
