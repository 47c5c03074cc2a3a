use super::*;

fn known() -> Vec<Named> {
    let named = |(id, name): (u64, &str)| Named { id: CampaignId(id), name: name.to_owned() };
    [(926, "Winter 2017"), (17, "Østlandet vinter"), (2010, "Loyalty"), (20, "Café")]
        .map(named)
        .to_vec()
}

#[track_caller]
fn check_suggestions(text: &str, expected: &[&str]) {
    assert_eq!(suggestions(&known(), text), expected, "{text}");
}

#[test]
fn names_are_found_by_any_part_and_first_by_the_beginning_of_a_word() {
    check_suggestions("win", &["926 · Winter 2017"]);
    check_suggestions("int", &["926 · Winter 2017", "17 · Østlandet vinter"]);
    check_suggestions("VI", &["17 · Østlandet vinter"]);
    check_suggestions("østl", &["17 · Østlandet vinter"]);
    check_suggestions("cafe", &["20 · Café"]);
    check_suggestions("l", &["2010 · Loyalty", "17 · Østlandet vinter"]);
    check_suggestions("nothing like it", &[]);
}

#[test]
fn digits_are_looked_for_where_a_number_begins() {
    check_suggestions("9", &["926 · Winter 2017"]);
    check_suggestions("201", &["926 · Winter 2017", "2010 · Loyalty"]);
    check_suggestions("01", &[]);
}

#[test]
fn a_whole_number_is_left_alone_although_a_longer_one_begins_so() {
    check_suggestions("926", &[]);
    check_suggestions("20", &[]);
}

#[test]
fn the_piece_behind_the_last_comma_is_completed_and_the_others_stay() {
    let all = ["926 · Winter 2017", "17 · Østlandet vinter", "2010 · Loyalty", "20 · Café"];
    check_suggestions("926, loy", &all[2..3]);
    check_suggestions("926,", &all[1..]);
    assert_eq!(all_suggestions(&known(), "926"), all);
    assert_eq!(completed("926, loy", "2010 · Loyalty"), "926,2010");
    assert_eq!(completed("loy", "2010 · Loyalty"), "2010");
}

#[test]
fn numbers_are_described_by_the_names_that_are_known() {
    let described = |text| described(&known(), text);
    assert_eq!(described("926"), "926 · Winter 2017");
    assert_eq!(described("1, 926"), "1, 926 · Winter 2017");
    assert_eq!(described("1,winter"), "");
}
