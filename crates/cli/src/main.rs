//! The `cubeboard` command: reads its arguments and leaves the rest to the library.

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use cubeboard::{display_key, fetch, hash_password, manual, publish, serve, terminal};

/// Sales trends of Headshed Cube campaigns: in the browser, or as files
#[derive(Debug, Parser)]
#[command(name = "cubeboard", version, arg_required_else_help = true, after_help = NOTES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Box<serve::arguments::Arguments>),
    Fetch(fetch::arguments::Arguments),
    Publish(publish::arguments::Arguments),
    HashPassword(hash_password::Arguments),
    DisplayKey(display_key::arguments::Arguments),
    Completions(manual::Completions),
    Man(manual::Page),
}

const NOTES: &str = "\
Examples:
  cubeboard serve --demo
  cubeboard fetch --demo --campaign 926 --from 2017-01-01 --to 2017-01-31 \\
    --format csv --output january.csv
  cubeboard publish --demo --campaign 926 --from 2017-01-01 --to 2017-01-31 --output site
  cubeboard man fetch | man -l -

Each subcommand's --help has further examples.

Exit codes: 0 done; 1 failed; 2 wrong use; 3 incomplete, standard error says what is missing.";

#[tokio::main]
async fn main() -> ExitCode {
    let ended = match Arguments::parse().command {
        Command::Serve(arguments) => {
            serve::run(*arguments).await.map_err(|it| (it.exit_code(), it.to_string()))
        }
        Command::Fetch(arguments) => {
            fetch::run(arguments).await.map_err(|it| (it.exit_code(), it.to_string()))
        }
        Command::Publish(arguments) => {
            publish::run(arguments).await.map_err(|it| (it.exit_code(), it.to_string()))
        }
        Command::HashPassword(_) => {
            hash_password::run().map_err(|it| (it.exit_code(), it.to_string()))
        }
        Command::DisplayKey(arguments) => {
            display_key::run(arguments).map_err(|it| (it.exit_code(), it.to_string()))
        }
        Command::Completions(arguments) => manual::complete(&arguments, Arguments::command())
            .map_err(|it| (it.exit_code(), it.to_string())),
        Command::Man(arguments) => manual::print(&arguments, Arguments::command())
            .map_err(|it| (it.exit_code(), it.to_string())),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, error)) => {
            terminal::say(error);
            ExitCode::from(code)
        }
    }
}
