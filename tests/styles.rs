//! Fails when a style sheet names a class that nothing on the page has: a rename that was not followed everywhere.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    reason = "clippy.toml exempts tests, but not the functions beside them"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_class_that_a_sheet_names_stands_in_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = read_all(&root.join("src"), "rs") + &read(&root.join("index.html"));
    let sheets = read_all(&root.join("style"), "css");
    let is_missing = |class: &&str| {
        // Colours are numbered by the code.
        let stem = class.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let is_numbered = stem != *class && has_class(&page, &format!("{stem}{{"));
        !is_numbered && !has_class(&page, class)
    };
    let missing: BTreeSet<&str> = classes(&sheets).filter(is_missing).collect();
    assert!(missing.is_empty(), "styled, but nowhere on the page: {missing:?}");
}

/// Whether code gives an element this class: in quotes, alone or among others, or as `class:name=`. A field of the same
/// name, or a word of a comment, does not count.
fn has_class(page: &str, class: &str) -> bool {
    let mut code = page.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.any(|line| {
        line.match_indices(class).any(|(start, _)| {
            let (before, after) = (&line[..start], &line[start + class.len()..]);
            let begins = before.ends_with(['"', ' ']) || before.ends_with("class:");
            begins && (class.ends_with('{') || after.starts_with(['"', ' ', '=']))
        })
    })
}

/// The classes in selectors, which begin with a dot and a letter.
fn classes(sheets: &str) -> impl Iterator<Item = &str> {
    let begins = |class: &&str| class.starts_with(|sign: char| sign.is_ascii_lowercase());
    let selectors = sheets.lines().filter(|line| line.ends_with(['{', ',']));
    selectors
        .flat_map(|selector| selector.split('.').skip(1))
        .filter_map(|rest| rest.split(|sign| !is_of_name(sign)).next())
        .filter(begins)
}

fn is_of_name(sign: char) -> bool {
    sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-'
}

fn read_all(folder: &Path, extension: &str) -> String {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let texts = entries.map(|path| {
        if path.is_dir() {
            read_all(&path, extension)
        } else if path.extension().is_some_and(|it| it == extension) {
            read(&path)
        } else {
            String::new()
        }
    });
    texts.collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a text")
}
