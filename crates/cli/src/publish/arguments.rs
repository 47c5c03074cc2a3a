//! Arguments of `cubeboard publish`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use cubeboard_files::privacy::{self, Privacy};
use cubeboard_i18n::Language;

use crate::download::arguments::{CREDENTIALS_AND_EXIT_CODES, DownloadArguments};
use crate::passphrase::LockArguments;
use crate::upstream_arguments::PRECEDENCE;

/// Write a page with all responses of a campaign into a folder that any static host serves, or one file
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{PRECEDENCE}\n\n{CREDENTIALS_AND_EXIT_CODES}"))]
pub struct Arguments {
    #[command(flatten)]
    pub(super) download: DownloadArguments,

    /// The folder to write, or the file with --single-file
    #[arg(long, value_name = "PATH")]
    pub(super) output: PathBuf,

    /// Write one HTML file that opens from a disk or an attachment, without a server
    #[arg(long)]
    pub(super) single_file: bool,

    /// Replace the folder even if it holds something else than what this command published, or a
    /// file that is there already
    #[arg(long)]
    pub(super) force: bool,

    /// Publish the built page from this folder instead of the one in the command
    #[arg(long, value_name = "DIR")]
    pub(super) page: Option<PathBuf>,

    #[command(flatten)]
    pub(super) look: Look,

    #[command(flatten)]
    pub(super) lock: LockArguments,
}

/// What readers get to see.
#[derive(Debug, Args)]
pub struct Look {
    /// What becomes of customers' names and ids, and of comments
    #[arg(long, value_enum, default_value_t)]
    personal_data: PersonalData,

    /// What becomes of agents
    #[arg(long, value_enum, default_value_t)]
    agents: Agents,

    /// The language for readers who have chosen none, and of pseudonyms
    #[arg(long, value_enum)]
    language: Option<Tag>,

    /// Stands beside the product's name
    #[arg(long)]
    pub(super) title: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum PersonalData {
    /// They are left out
    #[default]
    Omit,
    /// Customers become numbers, the same for the same; comments are left out
    Pseudonyms,
    /// They stay
    Keep,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Agents {
    /// They become numbers, the same for the same
    #[default]
    Pseudonyms,
    /// They stay
    Keep,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Tag {
    /// English
    En,
    /// Norwegian Bokmål
    Nb,
}

const EXAMPLES: &str = "\
Examples:
  cubeboard publish --demo --campaign 926 --from 2017-01-01 --to 2017-01-31 --output site
  CUBEBOARD_TOKEN_FILE=token cubeboard publish --upstream https://ACCOUNT.headshed.com \\
    --campaign 926 --from 2017-01-01 --to 2017-01-31 --personal-data pseudonyms \\
    --agents keep --language nb --title Vintersalg --output /var/www/sales --quiet
  cubeboard publish --demo --campaign 926 --from 2017-01-01 --to 2017-01-31 --output site --lock
  cubeboard publish --demo --campaign 926 --from 2017-01-01 --to 2017-01-31 \\
    --single-file --output january.html

The folder takes its place once all of it is there, and one that was published before gives way
to it. Without --personal-data it holds no customer's name or id, and no comment; without --agents,
no agent's name. With --lock, whoever opens the page is asked for a passphrase before anything
of the query is seen; that the snapshot is there, its size and when it was written stay readable.";

impl Look {
    /// What becomes of personal data.
    pub(super) fn privacy(&self) -> Privacy {
        let personal_data = match self.personal_data {
            PersonalData::Omit => privacy::PersonalData::Omit,
            PersonalData::Pseudonyms => privacy::PersonalData::Pseudonyms,
            PersonalData::Keep => privacy::PersonalData::Keep,
        };
        let agents = match self.agents {
            Agents::Keep => privacy::Agents::Keep,
            Agents::Pseudonyms => privacy::Agents::Pseudonyms,
        };
        Privacy { personal_data, agents }
    }

    /// The language, where one was asked for.
    pub(super) fn language(&self) -> Option<Language> {
        self.language.map(|it| match it {
            Tag::En => Language::English,
            Tag::Nb => Language::Bokmal,
        })
    }
}
