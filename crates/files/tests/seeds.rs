//! What fuzzing looks for, in a moment and without a fuzzer: every seed.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/src/files.rs"]
mod properties;

#[track_caller]
fn check(target: &str, property: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target);
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        println!("{}", file.display());
        property(&fs::read(file).unwrap());
    }
}

#[test]
fn every_seed_of_a_snapshot_holds() {
    check("snapshot", properties::snapshot);
}

#[test]
fn every_seed_of_comma_separated_values_holds() {
    check("csv", properties::csv);
}

#[test]
fn every_seed_of_a_workbook_holds() {
    check("workbook", properties::workbook);
}
