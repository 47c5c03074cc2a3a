//! Decoding one page of 500 responses: into a store, new or not, and, to compare, by serde's own derive into a plain
//! list of structs with texts of their own.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::hint::black_box;

    use criterion::{Criterion, Throughput};
    use cubeboard_cube::demo::{Demo, Question};
    use cubeboard_cube::wire::decode_page;
    use cubeboard_responses::store::Store;
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "what is decoded, not what is used")]
    struct PlainPage {
        count: u64,
        results: Vec<PlainResponse>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "what is decoded, not what is used")]
    struct PlainResponse {
        submitted_by: String,
        submitted_when: String,
        crm_customer_id: u64,
        customer_name: String,
        campaign_id: u64,
        r#type: String,
        subtype: String,
        comment: String,
        external_customer_id: Option<u64>,
    }

    fn reply() -> Vec<u8> {
        let question = Question {
            path: "/api/v1/campaigns/2100/responses/",
            query: "from_date=20250101&to_date=20251231&page=3",
            origin: "http://127.0.0.1:8080",
        };
        Demo::new().answer(&question, chrono::DateTime::UNIX_EPOCH).body
    }

    pub(super) fn run() {
        let reply = reply();
        let mut criterion = Criterion::default().configure_from_args();
        let mut group = criterion.benchmark_group("decode a page of 500");
        group.throughput(Throughput::Bytes(reply.len() as u64));
        // A store of its own for each page, as the list is one: both begin with nothing and give all of it back.
        group.bench_function("into a new store", |bencher| {
            bencher.iter(|| {
                let mut store = Store::default();
                let page = decode_page(black_box(&reply), &mut store);
                page.map(|_| store.row_count())
            });
        });
        // What every page after the first meets: words that are known, and room.
        group.bench_function("into a store that has read such pages", |bencher| {
            let mut store = Store::default();
            bencher.iter(|| {
                store.truncate(0);
                decode_page(black_box(&reply), &mut store)
            });
        });
        group.bench_function("into a Vec of structs", |bencher| {
            bencher.iter(|| {
                serde_json::from_slice::<PlainPage>(black_box(&reply)).map(|it| it.results.len())
            });
        });
        group.finish();
        criterion.final_summary();
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    native::run();
}
