//! Any bytes as a time of the service.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| cubeboard_fuzz::time(text));
