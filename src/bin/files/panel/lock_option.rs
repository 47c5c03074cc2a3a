//! Choice to lock a snapshot with a passphrase: a strong one is offered, and the reader may type another.

use cubeboard_app::browser::{clipboard, on_demand, random};
use cubeboard_app::components::text_field::{FieldError, error_id};
use cubeboard_files::lock::passphrase::{Passphrase, RANDOM_BYTES, Weakness, weakness};
use cubeboard_i18n::lock::LockMessages;
use js_sys::JsString;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::locking::PROGRAM as LOCK_PROGRAM;
use crate::passphrase_field::typed;
use crate::saving::Saving;
use crate::saving::end::Copied;

/// Whether a file is to be locked, and the field with the passphrase.
#[derive(Debug, Clone, Copy)]
pub struct LockChoice {
    is_chosen: RwSignal<bool>,
    is_empty: RwSignal<bool>,
    weakness: RwSignal<Option<Weakness>>,
    field: NodeRef<html::Textarea>,
}

impl LockChoice {
    /// Not to be locked.
    pub fn new() -> Self {
        Self {
            is_chosen: RwSignal::new(false),
            is_empty: RwSignal::new(false),
            weakness: RwSignal::new(None),
            field: NodeRef::new(),
        }
    }

    /// The passphrase, where the file is to be locked. Nothing at all where one is missing, which is said.
    #[expect(clippy::option_option, reason = "no file is something else than an open one")]
    pub fn passphrase(self) -> Option<Option<JsString>> {
        if !self.is_chosen.get_untracked() {
            return Some(None);
        }
        let passphrase = self.field.get_untracked().and_then(|field| typed(&field));
        self.is_empty.set(passphrase.is_none());
        passphrase.map(Some)
    }

    /// Looks at what is typed.
    fn judge(self) {
        self.weakness.set(self.text().and_then(|text| weakness(&text)));
        self.is_empty.set(false);
    }

    /// What is typed, overwritten once it was looked at.
    fn text(self) -> Option<Zeroizing<String>> {
        self.field.get_untracked().map(|field| Zeroizing::new(field.value()))
    }

    /// Puts a strong one into the field.
    fn offer(self) {
        if let Some((field, random)) =
            self.field.get_untracked().zip(random::secret::<RANDOM_BYTES>())
        {
            let random = Zeroizing::new(random);
            field.set_value(Passphrase::of_random(&random).spelling());
        }
        self.judge();
    }
}

/// Checkbox that has the file locked, and below it the passphrase.
#[component]
pub fn LockOption(
    /// Whether, and with what.
    lock: LockChoice,
    /// The words for it.
    text: &'static LockMessages,
    /// Where it is said that the passphrase was copied.
    saving: Saving,
) -> impl IntoView {
    if !on_demand::has(LOCK_PROGRAM) {
        return view! { <p class="share-note">{text.no_lock}</p> }.into_any();
    }
    view! {
        <div class="share-lock">
            <label class="choice">
                <input type="checkbox" bind:checked=lock.is_chosen />
                {text.lock}
            </label>
            <Show when=move || lock.is_chosen.get()>
                <OfferedPassphrase lock text saving />
            </Show>
        </div>
    }
    .into_any()
}

const ID: &str = "lock";

/// Field with the passphrase, of two lines so that all of it is seen, what is to be said of it, and what to do with it.
#[component]
fn OfferedPassphrase(
    /// Whether, and with what.
    lock: LockChoice,
    /// The words for it.
    text: &'static LockMessages,
    /// Where it is said that the passphrase was copied.
    saving: Saving,
) -> impl IntoView {
    Effect::new(move || {
        if lock.field.get().is_some() {
            lock.offer();
        }
    });
    // A passphrase is one line.
    let on_keydown = |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    let on_copy = move |_| {
        if let Some(passphrase) = lock.text() {
            let told = move |is_copied| saving.end_copying(Copied::Passphrase, is_copied);
            clipboard::write(&passphrase, told);
        }
    };
    let error = move || lock.is_empty.get().then_some(text.none);
    let warning = move || {
        lock.weakness.get().map(|weakness| match weakness {
            Weakness::Short => text.short,
            Weakness::Predictable => text.predictable,
        })
    };
    view! {
        <div class="field field-full">
            <label for=ID>{text.passphrase}</label>
            <textarea
                id=ID
                rows="2"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                node_ref=lock.field
                aria-invalid=move || lock.is_empty.get().then_some("true")
                aria-describedby=move || lock.is_empty.get().then(|| error_id(ID))
                on:keydown=on_keydown
                on:input=move |_| lock.judge()
            ></textarea>
            <FieldError id=ID error=Signal::derive(error) />
        </div>
        <p class="share-weak" role="status">
            {warning}
        </p>
        <div class="share-files">
            <button type="button" class="button" on:click=on_copy>
                {text.copy}
            </button>
            <button type="button" class="button" on:click=move |_| lock.offer()>
                {text.another}
            </button>
        </div>
        <p class="dialog-note">{text.keep_it}</p>
    }
    .into_any()
}
