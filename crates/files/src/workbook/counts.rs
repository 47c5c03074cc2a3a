//! Counts of a workbook's rows: by the page's own figures, and for each day what came of its responses.

use std::cmp::Reverse;

use cubeboard_responses::column::Column;
use cubeboard_responses::rows::Rows;
use cubeboard_responses::series::Stack;
use cubeboard_responses::statistics::definition::{Class, Definition};
use cubeboard_responses::statistics::rate::Rate;
use cubeboard_responses::statistics::{Basis, Figures};
use cubeboard_responses::store::{ABSENT, Code};
use cubeboard_responses::view::View;

use super::plan::Plan;

/// The page's figures of all rows.
pub fn figures(plan: &Plan, rows: &dyn Rows) -> Figures {
    let view = View::new(rows, plan.calendar.clone());
    let basis = Basis { definition: plan.definition.clone(), stack: Stack::Nothing };
    let mut figures = Figures::new(&view, basis.clone());
    while figures.advance(&view, rows, &basis) {}
    figures
}

/// Counts by day. Each list has a place for each day asked for, one for other days, and one for responses without a time.
#[derive(Debug)]
pub struct DayCounts {
    /// By type, the most frequent first.
    pub kinds: Vec<(Code, Vec<u32>)>,
    /// How many of them succeeded.
    pub successes: Vec<u32>,
    /// How many were decided otherwise.
    pub failures: Vec<u32>,
}

impl DayCounts {
    /// Counts the rows.
    pub fn new(plan: &Plan, rows: &dyn Rows) -> Self {
        let day_count = plan.calendar.days().count();
        let none = || vec![0; day_count + 2];
        let mut counts = Self { kinds: Vec::new(), successes: none(), failures: none() };
        let store = rows.store();
        let [kinds, subtypes] = [Column::Kind, Column::Subtype].map(|it| store.codes(it));
        let mut classes = Classes { definition: &plan.definition, rows, known: Vec::new() };
        for row in rows.segments().flatten() {
            let index = row as usize;
            let [kind, subtype] =
                [kinds, subtypes].map(|it| it.get(index).copied().unwrap_or(ABSENT));
            let place = store.time(row).map_or(day_count + 1, |micros| {
                plan.calendar.day_index(micros).unwrap_or(day_count)
            });
            let at = counts.kinds.iter().position(|(code, _)| *code == kind).unwrap_or_else(|| {
                counts.kinds.push((kind, none()));
                counts.kinds.len() - 1
            });
            counts.kinds[at].1[place] += 1;
            match classes.of(kind, subtype) {
                Class::Success => counts.successes[place] += 1,
                Class::Failure => counts.failures[place] += 1,
                Class::Neither => {}
            }
        }
        counts.kinds.sort_by_key(|(code, days)| {
            (Reverse(days.iter().sum::<u32>()), *code == ABSENT, *code)
        });
        counts
    }

    /// Responses at a place.
    pub fn responses(&self, place: usize) -> u32 {
        self.kinds.iter().map(|(_, days)| days[place]).sum()
    }

    /// Hit rate at a place.
    pub fn rate(&self, place: usize) -> Rate {
        let successes = self.successes[place];
        Rate { successes, decided: successes + self.failures[place] }
    }
}

/// What types and subtypes come to, each pair looked up once.
struct Classes<'a> {
    definition: &'a Definition,
    rows: &'a dyn Rows,
    known: Vec<((Code, Code), Class)>,
}

impl Classes<'_> {
    fn of(&mut self, kind: Code, subtype: Code) -> Class {
        let known = self.known.iter().find(|(codes, _)| *codes == (kind, subtype));
        if let Some((_, class)) = known {
            return *class;
        }
        let store = self.rows.store();
        let (kind_word, subtype_word) = (store.kinds().word(kind), store.subtypes().word(subtype));
        let class = self.definition.class(kind_word, subtype_word);
        self.known.push(((kind, subtype), class));
        class
    }
}
