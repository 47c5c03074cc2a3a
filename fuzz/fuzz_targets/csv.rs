//! Any text in comma-separated values.
#![no_main]

#[path = "../src/files.rs"]
#[expect(dead_code, reason = "each target has one of its functions")]
mod files;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| files::csv(bytes));
