//! Dialog that asks for the passphrase of a locked snapshot, says when it is wrong, and can be cancelled.

use std::any::Any;
use std::cell::RefCell;

use cubeboard_app::browser::{focus, overlay};
use cubeboard_app::components::dialog::Dialog;
use cubeboard_app::messages::{SnapshotOrigin, SnapshotRefusal};
use cubeboard_files::lock::LockError;
use cubeboard_i18n::Advice;
use cubeboard_i18n::lock::{LockMessages, lock_text};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::Blob;

use crate::page::Page;
use crate::passphrase_field::{PassphraseField, typed};
use crate::unlocking::{Failure, Mistake, Phase, Unlocking};

thread_local! {
    /// What unmounts the dialog when it is dropped.
    static MOUNTED: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Shows the dialog, in place of an earlier one; with what keeps the file from being unlocked where that is known already.
pub fn show(file: Blob, page: Page, origin: SnapshotOrigin, hindrance: Option<LockError>) {
    let (Some(facts), Some(host)) = (page.facts(), overlay::host()) else {
        return page.refuse_snapshot(SnapshotRefusal::NotLoaded, origin);
    };
    let text = lock_text(facts.language);
    MOUNTED.with_borrow_mut(|mounted| {
        drop(mounted.take());
        // What was mounted ends, but its elements stay.
        host.set_text_content(None);
        let handle = mount_to(host, move || {
            let unlocking = Unlocking::new(file, page, origin, hindrance);
            view! { <UnlockDialog unlocking text /> }
        });
        *mounted = Some(Box::new(handle));
    });
}

/// The dialog, open from the start.
#[component]
fn UnlockDialog(
    /// What is unlocked.
    unlocking: Unlocking,
    /// The words for it.
    text: &'static LockMessages,
) -> impl IntoView {
    let is_open = unlocking.is_open;
    let is_closed = Memo::new(move |_| !is_open.get());
    Effect::new(move || {
        if is_closed.get() {
            unlocking.end();
        }
    });
    let is_failed = move || matches!(unlocking.phase(), Phase::Failed(_));
    let failure = move || match unlocking.phase() {
        Phase::Failed(failure) => Some(view! { <UnlockFailure unlocking text failure /> }),
        Phase::Asking(_) | Phase::Working | Phase::Unlocked => None,
    };
    view! {
        <Dialog is_open title=move || text.title close_name=move || text.close>
            <Show when=move || !is_failed()>
                <UnlockForm unlocking text />
            </Show>
            {failure}
        </Dialog>
    }
    .into_any()
}

/// Form with the passphrase. A wrong one stays, marked, to be mended or typed over.
#[component]
fn UnlockForm(
    /// What is unlocked.
    unlocking: Unlocking,
    /// The words for it.
    text: &'static LockMessages,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let error = move || match unlocking.phase() {
        Phase::Asking(Some(Mistake::Empty)) => Some(text.empty),
        Phase::Asking(Some(Mistake::Wrong)) => Some(text.wrong),
        Phase::Asking(None) | Phase::Working | Phase::Unlocked | Phase::Failed(_) => None,
    };
    let is_busy = move || unlocking.phase() == Phase::Working;
    let mark = move || {
        if let Some(field) = field.get_untracked() {
            focus::on(&field);
            field.select();
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let passphrase = field.get_untracked().and_then(|field| typed(&field));
        unlocking.attempt(passphrase, mark);
    };
    Effect::new(move || {
        if let Some(field) = field.get() {
            focus::on(&field);
        }
    });
    view! {
        <form class="dialog-body" novalidate=true on:submit=on_submit>
            <p>{text.about}</p>
            <PassphraseField id="unlock" text field error is_busy />
            <p class="dialog-note">{text.forgotten}</p>
            <div class="dialog-buttons">
                <button
                    type="submit"
                    class="button button-primary"
                    aria-disabled=move || is_busy().then_some("true")
                >
                    {text.unlock}
                </button>
                <CloseButton unlocking name=text.cancel />
            </div>
            <p class="dialog-note" role="status">
                {move || is_busy().then_some(text.unlocking)}
            </p>
        </form>
    }
    .into_any()
}

/// What is said where no passphrase helps.
#[component]
fn UnlockFailure(
    /// What was to be unlocked.
    unlocking: Unlocking,
    /// The words for it.
    text: &'static LockMessages,
    /// Why.
    failure: Failure,
) -> impl IntoView {
    let Advice { title, remedy } = advice(failure, text);
    view! {
        <div class="dialog-body">
            <div class="finding" role="alert">
                <strong>{title}</strong>
                <p>{remedy}</p>
            </div>
            <div class="dialog-buttons">
                <CloseButton unlocking name=text.close />
            </div>
        </div>
    }
    .into_any()
}

fn advice(failure: Failure, text: &LockMessages) -> Advice {
    match failure {
        Failure::NoWorker => text.no_worker,
        Failure::File(LockError::Damaged | LockError::WrongPassphrase) => text.damaged,
        Failure::File(LockError::OtherKind) => text.other_kind,
        Failure::File(LockError::TooMuchWork) => text.too_much_work,
        Failure::File(LockError::TooLarge) => text.too_large,
    }
}

#[component]
fn CloseButton(
    /// What is given up.
    unlocking: Unlocking,
    /// What the button is called.
    name: &'static str,
) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| unlocking.is_open.set(false)>
            {name}
        </button>
    }
    .into_any()
}
