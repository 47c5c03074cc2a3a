//! How many contacts it took until a success, and how many days.

use cubeboard_responses::selection::Selection;
use cubeboard_responses::statistics::Attempts;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::ranked_bar::{RankedBar, bar_percent, ranked_bar};
use crate::html::{El, el};
use crate::state::page_address::use_page_address;
use crate::state::preferences::Voice;
use crate::state::trend::use_trend;
use crate::state::visible_rows::use_visible_rows;

/// Successes by which contact with the customer they were, and by how long after the first one.
pub fn attempts_card(voice: Voice) -> El {
    let text = &voice.text.behind;
    let trend = use_trend();
    let selection = use_visible_rows().selection();
    let attempts = Memo::new(move |_| {
        trend.counted().with(|figures, view, _| figures.attempts(view).copied()).flatten()
    });
    let lists = move || {
        focus::keep();
        let Some(attempts) = attempts.get() else {
            return vec![el("p").class("chart-notes").child(text.attempts_wait)];
        };
        let picked = selection.read();
        vec![contacts(&attempts, &picked, voice), waits(&attempts, &picked, voice)]
    };
    el("section")
        .class("card behind-card attempts")
        .child(el("h2").child(text.attempts))
        .child(lists)
}

fn contacts(attempts: &Attempts, picked: &Selection, voice: Voice) -> El {
    let text = &voice.text.behind;
    let address = use_page_address();
    let counts = attempts.contacts.map(|it| it.successes);
    let line = |(contact, name): (u8, &&'static str)| {
        let place = usize::from(contact - 1);
        let rate = attempts.contacts.get(place).map(|it| it.rate()).unwrap_or_default();
        let title = rate.value().map_or_else(String::new, |it| {
            let [successes, decided] =
                [rate.successes, rate.decided].map(|it| voice.writer.number(it.into()));
            let of = voice.text.summary.of_decided(&successes, &decided);
            [text.rate, ": ", &voice.writer.percent(it), " (", &of, ")"].concat()
        });
        let is_picked = picked.contacts.is_empty() || picked.contacts.contains(&contact);
        let id = format!("contact-{contact}");
        let line = line(id, name, title, &counts, place, is_picked, voice);
        ranked_bar(line, move || address.select(|it| it.toggle_contact(contact)))
    };
    let names: Vec<_> = (1..).map_while(|it| text.contact_name(it)).collect();
    list(text.contact, (1..).zip(&names).map(line))
}

fn waits(attempts: &Attempts, picked: &Selection, voice: Voice) -> El {
    let text = &voice.text.behind;
    let address = use_page_address();
    let line = |(wait, name): (u8, &&'static str)| {
        let is_picked = picked.waits.is_empty() || picked.waits.contains(&wait);
        let (id, place) = (format!("wait-{wait}"), usize::from(wait));
        let line = line(id, name, String::new(), &attempts.waits, place, is_picked, voice);
        ranked_bar(line, move || address.select(|it| it.toggle_wait(wait)))
    };
    let names: Vec<_> = (0..).map_while(|it| text.wait_name(it)).collect();
    list(text.wait, (0..).zip(&names).map(line))
}

fn list(name: &'static str, lines: impl Iterator<Item = El>) -> El {
    let lines = el("ol").class("ranking").attr("aria-label", name).children(lines);
    el("div").child(el("h3").child(name)).child(lines)
}

fn line(
    id: String,
    name: &'static str,
    title: String,
    counts: &[u32],
    place: usize,
    is_picked: bool,
    voice: Voice,
) -> RankedBar {
    let text = &voice.text.behind;
    let count = counts.get(place).copied().unwrap_or(0);
    let longest = counts.iter().copied().max().unwrap_or(0);
    let all = counts.iter().sum::<u32>().max(1);
    let count_words = [text.successes, ": ", &voice.writer.number(count.into())].concat();
    let title = if title.is_empty() { count_words } else { [count_words, title].join(" · ") };
    let (name, value) = (name.to_owned(), voice.writer.share(count, all));
    RankedBar { id, name, title, slot: 0, percent: bar_percent(count, longest), value, is_picked }
}
