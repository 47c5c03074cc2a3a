//! `cubeboard completions` and `cubeboard man`: what shells and `man` need, made from the very arguments that the command
//! reads.

use std::io::{self, Write as _};

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;
use thiserror::Error;

/// Print a script that completes this command's arguments
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the manual page of the command, or of a subcommand
#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct Page {
    /// The subcommand; one of another's is named with it, as display-key-new
    #[arg(value_name = "SUBCOMMAND")]
    of: Option<String>,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  cubeboard completions bash > ~/.local/share/bash-completion/completions/cubeboard
  cubeboard completions zsh > ~/.zfunc/_cubeboard
  cubeboard completions fish > ~/.config/fish/completions/cubeboard.fish

Exit codes: 0 done; 1 cannot be written; 2 wrong use.";

const MAN_EXAMPLES: &str = "\
Examples:
  cubeboard man fetch | man -l -
  cubeboard man > ~/.local/share/man/man1/cubeboard.1
  cubeboard man serve > ~/.local/share/man/man1/cubeboard-serve.1

Exit codes: 0 done; 1 cannot be written; 2 wrong use.";

/// Why nothing was printed.
#[derive(Debug, Error)]
pub enum ManualError {
    /// A name that no subcommand has.
    #[error("there is no subcommand {0}; cubeboard --help lists them")]
    NoSuchSubcommand(String),
    /// Standard output takes no more.
    #[error("cannot write: {0}")]
    Io(#[from] io::Error),
}

impl ManualError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NoSuchSubcommand(_) => 2,
            Self::Io(_) => 1,
        }
    }
}

/// Prints the script for a shell.
///
/// # Errors
///
/// When standard output does not take it.
pub fn complete(arguments: &Completions, mut command: Command) -> Result<(), ManualError> {
    // The generator panics where it cannot write, as into a pipe that was closed.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "cubeboard", &mut script);
    Ok(io::stdout().write_all(&script)?)
}

/// Prints a manual page.
///
/// # Errors
///
/// When there is no such subcommand, or standard output does not take the page.
pub fn print(arguments: &Page, mut command: Command) -> Result<(), ManualError> {
    // Gives subcommands the names that their pages have, such as cubeboard-serve.
    command.build();
    let command = match &arguments.of {
        None => command,
        Some(name) => command
            .get_subcommands()
            .flat_map(|it| std::iter::once(it).chain(it.get_subcommands()))
            .find(|it| it.get_display_name() == Some(&format!("cubeboard-{name}")))
            .cloned()
            .ok_or_else(|| ManualError::NoSuchSubcommand(name.clone()))?,
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(io::stdout().write_all(&page)?)
}
