use super::*;

#[test]
fn the_services_list_is_read_with_what_was_put_away_last() {
    let body = r#"[
        {"campaign__id": 1, "campaign__name": "B", "campaign__is_active": "", "campaign__archived_date": "2017-04-18"},
        {"campaign__id": "2", "campaign__name": "Å", "campaign__is_active": true, "campaign__archived_date": ""},
        {"campaign__id": 3, "campaign__name": " A "},
        {"campaign__id": null, "campaign__name": "no number"},
        {"campaign__id": 4, "campaign__name": "C", "campaign__is_active": ""},
        7]"#;
    let read = read(body.as_bytes()).unwrap();
    let read: Vec<_> = read.iter().map(Named::label).collect();
    assert_eq!(read, ["2 · Å", "3 · A", "1 · B", "4 · C"]);
    assert_eq!(super::read(b"<html>"), Err(DecodeError::WebPage));
    assert_eq!(super::read(br#"{"detail":"Not found."}"#), Err(DecodeError::NotAList));
    assert_eq!(super::read(b""), Err(DecodeError::Empty));
    assert_eq!(super::read(b"[]"), Ok(Vec::new()));
}

#[test]
fn an_entry_that_cannot_be_used_costs_no_other_and_a_byte_order_mark_is_skipped_14() {
    let body =
        "\u{feff}[{\"campaign__id\":\"7\",\"campaign__name\":\"A\"},{\"campaign__id\":1e999},7,
        {\"campaign__id\":8,\"campaign__name\":\"\\ud83d\"},
        {\"campaign__id\":9,\"campaign__name\":\"B\",\"more\":1e999}]";
    let ids: Vec<_> = read(body.as_bytes()).unwrap().into_iter().map(|it| it.id.0).collect();
    assert_eq!(ids, [7, 9]);
}

// Report 11
#[test]
fn a_list_in_pages_is_read_to_its_end_11() {
    let page = |number: u64, next: &str| {
        let entries = (0..20).map(|it| {
            let id = (number - 1) * 20 + it;
            format!(
                r#"{{"campaign__id":{id},"campaign__name":"C{id}","campaign__is_active":true}}"#
            )
        });
        let entries = entries.collect::<Vec<_>>().join(",");
        format!(r#"{{"count":60,"next":{next},"previous":null,"results":[{entries}]}}"#)
    };
    let link = r#""http://inner:8000/api/v1/campaigns?page=9""#;
    let mut listing = Listing::default();
    let plain = "/api/v1/campaigns";
    assert_eq!(listing.next_target().to_string(), plain);
    assert_eq!(listing.take(page(1, link).as_bytes()), Ok(true));
    assert_eq!(listing.next_target().to_string(), format!("{plain}?page=2"));
    assert_eq!(listing.take(page(2, link).as_bytes()), Ok(true));
    assert!(listing.is_end(&FetchError::NoSuchCampaign));
    assert_eq!(listing.take(page(3, "null").as_bytes()), Ok(true));
    let ids: Vec<_> = listing.campaigns().iter().map(|it| it.id.0).collect();
    assert_eq!(ids, (0..60).collect::<Vec<_>>());
    assert!(!Listing::default().is_end(&FetchError::NoSuchCampaign));
}

// Report 11
#[test]
fn ended_campaigns_are_asked_for_where_the_list_names_none_11() {
    let entry = |id: u64| format!(r#"{{"campaign__id":{id},"campaign__name":"C{id}"}}"#);
    let list = |ids: &[u64]| {
        format!("[{}]", ids.iter().map(|it| entry(*it)).collect::<Vec<_>>().join(","))
    };
    let mut listing = Listing::default();
    assert_eq!(listing.take(list(&[5, 3]).as_bytes()), Ok(true));
    let target = "/api/v1/campaigns?include_inactive_campaigns=true";
    assert_eq!(listing.next_target().to_string(), target);
    let refused = FetchError::Refused { detail: "unknown parameter".to_owned() };
    assert!(listing.is_end(&refused) && !listing.is_end(&FetchError::NotAllowed));
    // Page one may hold none but those that are known.
    let page = format!(r#"{{"next":"x","results":{}}}"#, list(&[5, 3]));
    assert_eq!(listing.take(page.as_bytes()), Ok(true));
    assert_eq!(listing.next_target().to_string(), format!("{target}&page=2"));
    assert_eq!(listing.take(list(&[4, 3, 9]).as_bytes()), Ok(false));
    let ids: Vec<_> = listing.campaigns().iter().map(|it| it.id.0).collect();
    assert_eq!(ids, [5, 3, 4, 9]);
    let over = br#"[{"campaign__id":1,"campaign__name":"A","campaign__is_active":false},
        {"campaign__id":2,"campaign__name":"B"}]"#;
    assert_eq!(Listing::default().take(over), Ok(false), "it names one");
    let mut listing = Listing::default();
    assert_eq!(listing.take(b"[]"), Ok(true), "all of them may have ended");
    assert_eq!(listing.next_target().to_string(), target);
    assert_eq!(listing.take(list(&[8]).as_bytes()), Ok(false));
    assert_eq!(listing.campaigns().len(), 1);
}

// Report 11
#[test]
fn a_name_is_in_the_normal_form_of_all_texts_11() {
    let body =
        "[{\"campaign__id\":1,\"campaign__name\":\" A\u{30a}\u{a0} rsmo\u{308}te\u{200b} \"}]";
    let names: Vec<_> = read(body.as_bytes()).unwrap().into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["Å rsmöte"]);
}

// Report 11
#[test]
fn a_list_that_never_ends_is_left_at_that_11() {
    let same = br#"{"next":"?page=2","results":[{"campaign__id":1,"campaign__name":"A"}]}"#;
    let mut listing = Listing::default();
    for _ in 0..2 {
        // The second time with ended ones.
        assert_eq!(listing.take(same), Ok(true));
        let goes_on = listing.take(same).unwrap();
        assert_eq!(goes_on, listing.pages_read == 0, "it ignores the page");
    }
    assert_eq!(listing.campaigns().len(), 1);
    let mut listing = Listing::default();
    let mut pages = 1;
    let page = |number: u32| {
        format!(r#"{{"next":"x","results":[{{"campaign__id":{number},"campaign__name":"A"}}]}}"#)
    };
    while listing.take(page(pages).as_bytes()).unwrap() {
        pages += 1;
    }
    assert_eq!(pages, 2 * MOST_PAGES);
}

// Report 11
#[test]
fn running_campaigns_come_first_whatever_inactive_is_called_11() {
    for inactive in
        ["false", "\"false\"", "\"False\"", "0", "\"0\"", "0.0", "\"\"", "\" \"", "\"no\""]
    {
        for active in ["true", "\"true\"", "1", "\"1\"", "null", "\"yes\""] {
            let body = format!(
                r#"{{"results":[{{"campaign__id":1,"campaign__name":"A","campaign__is_active":{inactive}}},
                {{"campaign__id":2,"campaign__name":"B","campaign__is_active":{active}}}]}}"#
            );
            let read = read(body.as_bytes()).unwrap();
            let ids: Vec<_> = read.iter().map(|it| it.id.0).collect();
            assert_eq!(ids, [2, 1], "{inactive} {active}");
        }
    }
}

// Report 11
#[test]
fn a_list_that_is_elsewhere_is_asked_for_with_a_slash_11() {
    let mut listing = Listing::default();
    assert!(listing.has_other_way(&FetchError::Redirected));
    assert_eq!(listing.next_target().to_string(), "/api/v1/campaigns/");
    for error in [FetchError::Redirected, FetchError::NotAllowed, FetchError::Unreachable] {
        assert!(!listing.has_other_way(&error), "{error}");
    }
}
