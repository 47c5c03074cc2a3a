//! A series on its way to a part of the page that was loaded by itself: as the JSON list
//! `[per, first day, last day, unfinished, [picked], [before], [[name, slot, [counts]]]]`. A number in place of a name
//! says which of those that are no word.

use crate::json::Value;
use crate::wire::write::{write_number, write_text};
use cubeboard_responses::calendar::days::{Days, parse_day};
use cubeboard_responses::series::{Part, PartName, Per, Series};

/// What [`parse`] reads, without the parts named in `hidden`, and without what lies outside of the bars.
pub fn write(series: &Series, hidden: &[PartName]) -> Vec<u8> {
    let mut out = vec![b'['];
    let [first, last] = [series.days.first(), series.days.last()].map(|it| it.to_string());
    for text in [series.per.key(), &first, &last] {
        write_text(text, &mut out);
        out.push(b',');
    }
    count(series.unfinished, &mut out);
    out.push(b',');
    list(&series.picked, &mut out, |it, out| count(Some(*it), out));
    out.push(b',');
    list(&series.before, &mut out, |it, out| count(it.map(|it| it as usize), out));
    out.push(b',');
    let parts: Vec<_> = series.parts.iter().filter(|it| !hidden.contains(&it.name)).collect();
    list(&parts, &mut out, |it, out| {
        out.push(b'[');
        name(&it.name, out);
        out.push(b',');
        count(Some(it.slot), out);
        out.push(b',');
        list(&it.counts, out, |it, out| write_number((*it).into(), out));
        out.push(b']');
    });
    out.push(b']');
    out
}

/// Reads what [`write`] wrote; nothing where it is something else.
pub fn parse(text: &str) -> Option<Series> {
    let list = Value::parse(text).ok()?;
    let [per, first_day, last_day, unfinished, picked, before, parts] = list.items()? else {
        return None;
    };
    let per = Per::from_key(per.text()?);
    let days = Days::new(parse_day(first_day.text()?)?, parse_day(last_day.text()?)?)?;
    Some(Series {
        days,
        per,
        bars: per.bars(days),
        parts: parts.items()?.iter().map(part).collect::<Option<_>>()?,
        before: before.items()?.iter().map(number).collect(),
        unfinished: number(unfinished),
        picked: picked.items()?.iter().filter_map(number).collect(),
        outside: 0,
        undated: 0,
    })
}

/// Those that are no word, each by its place.
const WORDLESS: [PartName; 3] = [PartName::Absent, PartName::Other, PartName::All];

fn name(name: &PartName, out: &mut Vec<u8>) {
    match name {
        PartName::Named(word) => write_text(word, out),
        wordless => count(WORDLESS.iter().position(|it| it == wordless), out),
    }
}

fn count(count: Option<usize>, out: &mut Vec<u8>) {
    match count {
        Some(count) => write_number(count as u64, out),
        None => out.extend_from_slice(b"null"),
    }
}

fn list<T>(items: &[T], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(b']');
}

fn part(value: &Value) -> Option<Part> {
    let [name, slot, counts] = value.items()? else { return None };
    let wordless = || WORDLESS.get(number::<usize>(name)?).cloned();
    Some(Part {
        name: name.text().map(|it| PartName::Named(it.to_owned())).or_else(wordless)?,
        slot: number(slot)?,
        counts: counts.items()?.iter().filter_map(number).collect(),
    })
}

fn number<T: TryFrom<u64>>(value: &Value) -> Option<T> {
    T::try_from(value.number()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series() -> Series {
        let days = Days::new("2017-01-01".parse().unwrap(), "2017-01-03".parse().unwrap()).unwrap();
        let part = |name, slot, counts: [u32; 3]| Part { name, slot, counts: counts.into() };
        Series {
            days,
            per: Per::Day,
            bars: Per::Day.bars(days),
            parts: vec![
                part(PartName::Named("\"Åse\" \\ <b>\n".to_owned()), 0, [1, 0, u32::MAX]),
                part(PartName::Absent, 7, [0, 2, 0]),
                part(PartName::Other, 7, [3, 0, 0]),
                part(PartName::All, 1, [0, 0, 4]),
            ],
            before: vec![None, Some(0), Some(7)],
            unfinished: Some(2),
            picked: vec![0, 1],
            outside: 0,
            undated: 0,
        }
    }

    #[test]
    fn a_series_arrives_as_it_was_sent() {
        let text = String::from_utf8(write(&series(), &[])).unwrap();
        assert_eq!(parse(&text), Some(series()));
        let weeks = Series { per: Per::Week, bars: Per::Week.bars(series().days), ..series() };
        let weeks = Series { unfinished: None, before: Vec::new(), ..weeks };
        let text = String::from_utf8(write(&weeks, &[])).unwrap();
        assert_eq!(parse(&text), Some(weeks));
    }

    #[test]
    fn parts_that_are_switched_off_stay_behind() {
        let text = String::from_utf8(write(&series(), &[PartName::Absent])).unwrap();
        let names: Vec<_> = parse(&text).unwrap().parts.into_iter().map(|it| it.name).collect();
        assert!(!names.contains(&PartName::Absent));
        assert_eq!(names.len(), 3);
    }

    #[test]
    fn what_is_no_series_is_not_read() {
        for text in ["", "[]", "{}", "[\"day\",\"2017-01-31\",\"2017-01-01\",null,[],[],[]]"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
