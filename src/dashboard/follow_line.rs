//! Line of following, behind the state line: the switch, when the page was last brought up to date, and how many rows are
//! new.

use leptos::prelude::*;

use crate::browser::on_demand;
use crate::i18n::{Locale, use_locale};
use crate::state::follow::{Upkeep, use_follow};
use crate::state::notice::Notice;
use crate::state::page_address::use_page_address;

/// Switch "Follow" and what it does; hidden where the days do not include today.
#[component]
pub fn FollowLine() -> impl IntoView {
    let locale = use_locale();
    let follow = use_follow();
    let updated = move || follow.upkeep().map(|upkeep| updated_text(&upkeep, locale));
    let failure = move || follow.upkeep().and_then(|upkeep| failure_text(&upkeep, locale));
    let fresh = move || {
        let count = Some(follow.fresh_count()).filter(|count| *count > 0)?;
        Some(locale.text().follow.fresh(&locale.formatter().number(count as u64)))
    };
    let address = use_page_address();
    let wallboard = move || address.wallboard().search();
    let has_wallboard = on_demand::has("wallboard");
    view! {
        <div class="follow-line" hidden=move || !follow.can_follow()>
            <label class="follow-switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=move || follow.is_on()
                    on:change=move |event| follow.switch(event_target_checked(&event))
                />
                {move || locale.text().follow.switch}
            </label>
            <span hidden=move || failure().is_some()>{updated}</span>
            <span class="follow-failure" role="status">
                {failure}
            </span>
            <a class="follow-wallboard" href=wallboard hidden=!has_wallboard>
                {move || locale.wallboard().title}
            </a>
            <button
                type="button"
                class="chip follow-fresh"
                hidden=move || fresh().is_none()
                on:click=move |_| follow.reveal_fresh()
            >
                {fresh}
            </button>
        </div>
    }
    .into_any()
}

/// "Updated 12:03 · no sign of change"
pub fn updated_text(upkeep: &Upkeep, locale: Locale) -> String {
    let text = &locale.text().follow;
    let updated = text.updated(&locale.formatter().time(upkeep.updated_millis));
    if upkeep.has_no_sign { format!("{updated} · {}", text.no_sign) } else { updated }
}

/// Since when, why, and until when the page is not up to date.
pub fn failure_text(upkeep: &Upkeep, locale: Locale) -> Option<String> {
    let failure = upkeep.failure.as_ref()?;
    let time = |millis| locale.formatter().time(millis);
    let reason = Notice::of_gap(&failure.gap, locale.text()).map(|notice| notice.title);
    let (since, again) = (time(upkeep.updated_millis), time(failure.again_millis));
    Some(locale.text().follow.behind(&since, &reason.unwrap_or_default(), &again))
}
