//! Menu of saved views: those of this browser and those for everyone, found by typing, opened, renamed, deleted, and what
//! the page shows saved as another.

mod save_form;
mod view_row;

use cubeboard_i18n::views::ViewsMessages;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use self::save_form::{NAME_ID, SaveForm};
use self::view_row::{ViewRow, open_id};
use crate::browser::{focus, roving};
use crate::components::icon::{Icon, VIEWS};
use crate::components::menu::Menu;
use crate::components::undo_line::UndoLine;
use crate::i18n::use_locale;
use crate::state::views::{Change, ChangeKind, Offer, use_views};

/// Id of the button that takes a change back.
const UNDO_ID: &str = "views-undo";

/// What arrow keys lead through.
const ITEMS: &str = ".views-search, .view-open";

/// Button that opens the saved views.
#[component]
pub fn ViewsMenu() -> impl IntoView {
    let locale = use_locale();
    let label = Signal::derive(move || locale.views().title);
    let is_open = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    let on_opened = Callback::new(move |()| {
        is_open.set(false);
        if let Some(opener) = opener.get_untracked() {
            drop(opener.focus());
        }
    });
    let face = move || {
        view! {
            <Icon class="icon" path=VIEWS />
            <span class="menu-name">{move || label.get()}</span>
        }
        .into_any()
    };
    view! {
        <div class="views-place">
            <Menu label face is_open opener>
                <ViewsPanel on_opened />
            </Menu>
        </div>
    }
    .into_any()
}

/// The panel. As it opens, the focus is at the first view: arrow keys and letters find another.
#[component]
fn ViewsPanel(
    /// Runs when a view was opened.
    on_opened: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let views = use_views();
    views.renew();
    let text = move || locale.views();
    let search = RwSignal::new(String::new());
    let panel = NodeRef::<html::Div>::new();
    let field = NodeRef::<html::Input>::new();
    let has_any = Memo::new(move |_| !views.offers("").is_empty());
    let offers = Memo::new(move |_| views.offers(&search.read()));
    let on_open = Callback::new(move |offer: Offer| {
        views.open(&offer.view);
        on_opened.run(());
    });
    let on_keydown = move |event: KeyboardEvent| {
        if let Some(panel) = panel.get_untracked() {
            roving::on_key(&event, &panel, ITEMS);
        }
    };
    let on_search_key = move |event: KeyboardEvent| {
        let first = offers.with_untracked(|offers| offers.first().cloned());
        if let Some(offer) = first.filter(|_| event.key() == "Enter") {
            event.prevent_default();
            on_open.run(offer);
        }
    };
    let on_list_key = move |event: KeyboardEvent| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let is_at_view = target.is_some_and(|it| it.matches(".view-open").unwrap_or_default());
        if let Some(field) = field.get_untracked().filter(|_| is_at_view) {
            roving::type_into(&event, &field);
        }
    };
    Effect::new(move || {
        let first = panel.get().and_then(|panel| panel.query_selector(".view-open").ok().flatten());
        if let Some(first) = first {
            focus::on(&first);
        }
    });
    let group = move |is_own: bool| {
        let name = move || if is_own { text().own } else { text().for_everyone };
        let listed = move || {
            let offers = offers.read();
            offers.iter().filter(|offer| offer.is_own == is_own).cloned().collect::<Vec<_>>()
        };
        let has_any = Memo::new(move |_| offers.read().iter().any(|offer| offer.is_own == is_own));
        view! {
            <Show when=move || has_any.get()>
                <h2>{name}</h2>
                <ul aria-label=name>
                    <For each=listed key=Clone::clone let:offer>
                        <ViewRow offer on_open />
                    </For>
                </ul>
            </Show>
        }
        .into_any()
    };
    view! {
        <div class="menu-list views" node_ref=panel on:keydown=on_keydown>
            <Show
                when=move || has_any.get()
                fallback=move || view! { <p>{move || text().none}</p> }
            >
                <input
                    type="search"
                    class="search views-search"
                    aria-label=move || text().find
                    placeholder=move || text().find
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=field
                    bind:value=search
                    on:keydown=on_search_key
                />
                <div on:keydown=on_list_key>{group(true)} {group(false)}</div>
                <p role="status">{move || offers.read().is_empty().then(|| text().no_match)}</p>
            </Show>
            <ChangeLine />
            <SaveForm />
        </div>
    }
    .into_any()
}

/// What became of the last change, and the way back.
#[component]
fn ChangeLine() -> impl IntoView {
    let locale = use_locale();
    let views = use_views();
    let text = move || locale.views();
    let told = move || {
        let change = views.last_change();
        change.map(|change| told(&change.kind, text())).unwrap_or_default()
    };
    let can_be_undone =
        Memo::new(move |_| views.last_change().as_ref().is_some_and(Change::can_be_undone));
    let on_undo = move |()| {
        let change = untrack(|| views.last_change());
        views.undo();
        let name = change.as_ref().and_then(|change| name_after_undo(&change.kind));
        focus::soon(&name.map_or_else(|| NAME_ID.to_owned(), open_id));
    };
    view! {
        <UndoLine
            id=UNDO_ID
            told
            can_be_undone
            name=move || text().undo
            on_undo
            not_kept=move || (!views.are_kept()).then(|| text().not_kept)
        />
    }
    .into_any()
}

fn told(kind: &ChangeKind, text: &ViewsMessages) -> String {
    match kind {
        ChangeKind::Saved(name) => text.saved(name),
        ChangeKind::Replaced(name) => text.replaced(name),
        ChangeKind::Renamed { name, new_name } => text.renamed(name, new_name),
        ChangeKind::Deleted(name) => text.deleted(name),
        ChangeKind::OpensFirst(name) => text.opens_first(name),
        ChangeKind::NoneFirst => text.none_first.to_owned(),
        ChangeKind::Undone => text.undone.to_owned(),
    }
}

/// The view that is there once the change is taken back.
fn name_after_undo(kind: &ChangeKind) -> Option<&str> {
    match kind {
        ChangeKind::Replaced(name)
        | ChangeKind::Deleted(name)
        | ChangeKind::OpensFirst(name)
        | ChangeKind::Renamed { name, .. } => Some(name),
        ChangeKind::Saved(_) | ChangeKind::NoneFirst | ChangeKind::Undone => None,
    }
}
