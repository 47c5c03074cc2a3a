//! Panel of "Share and export": what is on the screen as a link, as a file, as a picture, on paper.

mod chart_buttons;
mod file_buttons;
mod lock_option;
mod own_notes;
mod snapshot_buttons;
mod workbook_button;
mod writing_progress;

use std::any::Any;
use std::cell::RefCell;

use cubeboard_app::browser::{address, clipboard, enclosed, print};
use cubeboard_app::messages::{RowsOrigin, SnapshotOrigin};
use cubeboard_responses::table::sheet::Scope;
use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::HtmlElement;

use self::chart_buttons::ChartButtons;
use self::file_buttons::FileButtons;
use self::own_notes::OwnNotes;
use self::snapshot_buttons::{OpenSnapshot, SnapshotButtons};
use self::writing_progress::{SavingStatus, WritingProgress};
use crate::page::{Facts, Page};
use crate::saving::Saving;
use crate::saving::end::Copied;

/// The page as the parts of the panel hold it: a handle that can be copied.
type PageHandle = StoredValue<Page, LocalStorage>;

thread_local! {
    /// What unmounts the panel when it is dropped.
    static MOUNTED: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
    /// A file goes on while the panel is closed, and is there when it opens again.
    static SAVING: (Owner, Saving) = {
        let owner = Owner::new();
        let saving = owner.with(Saving::new);
        (owner, saving)
    };
}

/// Shows the panel in an element of the page, in place of an earlier one.
pub fn show(host: HtmlElement, page: Page) {
    MOUNTED.with_borrow_mut(|mounted| {
        drop(mounted.take());
        let saving = SAVING.with(|(_, saving)| *saving);
        saving.clear_end();
        // What was mounted ends, but its elements stay.
        host.set_text_content(None);
        let handle = mount_to(host, move || {
            let facts = page.facts();
            let page = StoredValue::new_local(page);
            facts.map(|facts| view! { <Panel page facts saving /> })
        });
        *mounted = Some(Box::new(handle));
    });
}

/// The whole panel. What it says of the page is told once, as it is made anew each time it opens.
#[component]
fn Panel(
    /// The page it is about.
    page: PageHandle,
    /// What the page shows.
    facts: Facts,
    /// The file that is being written.
    saving: Saving,
) -> impl IntoView {
    let (text, language) = (facts.text, facts.language);
    let scope = RwSignal::new(Scope::Shown);
    // Without the panel, which would lie over the page.
    let on_print = move |()| {
        page.with_value(Page::close_panel);
        print::print();
    };
    view! {
        <div class="menu-list share">
            <CopyLink page facts=facts.clone() saving />
            <div class="share-group">
                <FileButtons page facts=facts.clone() saving scope />
            </div>
            <div class="share-group">
                <ChartButtons page text saving />
            </div>
            <div class="share-group">
                <SnapshotButtons page facts=facts.clone() saving />
                <OpenSnapshot page text />
            </div>
            <OwnNotes page facts=facts.clone() />
            <MenuEntry name=text.print on_press=on_print />
            <WritingProgress facts saving />
            <SavingStatus language saving />
        </div>
    }
    .into_any()
}

/// Web servers take 8 kB of a request's head as they are installed, and cookies and the like are among that.
const LONG_LINK_BYTES: usize = 6_000;

/// Entry that copies the page's address for somebody else. A snapshot from a file of the reader's has none, nor has a page
/// that is one file.
#[component]
fn CopyLink(
    /// The page it is about.
    page: PageHandle,
    /// What the page shows.
    facts: Facts,
    /// Where it is said that the link was copied.
    saving: Saving,
) -> impl IntoView {
    let text = facts.text;
    if facts.view.origin == RowsOrigin::Snapshot(SnapshotOrigin::Reader) || enclosed::is_there() {
        return view! {
            <button type="button" class="menu-entry" disabled=true>
                {text.copy_link}
            </button>
            <p class="share-note">{text.no_link}</p>
        }
        .into_any();
    }
    let on_copy = move |()| {
        if let Some(facts) = page.with_value(Page::facts) {
            let link = address::link(&facts.view.link_search());
            let copied = if link.len() > LONG_LINK_BYTES { Copied::LongLink } else { Copied::Link };
            clipboard::write(&link, move |is_copied| saving.end_copying(copied, is_copied));
        }
    };
    view! { <MenuEntry name=text.copy_link on_press=on_copy /> }.into_any()
}

/// Entry of the menu that does something at once.
#[component]
fn MenuEntry(
    /// What it is called.
    name: &'static str,
    /// Runs when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="menu-entry" on:click=move |_| on_press.run(())>
            {name}
        </button>
    }
    .into_any()
}

/// Button that saves a file. It is not disabled while another is under way, which would take the focus off it.
#[component]
fn SaveButton(
    /// What it is called.
    name: &'static str,
    /// The file that is being written.
    saving: Saving,
    /// Runs when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let is_busy = move || saving.progress().map(|_| "true");
    view! {
        <button
            type="button"
            class="button"
            aria-disabled=is_busy
            on:click=move |_| on_press.run(())
        >
            {name}
        </button>
    }
    .into_any()
}
