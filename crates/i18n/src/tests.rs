use super::share::panel_text;
use super::*;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::selection::{MOST_CONTACTS, WAITS};

#[test]
fn every_norwegian_tag_is_served_in_bokmal() {
    for tag in ["nb", "nb-NO", "nn", "no", "NO_no"] {
        assert_eq!(Language::from_tag(tag), Some(Language::Bokmal), "{tag}");
    }
    assert_eq!(Language::from_tag("en-US"), Some(Language::English));
    assert_eq!(Language::from_tag("de"), None);
}

#[test]
fn every_message_is_translated_and_holds_its_values() {
    let [english, bokmal] = [Language::English, Language::Bokmal].map(messages);
    for (english, bokmal) in english.iter().zip(&bokmal) {
        assert_ne!(english, bokmal);
        for value in ["A", "B", "4"] {
            assert_eq!(holds(english, value), holds(bokmal, value), "{english} / {bokmal}");
        }
    }
}

#[test]
fn every_bucket_of_contacts_and_waits_has_a_name_and_no_other_has() {
    for language in [Language::English, Language::Bokmal] {
        let text = &language.text().breakdown;
        assert!((1..=MOST_CONTACTS).all(|contact| text.contact(contact).is_some()));
        assert_eq!([text.contact(0), text.contact(MOST_CONTACTS + 1)], [None, None]);
        assert_eq!((0..=u8::MAX).map_while(|wait| text.wait(wait)).count(), WAITS.len());
        assert_eq!(text.wait(u8::MAX), None);
    }
}

#[test]
fn a_comparison_with_nothing_has_a_name_to_choose_it_by_but_none_in_a_sentence() {
    let text = &Language::English.text().chart;
    assert_eq!(text.compare(Compare::Nothing), "No comparison");
    assert_eq!(text.compared(Compare::Nothing), None);
    assert_eq!(text.compared(Compare::Previous), Some("period before"));
}

#[test]
fn one_copied_row_is_a_row() {
    assert_eq!(Language::English.text().table.copied("1"), "Copied 1 row");
    assert_eq!(Language::English.text().table.copied("12"), "Copied 12 rows");
}

/// Whether a value stands in a message as a word of its own, whatever signs are around it.
fn holds(message: &str, value: &str) -> bool {
    message.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == value)
}

/// Every message with values.
fn messages(language: Language) -> Vec<String> {
    let (text, panel) = (language.text(), panel_text(language));
    vec![
        text.state.of("A", "B"),
        text.state.without_count("A"),
        text.state.pages("A", "B"),
        text.state.asked_until("A"),
        text.state.on_again_in("A"),
        text.state.undercounted("A"),
        text.state.missing("A"),
        text.state.unreadable("A"),
        text.state.ambiguous_times("A"),
        text.state.read_at("A"),
        text.state.stale("A"),
        text.row_error.place("A", "B"),
        text.row_error.wrong_kind("A"),
        text.row_error.more("A"),
        text.odd_reply.not_json(4, 4),
        text.summary.of_decided("A", "B"),
        text.summary.active_days("A"),
        text.summary.contacts_each("A"),
        text.summary.change("A", "B"),
        text.summary.counts_as("A"),
        text.chart.zoom("A"),
        text.chart.outside("A"),
        text.chart.undated("A"),
        text.breakdown.contact_is("A"),
        text.breakdown.came_after("A"),
        text.breakdown.all_of("A"),
        text.table.remove_filter("A"),
        text.table.shown_of("A", "B"),
        text.table.move_left("A"),
        text.table.move_right("A"),
        text.table.width_of("A"),
        text.table.copied("A"),
        text.table.copied_first("A", "B"),
        text.response.copy("A"),
        text.response.contact_of(4, "A"),
        text.response.days_since_first("A", 4),
        text.share.snapshot_of("A"),
        panel.rows_shown("A"),
        panel.all_rows("A"),
        panel.written("A", "B"),
        panel.saved("A"),
        panel.opened.missing(4),
        text.asking.seconds_left("A"),
        text.asking.minutes_left("A"),
        text.asking.whole_year("A"),
        text.asking.connected_to("A"),
        text.paper.printed("A"),
        text.paper.first_rows("A", "B"),
        text.paper.rows_in_view("A"),
    ]
}
