//! Locked files between this and other programs of the age format, which `script/setup test` installs: the `age` tool (in
//! Go), and its author's library in TypeScript, with whose work factors are chosen freely.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod terminal;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use cubeboard_files::lock::passphrase::Passphrase;
use cubeboard_files::lock::{LockError, lock, unlock};
use tempfile::TempDir;

use terminal::Terminal;

const PASSPHRASE: &str = "kurv lampe fjord månelys";

/// Nothing, a little, and some chunks of 64 KiB.
fn contents() -> [Vec<u8>; 3] {
    [0_usize, 207, 200_000].map(|length| (0..length).map(|it| it.to_le_bytes()[0]).collect())
}

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE).unwrap()
}

fn path<'a>(folder: &'a TempDir, name: &str, text: &'a mut String) -> &'a str {
    folder.path().join(name).to_str().unwrap().clone_into(text);
    text
}

/// The `age` tool, which asks on its terminal, with this answer.
fn age(arguments: &[&str], passphrase: &str, times: usize) -> (bool, String) {
    let mut terminal = Terminal::run("age", arguments);
    for question in ["nter passphrase", "onfirm passphrase"].iter().take(times) {
        terminal.answers(question, passphrase);
    }
    let (status, seen) = terminal.ends();
    (status.success(), seen)
}

#[test]
fn the_age_tool_opens_what_is_locked_here_and_refuses_another_passphrase() {
    let folder = TempDir::new().unwrap();
    let (mut locked, mut open) = (String::new(), String::new());
    let (locked, open) = (path(&folder, "a.age", &mut locked), path(&folder, "a", &mut open));
    // It makes no file of nothing.
    for content in contents().into_iter().filter(|it| !it.is_empty()) {
        fs::write(locked, lock(&content, &passphrase()).unwrap()).unwrap();
        let (is_open, seen) = age(&["--decrypt", "--output", open, locked], PASSPHRASE, 1);
        assert!(is_open, "{seen}");
        assert!(fs::read(open).unwrap() == content, "{} bytes", content.len());
        let (is_open, seen) = age(&["--decrypt", "--output", open, locked], "kurv", 1);
        assert!(!is_open && seen.contains("incorrect passphrase"), "{seen}");
    }
}

#[test]
fn what_the_age_tool_locks_asks_for_too_much_work() {
    let folder = TempDir::new().unwrap();
    let (mut open, mut locked) = (String::new(), String::new());
    let (open, locked) = (path(&folder, "b", &mut open), path(&folder, "b.age", &mut locked));
    fs::write(open, "rows").unwrap();
    let (is_locked, seen) = age(&["--passphrase", "--output", locked, open], PASSPHRASE, 2);
    assert!(is_locked, "{seen}");
    let answer = unlock(&fs::read(locked).unwrap(), &passphrase());
    assert_eq!(answer, Err(LockError::TooMuchWork));
}

/// Runs a program of JavaScript's with `age` and the passphrase in it; bytes go in, and bytes come out.
fn typage(program: &str, input: &[u8]) -> Option<Vec<u8>> {
    let library = std::env::var("AGE_ENCRYPTION").unwrap();
    assert!(Path::new(&library).is_file(), "{library}");
    let program = format!(
        "import {{ readFileSync, writeSync }} from 'node:fs';
         const age = await import({library:?});
         const passphrase = {PASSPHRASE:?};
         const input = readFileSync(0);
         const output = await (async () => {{ {program} }})();
         for (let at = 0; at < output.length;) at += writeSync(1, output, at);"
    );
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", &program]);
    node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut node = node.spawn().unwrap();
    let mut stdin = node.stdin.take().unwrap();
    let input = input.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = node.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    output.status.success().then_some(output.stdout)
}

const DECRYPT: &str = "
    const decrypter = new age.Decrypter();
    decrypter.addPassphrase(passphrase);
    return await decrypter.decrypt(new Uint8Array(input), 'uint8array');";

fn encrypt(work_factor: u8) -> String {
    format!(
        "const encrypter = new age.Encrypter();
         encrypter.setPassphrase(passphrase);
         encrypter.setScryptWorkFactor({work_factor});
         return await encrypter.encrypt(new Uint8Array(input));"
    )
}

#[test]
fn another_library_opens_what_is_locked_here() {
    for content in contents() {
        let locked = lock(&content, &passphrase()).unwrap();
        assert_eq!(typage(DECRYPT, &locked).as_ref(), Some(&content));
        let other = lock(&content, &Passphrase::new("another").unwrap()).unwrap();
        assert_eq!(typage(DECRYPT, &other), None);
    }
}

#[test]
fn what_another_library_locks_is_opened_here_up_to_the_most_work() {
    for content in contents() {
        for work_factor in [1, 10, 15, 16] {
            let locked = typage(&encrypt(work_factor), &content).unwrap();
            assert!(unlock(&locked, &passphrase()).as_ref() == Ok(&content), "{work_factor}");
            let wrong = unlock(&locked, &Passphrase::new("another").unwrap());
            assert_eq!(wrong, Err(LockError::WrongPassphrase), "{work_factor}");
        }
    }
    let locked = typage(&encrypt(17), b"rows").unwrap();
    assert_eq!(unlock(&locked, &passphrase()), Err(LockError::TooMuchWork));
}

#[test]
fn what_is_locked_for_keys_is_told_apart() {
    let for_a_key = "
        const encrypter = new age.Encrypter();
        encrypter.addRecipient(await age.identityToRecipient(await age.generateX25519Identity()));
        return await encrypter.encrypt(new Uint8Array(input));";
    let locked = typage(for_a_key, b"rows").unwrap();
    assert_eq!(unlock(&locked, &passphrase()), Err(LockError::OtherKind));
    let armored = format!(
        "return Buffer.from(age.armor.encode(await (async () => {{ {} }})()));",
        encrypt(15)
    );
    let armored = typage(&armored, b"rows").unwrap();
    assert_eq!(unlock(&armored, &passphrase()), Err(LockError::OtherKind));
}
