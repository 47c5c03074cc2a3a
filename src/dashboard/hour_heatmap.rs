//! Heat map of the hours of the week: responses or hit rate by weekday and hour, by the reader's clock.

use cubeboard_i18n::Catalogue;
use cubeboard_i18n::figures::BreakdownMessages;
use cubeboard_responses::selection::Hour;
use cubeboard_responses::statistics::Classes;
use leptos::prelude::*;

use super::picked::is_picked;
use crate::components::segmented_control::SegmentedControl;
use crate::components::select_option::SelectOption;
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::page_address::use_page_address;
use crate::state::statistics::use_statistics;
use crate::state::visible_rows::use_visible_rows;

/// A cell of the map, in the order in which they stand: line by line, the first one with the hours' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Cell {
    Corner,
    HourName(u8),
    WeekdayName(u8),
    Field { weekday: u8, hour: u8 },
}

/// What a field shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Measure {
    /// How many responses there are.
    #[default]
    Responses,
    /// How many of those decided are successes.
    HitRate,
}

impl Measure {
    const ALL: [Self; 2] = [Self::Responses, Self::HitRate];

    fn key(self) -> &'static str {
        match self {
            Self::Responses => "responses",
            Self::HitRate => "hit-rate",
        }
    }

    fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|measure| measure.key() == key).unwrap_or_default()
    }

    fn name(self, text: &BreakdownMessages) -> &'static str {
        match self {
            Self::Responses => text.responses,
            Self::HitRate => text.rate,
        }
    }

    /// Its value in one hour; nothing where there is nothing to show.
    fn of(self, classes: Classes) -> Option<f64> {
        let responses = classes.responses();
        match self {
            Self::Responses => (responses > 0).then(|| f64::from(responses)),
            Self::HitRate => classes.rate().value(),
        }
    }
}

/// What the fields' colours are made of.
#[derive(Debug, Clone, Copy)]
struct Heat {
    /// Responses by hour of the week, Monday from midnight first.
    hours: Memo<Vec<Classes>>,
    /// Hours of the day that are shown.
    columns: Memo<Vec<u8>>,
    measure: RwSignal<Measure>,
    /// The largest value of all fields.
    most: Memo<f64>,
}

/// Card with a field for each hour that has responses, darker for more of them or for a better rate; a press on a field
/// filters by it.
#[component]
pub fn HourHeatmap() -> impl IntoView {
    let locale = use_locale();
    let statistics = use_statistics();
    let measure = RwSignal::new(Measure::default());
    let hours = Memo::new(move |_| {
        statistics.with(|figures, _, _| figures.hours().to_vec()).unwrap_or_default()
    });
    let most = Memo::new(move |_| {
        let (hours, measure) = (hours.read(), measure.get());
        hours.iter().filter_map(|classes| measure.of(*classes)).fold(0.0, f64::max)
    });
    let columns = Memo::new(move |_| occurring_hours(&hours.read()));
    let heat = Heat { hours, columns, measure, most };
    // While pages come, and with the next answer, hours come and go. Their cells stay, hidden.
    let known_columns = Memo::new(move |known: Option<&Vec<u8>>| {
        let (columns, known) = (columns.read(), known.map(Vec::as_slice).unwrap_or_default());
        let is_known = |hour: &u8| columns.contains(hour) || known.contains(hour);
        (0..24).filter(is_known).collect::<Vec<_>>()
    });
    let text = move || &locale.text().breakdown;
    let measures = move || {
        let option = |measure: Measure| SelectOption::new(measure.key(), measure.name(text()));
        Measure::ALL.map(option).to_vec()
    };
    view! {
        <section class="card breakdown-card">
            <div class="breakdown-head">
                <h2>{move || text().hours}</h2>
                <SegmentedControl
                    label=move || text().hours_show
                    options=measures
                    selected=move || measure.get().key().to_owned()
                    on_select=move |key: String| measure.set(Measure::from_key(&key))
                />
            </div>
            <div
                class="hours"
                hidden=move || columns.read().is_empty()
                style=("--hours", move || columns.read().len().to_string())
            >
                <For each=move || cells(&known_columns.read()) key=|cell| *cell let:cell>
                    <HeatmapCell cell heat />
                </For>
            </div>
        </section>
    }
    .into_any()
}

/// Hours of the day with a response on any weekday. An hour without would only make the others' fields too small to be
/// hit.
fn occurring_hours(hours: &[Classes]) -> Vec<u8> {
    let occurs = |hour: &u8| {
        (0..7).any(|weekday| classes_at(hours, Hour { weekday, hour: *hour }).responses() > 0)
    };
    (0..24).filter(occurs).collect()
}

fn classes_at(hours: &[Classes], hour: Hour) -> Classes {
    hours.get(usize::from(hour.index())).copied().unwrap_or_default()
}

fn cells(columns: &[u8]) -> Vec<Cell> {
    let head = columns.iter().map(|hour| Cell::HourName(*hour));
    let lines = (0..7).flat_map(|weekday| {
        let fields = columns.iter().map(move |hour| Cell::Field { weekday, hour: *hour });
        std::iter::once(Cell::WeekdayName(weekday)).chain(fields)
    });
    std::iter::once(Cell::Corner).chain(head).chain(lines).collect()
}

/// A cell of the map: empty, a name, or the field of an hour.
#[component]
fn HeatmapCell(
    /// Which cell.
    cell: Cell,
    /// What the fields' colours are made of.
    heat: Heat,
) -> impl IntoView {
    let locale = use_locale();
    match cell {
        Cell::Corner => view! { <span></span> }.into_any(),
        Cell::HourName(hour) => view! {
            <span class="hour-name hour-head" hidden=move || !heat.columns.read().contains(&hour)>
                {hour.to_string()}
            </span>
        }
        .into_any(),
        Cell::WeekdayName(weekday) => {
            view! { <span class="hour-name">{move || locale.formatter().weekday(weekday)}</span> }
                .into_any()
        }
        Cell::Field { weekday, hour } => {
            view! { <HourField hour=Hour { weekday, hour } heat /> }.into_any()
        }
    }
}

/// Field of one hour: a button where it has a value. Both are there all the time, and at most one is shown.
#[component]
fn HourField(
    /// Which hour of the week.
    hour: Hour,
    /// What its colour is made of.
    heat: Heat,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let classes = Memo::new(move |_| classes_at(&heat.hours.read(), hour));
    let value = Memo::new(move |_| heat.measure.get().of(classes.get()));
    let has_value = move || value.read().is_some();
    let is_blank = move || !has_value() && heat.columns.read().contains(&hour.hour);
    let label = Memo::new(move |_| {
        let text = || hour_text(hour, classes.get(), locale.text(), locale.formatter());
        has_value().then(text)
    });
    let is_picked = Memo::new(move |_| is_picked(&selection.read().hours, &hour));
    let strength =
        move || format!("{}%", heat_percent(value.get().unwrap_or_default(), heat.most.get()));
    let on_pick = move |_| address.select(|selection| selection.toggle_hour(hour));
    view! {
        <span class="hour-field" hidden=move || !is_blank()></span>
        <button
            type="button"
            class="hour-field heat"
            class:unpicked=move || is_picked.get() == Some(false)
            hidden=move || !has_value()
            aria-pressed=move || (is_picked.get() == Some(true)).to_string()
            id=format!("hour-{}-{}", hour.weekday, hour.hour)
            aria-label=move || label.get()
            title=move || label.get()
            style=("--heat", strength)
            on:click=on_pick
        ></button>
    }
    .into_any()
}

/// "Tue 14–15"
pub fn hour_name(hour: Hour, formatter: Formatter) -> String {
    format!("{} {}–{}", formatter.weekday(hour.weekday), hour.hour, hour.hour + 1)
}

/// "Tue 14–15: 12 responses, 44 % (4 of 9 decided)"
fn hour_text(hour: Hour, classes: Classes, text: &Catalogue, formatter: Formatter) -> String {
    let number = |count: u32| formatter.number(count.into());
    let rate = classes.rate();
    let rate_text = rate.value().map(|value| {
        let of_decided = text.summary.of_decided(&number(rate.successes), &number(rate.decided));
        format!(", {} ({of_decided})", formatter.percent(value))
    });
    let responses = text.state.without_count(&number(classes.responses()));
    format!("{}: {responses}{}", hour_name(hour, formatter), rate_text.unwrap_or_default())
}

/// Strength of the colour, faint even for the least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 12 to 100")]
fn heat_percent(value: f64, most: f64) -> u8 {
    let share = if most > 0.0 { value / most } else { 0.0 };
    (12.0 + 88.0 * share).round() as u8
}
