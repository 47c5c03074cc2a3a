//! Fails when a lower layer learns of a higher one, or anything reaches past the one file that may.
//! The layers are drawn in ARCHITECTURE.md; here is what can be told from names alone.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    reason = "clippy.toml exempts tests, but not the functions beside them"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// No file of a folder names any of the words, or a word that begins so.
struct Rule {
    folder: &'static str,
    but_in: &'static [&'static str],
    never_names: &'static [&'static str],
    because: &'static str,
}

/// Crates of the browser and of asynchronous runtimes, spelt as manifests and as sources spell them.
const BROWSER_OR_RUNTIME: &[&str] =
    &["leptos", "web-sys", "web_sys", "js-sys", "js_sys", "gloo", "tokio"];

const RULES: &[Rule] = &[
    Rule {
        folder: "crates/responses",
        but_in: &[],
        never_names: BROWSER_OR_RUNTIME,
        because: "responses are data: no browser, network or runtime",
    },
    Rule {
        folder: "crates/responses",
        but_in: &[],
        never_names: &["cubeboard_cube", "cubeboard_i18n"],
        because: "responses know none of the crates above",
    },
    Rule {
        folder: "crates/cube",
        but_in: &[],
        never_names: BROWSER_OR_RUNTIME,
        because: "a client library without I/O: others send its requests and watch the clock",
    },
    Rule {
        folder: "crates/cube",
        but_in: &[],
        never_names: &["cubeboard_i18n"],
        because: "a client library returns errors, and who shows them words them",
    },
    Rule {
        folder: "crates/i18n",
        but_in: &[],
        never_names: BROWSER_OR_RUNTIME,
        because: "words of what is shown, whoever shows it",
    },
    Rule {
        folder: "crates/i18n",
        but_in: &[],
        never_names: &["cubeboard_cube"],
        because: "words of what is shown, wherever it came from",
    },
    Rule {
        folder: "crates/plot",
        but_in: &[],
        never_names: BROWSER_OR_RUNTIME,
        because: "plot draws on any backend and needs no browser",
    },
    Rule {
        folder: "crates/files",
        but_in: &[],
        never_names: BROWSER_OR_RUNTIME,
        because: "files are written alike by the command and in a browser's worker",
    },
    Rule {
        folder: "crates/cli",
        but_in: &[],
        never_names: &["leptos", "web_sys", "cubeboard_app", "cubeboard_plot"],
        because: "the command knows nothing of the page",
    },
    Rule {
        folder: "src/components",
        but_in: &[],
        never_names: &["crate::state", "crate::net", "crate::dashboard", "crate::app"],
        because: "components take props and callbacks, and know nobody above them",
    },
    Rule {
        folder: "src/components",
        but_in: &[],
        never_names: &["use_context", "expect_context", "provide_context"],
        because: "what a component needs is a prop; screens take state from context",
    },
    Rule {
        folder: "src/state",
        but_in: &[],
        never_names: &["view!", "crate::dashboard", "crate::components", "crate::app"],
        because: "state can be tested without a document",
    },
    Rule {
        folder: "src/net",
        but_in: &[],
        never_names: &["crate::state", "crate::dashboard", "crate::components", "crate::app"],
        because: "net turns requests into replies and knows nobody above it",
    },
    Rule {
        folder: "src/browser",
        but_in: &[],
        never_names: &["crate::state", "crate::dashboard", "crate::components", "crate::app"],
        because: "browser offers facilities and knows nobody above it",
    },
    Rule {
        folder: "src",
        but_in: &["src/net/client.rs"],
        never_names: &["gloo_net"],
        because: "src/net/client.rs alone sends requests",
    },
    Rule {
        folder: "src",
        but_in: &["src/browser", "src/browser.rs", "src/net"],
        never_names: &["window()", "web_sys::window"],
        because: "what the browser offers is asked for in src/browser",
    },
];

#[test]
fn no_layer_names_one_above_it() {
    let offences: Vec<String> = RULES.iter().flat_map(offences_against).collect();
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

#[test]
fn a_name_counts_from_its_beginning_and_not_in_comments() {
    assert!(names("use gloo_net::http::Request;", "gloo"));
    assert!(names("gloo-net = \"0.6\"", "gloo"));
    assert!(names("let all = window().unwrap(); // the window", "window()"));
    assert!(!names("let igloo = 1;", "gloo"));
    assert!(!names("//! Knows neither leptos nor tokio.", "tokio"));
    assert!(!names("let rows = 1; // not tokio", "tokio"));
    assert!(!names("# tokio stays out", "tokio"));
}

fn offences_against(rule: &Rule) -> Vec<String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect_sources(&top.join(rule.folder), &mut files);
    assert!(!files.is_empty(), "{} is empty: mend the rule", rule.folder);

    let mut offences = Vec::new();
    for file in files {
        let place = file.strip_prefix(top).unwrap_or(&file);
        if rule.but_in.iter().any(|exception| place.starts_with(exception)) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source is readable text");
        for (number, line) in text.lines().enumerate() {
            for word in rule.never_names.iter().filter(|word| names(line, word)) {
                let place = place.display();
                offences.push(format!("{place}:{} names {word}: {}", number + 1, rule.because));
            }
        }
    }
    offences
}

/// Rust sources and manifests below the folder.
fn collect_sources(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("a folder is readable").path()) {
        if path.is_dir() {
            collect_sources(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") || path.ends_with("Cargo.toml") {
            files.push(path);
        }
    }
}

/// Whether the line, without its comment, holds the word or one that begins with it.
fn names(line: &str, word: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with("//") || line.starts_with('#') && !line.starts_with("#[") {
        return false;
    }
    let code = line.split(" // ").next().unwrap_or(line);
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|it| it.is_alphanumeric() || it == '_')
    })
}
