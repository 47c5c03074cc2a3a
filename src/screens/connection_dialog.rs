//! The dialog on where Cube is reached and as whom, with a test that tells what is in the way.

use cubeboard_core::connection::Finding;
use cubeboard_core::text::{Advice, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::choice::Choice;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, FieldKind};
use crate::live::{live_view, press};
use crate::net::endpoint::SignInKind;
use crate::state::connection::{Connection, Test};
use crate::state::dataset::Dataset;
use crate::state::notice::Notice;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;

/// The dialog, closed at first.
#[component]
pub fn ConnectionDialog() -> impl IntoView {
    let is_open = expect_context::<Connection>().is_open;
    let preferences = expect_context::<Preferences>();
    let words = move || &preferences.voice().text.connection;
    view! {
        <Dialog
            is_open
            title=Signal::derive(move || words().title)
            close=Signal::derive(move || words().close)
            content
        />
    }
}

const KINDS: [SignInKind; 3] = [SignInKind::None, SignInKind::Token, SignInKind::Password];

fn content() -> AnyView {
    let connection = expect_context::<Connection>();
    let settings = expect_context::<Settings>();
    let dataset = expect_context::<Dataset>();
    let all = expect_context::<Preferences>().voice().text;
    let text = &all.connection;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !connection.confirm() {
            return;
        }
        connection.is_open.set(false);
        // Somebody who asked before being signed in wants the answer now.
        if let Some(query) = untrack(|| dataset.with_current(|it| it.query().clone())) {
            settings.load(dataset, query);
        }
    };
    let error = move || connection.is_wrong().get().then_some(text.bad_endpoint);
    let none = Signal::derive(|| None);
    let secrets = live_view(move || {
        match connection.kind.get() {
        SignInKind::None => ().into_any(),
        SignInKind::Token => view! {
            <Field id="token" kind=FieldKind::Secret label=text.token value=connection.token error=none />
        }
        .into_any(),
        SignInKind::Password => view! {
            <Field id="user" kind=FieldKind::Long label=text.user value=connection.user error=none />
            <Field id="password" kind=FieldKind::Secret label=text.password value=connection.password error=none />
        }
        .into_any(),
    }
    });
    let chosen = move || KINDS.iter().position(|it| *it == connection.kind.get()).unwrap_or(0);
    view! {
        <form class="dialog-body" novalidate on:submit=submit>
            <Field
                id="endpoint"
                kind=FieldKind::Long
                label=text.endpoint
                value=connection.address
                error=Signal::derive(error)
                hint=text.own_address
            />
            <Choice
                id="sign-in"
                label=text.sign_in
                options=vec![text.no_sign_in, text.with_token, text.with_password]
                chosen=Signal::derive(chosen)
                on_choose=move |place: usize| connection.kind.set(KINDS.get(place).copied().unwrap_or_default())
            />
            {secrets}
            <p class="dialog-note">{text.note}</p>
            {live_view(move || outcome(&connection.test().get(), all))}
            <div class="dialog-buttons">
                <button type="submit" class="button button-primary">
                    {text.use_it}
                </button>
                <button type="button" class="button" on:click=press(move || connection.start_test())>
                    {text.test}
                </button>
                <button type="button" class="button" on:click=press(move || connection.forget())>
                    {text.forget}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What the test says so far.
fn outcome(test: &Test, all: &'static Text) -> AnyView {
    let words = &all.connection;
    let (finding, report) = match test {
        Test::None => return ().into_any(),
        Test::Running => return view! { <p role="status">{words.testing}</p> }.into_any(),
        Test::Done(finding, report) => (finding, report.clone()),
    };
    let said = |it: Advice| (it.title, it.remedy.to_owned());
    let (title, remedy) = match finding {
        Finding::Works => said(words.works),
        Finding::NoList => said(words.no_list),
        Finding::NoCors => said(words.no_cors),
        Finding::Failed(error) => {
            let notice = Notice::of_failure(error, all);
            (notice.title, notice.remedy)
        }
    };
    let class = if *finding == Finding::Works { "finding proven" } else { "finding" };
    view! {
        <div class=class role="status">
            <strong>{title}</strong>
            <p>{remedy}</p>
        </div>
        <label class="report">
            {words.for_support}
            <textarea readonly rows="7">{report}</textarea>
        </label>
    }
    .into_any()
}
