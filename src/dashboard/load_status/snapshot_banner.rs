//! Banner above a snapshot: of when it is, what became of personal data, and a button back to Cube.

use leptos::prelude::*;

use crate::i18n::use_locale;
use crate::messages::SnapshotOrigin;
use crate::state::exports::use_exports;
use crate::state::settings::use_settings;

/// Marks what is shown as a snapshot: of when, what is left out, and a way back to Cube from a file of the reader's.
#[component]
pub fn SnapshotBanner() -> impl IntoView {
    let locale = use_locale();
    let (settings, exports) = (use_settings(), use_exports());
    let shown = Memo::new(move |_| settings.snapshot().shown());
    let is_readers =
        move || shown.read().as_ref().is_some_and(|opened| opened.origin == SnapshotOrigin::Reader);
    let as_of = move || {
        let time = locale.formatter().instant(shown.read().as_ref()?.read_micros());
        Some(locale.text().share.snapshot_of(&time))
    };
    let privacy =
        move || Some(format!(" · {}", shown.read().as_ref()?.privacy_text(locale.language())));
    view! {
        <Show when=move || shown.read().is_some()>
            <div class="alert snapshot" role="status">
                <div>
                    <strong>{as_of}</strong>
                    {privacy}
                </div>
                <Show when=is_readers>
                    <button type="button" class="button" on:click=move |_| exports.close_snapshot()>
                        {move || locale.text().share.close_snapshot}
                    </button>
                </Show>
            </div>
        </Show>
    }
    .into_any()
}
