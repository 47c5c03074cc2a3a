//! Alerts of the status area: mistakes in the configuration and in the address, a failed load, a snapshot that could not
//! be opened.

use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_i18n::Catalogue;
use leptos::prelude::*;

use crate::browser::{address, enclosed};
use crate::components::alert::Alert;
use crate::i18n::use_locale;
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::notice::{Notice, NoticeAction};
use crate::state::page_address::use_page_address;
use crate::state::settings::use_settings;

/// What failed: in the configuration, in the address, while loading, and on opening a snapshot.
#[component]
pub fn Notices() -> impl IntoView {
    let locale = use_locale();
    let dataset = use_dataset();
    let settings = use_settings();
    let config = Memo::new(move |_| {
        let mistakes = settings.mistakes();
        (!mistakes.is_empty()).then(|| Notice::of_config(&mistakes, locale.text()))
    });
    let mistakes = use_page_address().mistakes();
    let address = Memo::new(move |_| {
        let mistakes = mistakes.read();
        (!mistakes.is_empty()).then(|| Notice::of_address(&mistakes, locale.text()))
    });
    // What came with the page, or was opened, is here whatever the network does.
    let is_on_its_own = move || {
        enclosed::is_there() || settings.own_snapshot().is_some() || settings.snapshot().is_shown()
    };
    let failure = Memo::new(move |_| {
        let lacks_network = !dataset.is_online() && !is_on_its_own();
        current_failure(dataset, lacks_network, locale.text())
    });
    let refusal = Memo::new(move |_| {
        let advice = settings.snapshot().refusal(locale.language())?;
        let (title, remedy) = (advice.title.to_owned(), advice.remedy.to_owned());
        Some(Notice { title, remedy, action: NoticeAction::None })
    });
    view! {
        <NoticeAlert notice=config />
        <NoticeAlert notice=address />
        <NoticeAlert notice=failure />
        <NoticeAlert notice=refusal />
    }
    .into_any()
}

/// Alert for a notice, while there is one.
#[component]
fn NoticeAlert(
    /// What is to be told.
    notice: Memo<Option<Notice>>,
) -> impl IntoView {
    let locale = use_locale();
    let dataset = use_dataset();
    let title = move || notice.get().map(|notice| notice.title).unwrap_or_default();
    let remedy = move || notice.get().map(|notice| notice.remedy).unwrap_or_default();
    let action = move || notice.read().as_ref().map_or(NoticeAction::None, |notice| notice.action);
    let button = move || match action() {
        NoticeAction::None => None,
        NoticeAction::Retry => Some(locale.text().try_again),
        NoticeAction::SignIn => Some(locale.text().sign_in_again),
    };
    let on_press = move |()| match untrack(action) {
        NoticeAction::None => {}
        NoticeAction::Retry => dataset.resume(),
        NoticeAction::SignIn => address::reload(),
    };
    view! {
        <Show when=move || notice.read().is_some()>
            <Alert title remedy button on_press />
        </Show>
    }
    .into_any()
}

/// Why the newest run could not go on, where that is a failure. Whatever else fails without a network, fails for want of
/// one.
fn current_failure(dataset: Dataset, lacks_network: bool, text: &Catalogue) -> Option<Notice> {
    let failure = match dataset.with_current(Reading::outcome) {
        Some(Outcome::Incomplete(gap)) => Notice::of_gap(&gap, text),
        // The reader need not wait for the end to know what is wrong, nor to try again at once.
        _ => dataset.trouble().map(|error| Notice::of_failure(&error, text)),
    };
    if !lacks_network {
        return failure;
    }
    let action = failure.map_or(NoticeAction::None, |notice| notice.action);
    Some(Notice { action, ..Notice::of_failure(&FetchError::Offline, text) })
}
