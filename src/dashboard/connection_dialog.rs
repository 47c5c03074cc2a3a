//! Connection dialog: endpoint, sign-in and credentials, a test of the connection, and what this browser remembers.

use cubeboard_cube::connection::Finding;
use cubeboard_i18n::{Advice, Catalogue};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::dialog::Dialog;
use crate::components::radio_group::RadioGroup;
use crate::components::select_option::SelectOption;
use crate::components::text_field::{FieldKind, TextField};
use crate::i18n::use_locale;
use crate::net::endpoint::{EndpointError, SignInKind};
use crate::state::connection::{Test, use_connection};
use crate::state::dataset::use_dataset;
use crate::state::notice::{Notice, NoticeAction};
use crate::state::remembered::use_remembered;
use crate::state::settings::use_settings;

/// The dialog, closed at first.
#[component]
pub fn ConnectionDialog() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Dialog
            is_open=use_connection().is_dialog_open()
            title=move || locale.text().connection.title
            close_name=move || locale.text().connection.close
        >
            <ConnectionForm />
        </Dialog>
    }
    .into_any()
}

/// Form of the dialog: what is typed is used once it is submitted.
#[component]
fn ConnectionForm() -> impl IntoView {
    let locale = use_locale();
    let (connection, settings, dataset) = (use_connection(), use_settings(), use_dataset());
    let text = move || &locale.text().connection;
    let bad_endpoint =
        move || (connection.error() == Some(EndpointError::Address)).then(|| text().bad_endpoint);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if connection.confirm() {
            connection.close_dialog();
            settings.change_service(dataset);
        }
    };
    view! {
        <form class="dialog-body" novalidate=true on:submit=on_submit>
            <TextField
                id="endpoint"
                kind=FieldKind::Long
                label=move || text().endpoint
                value=connection.address()
                error=bad_endpoint
                hint=move || text().own_address
            />
            <SignInChoice />
            <Credentials />
            <p class="dialog-note">{move || text().note}</p>
            <TestResult />
            <div class="dialog-buttons">
                <button type="submit" class="button button-primary">
                    {move || text().use_it}
                </button>
                <button type="button" class="button" on:click=move |_| connection.start_test()>
                    {move || text().test}
                </button>
                <button type="button" class="button" on:click=move |_| connection.forget()>
                    {move || text().forget}
                </button>
            </div>
            <Memory />
        </form>
    }
    .into_any()
}

/// Radio buttons for the ways to sign in.
#[component]
fn SignInChoice() -> impl IntoView {
    let locale = use_locale();
    let connection = use_connection();
    let text = move || &locale.text().connection;
    let name = move |kind: SignInKind| match kind {
        SignInKind::None => text().no_sign_in,
        SignInKind::Token => text().with_token,
        SignInKind::Password => text().with_password,
    };
    let options =
        move || SignInKind::ALL.map(|kind| SelectOption::new(kind.tag(), name(kind))).to_vec();
    let on_select = move |tag: String| {
        connection.choose_kind(SignInKind::from_tag(&tag).unwrap_or_default());
    };
    view! {
        <RadioGroup
            name="sign-in"
            label=move || text().sign_in
            options
            selected=move || connection.kind().tag().to_owned()
            on_select
        />
    }
    .into_any()
}

/// The fields that the chosen way to sign in needs, with a checkbox that keeps for this tab what of it may be kept.
#[component]
fn Credentials() -> impl IntoView {
    let locale = use_locale();
    let connection = use_connection();
    let text = move || &locale.text().connection;
    let is_chosen = move |kind: SignInKind| connection.kind() == kind;
    let bad_token =
        move || (connection.error() == Some(EndpointError::Token)).then(|| text().bad_token);
    let keep = move || {
        let text = &locale.text().asking;
        if is_chosen(SignInKind::Token) { text.keep_token } else { text.keep_address }
    };
    view! {
        <Show when=move || is_chosen(SignInKind::Token)>
            <TextField
                id="token"
                kind=FieldKind::Secret
                label=move || text().token
                value=connection.token()
                error=bad_token
            />
        </Show>
        <Show when=move || is_chosen(SignInKind::Password)>
            <TextField
                id="user"
                kind=FieldKind::Long
                label=move || text().user
                value=connection.user()
            />
            <TextField
                id="password"
                kind=FieldKind::Secret
                label=move || text().password
                value=connection.password()
            />
        </Show>
        <Show when=move || !is_chosen(SignInKind::None)>
            <label class="choice">
                <input type="checkbox" bind:checked=connection.is_kept() />
                {keep}
            </label>
        </Show>
    }
    .into_any()
}

/// What the test of the connection says so far, and a report of it for the service's support.
#[component]
fn TestResult() -> impl IntoView {
    let locale = use_locale();
    let connection = use_connection();
    let found = move |finding: Finding, report: String| {
        let class = if finding == Finding::Works { "finding proven" } else { "finding" };
        let notice = Memo::new(move |_| finding_notice(&finding, locale.text()));
        view! {
            <div class=class role="status">
                <strong>{move || notice.read().title.clone()}</strong>
                <p>{move || notice.read().remedy.clone()}</p>
            </div>
            <label class="report">
                {move || locale.text().connection.for_support} <textarea readonly=true rows="7">
                    {report}
                </textarea>
            </label>
        }
        .into_any()
    };
    let result = move || match connection.test() {
        Test::None => ().into_any(),
        Test::Running => {
            view! { <p role="status">{move || locale.text().connection.testing}</p> }.into_any()
        }
        Test::Done(finding, report) => found(finding, report),
    };
    result.into_any()
}

/// What a test found, in the reader's words.
fn finding_notice(finding: &Finding, catalogue: &Catalogue) -> Notice {
    let text = &catalogue.connection;
    let notice = |advice: Advice| Notice {
        title: advice.title.to_owned(),
        remedy: advice.remedy.to_owned(),
        action: NoticeAction::None,
    };
    match finding {
        Finding::Works => notice(text.works),
        Finding::NoList => notice(text.no_list),
        Finding::NotAllowed => notice(text.list_not_allowed),
        Finding::NoCors => notice(text.no_cors),
        Finding::Failed(error) => Notice::of_failure(error, catalogue),
    }
}

/// What this browser remembers, and a button that has it forget that.
#[component]
fn Memory() -> impl IntoView {
    let locale = use_locale();
    let remembered = use_remembered();
    let is_forgotten = RwSignal::new(false);
    let text = move || &locale.text().asking;
    let on_forget = move |_| {
        remembered.forget();
        is_forgotten.set(true);
    };
    let status = move || if is_forgotten.get() { text().forgotten } else { "" };
    view! {
        <div class="memory">
            <p class="dialog-note">{move || text().remembered}</p>
            <button type="button" class="button" on:click=on_forget>
                {move || text().forget}
            </button>
            <span class="dialog-note" role="status">
                {status}
            </span>
        </div>
    }
    .into_any()
}
