use super::*;

/// A walk whose list has so many pages by its links.
fn linked(pages: u32) -> Walk {
    let day = "2017-01-05".parse().unwrap();
    let mut walk = Walk::new(CampaignId(926), Days::new(day, day).unwrap(), false);
    let page = Page {
        count: None,
        has_next: true,
        rows: 0..1,
        unreadable: Vec::new(),
        foreign: Vec::new(),
        edge_rows: 0,
        left_out: Vec::new(),
        ambiguous_times: 0,
    };
    walk.list.learn(pages - 1, &page, true);
    walk
}

#[test]
fn a_list_of_more_pages_or_rows_than_any_campaign_has_is_endless() {
    for (pages, rows, end) in [
        (MOST_PAGES, MOST_ROWS, None),
        (MOST_PAGES + 1, 0, Some(End::Endless)),
        (2, MOST_ROWS + 1, Some(End::Endless)),
    ] {
        let mut walk = linked(pages);
        walk.plan(rows);
        assert_eq!(walk.end(), end, "{pages} pages, {rows} rows");
        assert_eq!(walk.has_queued(), end.is_none());
    }
}

#[test]
fn while_a_service_fails_only_pages_that_failed_are_asked_for_until_others_may_be() {
    let day = "2017-01-05".parse().unwrap();
    let mut walk = Walk::new(CampaignId(926), Days::new(day, day).unwrap(), false);
    assert_eq!(walk.take_next(0, false), None);
    assert_eq!(walk.take_next(0, true), Some(1));
}
