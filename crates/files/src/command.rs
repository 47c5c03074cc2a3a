//! Command line that writes what a page shows, for what is too large for a browser.

use cubeboard_cube::query::Resource;

use crate::snapshot::head::Question;

/// Where Cube is not known by a page: the reader puts the account in.
pub const UNKNOWN_UPSTREAM: &str = "https://ACCOUNT.headshed.com";

/// The `cubeboard fetch` that writes the workbook of a question, as a shell takes it; from the demo where no upstream is
/// given, and from the list that is read.
pub fn fetch_workbook(question: &Question, upstream: Option<&str>, resource: Resource) -> String {
    let campaigns: Vec<_> = question.campaigns.iter().map(ToString::to_string).collect();
    let (campaigns, from, to) = (campaigns.join(","), &question.from, &question.to);
    let mut words = vec!["cubeboard".to_owned(), "fetch".to_owned()];
    match upstream {
        Some(upstream) => words.extend(["--upstream".to_owned(), quoted(upstream)]),
        None => words.push("--demo".to_owned()),
    }
    let mut option = |name: &str, value: &str| words.extend([name.to_owned(), quoted(value)]);
    option("--campaign", &campaigns);
    option("--from", from);
    option("--to", to);
    if let Some(response_type) = &question.response_type {
        option("--type", response_type);
    }
    if resource != Resource::default() {
        option("--resource", resource.path_segment());
    }
    option("--format", "xlsx");
    let name = format!("cubeboard-{}-{from}-{to}.xlsx", campaigns.replace(',', "-"));
    option("--output", &name);
    words.join(" ")
}

/// A word as POSIX shells take it, whatever is in it.
fn quoted(word: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-_.,:/".contains(it);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(response_type: Option<&str>) -> Question {
        Question {
            campaigns: vec![926, 2900],
            from: "2017-01-01".to_owned(),
            to: "2017-01-31".to_owned(),
            response_type: response_type.map(str::to_owned),
        }
    }

    #[test]
    fn the_command_has_the_whole_question() {
        assert_eq!(
            fetch_workbook(
                &question(Some("Sale")),
                Some("https://acme.headshed.com"),
                Resource::Responses
            ),
            "cubeboard fetch --upstream https://acme.headshed.com --campaign 926,2900 \
             --from 2017-01-01 --to 2017-01-31 --type Sale --format xlsx \
             --output cubeboard-926-2900-2017-01-01-2017-01-31.xlsx"
        );
        let demo = fetch_workbook(&question(None), None, Resource::Responses);
        assert!(demo.starts_with("cubeboard fetch --demo --campaign"), "{demo}");
    }

    #[test]
    fn the_command_reads_the_list_that_the_page_read() {
        let command = fetch_workbook(&question(None), None, Resource::CallOutcomes);
        assert!(command.contains(" --resource call_outcomes --format xlsx"), "{command}");
    }

    #[test]
    fn a_type_is_one_word_to_a_shell_whatever_is_in_it() {
        for (kind, expected) in [
            ("Call back", "--type 'Call back' --format"),
            ("$(rm -rf ~)", "--type '$(rm -rf ~)' --format"),
            ("it's", r"--type 'it'\''s' --format"),
            ("Åpen", "--type 'Åpen' --format"),
        ] {
            let command = fetch_workbook(&question(Some(kind)), None, Resource::Responses);
            assert!(command.contains(expected), "{command}");
        }
    }
}
