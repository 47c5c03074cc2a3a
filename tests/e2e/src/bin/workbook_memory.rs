//! How much memory and time the page's workbook worker takes for so many rows, in Chromium: what the most that the page
//! writes was chosen by. Prints the lines of a table of docs/performance.md.

use std::time::Duration;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::folders;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::server::Server;
use serde::Deserialize;
use serde_json::json;
use tower_http::services::ServeDir;

/// What a workbook took.
#[derive(Debug, Deserialize)]
struct Taken {
    rows: f64,
    /// How large the worker's memory was in the end: it never gets smaller.
    memory_bytes: f64,
    file_bytes: f64,
    /// Until the last row was taken.
    rows_millis: f64,
    /// From then until the file was there.
    file_millis: f64,
}

#[tokio::main]
async fn main() -> Outcome {
    let script =
        |text: &'static str| get(async move || ([(CONTENT_TYPE, "text/javascript")], text));
    let router = Router::new()
        .route("/empty", get(async || axum::response::Html("<!doctype html>")))
        .route("/measured-worker.js", script(WORKER))
        .fallback_service(ServeDir::new(folders::page()?));
    let server = Server::start(router).await?;
    let page = Page::at(server.origin(), &Looks::default()).await?;
    page.start_watching(Duration::from_mins(5)).await?;
    println!("| rows | memory, MB | file, MB | rows, s | file, s |");
    println!("| --- | --- | --- | --- | --- |");
    for rows in [10_000, 100_000, 300_000, 500_000, 1_000_000] {
        page.browser().client().goto(&format!("{}/empty", server.origin())).await?;
        let taken: Option<Taken> = page.read(MEASURE, vec![json!(rows)]).await?;
        match taken {
            Some(taken) => println!(
                "| {} | {:.0} | {:.1} | {:.1} | {:.1} |",
                taken.rows,
                taken.memory_bytes / 1e6,
                taken.file_bytes / 1e6,
                taken.rows_millis / 1e3,
                taken.file_millis / 1e3,
            ),
            None => println!("| {rows} | does not fit | | | |"),
        }
    }
    Ok(())
}

/// The worker as the page starts it, which tells its memory, too.
const WORKER: &str = "
    const params = new URL(location.href).searchParams;
    const { default: init } = await import(params.get('script'));
    const { memory } = await init({ module_or_path: params.get('wasm') });
    const answer = self.onmessage;
    self.onmessage = (event) => {
      if (event.data === 'memory') self.postMessage(memory.buffer.byteLength);
      else answer(event);
    };";

/// Hands over rows as the page does, a thousand at a time: customers and comments as those of the demo.
const MEASURE: &str = r#"
    const total = arguments[0];
    return (async () => {
      const html = await (await fetch('/')).text();
      const loader = html.match(/workbook_loader[^"]*\.js/)[0];
      const name = (await (await fetch('/' + loader)).text()).match(/workbook-[0-9a-f]+/)[0];
      const url = `/measured-worker.js?script=/${name}.js&wasm=/${name}_bg.wasm`;
      const worker = new Worker(url, { type: 'module' });
      const queue = [];
      const next = new Promise((resolve) => queue.push(resolve));
      let failed = false;
      worker.onerror = () => { failed = true; queue.splice(0).forEach((it) => it(undefined)); };
      worker.onmessage = (event) => queue.shift()?.(event.data);
      await next;
      const ask = (message, transfer) => failed ? undefined : new Promise((resolve) => {
        queue.push(resolve);
        worker.postMessage(message, transfer ?? []);
      });
      const columns = ['submitted_when', 'type', 'subtype', 'submitted_by', 'customer_name', 'crm_customer_id',
        'external_customer_id', 'comment'];
      const facts = {
        address: '?campaign=926&from=2025-01-01&to=2025-12-31&tz=Europe/Oslo', language: 'en', columns,
        shown_count: total, row_count: total, origin: 'Service',
        completeness: { state: 'complete', rows: total, expected: total, missing: 0 },
        campaigns: [{ id: 926, name: null, success: [], neither: [], rows: total }],
        read_at_micros: Date.now() * 1000, filters: [], definition: '+Sale', resource: 'responses', endpoint: '',
      };
      const format = { Workbook: { personal_data: 'keep', scope: 'All' } };
      const started = performance.now();
      if (await ask([JSON.stringify({ Begin: { format, facts } }), undefined]) === undefined) throw 'not begun';
      const encoder = new TextEncoder();
      const first = ['Åse', 'Øyvind', 'Kari', 'Ola', 'Per-Erik', 'Ingrid', 'Bjørn', 'Marit'];
      const last = ['Nordmann', 'Hansen', 'Østby', 'Johansen', 'Grønn', 'Lund', 'Bakke'];
      for (let from = 0; from < total; from += 1000) {
        const parts = [];
        const text = (it) => {
          const bytes = encoder.encode(it);
          parts.push(new Uint8Array(new Uint32Array([bytes.length]).buffer), bytes);
        };
        for (let row = from; row < Math.min(from + 1000, total); row += 1) {
          const micros = BigInt(1735689600) * 1000000n + BigInt(Math.floor(row * 31.5e6 / total)) * 1000000n;
          parts.push(new Uint8Array(new BigInt64Array([micros]).buffer));
          text(`agent.${row % 40}@callcenter.no`);
          text(['Sale', 'No sale', 'Call back later', 'Not reached'][row % 4]);
          text(['Avtalegiro', 'Faktura', 'Ikke interessert', 'Opptatt'][(row >> 2) % 4]);
          text(`${first[row % 8]} ${last[row % 7]} ${row % 60000}`);
          text(row % 3 ? `Vil ha faktura tilsendt, ringes igjen uke ${row % 52}, ref ${row}` : '');
          text('926');
          text(String(971352 + row));
          text(String(100000000 + row * 7));
        }
        const size = parts.reduce((sum, it) => sum + it.length, 0);
        const packed = new Uint8Array(size);
        let place = 0;
        for (const part of parts) { packed.set(part, place); place += part.length; }
        if (await ask(['"AddRows"', packed], [packed.buffer]) === undefined) return null;
      }
      const taken = performance.now();
      const answer = await ask(['"Finish"', undefined]);
      if (answer === undefined) return null;
      const finished = performance.now();
      const memory = await ask('memory');
      worker.terminate();
      return {
        rows: total, memory_bytes: memory, file_bytes: answer[1].size,
        rows_millis: taken - started, file_millis: finished - taken,
      };
    })();"#;
