//! Content of what is published: the page's files, its settings, and the snapshot; in a folder, or in one file.

use std::io::{self, BufWriter, Write};

use cubeboard_cube::loader::Reading;
use cubeboard_files::lock::lock;
use cubeboard_files::lock::passphrase::Passphrase;
use cubeboard_files::page_config::PageConfig;
use cubeboard_files::privacy::{Anonymiser, Privacy};
use cubeboard_files::single_file::{SingleFile, SingleFileError, snapshot_name};
use cubeboard_files::snapshot::head::Head;
use cubeboard_files::snapshot::writer::Writer;
use cubeboard_i18n::Language;
use cubeboard_responses::notes::Note;

use crate::page::Page;
use crate::policy;
use crate::publish::arguments::Look;
use crate::publish::folder::Files;
use crate::settings::file::Campaign;

/// What is published.
#[derive(Debug)]
pub(super) struct Site<'a> {
    pub page: &'a Page,
    pub reading: &'a Reading,
    pub campaigns: Vec<Campaign>,
    /// Notes on the days.
    pub notes: Vec<Note>,
    pub look: &'a Look,
    pub privacy: Privacy,
    /// What the snapshot is locked with.
    pub passphrase: Option<Passphrase>,
    /// When the list was read.
    pub now_micros: i64,
}

impl Site<'_> {
    /// Writes all of it into a folder.
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
        files.create(self.snapshot_name(), |file| {
            self.write_snapshot(&head, BufWriter::new(file))?.flush()
        })?;
        let hash = files.hash(self.snapshot_name())?;
        files.write("config.json", &self.config(&head, Some(&hash))?)
    }

    /// Writes all of it into one file.
    pub fn write_single(&self, page: &SingleFile, file: impl Write) -> io::Result<()> {
        let head = self.head();
        let file = page.begin(file, &self.config(&head, None)?, self.snapshot_name())?;
        self.write_snapshot(&head, file)?.finish().map(drop)
    }

    fn snapshot_name(&self) -> &'static str {
        snapshot_name(self.passphrase.is_some())
    }

    fn config(&self, head: &Head, snapshot_hash: Option<&str>) -> io::Result<Vec<u8>> {
        let (name, language) = (self.snapshot_name(), self.look.language().map(Language::tag));
        let config = match self.passphrase {
            None => PageConfig::of(name, head, language),
            Some(_) => PageConfig::locked(name, language),
        };
        Ok(serde_json::to_vec_pretty(&config.with_hash(snapshot_hash))?)
    }

    /// Writes the snapshot, locked where it is to be, and returns what it was written to.
    fn write_snapshot<W: Write>(&self, head: &Head, mut out: W) -> io::Result<W> {
        let Some(passphrase) = &self.passphrase else { return self.write_rows(head, out) };
        let snapshot = self.write_rows(head, Vec::new())?;
        out.write_all(&lock(&snapshot, passphrase).map_err(io::Error::other)?)?;
        Ok(out)
    }

    fn write_rows<W: Write>(&self, head: &Head, out: W) -> io::Result<W> {
        let mut snapshot = Writer::new(out, head)?;
        let mut anonymiser =
            Anonymiser::new(self.privacy, self.look.language().unwrap_or_default());
        let rows = self.reading.segments().flatten();
        for row in rows.filter_map(|row| self.reading.store().row(row)) {
            snapshot.push(&anonymiser.apply(&row))?;
        }
        snapshot.finish()
    }

    fn head(&self) -> Head {
        let mut head = Head::of(self.reading, self.now_micros, self.privacy);
        head.title.clone_from(&self.look.title);
        head.notes.clone_from(&self.notes);
        for campaign in &mut head.campaigns {
            if let Some(known) = self.campaigns.iter().find(|it| it.id == campaign.id) {
                campaign.name = Some(known.name.clone());
                known.definition().iter().for_each(|it| campaign.define(it));
                campaign.goal = known.goal;
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

/// The page's files as they become one.
pub(super) fn single_file(page: &Page) -> Result<SingleFile, SingleFileError> {
    let mut file = SingleFile::new();
    while let Some(name) = file.missing().map(str::to_owned) {
        let bytes = page.files().plain(&name);
        let bytes = bytes.ok_or_else(|| SingleFileError::Missing(name.clone()))?;
        file.add(&name, bytes.to_vec())?;
    }
    Ok(file)
}
