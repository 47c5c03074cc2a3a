//! Generator of the demo's responses, month by month: time, agent, customer, outcome and comment of each call.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::demo::calendar;
use crate::demo::campaigns::{Campaign, Month};
use crate::demo::random::{Random, apportion};
use crate::demo::words::{self, Agent, Outcome};

/// One invented response.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Microseconds of UTC since 1970.
    pub at: i64,
    pub agent: &'static Agent,
    pub outcome: &'static Outcome,
    pub comment: &'static str,
    /// The customer's number within the campaign.
    pub customer: u32,
}

/// A call, before anyone knows how it will end.
struct Call {
    at: i64,
    agent: &'static Agent,
    /// How likely it ends in a sale, compared with the month's other calls.
    luck: u32,
}

const SECOND: i64 = 1_000_000;
const HOUR: u32 = 3_600 * 1_000_000;

/// All rows of the campaign's months, oldest first.
pub(super) fn invent(campaign: &Campaign, months: &[Month]) -> Vec<Row> {
    let total = months.iter().flat_map(|month| &month.days).map(|count| *count as usize).sum();
    let mut rows = Vec::with_capacity(total);
    for month in months {
        invent_month(campaign, month, &mut rows);
    }
    rows
}

/// The rows from and up to, but not including, two instants in microseconds; `rows` are oldest
/// first.
pub(super) fn between(rows: &[Row], (from, end): (i64, i64)) -> &[Row] {
    let first = rows.partition_point(|row| row.at < from);
    let end = rows.partition_point(|row| row.at < end);
    rows.get(first..end).unwrap_or_default()
}

fn invent_month(campaign: &Campaign, month: &Month, rows: &mut Vec<Row>) {
    let mut random = Random::of(&[campaign.id.into(), month.first.num_days_from_ce().into(), -2]);
    let mut calls = Vec::new();
    for (day, count) in month.first.iter_days().zip(&month.days) {
        add_calls(day, *count, &mut random, &mut calls);
    }
    let mut customers = Customers::new(month.first);
    for (call, is_sale) in calls.iter().zip(sales(&calls, month.sales, &mut random)) {
        let outcomes = if is_sale { words::SALES.as_slice() } else { words::OTHERS.as_slice() };
        let outcome = &outcomes[random.weighted(outcomes, |it| it.weight)];
        let customer = customers.next(call.at, is_sale, &mut random);
        if let Some((earliest, latest)) = outcome.calls_again {
            let wait = i64::from(random.within(earliest, latest)) * i64::from(HOUR);
            customers.call_again(customer, call.at + wait);
        }
        let comment = note(outcome, &mut random);
        rows.push(Row { at: call.at, agent: call.agent, outcome, comment, customer });
    }
}

/// Adds a day's calls, oldest first.
fn add_calls(day: NaiveDate, count: u32, random: &mut Random, calls: &mut Vec<Call>) {
    let mut agents: Vec<&'static Agent> = words::AGENTS.iter().collect();
    agents.retain(|agent| random.chance(agent.presence));
    if agents.is_empty() {
        agents.extend(&words::AGENTS);
    }
    let mood = random.within(75, 125);
    let begin = day.and_time(NaiveTime::MIN).and_utc().timestamp_micros() + calendar::to_utc(day);

    let before = calls.len();
    for _ in 0..count {
        let hour = random.weighted(calendar::hours(day), |weight| *weight);
        let full_hours = i64::try_from(hour).unwrap_or_default() * i64::from(HOUR);
        let micros = i64::from(random.below(HOUR));
        // Now and then a full second, which the service prints without a fraction.
        let micros = if random.chance(3) { micros / SECOND * SECOND } else { micros };
        let agent = agents[random.weighted(&agents, |it| it.diligence)];
        let luck = agent.luck * calendar::LUCK[hour] * mood;
        calls.push(Call { at: begin + full_hours + micros, agent, luck });
    }
    calls[before..].sort_by_key(|call| call.at);
}

/// Draws which calls end in a sale: exactly `total` of them, likelier where there is luck. Systematic
/// sampling over the calls in random order; sampled in time's order, sales would come as evenly as
/// a clock ticks.
fn sales(calls: &[Call], total: u32, random: &mut Random) -> Vec<bool> {
    let order = random.order(calls.len());
    let luck: Vec<u32> = order.iter().map(|at| calls[*at].luck).collect();
    let mut is_sale = vec![false; calls.len()];
    for (at, share) in order.into_iter().zip(apportion(total, &luck)) {
        is_sale[at] = share > 0;
    }
    is_sale
}

/// Draws a comment: mostly none, sometimes a short note, seldom a long or a hostile one.
fn note(outcome: &Outcome, random: &mut Random) -> &'static str {
    match random.below(1000) {
        0..840 => "",
        840..955 => random.pick(outcome.notes),
        955..980 => random.pick(&words::LONG_NOTES),
        _ => random.pick(&words::HOSTILE_NOTES),
    }
}

/// Queue of customers to call next: those who asked to be called again, once their time has come, or someone new.
struct Customers {
    /// The number of the month's first customer, and how many there were so far.
    first: u32,
    known: u32,
    waiting: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Customers {
    /// Each month has its own numbers, more of them than any month has rows.
    const PER_MONTH: u32 = 1 << 17;

    fn new(month: NaiveDate) -> Self {
        let months = (month.year() - 2016) * 12 + month.month0().cast_signed();
        let first = u32::try_from(months).unwrap_or(0) * Self::PER_MONTH;
        Self { first, known: 0, waiting: BinaryHeap::new() }
    }

    fn next(&mut self, at: i64, is_sale: bool, random: &mut Random) -> u32 {
        // More than one call persuades more often than the first.
        let asks_again = random.chance(if is_sale { 55 } else { 40 });
        match self.waiting.peek() {
            Some(&Reverse((due, customer))) if asks_again && due <= at => {
                self.waiting.pop();
                customer
            }
            _ => self.stranger(),
        }
    }

    /// Numbers go up and down: an odd factor leads to each number of the month once, and not in
    /// time's order.
    fn stranger(&mut self) -> u32 {
        let number = self.known.wrapping_mul(40_503) % Self::PER_MONTH;
        self.known += 1;
        self.first + number
    }

    fn call_again(&mut self, customer: u32, due: i64) {
        self.waiting.push(Reverse((due, customer)));
    }
}
