//! What shells, `man` and people who ask for help are given.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use std::io::Write as _;
use std::process::{Command, Stdio};

use running::{output, stderr};

const SUBCOMMANDS: [&str; 6] =
    ["serve", "fetch", "hash-password", "display-key", "completions", "man"];

fn printed(arguments: &[&str]) -> String {
    let output = output(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_help_has_examples_and_exit_codes() {
    for subcommand in SUBCOMMANDS.map(|it| vec![it]).into_iter().chain([Vec::new()]) {
        let help = printed(&[&subcommand[..], &["--help"]].concat());
        for text in ["Usage: cubeboard", "Examples:\n  ", "Exit codes: 0 "] {
            assert!(help.contains(text), "{subcommand:?}: {help}");
        }
        let widest = help.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 160, "{subcommand:?} is {widest} wide");
    }
}

#[test]
fn completions_know_every_subcommand_and_option() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&["completions", shell]);
        for word in SUBCOMMANDS.into_iter().chain(["keep-partial", "patience", "demo-faults"]) {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
}

#[test]
fn bash_completes_what_was_begun() {
    let script = printed(&["completions", "bash"]);
    let asked =
        "COMP_WORDS=(cubeboard fetch --keep); COMP_CWORD=2; _cubeboard cubeboard --keep fetch
        [ \"${COMPREPLY[*]}\" = --keep-partial ]";
    let mut bash = Command::new("bash").stdin(Stdio::piped()).spawn().unwrap();
    bash.stdin.take().unwrap().write_all(format!("{script}\n{asked}").as_bytes()).unwrap();
    assert!(bash.wait().unwrap().success());
}

#[test]
fn each_page_of_the_manual_tells_of_its_options() {
    let page = printed(&["man"]);
    assert!(page.contains(".TH cubeboard 1"), "{page}");
    for subcommand in SUBCOMMANDS {
        assert!(
            page.contains(&format!("cubeboard\\-{}(1)", subcommand.replace('-', "\\-"))),
            "{page}"
        );
        let own = printed(&["man", subcommand]);
        assert!(own.contains(&format!("cubeboard\\-{}", subcommand.replace('-', "\\-"))), "{own}");
    }
    assert!(printed(&["man", "display-key-new"]).contains("\\-\\-campaign"));
    assert!(printed(&["man", "fetch"]).contains("\\-\\-keep\\-partial"));
    for subcommand in ["fetch", "publish"] {
        assert!(printed(&["man", subcommand]).contains("\\-\\-patience"), "{subcommand}");
    }
}

#[test]
fn a_page_that_is_not_there_is_wrong_use() {
    let output = output(&["man", "paint"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no subcommand paint"));
}

#[test]
fn every_setting_is_in_the_docs() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    for variable in cubeboard::settings::VARIABLES {
        assert!(docs.contains(&format!("`{variable}`")), "{variable}");
    }
}
