//! Key `views` of config.json: saved views that everybody is offered, one of which may open first.

use cubeboard_responses::address::Address;
use cubeboard_responses::saved_views::{SavedView, SavedViews};
use serde::Deserialize;

/// An entry of the list. Keys that it does not know are left alone.
#[derive(Deserialize)]
struct ViewEntry {
    name: String,
    /// What stands behind the page's address, or a whole link.
    address: String,
    #[serde(default)]
    first: bool,
}

/// Reads the list.
///
/// # Errors
/// What is wrong with it.
pub fn views(value: &str) -> Result<SavedViews, &'static str> {
    if !value.starts_with('[') {
        return Err("not a list");
    }
    let entries: Vec<ViewEntry> = serde_json::from_str(value).map_err(
        |_| "an entry without a name and an address, or with a first that is neither true nor false",
    )?;
    let mut views = SavedViews::default();
    for ViewEntry { name, address, first } in entries {
        let view = SavedView::new(&name, question(&address));
        if view.name.is_empty() {
            return Err("an entry without a name");
        }
        if !view.address().asks() {
            return Err("an address that does not name campaign and days");
        }
        if views.find(&view.name).is_some() {
            return Err("two entries of one name");
        }
        if first && views.first().is_some() {
            return Err("two entries that open first");
        }
        if first {
            views.open_first(&view.name);
        }
        views.save(view);
    }
    Ok(views)
}

/// What a link asks for, with or without the page's own address before it.
fn question(address: &str) -> Address {
    let address = address.split_once('#').map_or(address, |(link, _)| link);
    Address::parse(address.split_once('?').map_or(address, |(_, search)| search))
}

#[cfg(test)]
mod tests {
    use super::*;

    const JANUARY: &str = "campaign=926&from=2017-01-01&to=2017-01-31";

    #[test]
    fn a_view_is_read_from_a_query_or_from_a_whole_link() {
        for address in [
            format!("?{JANUARY}"),
            JANUARY.to_owned(),
            format!("https://sales.example.org/cube/?{JANUARY}&lang=nb&token=a#top"),
        ] {
            let read = views(&format!(r#"[{{"name": " January ", "address": "{address}"}}]"#));
            let read = read.unwrap();
            assert_eq!(read.find("January").unwrap().address, format!("?{JANUARY}"));
            assert_eq!(read.first(), None);
        }
    }

    #[test]
    fn one_of_them_opens_first() {
        let read = views(&format!(
            r#"[{{"name": "A", "address": "?{JANUARY}"}},
                {{"name": "B", "address": "?{JANUARY}&q=b", "first": true}}]"#
        ));
        assert_eq!(read.unwrap().first(), Some("B"));
    }

    #[track_caller]
    fn check(value: &str, expected: &str) {
        assert_eq!(views(&value.replace('~', JANUARY)), Err(expected), "{value}");
    }

    #[test]
    fn a_mistake_is_named() {
        check("{}", "not a list");
        check(
            r#"[{"name": "A"}]"#,
            "an entry without a name and an address, or with a first that is neither true nor false",
        );
        check(r#"[{"name": " ", "address": "?~"}]"#, "an entry without a name");
        check(
            r#"[{"name": "A", "address": "?campaign=926"}]"#,
            "an address that does not name campaign and days",
        );
        check(
            r#"[{"name": "A", "address": "?~"}, {"name": "a", "address": "?~"}]"#,
            "two entries of one name",
        );
        check(
            r#"[{"name": "A", "address": "?~", "first": true}, {"name": "B", "address": "?~", "first": true}]"#,
            "two entries that open first",
        );
    }
}
