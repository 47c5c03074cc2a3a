//! A saved view in the menu: opened by its name, and where it is the reader's own, renamed and deleted.

use cubeboard_responses::saved_views::kept_name;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

use super::UNDO_ID;
use crate::browser::{encoding, focus};
use crate::components::icon::{BIN, FIRST, PEN};
use crate::components::sign_chip::SignChip;
use crate::components::text_field::{FieldError, error_id};
use crate::i18n::use_locale;
use crate::state::views::{Offer, use_views};

/// Id of the button that opens a view, by which the focus finds it again.
pub fn open_id(name: &str) -> String {
    format!("view-{}", encoding::token(name))
}

/// The view's row; a form in place of it while the view is renamed.
#[component]
pub fn ViewRow(
    /// The view.
    offer: Offer,
    /// Runs when the reader wants to see it.
    on_open: Callback<Offer>,
) -> impl IntoView {
    let is_renaming = RwSignal::new(false);
    let offer = StoredValue::new(offer);
    view! {
        <li class="view-row">
            <Show
                when=move || is_renaming.get()
                fallback=move || view! { <ViewButtons offer is_renaming on_open /> }
            >
                <RenameForm offer is_renaming />
            </Show>
        </li>
    }
    .into_any()
}

/// Its buttons.
#[component]
fn ViewButtons(
    /// The view.
    offer: StoredValue<Offer>,
    /// Set when the reader wants to rename it.
    is_renaming: RwSignal<bool>,
    /// Runs when the reader wants to see it.
    on_open: Callback<Offer>,
) -> impl IntoView {
    let locale = use_locale();
    let views = use_views();
    let text = move || locale.views();
    let name = offer.with_value(|offer| offer.view.name.clone());
    let id = open_id(&name);
    let name = StoredValue::new(name);
    let is_first = Memo::new(move |_| offer.with_value(|offer| views.is_first(offer)));
    let is_current =
        move || offer.with_value(|offer| views.is_current(&offer.view)).then_some("true");
    let on_delete = move |()| {
        views.delete(&name.get_value());
        focus::soon(UNDO_ID);
    };
    let own_buttons = offer.with_value(|offer| offer.is_own).then(|| {
        view! {
            <SignChip
                label=move || name.with_value(|name| text().rename_view(name))
                icon=PEN
                on_press=move |()| is_renaming.set(true)
            />
            <SignChip
                label=move || name.with_value(|name| text().delete_view(name))
                icon=BIN
                on_press=on_delete
            />
        }
    });
    view! {
        <button
            type="button"
            class="menu-entry view-open"
            id=id
            aria-current=is_current
            on:click=move |_| on_open.run(offer.get_value())
        >
            {name.get_value()}
        </button>
        <SignChip
            label=move || name.with_value(|name| text().open_first(name))
            icon=FIRST
            is_pressed=is_first
            on_press=move |()| offer.with_value(|offer| views.toggle_first(offer))
        />
        {own_buttons}
    }
    .into_any()
}

/// The form with its new name.
#[component]
fn RenameForm(
    /// The view.
    offer: StoredValue<Offer>,
    /// Unset when the reader is done.
    is_renaming: RwSignal<bool>,
) -> impl IntoView {
    const ID: &str = "view-new-name";
    let locale = use_locale();
    let views = use_views();
    let text = move || locale.views();
    let name = StoredValue::new(offer.with_value(|offer| offer.view.name.clone()));
    let new_name = RwSignal::new(name.get_value());
    let mistake = RwSignal::new(None::<Mistake>);
    let error = Signal::derive(move || {
        mistake.get().map(|mistake| match mistake {
            Mistake::Missing => text().name_missing,
            Mistake::Taken => text().name_taken,
        })
    });
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            drop(field.focus());
            field.select();
        }
    });
    let end = move |name: &str| {
        focus::soon(&open_id(name));
        is_renaming.set(false);
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = kept_name(&new_name.read_untracked());
        if wanted.is_empty() {
            mistake.set(Some(Mistake::Missing));
        } else if name.with_value(|name| views.rename(name, &wanted)).is_err() {
            mistake.set(Some(Mistake::Taken));
        } else {
            end(&wanted);
        }
    };
    // The menu closes on Escape, too.
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            name.with_value(|name| end(name));
        }
    };
    view! {
        <form class="view-rename" on:submit=on_submit on:keydown=on_keydown>
            <input
                id=ID
                type="text"
                class="search"
                aria-label=move || text().new_name
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || error.get().map(|_| error_id(ID))
                autocomplete="off"
                node_ref=field
                bind:value=new_name
            />
            <button class="button">{move || text().rename}</button>
            <button
                type="button"
                class="button"
                on:click=move |_| name.with_value(|name| end(name))
            >
                {move || text().cancel}
            </button>
            <FieldError id=ID error />
        </form>
    }
    .into_any()
}

/// What is wrong with a new name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mistake {
    /// There is none.
    Missing,
    /// Another view has it.
    Taken,
}
