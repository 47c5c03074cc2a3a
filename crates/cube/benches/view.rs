//! Sorting, filtering and searching a million responses of the demo: through a view of the store, and, to compare, by
//! the straightforward code over a list of structs with texts of their own. Prints what each takes of memory first.

#[cfg(not(target_arch = "wasm32"))]
#[path = "plain.rs"]
mod plain;

#[cfg(not(target_arch = "wasm32"))]
#[path = "million.rs"]
mod million;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::hint::black_box;

    use criterion::{BatchSize, Criterion};
    use cubeboard_cube::loader::Reading;
    use cubeboard_responses::calendar::midnights::Calendar;
    use cubeboard_responses::calendar::zone::Zone;
    use cubeboard_responses::column::Column;
    use cubeboard_responses::selection::{Selection, SortKey};
    use cubeboard_responses::series::Per;
    use cubeboard_responses::statistics::{Basis, Figures};
    use cubeboard_responses::view::View;

    use super::million;
    use super::plain::Plain;

    fn view_of(reading: &Reading) -> View {
        View::new(reading, Calendar::new(reading.query().days, Zone::Oslo))
    }

    fn counted(mut figures: Figures, view: &View, reading: &Reading) -> Figures {
        while figures.advance(view, reading, &Basis::default()) {}
        figures
    }

    /// Everything that the page tells of the figures.
    fn tell(figures: &Figures, reading: &Reading) -> usize {
        let store = reading.store();
        let today = chrono::NaiveDate::default();
        black_box(figures.summary());
        black_box(figures.hours());
        black_box(figures.series(store, Per::Day, today)).bars.len()
            + black_box(figures.agents(store)).len()
            + black_box(figures.outcomes(store)).len()
    }

    fn work_out(mut view: View, selection: &Selection, reading: &Reading) -> View {
        view.select(selection.clone());
        while view.advance(reading) {}
        view
    }

    fn sorted(column: Column) -> Selection {
        let sort = vec![SortKey { column, is_descending: false }];
        Selection { sort, ..Selection::default() }
    }

    #[expect(clippy::cast_precision_loss, reason = "some hundred bytes")]
    fn print_memory(name: &str, bytes: usize, rows: usize) {
        println!("{name}: {:.1} bytes a row", bytes as f64 / rows.max(1) as f64);
    }

    pub(super) fn run() {
        let mut before = None;
        let loader = million::load(|reading| {
            let view = view_of(reading);
            let figures = counted(Figures::new(&view, Basis::default()), &view, reading);
            before = Some((view, figures));
        });
        let (Some(reading), Some(before)) = (loader.current(), before) else { return };
        let plain = Plain::of(reading);
        let rows = plain.len();
        println!("{rows} responses");
        print_memory("store", reading.store().heap_bytes(), rows);
        print_memory("list of structs", plain.heap_bytes(), rows);

        let mut criterion = Criterion::default().configure_from_args();
        let view = view_of(reading);
        let mut compare = |name: &str, selection: &Selection, plainly: &dyn Fn() -> usize| {
            let mut group = criterion.benchmark_group(name);
            group.sample_size(10);
            group.bench_function("view", |bencher| {
                let work = |view| work_out(view, black_box(selection), reading);
                bencher.iter_batched(|| view.clone(), work, BatchSize::PerIteration);
            });
            group
                .bench_function("list of structs", |bencher| bencher.iter(|| black_box(plainly())));
            group.finish();
        };
        compare("sort by time", &sorted(Column::Submitted), &|| plain.sorted_by_time().len());
        compare("sort by type", &sorted(Column::Kind), &|| plain.sorted_by_kind().len());
        compare("sort by agent", &sorted(Column::Agent), &|| plain.sorted_by_agent().len());
        compare("sort by customer", &sorted(Column::Customer), &|| {
            plain.sorted_by_customer().len()
        });
        let agent = "kari.nordmann@callcenter.no";
        let filtered = Selection { agents: vec![Some(agent.to_owned())], ..Selection::default() };
        compare("filter by agent", &filtered, &|| plain.filtered_by_agent(agent).len());
        let search = |words: &str| Selection { search: words.to_owned(), ..Selection::default() };
        compare("search", &search("østby"), &|| plain.holding("østby").len());
        compare("search for two words", &search("kari 29"), &|| plain.holding("kari 29").len());

        let mut group = criterion.benchmark_group("search on");
        group.sample_size(10);
        let begun = work_out(view.clone(), &search("øst"), reading);
        group.bench_function("view", |bencher| {
            let work = |view| work_out(view, &search("østb"), reading);
            bencher.iter_batched(|| begun.clone(), work, BatchSize::PerIteration);
        });
        group.finish();

        let mut group = criterion.benchmark_group("figures");
        group.sample_size(10);
        group.bench_function("a new page of 500", |bencher| {
            let work = |(mut view, figures): (View, Figures)| {
                view.follow(reading);
                while view.advance(reading) {}
                let figures = counted(figures, &view, reading);
                tell(&figures, reading);
                // What goes away goes away untimed.
                (view, figures)
            };
            bencher.iter_batched(|| before.clone(), work, BatchSize::PerIteration);
        });
        group.bench_function("all rows anew", |bencher| {
            let work = || counted(Figures::new(&view, Basis::default()), &view, reading);
            bencher.iter(work);
        });
        group.bench_function("contacts of all rows", |bencher| {
            let work = |mut view: View| {
                while view.look_for_contacts(reading) {}
                view
            };
            bencher.iter_batched(|| view.clone(), work, BatchSize::PerIteration);
        });
        group.finish();
        criterion.final_summary();
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    native::run();
}
