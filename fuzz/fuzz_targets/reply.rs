//! Any bytes as the body of a reply.
#![no_main]

libfuzzer_sys::fuzz_target!(|body: &[u8]| cubeboard_fuzz::reply(body));
