//! What is said of a goal, in the reader's words.

use cubeboard_i18n::Catalogue;
use cubeboard_responses::calendar::holiday::Holiday;
use cubeboard_responses::goal::day_forecast::DayForecast;
use cubeboard_responses::goal::forecast::Forecast;
use cubeboard_responses::goal::progress::{Course, Progress, told_part};

use crate::dashboard::goal_line::goal_name;
use crate::i18n::formatter::Formatter;
use crate::state::goal_outlook::{Obstacle, Outlook};

/// What is said of a goal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoalWords {
    /// The goal itself, or why there is none.
    pub goal: String,
    /// How much of it is reached, or why that is not told.
    pub reached: String,
    /// The same in percent, where that can be told.
    pub percent: Option<u32>,
    /// Where it will end; empty where that cannot be told, or all is over.
    pub forecast: String,
    /// How that is reckoned; empty where nothing is.
    pub reckoning: String,
}

/// The words for an outlook; `day` is the forecast of a single day, where there is one.
pub fn goal_words(
    outlook: &Outlook,
    day: Option<DayForecast>,
    text: &Catalogue,
    formatter: Formatter,
) -> GoalWords {
    match outlook {
        Outlook::NoSum(why) => {
            GoalWords { goal: text.goal.no_sum(*why).to_owned(), ..GoalWords::default() }
        }
        Outlook::Kept(goal, obstacle) => {
            let reached = match obstacle {
                Obstacle::Loading => text.goal.loading,
                Obstacle::Incomplete => text.goal.incomplete,
                Obstacle::Filtered => text.goal.filtered,
                Obstacle::OneType => text.goal.one_type,
            };
            let goal = text.goal.line(&goal_name(*goal, &text.goal, formatter));
            GoalWords { goal, reached: reached.to_owned(), ..GoalWords::default() }
        }
        Outlook::Reckoned(progress) => Writer { progress, text, formatter }.words(day),
    }
}

struct Writer<'a> {
    progress: &'a Progress,
    text: &'a Catalogue,
    formatter: Formatter,
}

impl Writer<'_> {
    fn words(&self, day: Option<DayForecast>) -> GoalWords {
        let Self { progress, text, formatter } = self;
        let goal = text.goal.line(&goal_name(progress.goal, &text.goal, *formatter));
        let Some(part) = progress.part(f64::from(progress.reached)) else {
            let reached = text.goal.no_working_day.to_owned();
            return GoalWords { goal, reached, ..GoalWords::default() };
        };
        let target = formatter.amount(progress.target());
        let reached = formatter.number(progress.reached.into());
        let (forecast, reckoning) = match &progress.course {
            Course::Settled => (String::new(), String::new()),
            Course::TooEarly { finished } => {
                (text.goal.too_early(&formatter.number(*finished as u64)), self.working_days())
            }
            Course::Forecast(forecast) => self.forecast(forecast),
            Course::Today => self.today(day),
        };
        let share = progress.is_share().then(|| text.goal.share(&target));
        let reckoning = share.into_iter().chain(Some(reckoning)).collect::<Vec<_>>().join(" ");
        GoalWords {
            goal,
            reached: text.goal.reached(&reached, &target, &self.percent(part)),
            percent: Some(whole(told_part(part) * 100.0)),
            forecast,
            reckoning: reckoning.trim().to_owned(),
        }
    }

    fn forecast(&self, forecast: &Forecast) -> (String, String) {
        let Self { text, formatter, .. } = self;
        let [finished, left] =
            [forecast.finished, forecast.left].map(|it| formatter.number(it.into()));
        let pace = text.goal.pace(&formatter.decimal(forecast.per_day), &finished, &left);
        let today = forecast.rest_of_today;
        let today = today.map(|rest| text.goal.rest_of_today(&formatter.decimal(rest)));
        let sentences = Some(pace).into_iter().chain(today).chain(Some(self.working_days()));
        (self.end(forecast.at_end, forecast.interval), sentences.collect::<Vec<_>>().join(" "))
    }

    fn today(&self, day: Option<DayForecast>) -> (String, String) {
        let Some(day) = day else {
            return (String::new(), self.text.goal.no_weekdays.to_owned());
        };
        let days = self.formatter.number(day.days.into());
        (self.end(day.at_end, day.interval), self.text.goal.weekdays(&days))
    }

    /// Where it will end, and between which numbers.
    fn end(&self, at_end: f64, (low, high): (f64, f64)) -> String {
        let Self { progress, text, formatter } = self;
        let number = |value: f64| formatter.number(whole(value).into());
        let percent = self.percent(progress.part(at_end).unwrap_or_default());
        let last = formatter.day(progress.period.last());
        let end = text.goal.at_this_pace(&number(at_end), &last, &percent);
        [end, text.goal.between(&number(low.floor()), &number(high.ceil()))].join(" ")
    }

    fn working_days(&self) -> String {
        let Self { progress, text, .. } = self;
        let days = progress.working_days;
        let words = text.goal.working_days(days.saturday > 0.0, days.sunday > 0.0).to_owned();
        let is_part = |weight: &f64| (0.0..1.0).contains(weight) && *weight > 0.0;
        let saturday = Some(days.saturday).filter(is_part);
        let saturday = saturday.map(|it| text.goal.saturday(&self.percent(it)));
        let sunday = Some(days.sunday).filter(is_part);
        let sunday = sunday.map(|it| text.goal.sunday(&self.percent(it)));
        let names: Vec<_> =
            progress.holidays.iter().map(|it: &Holiday| text.chart.holiday(*it)).collect();
        let holidays = (!names.is_empty()).then(|| text.goal.holidays(&names.join(", ")));
        let parts = [Some(words), saturday, sunday, holidays];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// A part of the goal to the whole percent.
    fn percent(&self, part: f64) -> String {
        self.formatter.percent(told_part(part))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of successes, or a percentage; a cast saturates"
)]
fn whole(value: f64) -> u32 {
    value.round() as u32
}
