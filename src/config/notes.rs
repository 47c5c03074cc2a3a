//! Key `notes` of config.json: notes on days that everybody sees.

use cubeboard_responses::calendar::days::parse_day;
use cubeboard_responses::notes::{Note, Notes};
use serde::Deserialize;

/// An entry of the list. Keys that it does not know are left alone.
#[derive(Deserialize)]
struct NoteEntry {
    day: String,
    text: String,
    #[serde(default)]
    campaigns: Vec<u64>,
}

/// Reads the list.
///
/// # Errors
/// What is wrong with it.
pub fn notes(value: &str) -> Result<Notes, &'static str> {
    if !value.starts_with('[') {
        return Err("not a list");
    }
    let entries: Vec<NoteEntry> = serde_json::from_str(value).map_err(
        |_| "an entry without a day and a text, or with campaigns that are no list of numbers",
    )?;
    let note = |entry: NoteEntry| {
        let day = parse_day(&entry.day).ok_or("a day that is not written as 2017-01-31")?;
        Note::new(day, &entry.text, entry.campaigns).ok_or("an entry without a text")
    };
    let notes: Vec<Note> = entries.into_iter().map(note).collect::<Result<_, _>>()?;
    Ok(notes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_by_day() {
        let read = notes(
            r#"[{"day": "2017-01-16", "text": "Strike"},
                {"day": "2017-01-09", "text": " New  script ", "campaigns": [926]}]"#,
        );
        let read = read.unwrap();
        let texts: Vec<_> = read.all().iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts, ["New script", "Strike"]);
        assert_eq!(read.all()[0].campaigns, [926]);
    }

    #[test]
    fn a_mistake_is_named() {
        let entry =
            "an entry without a day and a text, or with campaigns that are no list of numbers";
        for (value, expected) in [
            ("{}", "not a list"),
            (r#"[{"day": "2017-01-16"}]"#, entry),
            (r#"[{"day": "2017-01-16", "text": "a", "campaigns": 926}]"#, entry),
            (r#"[{"day": "16.1.2017", "text": "a"}]"#, "a day that is not written as 2017-01-31"),
            (r#"[{"day": "2017-01-16", "text": " "}]"#, "an entry without a text"),
        ] {
            assert_eq!(notes(value), Err(expected), "{value}");
        }
    }
}
