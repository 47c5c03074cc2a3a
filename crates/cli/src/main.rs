//! The `cubeboard` command: reads its arguments and leaves the rest to the library.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use cubeboard::{fetch, serve};

/// Sales trends of Headshed Cube campaigns: in the browser, or as files.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Arguments),
    Fetch(fetch::arguments::Arguments),
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 failed; 2 wrong use; 3 incomplete, standard error says what is missing.";

#[tokio::main]
async fn main() -> ExitCode {
    let ended = match Arguments::parse().command {
        Command::Serve(arguments) => {
            serve::run(arguments).await.map_err(|it| (it.exit_code(), it.to_string()))
        }
        Command::Fetch(arguments) => {
            fetch::run(arguments).await.map_err(|it| (it.exit_code(), it.to_string()))
        }
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, error)) => {
            eprintln!("cubeboard: {error}");
            ExitCode::from(code)
        }
    }
}
