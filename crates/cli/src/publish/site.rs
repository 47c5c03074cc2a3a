//! Content of a published folder: the page's files, its settings, and the snapshot.

use std::io::{self, BufWriter, Write};

use cubeboard_cube::loader::Reading;
use cubeboard_files::lock::lock;
use cubeboard_files::lock::passphrase::Passphrase;
use cubeboard_files::privacy::{Anonymiser, Privacy};
use cubeboard_files::snapshot::head::Head;
use cubeboard_files::snapshot::writer::Writer;
use cubeboard_i18n::Language;

use crate::page::Page;
use crate::policy;
use crate::publish::arguments::Look;
use crate::publish::config::Config;
use crate::publish::folder::Files;
use crate::settings::file::Campaign;

/// The snapshot's name.
const SNAPSHOT: &str = "snapshot.cubeboard";
/// The same where it is locked.
const LOCKED_SNAPSHOT: &str = "snapshot.cubeboard.age";

/// What is published.
#[derive(Debug)]
pub(super) struct Site<'a> {
    pub page: &'a Page,
    pub reading: &'a Reading,
    pub campaigns: Vec<Campaign>,
    pub look: &'a Look,
    pub privacy: Privacy,
    /// What the snapshot is locked with.
    pub passphrase: Option<Passphrase>,
    /// When the list was read.
    pub now_micros: i64,
}

impl Site<'_> {
    /// Writes all of it.
    pub fn write(&self, files: &mut Files<'_>) -> io::Result<()> {
        for (name, ending, bytes) in self.page.files().forms() {
            match (name, ending) {
                ("index.html", "") => files.write(name, &self.with_policy(bytes))?,
                // They say otherwise than the ones written here.
                ("index.html" | "config.json", _) => {}
                _ => files.write(&[name, ending].concat(), bytes)?,
            }
        }
        let head = self.head();
        let language = self.look.language().map(Language::tag);
        let config = match self.passphrase {
            None => Config::of(SNAPSHOT, &head, language),
            Some(_) => Config::locked(LOCKED_SNAPSHOT, language),
        };
        files.write("config.json", &serde_json::to_vec_pretty(&config)?)?;
        match &self.passphrase {
            None => files.create(SNAPSHOT, |file| self.write_snapshot(BufWriter::new(file), &head)),
            Some(passphrase) => {
                let mut snapshot = Vec::new();
                self.write_snapshot(&mut snapshot, &head)?;
                let locked = lock(&snapshot, passphrase).map_err(io::Error::other)?;
                files.write(LOCKED_SNAPSHOT, &locked)
            }
        }
    }

    fn write_snapshot(&self, out: impl Write, head: &Head) -> io::Result<()> {
        let mut snapshot = Writer::new(out, head)?;
        let language = self.look.language().unwrap_or_default();
        let mut anonymiser = Anonymiser::new(self.privacy, language);
        let rows = self.reading.segments().flatten();
        for row in rows.filter_map(|row| self.reading.store().row(row)) {
            snapshot.push(&anonymiser.apply(&row))?;
        }
        snapshot.finish()?.flush()
    }

    fn head(&self) -> Head {
        let mut head = Head::of(self.reading, self.now_micros, self.privacy);
        head.title.clone_from(&self.look.title);
        for campaign in &mut head.campaigns {
            if let Some(known) = self.campaigns.iter().find(|it| it.id == campaign.id) {
                campaign.name = Some(known.name.clone());
                campaign.success.clone_from(&known.success);
                campaign.neither.clone_from(&known.neither);
            }
        }
        head
    }

    /// The HTML with the policy that `serve` sends as a header. It goes before all that loads anything, right behind the
    /// element that tells the encoding.
    fn with_policy(&self, html: &[u8]) -> Vec<u8> {
        let html = String::from_utf8_lossy(html);
        let encoding = html.find("<meta").and_then(|it| Some(it + html[it..].find('>')? + 1));
        let (before, after) = html.split_at(encoding.unwrap_or_default());
        [before, &policy::elements(self.page.inline_scripts()), after].concat().into_bytes()
    }
}
