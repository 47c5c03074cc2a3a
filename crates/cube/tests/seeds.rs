//! What fuzzing looks for, in a moment and without a fuzzer: every seed, and replies that something happened to.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::Index;

#[path = "../../../fuzz/src/lib.rs"]
mod properties;

fn seeds(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target)
}

#[track_caller]
fn check(target: &str, property: fn(&[u8])) {
    let files: Vec<_> = fs::read_dir(seeds(target)).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        println!("{}", file.display());
        property(&fs::read(file).unwrap());
    }
}

#[test]
fn every_seed_of_a_reply_holds() {
    check("reply", properties::reply);
}

#[test]
fn every_seed_of_a_link_holds() {
    check("link", properties::link);
}

#[test]
fn every_seed_of_a_time_holds() {
    check("time", properties::time);
}

/// What can happen to a byte of a reply.
#[derive(Debug, Clone)]
enum Mutation {
    Flip(Index, u8),
    Delete(Index),
    Insert(Index, u8),
    Truncate(Index),
}

fn mutations() -> impl Strategy<Value = Mutation> {
    // Mostly bytes that mean something to JSON.
    let byte = prop_oneof![
        4 => prop::sample::select(br#"{}[]":,\0123456789-+.eEu "#.as_slice()),
        1 => any::<u8>(),
    ];
    prop_oneof![
        (any::<Index>(), 0..8u8).prop_map(|(index, bit)| Mutation::Flip(index, bit)),
        any::<Index>().prop_map(Mutation::Delete),
        (any::<Index>(), byte).prop_map(|(index, byte)| Mutation::Insert(index, byte)),
        any::<Index>().prop_map(Mutation::Truncate),
    ]
}

fn mutate(body: &mut Vec<u8>, mutation: &Mutation) {
    if body.is_empty() {
        return;
    }
    let length = body.len();
    let place = |index: &Index| index.index(length);
    match mutation {
        Mutation::Flip(index, bit) => body[place(index)] ^= 1 << bit,
        Mutation::Delete(index) => drop(body.remove(place(index))),
        Mutation::Insert(index, byte) => body.insert(place(index), *byte),
        Mutation::Truncate(index) => body.truncate(place(index)),
    }
}

proptest! {
    #[test]
    fn a_reply_that_something_happened_to_holds(
        seed in prop::sample::select(&["documented", "intermediate", "later"]),
        mutations in prop::collection::vec(mutations(), 1..6),
    ) {
        let mut body = fs::read(seeds("reply").join(seed)).unwrap();
        for mutation in &mutations {
            mutate(&mut body, mutation);
        }
        properties::reply(&body);
    }
}
