//! Chart of the days, which Excel draws from their sheet: successes as columns, their 7-day mean and the hit rate as
//! lines.

use rust_xlsxwriter::{
    Chart, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::plan::Plan;

/// Where on the sheet of days the chart's numbers stand, beside the days in the first column.
#[derive(Debug)]
pub struct DayColumns {
    /// The row of the last day; the first day's is 1.
    pub last_row: u32,
    /// Column of the successes.
    pub successes: u16,
    /// Column of the hit rate, where it says anything.
    pub rate: Option<u16>,
    /// Column of the 7-day mean, where it makes a line.
    pub mean: Option<u16>,
}

/// The page's colours, in its light look: of successes, of the mean, and one that stands out from both.
const COLUMNS: Color = Color::RGB(0x2f_6f_de);
const MEAN: Color = Color::RGB(0x1b_2a_41);
const RATE: Color = Color::RGB(0xc2_57_1a);

/// Puts the chart beside the numbers.
pub fn insert(
    sheet: &mut Worksheet,
    plan: &Plan,
    sheet_name: &str,
    columns: &DayColumns,
) -> Result<(), XlsxError> {
    let (page, text) = (plan.wording.page(), plan.wording.text());
    let days = (sheet_name, 1, 0, columns.last_row, 0);
    let name = |column: u16| (sheet_name, 0, column);
    let values = |column: u16| (sheet_name, 1, column, columns.last_row, column);
    let mut chart = Chart::new(ChartType::Column);
    chart
        .add_series()
        .set_name(name(columns.successes))
        .set_categories(days)
        .set_values(values(columns.successes))
        .set_format(ChartSolidFill::new().set_color(COLUMNS))
        .set_gap(40);
    let mut lines = Chart::new(ChartType::Line);
    for (column, color, is_rate) in [(columns.mean, MEAN, false), (columns.rate, RATE, true)] {
        if let Some(column) = column {
            lines
                .add_series()
                .set_name(name(column))
                .set_categories(days)
                .set_values(values(column))
                .set_format(ChartLine::new().set_color(color).set_width(1.75))
                .set_secondary_axis(is_rate);
        }
    }
    if columns.mean.or(columns.rate).is_some() {
        chart.combine(&lines);
    }
    chart.title().set_name(text.chart_title);
    chart.x_axis().set_date_axis(true).set_num_format("yyyy-mm-dd");
    chart.y_axis().set_name(page.breakdown.successes);
    if columns.rate.is_some() {
        let axis = chart.y2_axis();
        axis.set_name(page.breakdown.rate).set_num_format("0%").set_min(0).set_max(1);
    }
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(960).set_height(400).set_alt_text(text.chart_description);
    let beside = columns.successes + 4;
    sheet.insert_chart(1, beside, &chart)?;
    Ok(())
}
