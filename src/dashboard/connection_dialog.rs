//! The dialog on where Cube is reached and as whom, with a test that tells what is in the way.

use cubeboard_cube::connection::Finding;
use cubeboard_i18n::{Advice, AskingMessages, Catalogue};
use leptos::prelude::*;

use crate::components::dialog::dialog;
use crate::components::radio_group::choice;
use crate::components::text_field::{Field, FieldKind, field};
use crate::html::{El, button, el};
use crate::net::endpoint::SignInKind;
use crate::state::connection::use_connection;
use crate::state::connection::{Connection, Test};
use crate::state::dataset::use_dataset;
use crate::state::notice::Notice;
use crate::state::preferences::use_preferences;
use crate::state::remembered::use_remembered;
use crate::state::settings::use_settings;

/// The dialog, closed at first.
pub fn connection_dialog() -> El {
    let is_open = use_connection().is_open;
    let preferences = use_preferences();
    let words = move || &preferences.voice().text.connection;
    dialog(is_open, move || words().title, move || words().close, content)
}

fn content() -> El {
    let connection = use_connection();
    let settings = use_settings();
    let dataset = use_dataset();
    let all = use_preferences().voice().text;
    let text = &all.connection;
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        if !connection.confirm() {
            return;
        }
        connection.is_open.set(false);
        settings.change_service(dataset);
    };
    let endpoint = field(Field {
        id: "endpoint",
        kind: FieldKind::Long,
        label: text.endpoint,
        value: connection.address,
        error: Signal::derive(move || connection.is_wrong().then_some(text.bad_endpoint)),
        hint: text.own_address,
        note: None,
    });
    let sign_in = choice(
        "sign-in",
        text.sign_in,
        &[text.no_sign_in, text.with_token, text.with_password],
        move || SignInKind::ALL.iter().position(|it| *it == connection.kind.get()).unwrap_or(0),
        move |place| connection.kind.set(SignInKind::ALL.get(place).copied().unwrap_or_default()),
    );
    let use_it = el("button").attr("type", "submit").class("button button-primary");
    let buttons = el("div")
        .class("dialog-buttons")
        .child(use_it.child(text.use_it))
        .child(button("button", text.test, move || connection.start_test()))
        .child(button("button", text.forget, move || connection.forget()));
    el("form")
        .class("dialog-body")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(endpoint)
        .child(sign_in)
        .child(move || secrets(&connection, all))
        .child(el("p").class("dialog-note").child(text.note))
        .child(move || outcome(&connection.test(), all))
        .child(buttons)
        .child(memory(&all.asking))
}

/// The fields that the chosen kind of sign-in needs.
fn secrets(connection: &Connection, all: &'static Catalogue) -> Vec<El> {
    let text = &all.connection;
    let secret = |id, kind, label, value| {
        field(Field {
            id,
            kind,
            label,
            value,
            error: Signal::derive(|| None),
            hint: "",
            note: None,
        })
    };
    let mut fields = match connection.kind.get() {
        SignInKind::None => return Vec::new(),
        SignInKind::Token => {
            vec![secret("token", FieldKind::Secret, text.token, connection.token)]
        }
        SignInKind::Password => vec![
            secret("user", FieldKind::Long, text.user, connection.user),
            secret("password", FieldKind::Secret, text.password, connection.password),
        ],
    };
    let is_kept = connection.is_kept;
    let tick = el("input")
        .attr("type", "checkbox")
        .prop("checked", move || is_kept.get())
        .on("change", move |_: web_sys::Event| is_kept.update(|it| *it = !*it));
    fields.push(el("label").class("choice").child(tick).child(all.asking.keep_for_tab));
    fields
}

/// What this browser remembers, and a way to have it forget that.
fn memory(text: &'static AskingMessages) -> El {
    let remembered = use_remembered();
    let is_forgotten = RwSignal::new(false);
    let forget = move || {
        remembered.forget();
        is_forgotten.set(true);
    };
    let said = move || if is_forgotten.get() { text.forgotten } else { "" };
    el("div")
        .class("memory")
        .child(el("p").class("dialog-note").child(text.remembered))
        .child(button("button", text.forget, forget))
        .child(el("span").class("dialog-note").attr("role", "status").child(said))
}

/// What the test says so far.
fn outcome(test: &Test, all: &'static Catalogue) -> Vec<El> {
    let words = &all.connection;
    let (finding, report) = match test {
        Test::None => return Vec::new(),
        Test::Running => return vec![el("p").attr("role", "status").child(words.testing)],
        Test::Done(finding, report) => (finding, report.clone()),
    };
    let said = |it: Advice| (it.title.to_owned(), it.remedy.to_owned());
    let (title, remedy) = match finding {
        Finding::Works => said(words.works),
        Finding::NoList => said(words.no_list),
        Finding::NotAllowed => said(words.list_not_allowed),
        Finding::NoCors => said(words.no_cors),
        Finding::Failed(error) => {
            let notice = Notice::of_failure(error, all);
            (notice.title, notice.remedy)
        }
    };
    let class = if *finding == Finding::Works { "finding proven" } else { "finding" };
    let said = el("div").class(class).attr("role", "status").child(el("strong").child(title));
    let report = el("textarea").attr("readonly", true).attr("rows", "7").child(report);
    vec![
        said.child(el("p").child(remedy)),
        el("label").class("report").child(words.for_support).child(report),
    ]
}
