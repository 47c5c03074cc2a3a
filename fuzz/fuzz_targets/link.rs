//! Any bytes behind the question mark of an address.
#![no_main]

libfuzzer_sys::fuzz_target!(|search: &[u8]| cubeboard_fuzz::link(search));
