//! The proof: how much is here and how sure that is; progress while it comes, and what failed.

use cubeboard_core::loader::{Outcome, Reading};
use leptos::prelude::*;

use super::standing::{Circumstances, standing};
use crate::components::alert::Alert;
use crate::components::live::live_view;
use crate::components::progress::{Progress, Share};
use crate::components::state_line::{Standing, StateLine};
use crate::state::dataset::Dataset;
use crate::state::notice::Notice;
use crate::state::preferences::Voice;
use crate::state::settings::Settings;

/// State line, progress and alerts.
#[component]
pub fn StatusArea(voice: Voice) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let dataset = expect_context::<Dataset>();
    let status = Memo::new(move |_| status(dataset, settings, voice));
    let standing = Signal::derive(move || status.read().standing.clone());
    let is_loading = Memo::new(move |_| status.read().share.is_some());
    let share = Signal::derive(move || status.read().share.clone().unwrap_or_default());
    let progress = live_view(move || {
        is_loading.get().then(|| view! { <Progress label=voice.text.loading_responses share /> })
    });
    let notices = Memo::new(move |_| status.read().notices.clone());
    let alert = move |notice: Notice| {
        let retry = notice.can_retry.then_some(voice.text.try_again);
        view! {
            <Alert title=notice.title remedy=notice.remedy retry on_retry=move |()| dataset.resume() />
        }
    };
    view! {
        <div class="status-area">
            <div class="status-now">
                <StateLine standing />
                {progress}
            </div>
            {live_view(move || notices.get().into_iter().map(alert).collect_view())}
        </div>
    }
}

/// Everything the area says.
#[derive(Debug, Clone, PartialEq)]
struct Status {
    standing: Standing,
    /// How far the loading is; `None` while nothing loads.
    share: Option<Share>,
    notices: Vec<Notice>,
}

fn status(dataset: Dataset, settings: Settings, voice: Voice) -> Status {
    let is_loading = dataset.is_loading();
    let around = Circumstances {
        is_stale: dataset.is_stale(),
        ended_millis: (!is_loading).then(|| dataset.ended().0),
    };
    let describe = |it: &Reading| standing(it, around, &voice.text.state, voice.writer);
    let standing =
        if is_loading { dataset.with_current(describe) } else { dataset.with_shown(describe) };
    let share = is_loading.then(|| dataset.with_current(|it| share(it, voice))).flatten();
    let mistakes = settings.mistakes().get();
    let config = (!mistakes.is_empty()).then(|| Notice::of_config(&mistakes, voice.text));
    let failure = match dataset.with_current(Reading::outcome) {
        Some(Outcome::Incomplete(gap)) => Notice::of_gap(&gap, voice.text),
        _ => None,
    };
    let notices = config.into_iter().chain(failure).collect();
    Status { standing: standing.unwrap_or_default(), share, notices }
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
    Share {
        value,
        max,
        words: words.unwrap_or_else(|| (text.without_count)(&writer.number(value))),
    }
}
