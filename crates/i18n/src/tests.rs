use super::lock::lock_text;
use super::notes::notes_text;
use super::share::panel_text;
use super::views::views_text;
use super::workbook::workbook_text;
use super::*;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::goal::{GoalPer, NoSum};
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

/// Words that are the same in both languages, as `field: "word"`.
const SAME_IN_BOTH: [&str; 6] = [
    "zone_utc: \"UTC\",",
    "agent: \"Agent\",",
    "kind: \"Type\",",
    "agent: \"Agent\",",
    "csv: \"CSV\",",
    "json: \"JSON\",",
];

#[test]
fn every_word_is_translated_but_for_those_that_are_the_same_in_both_languages() {
    let words = |language: Language| {
        let parts = (
            panel_text(language),
            workbook_text(language),
            lock_text(language),
            views_text(language),
            notes_text(language),
        );
        let catalogue = format!("{:#?}{parts:#?}", language.text());
        let lines = catalogue.lines().map(|line| line.trim().to_owned());
        lines.filter(|line| line.contains('"')).collect::<Vec<_>>()
    };
    let [english, bokmal] = [Language::English, Language::Bokmal].map(words);
    let same = english.iter().zip(&bokmal).filter(|(english, bokmal)| english == bokmal);
    let same: Vec<&str> = same.map(|(english, _)| english.as_str()).collect();
    assert_eq!(same, SAME_IN_BOTH);
    assert_eq!(english.len(), bokmal.len());
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
fn goals_and_what_they_go_by_are_told_in_both_languages() {
    let told = |language: Language| {
        let text = &language.text().goal;
        let mut told: Vec<_> = GoalPer::ALL.iter().map(|per| text.per(*per)).collect();
        told.extend([NoSum::Missing, NoSum::Mixed].map(|why| text.no_sum(why)));
        let weekends = [(false, false), (true, false), (false, true), (true, true)];
        told.extend(weekends.map(|(saturdays, sundays)| text.working_days(saturdays, sundays)));
        told
    };
    let [english, bokmal] = [Language::English, Language::Bokmal].map(told);
    let mut all = [english, bokmal].concat();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count, "each is told by words of its own");
}

#[test]
fn a_comparison_with_nothing_has_a_name_to_choose_it_by_but_none_in_a_sentence() {
    let text = &Language::English.text().chart;
    assert_eq!(text.compare(Compare::Nothing), "No comparison");
    assert_eq!(text.compared(Compare::Nothing), None);
    assert_eq!(text.compared(Compare::Previous), Some("period before"));
}

/// Report 41.
#[test]
fn one_of_a_thing_is_told_in_the_singular() {
    let [english, bokmal] = [Language::English, Language::Bokmal].map(|language| {
        let (text, panel) = (language.text(), panel_text(language));
        [
            text.summary.active_days("1"),
            text.goal.goal("1", GoalPer::Day),
            text.goal.too_early("1"),
            text.state.without_count("1"),
            text.state.of("0", "1"),
            text.table.copied("1"),
            text.chart.outside("1"),
            text.chart.undated("1"),
            panel.written("0", "1"),
            panel.opened.missing(1),
        ]
    });
    assert_eq!(
        english,
        [
            "1 active day",
            "1 success per working day",
            "No forecast yet: 1 working day is over, and it takes more.",
            "1 response",
            "0 of 1 response",
            "Copied 1 row",
            "1 lies on a day outside the period in this time zone.",
            "1 has no time and is not in the chart.",
            "0 of 1 row",
            "incomplete: 1 is missing",
        ]
    );
    assert_eq!(
        bokmal,
        [
            "1 aktiv dag",
            "1 suksess per arbeidsdag",
            "Ingen prognose ennå: 1 arbeidsdag er over, og det trengs flere.",
            "1 respons",
            "0 av 1 respons",
            "Kopierte 1 rad",
            "1 ligger på en dag utenfor perioden i denne tidssonen.",
            "1 har ikke noe tidspunkt og er ikke med i diagrammet.",
            "0 av 1 rad",
            "ufullstendig: 1 mangler",
        ]
    );
    assert_eq!(Language::English.text().table.copied("21"), "Copied 21 rows");
}

/// Whether a value stands in a message as a word of its own, whatever signs are around it.
fn holds(message: &str, value: &str) -> bool {
    message.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == value)
}

/// Every message with values.
fn messages(language: Language) -> Vec<String> {
    let (text, panel) = (language.text(), panel_text(language));
    let (views, notes) = (views_text(language), notes_text(language));
    vec![
        text.state.of("A", "B"),
        text.state.without_count("A"),
        text.state.pages("A", "B"),
        text.state.asked_until("A"),
        text.state.on_again_in("A"),
        text.state.undercounted("A"),
        text.state.missing("A"),
        text.state.unreadable("A"),
        text.state.of_other_type("A"),
        text.state.of_other_campaign("A"),
        text.state.of_other_days("A"),
        text.state.edge_rows("A"),
        text.chart.compared_with("A"),
        text.chart.without_counterpart("A"),
        text.state.left_out("A", "B"),
        text.state.ambiguous_times("A"),
        text.state.read_at("A"),
        text.state.stale("A"),
        text.follow.updated("A"),
        text.follow.behind("A", "B", "C"),
        text.follow.fresh("A"),
        text.row_error.place("A", "B"),
        text.row_error.wrong_kind("A"),
        text.row_error.more("A"),
        text.odd_reply.not_json(4, 4),
        text.summary.of_decided("A", "B"),
        text.summary.active_days("A"),
        text.summary.contacts_each("A"),
        text.summary.change("A", "B"),
        text.summary.counts_as("A"),
        text.goal.goal("A", GoalPer::Month),
        text.goal.line("A"),
        text.goal.divided_line("A"),
        text.goal.reached("A", "B", "4"),
        text.goal.share("A"),
        text.goal.at_this_pace("A", "B", "4"),
        text.goal.between("A", "B"),
        text.goal.too_early("A"),
        text.goal.pace("A", "B", "4"),
        text.goal.rest_of_today("A"),
        text.goal.saturday("A"),
        text.goal.sunday("A"),
        text.goal.holidays("A"),
        text.goal.weekdays("A"),
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
        panel.too_many_for_a_workbook("A", "B"),
        panel.written("A", "B"),
        panel.saved("A"),
        panel.opened.missing(4),
        text.asking.no_campaigns("A"),
        text.asking.cut_campaigns().to_owned(),
        text.asking.unknown_value("A", "B", &["4"]),
        text.asking.seconds_left("A"),
        text.asking.minutes_left("A"),
        text.asking.whole_year("A"),
        text.asking.connected_to("A"),
        text.paper.printed("A"),
        text.paper.first_rows("A", "B"),
        text.paper.rows_in_view("A"),
        views.open_first("A"),
        views.rename_view("A"),
        views.delete_view("A"),
        views.saved("A"),
        views.replaced("A"),
        views.renamed("A", "B"),
        views.deleted("A"),
        views.opens_first("A"),
        notes.change_note("A"),
        notes.delete_note("A"),
        notes.added("A"),
        notes.changed("A"),
        notes.deleted("A"),
    ]
}
