//! Any text in a workbook.
#![no_main]

#[path = "../src/files.rs"]
#[expect(dead_code, reason = "each target has one of its functions")]
mod files;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| files::workbook(bytes));
