//! The panel of "Share and export": what is on the screen as a link, as a file, on paper.

use std::cell::RefCell;

use cubeboard_app::browser::{self, address, clipboard, download, paper};
use cubeboard_app::components::progress::{Share, progress};
use cubeboard_app::components::radio_group::choice;
use cubeboard_app::html::{El, Place, button, el, mount};
use cubeboard_app::i18n::formatter::Formatter;
use cubeboard_files::snapshot::EXTENSION;
use cubeboard_i18n::share::PanelMessages;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

use crate::opening;
use crate::page::{Facts, Page};
use crate::saving::{End, Saving};
use crate::{picture, writing};

/// Where the panel is shown, and what ends it.
type Shown = (HtmlElement, Box<dyn std::any::Any>);

thread_local! {
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
    /// A file goes on while the panel is closed, and is there when it opens again.
    static SAVING: (Owner, Saving) = {
        let owner = Owner::new();
        let saving = owner.with(Saving::new);
        (owner, saving)
    };
}

/// Shows it in an element of the page, in place of an earlier one.
pub fn show(host: HtmlElement, page: Page) {
    SHOWN.with_borrow_mut(|shown| {
        drop(shown.take());
        let saving = SAVING.with(|it| it.1);
        saving.end.set(None);
        // What was mounted ends, but its elements stay.
        host.set_text_content(None);
        let mounted = mount(host.clone(), move || panel(&page, saving));
        *shown = Some((host, Box::new(mounted)));
    });
}

/// Closes the menu around it, as the reader would: what was opened is what there is to see now.
pub fn close() {
    let host = SHOWN.with_borrow(|it| it.as_ref().map(|it| it.0.clone()));
    let how = KeyboardEventInit::new();
    how.set_key("Escape");
    how.set_bubbles(true);
    let escape = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &how);
    if let (Some(host), Ok(escape)) = (host, escape) {
        drop(host.dispatch_event(&escape));
    }
}

fn panel(page: &Page, saving: Saving) -> El {
    let facts = page.facts();
    let text = facts.text;
    let writer = Formatter { language: facts.language, ..Formatter::default() };
    let all = RwSignal::new(false);
    let status = el("p").class("share-said").attr("role", "status");
    el("div")
        .class("menu-list share")
        .child(link(page, &facts, saving))
        .child(scopes(&facts, text, writer, all))
        .child(files(page, text, saving, all))
        .child(pictures(page, text, saving))
        .child(snapshot(page, &facts, saving))
        .child(open_file(page, text))
        .child(entry(text.print, print))
        .child(under_way(text, writer, saving))
        .child(status.child(move || said(saving, text)))
}

/// Without the panel, which would lie over the page.
fn print() {
    close();
    paper::print();
}

fn link(page: &Page, facts: &Facts, saving: Saving) -> Vec<El> {
    let text = facts.text;
    if facts.snapshot == "file" {
        let disabled = entry(text.copy_link, || ()).attr("disabled", true);
        return vec![disabled, note(text.no_link)];
    }
    let page = page.clone();
    let copy = move || {
        let link = address::link(&page.facts().address.search());
        clipboard::write(&link, move |is_there| saving.end.set(Some(End::Link(is_there))));
    };
    vec![entry(text.copy_link, copy)]
}

fn note(words: &'static str) -> El {
    el("p").class("share-note").child(words)
}

/// A snapshot, and what becomes of personal data in it; one that is shown already is a file by itself.
fn snapshot(page: &Page, facts: &Facts, saving: Saving) -> Vec<El> {
    let text = facts.text;
    if !facts.snapshot.is_empty() {
        return vec![note(text.is_snapshot)];
    }
    let personal = RwSignal::new(0);
    let kinds = choice(
        "personal",
        text.personal,
        &text.personal_data,
        move || personal.get(),
        move |it| personal.set(it),
    );
    let page = page.clone();
    let save = move || {
        let facts = page.facts();
        let personal = ["omit", "pseudonyms", "keep"][personal.get_untracked().min(2)];
        let order = facts.address.with("as", "cubeboard").with("personal", personal);
        let order = order.with("lang", facts.language.tag());
        let order = facts.told.iter().fold(order, |it, (key, value)| it.with(key, value));
        saving.start(&page, &order, true);
    };
    let save = el("div").class("share-files").child(file(text.snapshot, saving, save));
    vec![kinds, save, note(text.snapshot_note)]
}

/// The button presses the field, which is not to be seen: browsers have no words for it in the page's language.
fn open_file(page: &Page, text: &PanelMessages) -> Vec<El> {
    let field = Place::new();
    let page = page.clone();
    let open = move |event: web_sys::Event| {
        let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(file) = field.and_then(|it| it.files()?.get(0)) {
            opening::open(file.into(), page.clone(), true);
        }
    };
    let input = el("input")
        .attr("type", "file")
        .attr("accept", [".", EXTENSION].concat())
        .attr("hidden", true)
        .on("change", open)
        .at(field);
    let press = move || {
        if let Some(field) = field.get_untracked() {
            field.unchecked_into::<HtmlElement>().click();
        }
    };
    vec![entry(text.open_file, press), input]
}

fn entry(name: &'static str, run: impl Fn() + 'static) -> El {
    button("menu-entry", name, run)
}

/// Which rows a file holds; nothing to choose where all are shown.
fn scopes(
    facts: &Facts,
    text: &PanelMessages,
    writer: Formatter,
    all: RwSignal<bool>,
) -> Option<El> {
    let counts = facts.counts;
    let [shown, everything] = counts.map(|it| writer.number(it));
    let names = [text.rows_shown(&shown), text.all_rows(&everything)];
    let choice =
        || choice("scope", text.table, &names, move || all.get().into(), move |it| all.set(it > 0));
    (counts[0] != counts[1]).then(choice)
}

/// The kinds of file, each a button.
fn files(page: &Page, text: &PanelMessages, saving: Saving, all: RwSignal<bool>) -> El {
    let kind = |name: &'static str, kind: &'static str| {
        let page = page.clone();
        let save = move || {
            let facts = page.facts();
            let columns: Vec<_> = facts.columns.iter().map(|it| it.key()).collect();
            let order = facts
                .address
                .with("as", kind)
                .with("columns", &columns.join(","))
                .with("lang", facts.language.tag());
            saving.start(&page, &order, all.get_untracked());
        };
        file(name, saving, save)
    };
    let files = [kind(text.csv, "csv"), kind(text.json, "json")];
    el("div").class("share-files").children(files)
}

/// The chart, as a picture of either kind and to be pasted.
fn pictures(page: &Page, text: &'static PanelMessages, saving: Saving) -> El {
    let picture = |name: &'static str, take: fn(&Page, Saving) -> Option<()>| {
        let page = page.clone();
        let take = move || {
            if take(&page, saving).is_none() {
                saving.end.set(Some(End::NoRows));
            }
        };
        button("button", name, take)
    };
    let svg = |page: &Page, saving: Saving| {
        let name = writing::name(&page.facts().address.with("as", "svg"));
        download::save(&picture::svg(page)?, &name);
        saving.end.set(Some(End::Saved(name)));
        Some(())
    };
    let png = |page: &Page, saving: Saving| {
        let name = writing::name(&page.facts().address.with("as", "png"));
        saving.save_when_made(browser::picture::png(picture::svg(page)?), name);
        Some(())
    };
    let copy = |page: &Page, saving: Saving| {
        let svg = picture::svg(page)?;
        let png = future_to_promise(async { browser::picture::png(svg).await.map(Into::into) });
        clipboard::write_png(png, move |is_there| saving.end.set(Some(End::Chart(is_there))));
        Some(())
    };
    let pictures = [picture(text.png, png), picture(text.svg, svg), picture(text.copy_chart, copy)];
    el("div").class("share-files").children(pictures)
}

/// A button that saves a file. It is not disabled while another is under way, which would take the focus off it.
fn file(name: &'static str, saving: Saving, save: impl Fn() + 'static) -> El {
    let is_busy = move || saving.progress.read().map(|_| "true");
    button("button", name, save).attr("aria-disabled", is_busy)
}

/// How far a file is, and a way to give it up.
fn under_way(
    text: &'static PanelMessages,
    writer: Formatter,
    saving: Saving,
) -> impl Fn() -> Vec<El> {
    let is_busy = Memo::new(move |_| saving.progress.read().is_some());
    let share = Memo::new(move |_| {
        let [value, max] = saving.progress.get().unwrap_or_default().map(|it| it as u64);
        let words = text.written(&writer.number(value), &writer.number(max));
        Share { value, max: Some(max), words }
    });
    move || {
        let bar = || {
            let mut bar = progress(text.writing, share);
            bar.push(button("button", text.cancel, move || saving.cancel()));
            bar
        };
        if is_busy.get() { bar() } else { Vec::new() }
    }
}

fn said(saving: Saving, text: &PanelMessages) -> String {
    match saving.end.get() {
        None => String::new(),
        Some(End::Link(true)) => text.link_copied.to_owned(),
        Some(End::Link(false)) => text.link_not_copied.to_owned(),
        Some(End::Chart(true)) => text.chart_copied.to_owned(),
        Some(End::Chart(false)) => text.chart_not_copied.to_owned(),
        Some(End::Saved(name)) => text.saved(&name),
        Some(End::NoRows) => text.nothing_to_save.to_owned(),
        Some(End::Cancelled) => text.cancelled.to_owned(),
        Some(End::OtherRows) => [text.other_rows.title, text.other_rows.remedy].join(" "),
        Some(End::NotWritten) => [text.not_written.title, text.not_written.remedy].join(" "),
    }
}
