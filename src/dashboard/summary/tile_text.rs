//! Texts of the summary's tiles: a figure, a note below it, and its change from the period before.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::Catalogue;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::statistics::SummaryFigures;
use cubeboard_responses::statistics::definition::Definition;

use crate::i18n::formatter::Formatter;

/// Stands for a figure that there is not.
const NOTHING: &str = "–";

/// Changes smaller than this share are neither up nor down.
const LEAST_CHANGE: f64 = 0.005;

/// The figures, in the order of their tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// How many responses there are.
    Responses,
    /// How many of them are successes.
    Successes,
    /// Successes among what was decided.
    HitRate,
    /// Successes per day with a response.
    PerActiveDay,
    /// Most successes on one day.
    BestDay,
    /// Different customers.
    Customers,
}

impl Figure {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Responses,
        Self::Successes,
        Self::HitRate,
        Self::PerActiveDay,
        Self::BestDay,
        Self::Customers,
    ];

    /// Its value, by which it is compared; nothing where there is none.
    fn value(self, figures: &SummaryFigures) -> Option<f64> {
        match self {
            Self::Responses => Some(figures.classes.responses().into()),
            Self::Successes => Some(figures.classes.successes.into()),
            Self::HitRate => figures.rate().value(),
            Self::PerActiveDay => figures.per_active_day(),
            Self::BestDay => Some(figures.best.map_or(0, |(_, count)| count).into()),
            Self::Customers => Some(figures.customers.into()),
        }
    }
}

/// Figures of what is shown, beside those that they are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// Those of what is shown.
    pub figures: SummaryFigures,
    /// The days of the query.
    pub days: Days,
    /// Whether all of them are over.
    pub is_over: bool,
    /// Those of the other period, once all of it is here.
    pub before: Option<SummaryFigures>,
    /// Which period that is.
    pub compare: Compare,
    /// What is known before all is read.
    pub counted: Option<Counted>,
}

/// How many there are going to be, while a long list is still being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    responses: u64,
    /// The same, where all that was asked for are successes.
    successes: Option<u64>,
}

impl Counted {
    /// What the service counts, where the parts of its list say the same.
    pub fn of(reading: &Reading, definition: &Definition) -> Option<Self> {
        let responses = reading.expected().filter(|_| !reading.counted_days().is_empty())?;
        let kind = reading.query().response_type.as_deref();
        let is_success = kind.is_some_and(|kind| definition.counts_all_of(kind));
        Some(Self { responses, successes: is_success.then_some(responses) })
    }

    fn figure(self, figure: Figure) -> Option<u64> {
        match figure {
            Figure::Responses => Some(self.responses),
            Figure::Successes => self.successes,
            _ => None,
        }
    }
}

/// One figure, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileText {
    /// What it counts.
    pub name: &'static str,
    /// The figure itself, or a dash.
    pub figure: String,
    /// What belongs to it; may be empty.
    pub note: String,
    /// By how much it changed, where that is known.
    pub change: Option<ChangeText>,
}

/// By how much a figure changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeText {
    /// An arrow, for the eye.
    pub sign: &'static str,
    /// Class of the element, by the direction.
    pub class: &'static str,
    /// The change in words.
    pub words: String,
}

/// Text of one tile; without figures, its name and a dash.
pub fn tile_text(
    figure: Figure,
    compared: Option<&Compared>,
    text: &Catalogue,
    formatter: Formatter,
) -> TileText {
    let name = name(figure, text);
    let Some(compared) = compared else {
        return TileText { name, figure: NOTHING.to_owned(), note: String::new(), change: None };
    };
    if let Some(count) = compared.counted.and_then(|counted| counted.figure(figure)) {
        let (figure, note) = (formatter.number(count), text.summary.counted.to_owned());
        return TileText { name, figure, note, change: None };
    }
    TileText {
        name,
        figure: written(figure, &compared.figures, formatter).unwrap_or_else(|| NOTHING.to_owned()),
        note: note(figure, compared, text, formatter).unwrap_or_default(),
        change: change(figure, compared, text, formatter),
    }
}

fn name(figure: Figure, text: &Catalogue) -> &'static str {
    let text = &text.summary;
    match figure {
        Figure::Responses => text.responses,
        Figure::Successes => text.successes,
        Figure::HitRate => text.hit_rate,
        Figure::PerActiveDay => text.per_active_day,
        Figure::BestDay => text.best_day,
        Figure::Customers => text.customers,
    }
}

/// The figure as the reader writes it; nothing where there is none.
fn written(figure: Figure, figures: &SummaryFigures, formatter: Formatter) -> Option<String> {
    let number = |count: u32| formatter.number(count.into());
    match figure {
        Figure::Responses => Some(number(figures.classes.responses())),
        Figure::Successes => Some(number(figures.classes.successes)),
        Figure::HitRate => figures.rate().value().map(|share| formatter.percent(share)),
        Figure::PerActiveDay => figures.per_active_day().map(|value| formatter.decimal(value)),
        Figure::BestDay => figures.best.map(|(_, count)| number(count)),
        // Responses without anybody are of customers that were left out, as in a snapshot.
        Figure::Customers if figures.customers == 0 && figures.classes.responses() > 0 => None,
        Figure::Customers => Some(number(figures.customers)),
    }
}

fn note(
    figure: Figure,
    compared: &Compared,
    text: &Catalogue,
    formatter: Formatter,
) -> Option<String> {
    let Compared { figures, days, is_over, .. } = compared;
    let text = &text.summary;
    let number = |count: u32| formatter.number(count.into());
    match figure {
        Figure::Responses => Some(text.active_days(&number(figures.active_days))),
        Figure::HitRate => {
            let rate = figures.rate();
            Some(text.of_decided(&number(rate.successes), &number(rate.decided)))
        }
        Figure::BestDay => {
            let best = figures.best.and_then(|(index, _)| days.nth(index));
            let none = if *is_over { text.no_success } else { text.no_success_yet };
            Some(best.map_or_else(|| none.to_owned(), |day| formatter.day(day)))
        }
        Figure::Customers => {
            figures.contacts_each().map(|contacts| text.contacts_each(&formatter.decimal(contacts)))
        }
        Figure::Successes | Figure::PerActiveDay => None,
    }
}

fn change(
    figure: Figure,
    compared: &Compared,
    text: &Catalogue,
    formatter: Formatter,
) -> Option<ChangeText> {
    let than = text.chart.compared(compared.compare)?;
    let current = figure.value(&compared.figures)?;
    let earlier = figure.value(&compared.before?).filter(|earlier| *earlier > 0.0)?;
    let change = (current - earlier) / earlier;
    let (sign, class) = match change {
        change if change > LEAST_CHANGE => ("▲ ", "change change-up"),
        change if change < -LEAST_CHANGE => ("▼ ", "change change-down"),
        _ => ("", "change"),
    };
    Some(ChangeText { sign, class, words: text.summary.change(&formatter.change(change), than) })
}

#[cfg(test)]
mod tests {
    use cubeboard_i18n::Language;

    use super::*;

    #[test]
    fn a_period_that_is_over_has_no_success_yet_to_come() {
        let note = |is_over: bool, language: Language| {
            let compared = Compared {
                figures: SummaryFigures::default(),
                days: Days::one("2017-01-31".parse().unwrap()),
                is_over,
                before: None,
                compare: Compare::Nothing,
                counted: None,
            };
            let formatter = Formatter { language, ..Formatter::default() };
            tile_text(Figure::BestDay, Some(&compared), language.text(), formatter).note
        };
        assert_eq!(note(false, Language::English), "no success yet");
        assert_eq!(note(true, Language::English), "no success");
        assert_eq!(note(true, Language::Bokmal), "ingen suksess");
    }
}
