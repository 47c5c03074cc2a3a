//! A command on a terminal of its own, by util-linux's `script`: what asks for a passphrase reads no pipe.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

pub struct Terminal {
    child: Child,
    keyboard: ChildStdin,
    screen: ChildStdout,
    device: String,
    seen: String,
}

impl Terminal {
    /// Runs a program with these arguments, and this environment beside its own.
    pub fn run(program: &str, arguments: &[&str]) -> Self {
        let words: Vec<_> = [program].iter().chain(arguments).map(|it| format!("'{it}'")).collect();
        let line = format!("tty; exec {}", words.join(" "));
        let mut command = Command::new("script");
        // Without a terminal of its own, it would have none of what is typed shown, whatever the program wants.
        command.args(["--quiet", "--return", "--echo", "always", "--command", &line, "/dev/null"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CUBEBOARD_")) {
            command.env_remove(name);
        }
        let mut child = command.spawn().unwrap();
        let (keyboard, screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut terminal =
            Self { child, keyboard, screen, device: String::new(), seen: String::new() };
        terminal.sees("\n");
        terminal.device = terminal.seen.trim().to_owned();
        terminal.seen.clear();
        terminal
    }

    /// Waits until this is on the screen, behind what was typed last.
    #[track_caller]
    pub fn sees(&mut self, text: &str) {
        let mut bytes = [0; 4096];
        while !self.seen.contains(text) {
            let length = self.screen.read(&mut bytes).unwrap_or_default();
            assert!(length > 0, "no “{text}” in {}", self.seen);
            self.seen.push_str(&String::from_utf8_lossy(&bytes[..length]));
        }
    }

    /// Types a line, once this is asked and what is typed is not shown.
    #[track_caller]
    pub fn answers(&mut self, question: &str, line: &str) {
        self.sees(question);
        let shows = || {
            let state = Command::new("stty").args(["-F", &self.device, "-a"]).output().unwrap();
            !String::from_utf8_lossy(&state.stdout).contains("-echo ")
        };
        // A program may throw away what is typed before.
        while shows() {}
        self.seen.clear();
        self.keyboard.write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// How it ends, and what else was on the screen.
    pub fn ends(mut self) -> (ExitStatus, String) {
        let mut rest = Vec::new();
        // A terminal that is gone is an error to some systems.
        let _ = self.screen.read_to_end(&mut rest);
        self.seen.push_str(&String::from_utf8_lossy(&rest));
        (self.child.wait().unwrap(), self.seen)
    }
}
