//! What stands above the table: search, filters, what is picked, and which columns are shown.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Selection, SortKey};
use cubeboard_responses::table::layout::{LaidOut, Layout, WIDTHS_PX};
use leptos::prelude::*;

use super::bar_labels::days_name;
use super::cell_text::is_on_card;
use super::filter_menu::{days, words};
use super::hour_heatmap::hour_name;
use crate::browser::focus;
use crate::components::menu::{menu, with_choice};
use crate::components::segments::options;
use crate::html::{El, button, el};
use crate::state::columns::use_columns;
use crate::state::dataset::use_dataset;
use crate::state::page_address::{PageAddress, use_page_address};
use crate::state::preferences::Voice;
use crate::state::visible_rows::use_visible_rows;

/// The bar above the table.
pub fn table_tools(voice: Voice) -> El {
    let text = &voice.text.table;
    let address = use_page_address();
    let shown = use_visible_rows();
    let selection = shown.selection();
    let search = el("input")
        .class("search")
        .attr("type", "search")
        .attr("aria-label", text.search)
        .attr("aria-keyshortcuts", "/")
        .attr("placeholder", text.search)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .prop("value", move || selection.read().search.clone())
        .on("input", move |event: web_sys::Event| {
            address.select(|it| it.search = event_target_value(&event));
        });
    let filter = |column: Column, label: &'static str| {
        let is_by_day = column == Column::Submitted;
        let name = if is_by_day { voice.text.chart.day } else { text.column(column) };
        let count = Memo::new(move |_| {
            let selection = selection.read();
            if is_by_day { selection.days.len() } else { selection.choices(column).len() }
        });
        let picked = move || match count.get() {
            0 => " ▾".to_owned(),
            count => [" · ", &count.to_string(), " ▾"].concat(),
        };
        let panel = move || if is_by_day { days(voice) } else { words(column, voice) };
        menu(with_choice(name, picked), label, panel)
    };
    let chips = move || chips(&selection.read(), voice, address);
    el("div")
        .class("table-tools")
        .child(el("h2").child(text.responses))
        .child(search)
        .child(filter(Column::Kind, text.filter_by_kind))
        .child(filter(Column::Subtype, text.filter_by_subtype))
        .child(filter(Column::Agent, text.filter_by_agent))
        .child(filter(Column::Submitted, text.filter_by_day))
        .child(chips)
        .child(sort_by(voice))
        .child(share(voice))
        .child(menu(text.columns, text.columns, move || columns(voice)))
}

/// How many of all are shown, where it is not all.
fn share(voice: Voice) -> El {
    let shown = use_visible_rows();
    let dataset = use_dataset();
    let words = Memo::new(move |_| {
        let all = dataset.with_shown(Reading::row_count).unwrap_or(0);
        let shown = shown.row_count().get() as u64;
        let [shown, written] = [shown, all].map(|it| voice.writer.number(it));
        if shown == written { String::new() } else { voice.text.table.shown_of(&shown, &written) }
    });
    el("span").class("table-share").attr("role", "status").child(move || words.get())
}

/// The order, for a table too narrow to have heads to press: one column, either way, or the service's order.
fn sort_by(voice: Voice) -> El {
    let text = &voice.text.table;
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let key = |place: usize| {
        let column = Column::ALL.get(place.checked_sub(1)? / 2).copied()?;
        Some(SortKey { column, is_descending: place.is_multiple_of(2) })
    };
    let name = move |place: usize| {
        let arrow = |it: SortKey| if it.is_descending { "↓" } else { "↑" };
        let name = |it: SortKey| [text.column(it.column), " ", arrow(it)].concat();
        key(place).map_or_else(|| text.own_order.to_owned(), name)
    };
    let names: Vec<String> = (0..=2 * Column::ALL.len()).map(name).collect();
    let count = names.len();
    let chosen = move || {
        let first = selection.read().sort.first().copied();
        (0..count).position(|it| key(it) == first).unwrap_or(0)
    };
    let choose =
        move |place: usize| address.select(|it| it.sort = key(place).into_iter().collect());
    let list = options(text.sort_by.to_owned(), &names, chosen, choose);
    el("label").class("sort-by").child(text.sort_by).child(list)
}

/// What is picked, each with a way to take it off.
fn chips(selection: &Selection, voice: Voice, address: PageAddress) -> Vec<El> {
    let text = &voice.text.table;
    let chip = |name: String, remove: Box<dyn Fn(&mut Selection)>| {
        let label = text.remove_filter(&name);
        button("filter-chip", name, move || address.select(&remove)).attr("aria-label", label)
    };
    let words = [Column::Kind, Column::Subtype, Column::Agent].into_iter().flat_map(|column| {
        selection.choices(column).iter().map(move |choice| (column, choice.clone()))
    });
    let words = words.map(|(column, choice)| {
        let name = choice.clone().unwrap_or_else(|| [text.column(column), text.no_value].join(" "));
        chip(name, Box::new(move |it| it.toggle_word(column, choice.clone())))
    });
    let days = Days::runs(&selection.days).into_iter().map(|run| {
        let remove = move |it: &mut Selection| it.days.retain(|day| !run.contains(*day));
        let one = run.count() == 1;
        let name = if one { voice.writer.day(run.first()) } else { days_name(run, voice.writer) };
        chip(name, Box::new(remove))
    });
    let hours =
        selection.hours.iter().copied().map(|hour| {
            chip(hour_name(hour, voice.writer), Box::new(move |it| it.toggle_hour(hour)))
        });
    let behind = &voice.text.behind;
    let contacts = selection.contacts.iter().copied().filter_map(|contact| {
        let name = behind.contact_name(contact)?;
        Some(chip(behind.contact_is(name), Box::new(move |it| it.toggle_contact(contact))))
    });
    let waits = selection.waits.iter().copied().filter_map(|wait| {
        let name = behind.wait_name(wait)?;
        Some(chip(behind.came_after(name), Box::new(move |it| it.toggle_wait(wait))))
    });
    let chips: Vec<El> = words.chain(days).chain(hours).chain(contacts).chain(waits).collect();
    let clear = || {
        let clear = |it: &mut Selection| *it = std::mem::take(it).without_filters();
        button("chip", text.remove_all, move || address.select(clear))
    };
    let has_filters = !selection.shows_all();
    chips.into_iter().chain(has_filters.then(clear)).collect()
}

/// Which columns are shown, in what order and how wide.
fn columns(voice: Voice) -> El {
    let text = &voice.text.table;
    let columns = use_columns();
    let order = Memo::new(move |_| {
        let layout = columns.layout().get();
        layout.columns().iter().map(|it| it.column).collect::<Vec<_>>()
    });
    let entry = move |column: Column| {
        let name = text.column(column);
        let find = move || {
            columns.layout().read().columns().iter().find(|it| it.column == column).copied()
        };
        let is_shown = move || find().is_some_and(|it: LaidOut| it.is_shown);
        let input = el("input")
            .attr("type", "checkbox")
            .prop("checked", is_shown)
            .on("change", move |_: web_sys::Event| columns.change(|it| it.toggle(column)));
        let width = el("input")
            .attr("type", "range")
            .class("wide-only")
            .attr("aria-label", text.width_of(name))
            .attr("min", WIDTHS_PX.start().to_string())
            .attr("max", WIDTHS_PX.end().to_string())
            .prop("value", move || find().map_or(0, |it| it.width_px))
            .on("input", move |event: web_sys::Event| {
                let width_px = event_target_value(&event).parse().unwrap_or(0);
                columns.change(|it| it.resize(column, width_px));
            });
        let shift = |sign: &'static str, label: String, to_first: bool| {
            let id = format!("shift-{}-{to_first}", column.key());
            let focus = id.clone();
            let shift = move || {
                columns.change(|it| it.shift(column, to_first));
                focus::soon(&focus);
            };
            button("chip wide-only", sign, shift)
                .attr("id", id)
                .attr("aria-label", label.clone())
                .attr("title", label)
        };
        let label = el("label").class("menu-entry").child(input).child(el("span").child(name));
        let class = if is_on_card(column) { "column-entry" } else { "column-entry wide-only" };
        el("div")
            .class(class)
            .child(label)
            .child(width)
            .child(shift("↑", text.move_left(name), true))
            .child(shift("↓", text.move_right(name), false))
    };
    let entries = move || order.get().into_iter().map(entry).collect::<Vec<_>>();
    let usual =
        button("button", text.usual_columns, move || columns.change(|it| *it = Layout::default()));
    el("div").class("menu-list").child(entries).child(usual)
}
