//! Messages between the page, the export panel and the workers. Each is a typed request or answer as JSON, with at most
//! one thing beside it that JSON cannot hold: bytes, a file, an element or a function.

use cubeboard_files::lock::LockError;
use cubeboard_files::privacy::PersonalData;
use cubeboard_files::snapshot::head::{Campaign, Completeness, Head};
use cubeboard_responses::address::Address;
use cubeboard_responses::notes::Note;
use cubeboard_responses::series::Series;
use cubeboard_responses::table::sheet::Scope;
use js_sys::Array;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast as _, JsValue};

/// A message as it passes from one program to the other.
#[derive(Debug, Clone)]
pub struct Message {
    json: String,
    /// What stands beside the JSON; `undefined` where there is nothing.
    pub attachment: JsValue,
}

impl Message {
    /// A message with nothing beside it.
    pub fn new<T: Serialize>(content: &T) -> Self {
        Self::with(content, JsValue::UNDEFINED)
    }

    /// A message with something beside it.
    pub fn with<T: Serialize>(content: &T, attachment: impl Into<JsValue>) -> Self {
        // Every content is made of plain structs, which serde_json writes without fail.
        let json = serde_json::to_string(content).unwrap_or_default();
        Self { json, attachment: attachment.into() }
    }

    /// What it says; `None` where that is something else.
    pub fn content<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.json).ok()
    }

    /// The message as JavaScript carries it.
    pub fn into_js(self) -> JsValue {
        Array::of2(&self.json.into(), &self.attachment).into()
    }

    /// Reads what [`Self::into_js`] made; `None` where it is something else.
    pub fn from_js(value: &JsValue) -> Option<Self> {
        let parts = value.dyn_ref::<Array>()?;
        Some(Self { json: parts.get(0).as_string()?, attachment: parts.get(1) })
    }
}

/// What the page asks of the program that saves and opens files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PanelRequest {
    /// Show the panel in the element that comes with it.
    ShowPanel,
    /// Open the file that comes with it.
    OpenSnapshot(SnapshotOrigin),
}

/// What the panel asks of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageRequest {
    /// What is shown, and how: answered by [`ViewFacts`].
    Facts,
    /// Take down these rows, in order: answered by how many there are.
    TakeRows(Scope),
    /// The rows taken down from an index on, packed, as bytes; `undefined` where they are gone.
    Rows {
        /// Index of the first.
        start: usize,
    },
    /// The chart: answered by [`ChartFacts`], where there is one.
    Chart,
    /// Show the snapshot that the function beside it answers for.
    ShowSnapshot {
        /// What it tells of itself.
        head: Box<Head>,
        /// Whose file it is.
        origin: SnapshotOrigin,
    },
    /// Have the reader's own notes in snapshots and on paper, or not.
    TakeOwnNotes(bool),
    /// Close the panel, and give the focus back to the button that opened it.
    ClosePanel,
    /// Say that a snapshot cannot be shown.
    RefuseSnapshot {
        /// Why.
        refusal: SnapshotRefusal,
        /// Whose file it is.
        origin: SnapshotOrigin,
    },
}

/// Whose file a snapshot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SnapshotOrigin {
    /// The page's own, which it opens on; it may not be found.
    Page,
    /// The reader's, who chose it.
    Reader,
}

/// Why a snapshot cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SnapshotRefusal {
    /// There is no such file.
    NotFound,
    /// It is no snapshot.
    Foreign,
    /// A later version of the page wrote it.
    Newer,
    /// Part of it is missing or altered.
    Damaged,
    /// The program that opens it could not be loaded.
    NotLoaded,
    /// The reader gave no passphrase.
    Locked,
}

/// What answers for the rows on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowsOrigin {
    /// Cube, a relay or the demo.
    Service,
    /// A snapshot.
    Snapshot(SnapshotOrigin),
}

/// What is shown, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewFacts {
    /// Query and view as an address for others, with clock and chart settings said even where they are the usual ones.
    pub address: String,
    /// Name of the period in whose place the days stand there; empty where there is none.
    pub period: String,
    /// Tag of the reader's language.
    pub language: String,
    /// Keys of the columns shown, in order.
    pub columns: Vec<String>,
    /// How many rows the filters let through.
    pub shown_count: u64,
    /// How many rows there are.
    pub row_count: u64,
    /// What answers for them.
    pub origin: RowsOrigin,
    /// Name of the list that is read, as in [`Resource::path_segment`].
    ///
    /// [`Resource::path_segment`]: cubeboard_cube::query::Resource::path_segment
    pub resource: String,
    /// Whether these are all responses.
    pub completeness: Completeness,
    /// The campaigns asked for, in the order of their rows.
    pub campaigns: Vec<Campaign>,
    /// When the last page was read, in microseconds since 1970.
    pub read_at_micros: i64,
    /// Names of the filters that are set.
    pub filters: Vec<String>,
    /// What counts as success, as [`Definition::write`] writes it.
    ///
    /// [`Definition::write`]: cubeboard_responses::statistics::definition::Definition::write
    pub definition: String,
    /// Address of the service that is asked, empty for where the page comes from; `None` for the demo inside the page.
    pub endpoint: Option<String>,
    /// The notes on its days that leave with a snapshot.
    pub notes: Vec<Note>,
    /// How many notes of the reader's own there are on these days.
    pub own_note_count: usize,
    /// Whether those leave, too.
    pub takes_own_notes: bool,
}

impl ViewFacts {
    /// The address as a link carries it: a period stays one, so that it is true of another day, too.
    pub fn link_search(&self) -> String {
        let address = Address::parse(&self.address);
        match &*self.period {
            "" => address.search(),
            period => address.with("from", "").with("to", "").with("period", period).search(),
        }
    }

    /// Name of a file: what was asked, and nothing of what came: `cubeboard-926-2017-01-01-2017-01-31.json`.
    pub fn file_name(&self, extension: &str) -> String {
        let address = Address::parse(&self.address);
        let campaigns = address.get("campaign").replace(',', "-");
        let (from, to) = (address.get("from"), address.get("to"));
        format!("cubeboard-{campaigns}-{from}-{to}.{extension}")
    }
}

/// The chart as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChartFacts {
    /// Names of the campaigns; empty where none is known.
    pub campaigns: String,
    /// The bars, without parts that are switched off.
    pub series: Series,
    /// What the page says around the chart.
    pub caption: ChartCaption,
}

/// What the page says around the chart, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChartCaption {
    /// How many responses are here, and whether that is all of them.
    pub status: String,
    /// Name of the time zone.
    pub time_zone: String,
    /// The day it is by the reader's clock.
    pub today: String,
    /// Names of the filters that are set.
    pub filters: Vec<String>,
    /// What the line of the goal says; empty where there is none.
    pub goal: String,
    /// Which days it is compared with; empty where it is compared with nothing.
    pub compared: String,
}

/// What the files worker is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileRequest {
    /// Begin a file.
    Begin(Box<FileOrder>),
    /// Add the packed rows that come with it.
    AddRows,
    /// Nothing more comes: answered by the file's name, with the file beside it.
    Finish,
    /// Open the snapshot that comes with it: answered by its head or by [`NotOpened`].
    Open,
    /// Begin a page in one file: answered by the name of the first of the page's files to bring.
    BeginPage,
    /// Add the file that comes with it: answered by the name of the next one, or by none where all are here.
    AddPart {
        /// Its name.
        name: String,
    },
    /// Put the snapshot that comes with it into the page: answered by `()`, with the file beside it.
    FinishPage {
        /// What its config.json says.
        config: String,
        /// Whether the snapshot is locked.
        is_locked: bool,
    },
    /// Answer a request as the service would, from the snapshot opened last: answered by a [`ServiceReply`].
    Fetch {
        /// Path and query.
        target: String,
    },
}

/// What the lock worker is asked; beside it come a file and a passphrase, in an
/// array. Answered by a
/// `Result<(), LockError>`, with the other file's bytes beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockRequest {
    /// Lock the file.
    Lock,
    /// Unlock it.
    Unlock,
}

/// Why the files worker opens no snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotOpened {
    /// It cannot be shown.
    Refused(SnapshotRefusal),
    /// It is locked, and needs a passphrase.
    Locked,
    /// It is locked in a way that no passphrase helps against here.
    NotUnlockable(LockError),
}

/// The file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOrder {
    /// Its format.
    pub format: FileFormat,
    /// What is shown.
    pub facts: ViewFacts,
}

/// Format of a file, with what it needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// Comma-separated values of the columns shown.
    Csv,
    /// A JSON array of responses.
    Json,
    /// An Excel workbook, which a worker of its own writes.
    Workbook {
        /// What becomes of customers and comments.
        personal_data: PersonalData,
        /// Which rows it holds.
        scope: Scope,
    },
    /// A snapshot.
    Snapshot {
        /// What becomes of customers and comments.
        personal_data: PersonalData,
    },
    /// A page in one file, of which the worker writes the snapshot first.
    Page {
        /// What becomes of customers and comments.
        personal_data: PersonalData,
    },
}

impl FileFormat {
    /// Ending of the file's name, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Workbook { .. } => "xlsx",
            Self::Snapshot { .. } => cubeboard_files::snapshot::EXTENSION,
            Self::Page { .. } => "html",
        }
    }
}

/// What a worker answers that stands for the service; the body comes beside it, as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceReply {
    /// HTTP status.
    pub status: u16,
}
