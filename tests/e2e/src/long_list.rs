//! A list that takes many pages: as many sales on each of the days that are asked for, 50 to a page, the newest first.

use chrono::{Days, NaiveDate};

const PAGE_ROWS: u64 = 50;

/// The reply to a query such as `from_date=20250101&to_date=20251231&page=2`; nothing past the last page.
pub fn page(query: &str, rows_a_day: u64) -> Option<String> {
    let value = |name: &str| query.split('&').find_map(|it| it.strip_prefix(name));
    let day = |name: &str| NaiveDate::parse_from_str(value(name)?, "%Y%m%d").ok();
    let (first, last) = (day("from_date=")?, day("to_date=")?);
    let number: u64 = value("page=").map_or(Some(1), |it| it.parse().ok())?;
    let days = (last - first).num_days().unsigned_abs() + 1;
    let count = days * rows_a_day;
    let start = (number - 1) * PAGE_ROWS;
    if start >= count {
        return None;
    }
    let end = (start + PAGE_ROWS).min(count);
    let row = |place: u64| {
        let day = last - Days::new(place / rows_a_day);
        // From noon on, a minute apart, and each of a customer of its own.
        let minutes = rows_a_day - 1 - place % rows_a_day;
        let (hour, minute) = (12 + minutes / 60, minutes % 60);
        let customer = u64::from(day.to_epoch_days().unsigned_abs()) * rows_a_day + minutes;
        format!(
            r#"{{"type":"Sale","crm_customer_id":{customer},"submitted_when":"{day}T{hour}:{minute:02}:00Z"}}"#
        )
    };
    let rows: Vec<_> = (start..end).map(row).collect();
    let next = (end < count).then(|| format!("\"?page={}\"", number + 1));
    let next = next.as_deref().unwrap_or("null");
    Some(format!(r#"{{"count":{count},"next":{next},"results":[{}]}}"#, rows.join(",")))
}
