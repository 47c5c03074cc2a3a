//! Links to other pages, in the forms in which services write them.

use axum::http::uri::Authority;

use crate::relay::faults::asked::Asked;
use crate::relay::faults::fault::LinkForm;

/// What a service behind a proxy takes for its own address.
const INNER_ORIGIN: &str = "http://cube.internal:8000";

/// The link to a page of the list; the first one has no number.
pub(super) fn write(form: LinkForm, asked: &Asked<'_>, number: usize) -> String {
    let Asked { path, origin, query, .. } = asked;
    let page = |separator: &str| match number {
        1 => String::new(),
        _ => format!("{separator}page={number}"),
    };
    let clean = format!("{path}?{query}{}", page("&"));
    match form {
        LinkForm::Odd => format!("{origin}{path}?{query}{}", page("/?")),
        LinkForm::Query => format!("{origin}{clean}"),
        LinkForm::Reordered => {
            // As the query's first parameter, from which a client cannot just cut the last one.
            let pairs = [page("")].into_iter().chain(query.rsplit('&').map(str::to_owned));
            let pairs = pairs.filter(|it| !it.is_empty()).collect::<Vec<_>>();
            format!("{origin}{path}?{}", pairs.join("&"))
        }
        LinkForm::Http => format!("http://{}{clean}", host(origin)),
        LinkForm::Inner => format!("{INNER_ORIGIN}{clean}"),
        LinkForm::Relative => clean,
    }
}

/// The origin's host without its port: a service that does not know of the proxy which speaks
/// https for it says `http://` and nothing more.
fn host(origin: &str) -> String {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    authority.parse().map_or_else(|_| authority.to_owned(), |it: Authority| it.host().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: LinkForm, number: usize, expected: &str) {
        let query = "from_date=1&to_date=2".to_owned();
        let (path, origin) = ("/list/", "https://[::1]:8443");
        let asked = Asked { path, origin, campaign: 1, query, number: 1 };
        assert_eq!(write(form, &asked, number), expected);
    }

    #[test]
    fn every_form_is_the_same_page_in_other_letters() {
        check(LinkForm::Odd, 3, "https://[::1]:8443/list/?from_date=1&to_date=2/?page=3");
        check(LinkForm::Query, 3, "https://[::1]:8443/list/?from_date=1&to_date=2&page=3");
        check(LinkForm::Reordered, 3, "https://[::1]:8443/list/?page=3&to_date=2&from_date=1");
        check(LinkForm::Http, 3, "http://[::1]/list/?from_date=1&to_date=2&page=3");
        check(LinkForm::Inner, 3, "http://cube.internal:8000/list/?from_date=1&to_date=2&page=3");
        check(LinkForm::Relative, 3, "/list/?from_date=1&to_date=2&page=3");
    }

    #[test]
    fn the_first_page_has_no_number() {
        check(LinkForm::Odd, 1, "https://[::1]:8443/list/?from_date=1&to_date=2");
        check(LinkForm::Reordered, 1, "https://[::1]:8443/list/?to_date=2&from_date=1");
    }
}
