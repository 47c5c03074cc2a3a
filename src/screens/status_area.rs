//! The proof: how much is here and how sure that is; progress while it comes, and what failed.

use cubeboard_core::loader::{Outcome, Reading};
use leptos::prelude::*;

use super::standing::{Circumstances, standing};
use crate::components::alert::Alert;
use crate::components::progress::{Progress, Share};
use crate::components::state_line::StateLine;
use crate::state::dataset::Dataset;
use crate::state::notice::Notice;
use crate::state::preferences::Voice;
use crate::state::settings::Settings;

/// State line, progress and alerts.
#[component]
pub fn StatusArea(voice: Voice) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let dataset = expect_context::<Dataset>();
    let standing = Memo::new(move |_| {
        let is_loading = dataset.is_loading();
        let around = Circumstances {
            is_stale: dataset.is_stale(),
            ended_millis: (!is_loading).then(|| dataset.ended().0),
        };
        let describe = |it: &_| standing(it, around, &voice.text.state, voice.writer);
        let shown = dataset.with_shown(describe);
        if is_loading { dataset.with_current(describe) } else { shown }.unwrap_or_default()
    });
    let share = Memo::new(move |_| {
        let reading = |it: &Reading| (it.outcome() == Outcome::Loading).then(|| share(it, voice));
        dataset.with_current(reading).flatten()
    });
    let is_loading = Memo::new(move |_| share.read().is_some());
    let progress = move || {
        let share = Signal::derive(move || share.get().unwrap_or_default());
        is_loading.get().then(|| view! { <Progress label=voice.text.loading_responses share /> })
    };
    let notices = Memo::new(move |_| {
        let mistakes = settings.mistakes().get();
        let config = (!mistakes.is_empty()).then(|| Notice::of_config(&mistakes, voice.text));
        let failure = match dataset.with_current(Reading::outcome) {
            Some(Outcome::Incomplete(gap)) => Notice::of_gap(&gap, voice.text),
            _ => None,
        };
        config.into_iter().chain(failure).collect::<Vec<_>>()
    });
    let alert = move |notice: Notice| {
        let retry = notice.can_retry.then_some(voice.text.try_again);
        view! {
            <Alert title=notice.title remedy=notice.remedy retry on_retry=move |()| dataset.resume() />
        }
    };
    view! {
        <div class="status-area">
            <StateLine standing />
            {progress}
            {move || notices.get().into_iter().map(alert).collect_view()}
        </div>
    }
}

fn share(reading: &Reading, voice: Voice) -> Share {
    let (text, writer) = (&voice.text.state, voice.writer);
    let (value, max) = (reading.row_count(), reading.expected());
    let (read, planned) = reading.pages();
    let words = max.map(|max| {
        let count = (text.of)(&writer.number(value), &writer.number(max));
        let pages = (text.pages)(&writer.number(read as u64), &writer.number(planned as u64));
        format!("{count} · {pages}")
    });
    Share { value, max, words: words.unwrap_or_else(|| text.loading.to_owned()) }
}
