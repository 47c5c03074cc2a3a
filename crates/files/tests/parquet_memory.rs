//! Memory that a Parquet file takes while it is written. A program of its own, as its allocator counts.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod readings;

use std::io;

use cubeboard_files::parquet::{GROUP_ROWS, write};
use peak_alloc::PeakAlloc;
use readings::{january, reading};
use serde_json::json;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const READ_AT_MICROS: i64 = 1_700_000_000_000_000;

/// Bytes that are taken beside those of the reading while so many groups of rows are written.
fn taken(groups: usize) -> usize {
    let rows = (0..groups * GROUP_ROWS).map(|number| {
        // Nothing of a text helps to compress another.
        let comment = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        json!({
            "submitted_when": "2017-01-10T12:00:00Z", "crm_customer_id": number,
            "comment": format!("{comment:x}{:x}", comment.swap_bytes().wrapping_mul(31)),
        })
    });
    let loader = january(&rows.collect::<Vec<_>>());
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    write(reading(&loader), READ_AT_MICROS, io::sink()).unwrap();
    MEMORY.peak_usage() - before
}

#[test]
fn twice_the_rows_take_no_more_memory() {
    let [once, twice] = [1, 2].map(taken);
    // What the file tells of its groups, in the end, is some hundred bytes for each.
    assert!(twice < once + once / 10, "{once} bytes for one group, {twice} for two");
    assert!(once < 16 << 20, "{once} bytes");
}
