//! Choices of the sales chart: what a bar stands for, what it is divided by, and what it is compared with.

use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::series::{Per, Stack};
use leptos::prelude::*;

use crate::components::segmented_control::SegmentedControl;
use crate::components::select::Select;
use crate::components::select_option::SelectOption;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::comparison::use_comparison;

/// Two segmented controls and a drop-down list.
#[component]
pub fn ChartChoices() -> impl IntoView {
    let locale = use_locale();
    let (chart, comparison) = (use_chart(), use_comparison());
    let text = move || &locale.text().chart;
    let bars = move || {
        let option = |per: Per| SelectOption::new(per.key(), text().per(per));
        Per::ALL.map(option).to_vec()
    };
    let stacks = move || {
        let option = |stack: Stack| SelectOption::new(stack.key(), text().stack(stack));
        Stack::ALL.map(option).to_vec()
    };
    let comparisons = move || {
        let option = |compare: Compare| SelectOption::new(compare.key(), text().compare(compare));
        Compare::ALL.map(option).to_vec()
    };
    view! {
        <SegmentedControl
            label=move || text().bars
            options=bars
            selected=move || chart.per().key().to_owned()
            on_select=move |key: String| chart.choose_per(Per::from_key(&key))
        />
        <SegmentedControl
            label=move || text().stacked_by
            options=stacks
            selected=move || chart.stack().key().to_owned()
            on_select=move |key: String| chart.choose_stack(Stack::from_key(&key))
        />
        <Select
            label=move || text().compare_with.to_owned()
            options=comparisons
            selected=move || comparison.compare().key().to_owned()
            on_select=move |key: String| comparison.choose(Compare::from_key(&key))
        />
    }
    .into_any()
}
