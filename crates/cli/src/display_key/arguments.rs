//! Arguments of `cubeboard display-key`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use cubeboard_responses::agent_alias::AgentNaming;

use crate::forwarding::public_url::PublicUrl;
use crate::upstream_arguments::PRECEDENCE;

/// Make, list or withdraw keys by which screens in a room read the wallboard, and nothing else
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{PRECEDENCE}\n\n{EXIT_CODES}"))]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) action: Action,
}

/// Subcommand of `display-key`.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Make a key, and print the link that hands it over: once
    New(New),
    /// Print name, campaigns, agents and day of each key
    List(Place),
    /// Take a key back: relays refuse it at once
    Withdraw(Withdraw),
}

/// A key that is to be made.
#[derive(Debug, Args)]
pub struct New {
    /// What people call the display, such as "Room 2"
    #[arg(long)]
    pub(super) name: String,

    /// A campaign that it may read, by its number; several are separated by commas, or it is repeated
    #[arg(long = "campaign", value_name = "ID", required = true, value_delimiter = ',')]
    pub(super) campaigns: Vec<u64>,

    /// How this display names agents [default: as the settings of serve say]
    #[arg(long, value_enum)]
    pub(super) agents: Option<Agents>,

    /// Where readers reach serve, for the link [default: --public-url of serve, or port 8080 of this machine]
    #[arg(long, value_name = "https://HOST")]
    pub(super) url: Option<PublicUrl>,

    #[command(flatten)]
    place: Place,
}

/// A key that is to be withdrawn.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Its name
    #[arg(value_name = "NAME")]
    pub(super) name: String,

    #[command(flatten)]
    place: Place,
}

/// Where keys are.
#[derive(Debug, Args)]
pub struct Place {
    /// The file of keys, which is made for its owner alone; the same as --display-keys of serve
    #[arg(long, value_name = "FILE")]
    pub(super) keys: Option<PathBuf>,

    /// Read settings from this TOML file
    #[arg(long, value_name = "cubeboard.toml")]
    pub(super) config: Option<PathBuf>,
}

/// How agents are named.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Agents {
    /// As Cube names them
    Name,
    /// By their initials
    Initials,
    /// By a number that stays theirs on this display
    Number,
}

impl Action {
    pub(super) fn place(&self) -> &Place {
        match self {
            Self::New(new) => &new.place,
            Self::List(place) => place,
            Self::Withdraw(withdraw) => &withdraw.place,
        }
    }
}

impl From<Agents> for AgentNaming {
    fn from(agents: Agents) -> Self {
        match agents {
            Agents::Name => Self::Name,
            Agents::Initials => Self::Initials,
            Agents::Number => Self::Number,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  cubeboard display-key new --name \"Room 2\" --campaign 926 --keys display-keys.json \\
    --url https://sales.example.org
  cubeboard display-key list --keys display-keys.json
  cubeboard display-key withdraw \"Room 2\" --keys display-keys.json";

const EXIT_CODES: &str = "Exit codes: 0 done; 1 failed; 2 wrong use.";
