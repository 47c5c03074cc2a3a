//! Why rows could not be read, each with its place in the service's list.

use cubeboard_cube::loader::Reading;
use cubeboard_cube::wire::{RowError, Unreadable};
use cubeboard_i18n::load_status::RowErrorMessages;

/// More reasons than this help nobody.
const MOST_REASONS: usize = 20;

/// Where each unreadable row was and what is wrong with it, and how many more there are.
pub fn reasons(
    reading: &Reading,
    text: &RowErrorMessages,
    number: &dyn Fn(u64) -> String,
) -> Vec<String> {
    let describe = |(page, row): (u32, &Unreadable)| {
        let (page, place) = (number(page.into()), number(u64::from(row.place) + 1));
        let reason = match row.reason {
            RowError::NotAnObject => text.not_an_object.to_owned(),
            RowError::NoKnownField => text.no_known_field.to_owned(),
            RowError::WrongKind(field) => text.wrong_kind(field),
            RowError::NotATime => text.not_a_time.to_owned(),
        };
        format!("{}: {reason}", text.place(&page, &place))
    };
    let mut reasons: Vec<_> = reading.unreadable().take(MOST_REASONS).map(describe).collect();
    let more = reading.unreadable().skip(MOST_REASONS).count();
    reasons.extend((more > 0).then(|| text.more(&number(more as u64))));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use cubeboard_cube::fetch::Reply;
    use cubeboard_cube::loader::{Loader, Step};
    use cubeboard_cube::query::{Fields, Query};
    use cubeboard_i18n::Language;

    /// The reasons given for a page of one good row and so many bad ones.
    fn given(bad_rows: usize) -> Vec<String> {
        let [campaign, from, to] = ["926", "2017-01-01", "2017-01-31"].map(str::to_owned);
        let fields = Fields { campaign, from, to, ..Fields::default() };
        let mut loader = Loader::default();
        let run = loader.begin(Query::parse(&fields).unwrap(), 0, 0);
        let Step::Send(request) = loader.next_step(run, 0) else { panic!("nothing is asked for") };
        let body = format!(r#"{{"results":[{{"type":"Sale"}}{}]}}"#, ",17".repeat(bad_rows));
        let reply = Reply { status: 200, body: body.into_bytes(), ..Reply::default() };
        let body = loader.receive(run, request.page, Ok(reply), 0).unwrap();
        loader.read(run, request.page, &body, 0);
        let text = &Language::English.text().row_error;
        reasons(loader.current().unwrap(), text, &|it| it.to_string())
    }

    #[test]
    fn a_reason_says_where_its_row_was() {
        assert_eq!(given(1), ["Page 1, row 2: not a record"]);
        assert_eq!(given(20).last().unwrap(), "Page 1, row 21: not a record");
    }

    #[test]
    fn what_the_list_of_reasons_leaves_out_is_counted() {
        let reasons = given(23);
        assert_eq!(reasons.len(), 21);
        assert_eq!(reasons[20], "and 3 more");
    }
}
