//! Sorting, filtering and searching a million responses of the demo: through a view of the store, and, to compare, by
//! the straightforward code over a list of structs with texts of their own. Prints what each takes of memory first.

#[cfg(not(target_arch = "wasm32"))]
#[path = "plain.rs"]
mod plain;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::hint::black_box;

    use criterion::{BatchSize, Criterion};
    use cubeboard_core::column::Column;
    use cubeboard_core::demo::{Demo, Question};
    use cubeboard_core::fetch::Reply;
    use cubeboard_core::loader::{Loader, Reading, Step};
    use cubeboard_core::query::{Fields, Query};
    use cubeboard_core::selection::{Selection, SortKey};
    use cubeboard_core::view::View;
    use cubeboard_core::zone::{Calendar, Zone};

    use super::plain::Plain;

    /// The demo's campaign of a million responses in 2025.
    fn load() -> Loader {
        let [campaign, from, to] = ["2900", "2025-01-01", "2025-12-31"].map(str::to_owned);
        let fields = Fields { campaign, from, to, ..Fields::default() };
        let mut demo = Demo::new();
        let mut loader = Loader::default();
        let Ok(query) = Query::parse(&fields) else { return loader };
        // Long after the last day.
        let now_millis = 1_800_000_000_000;
        let run = loader.begin(query, now_millis, 7);
        while let Step::Send(request) = loader.next_step(run, now_millis) {
            let (path, query) = request.target.as_str().split_once('?').unwrap_or_default();
            let question = Question { path, query, origin: "https://demo.invalid" };
            let body = demo.answer(&question, chrono::DateTime::UNIX_EPOCH).body;
            let reply = Ok(Reply { status: 200, body, retry_after: None });
            if let Some(body) = loader.receive(run, request.page, reply, now_millis) {
                loader.read(run, request.page, &body, now_millis);
            }
        }
        loader
    }

    fn view_of(reading: &Reading) -> View {
        View::new(reading, Calendar::new(reading.query().days, Zone::Oslo))
    }

    fn work_out(mut view: View, selection: &Selection, reading: &Reading) -> View {
        view.select(selection.clone());
        while view.go_on(reading) {}
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
        let loader = load();
        let Some(reading) = loader.current() else { return };
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
        criterion.final_summary();
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    native::run();
}
