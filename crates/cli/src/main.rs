//! The `cubeboard` command: reads its arguments and leaves the rest to the library.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use cubeboard::serve;

/// Sales trends of Headshed Cube campaigns, in the browser.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Arguments),
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 failed; 2 wrong use.";

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { command: Command::Serve(arguments) } = Arguments::parse();
    match serve::run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cubeboard: {error}");
            ExitCode::from(if error.is_wrong_use() { 2 } else { 1 })
        }
    }
}
