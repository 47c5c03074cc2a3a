//! Writer of one CSV, JSON or snapshot file, which takes rows in slices.

use std::io::{self, Write as _};

use cubeboard_app::messages::{FileFormat, FileOrder};
use cubeboard_app::snapshot_head::{head, privacy};
use cubeboard_files::json::{Json, Layout};
use cubeboard_files::privacy::Anonymiser;
use cubeboard_files::snapshot::writer::Writer;
use cubeboard_i18n::Language;
use cubeboard_responses::store::packed::unpack;
use web_sys::Blob;

use crate::blob_writer::BlobWriter;
use crate::table::Table;

/// A file that is being written.
pub struct Writing {
    name: String,
    out: BlobWriter,
    content: Content,
}

enum Content {
    Csv(Table),
    Json(Json<BlobWriter>),
    Snapshot(Writer<BlobWriter>, Box<Anonymiser>),
}

impl Writing {
    /// Begins the file that is ordered; `None` where its head cannot be written.
    pub fn begin(order: &FileOrder) -> Option<Self> {
        let out = BlobWriter::default();
        let facts = &order.facts;
        let content = match order.format {
            FileFormat::Csv => Content::Csv(Table::new(facts)),
            // Its own worker writes it.
            FileFormat::Workbook { .. } => return None,
            FileFormat::Json => Content::Json(Json::new(out.clone(), Layout::Array)),
            FileFormat::Snapshot { personal_data } | FileFormat::Page { personal_data } => {
                let privacy = privacy(personal_data);
                let writer = Writer::new(out.clone(), &head(facts, privacy)).ok()?;
                let language = Language::from_tag(&facts.language).unwrap_or_default();
                Content::Snapshot(writer, Box::new(Anonymiser::new(privacy, language)))
            }
        };
        let name = facts.file_name(order.format.extension());
        Some(Self { name, out, content })
    }

    /// Adds packed rows.
    ///
    /// # Errors
    /// Where the browser keeps no more.
    pub fn add(&mut self, packed: &[u8]) -> io::Result<()> {
        match &mut self.content {
            Content::Csv(table) => self.out.write_all(&table.rows(unpack(packed))?),
            Content::Json(json) => unpack(packed).try_for_each(|row| json.push(&row)),
            Content::Snapshot(writer, anonymiser) => {
                unpack(packed).try_for_each(|row| writer.push(&anonymiser.apply(&row)))
            }
        }
    }

    /// Name and content of the file.
    ///
    /// # Errors
    /// Where the browser keeps no more.
    pub fn finish(self) -> io::Result<(String, Blob)> {
        let (head, media_type) = match self.content {
            Content::Csv(table) => (table.head()?, "text/csv;charset=utf-8"),
            Content::Json(json) => json.finish().map(|_| (Vec::new(), "application/json"))?,
            Content::Snapshot(writer, _) => {
                writer.finish().map(|_| (Vec::new(), "application/gzip"))?
            }
        };
        Ok((self.name, self.out.into_file(&head, media_type)?))
    }
}
