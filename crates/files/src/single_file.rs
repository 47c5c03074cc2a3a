//! A page as one file: an HTML document with style, programs and a snapshot inside, which opens from a disk or an
//! attachment, without server or network.
//!
//! [`SingleFile`] takes the built page's own files, asking for one after the other by name as they name each other, so that
//! whoever has them can bring them from memory or over a network. Nothing of index.html is kept that runs or loads; the
//! scripts in the document are `loader.js` and `public/boot.js`, and those of the page's programs, which the first hands
//! out (`script.rs` makes classic scripts of them). Programs and data stand in base64 in elements that browsers do not run,
//! packed by gzip. The policy in the document names every script and the style by its SHA-256, and forbids all requests.

mod html;
mod script;

use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, STANDARD};
use base64::write::EncoderWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use html::{Index, LOCK_PROGRAM, Piece};

/// The file that names all others.
pub const INDEX: &str = "index.html";

/// The name of the configuration.
const CONFIG: &str = "config.json";

/// The name of a snapshot, here and in a published folder; it says whether the snapshot is locked.
pub fn snapshot_name(is_locked: bool) -> &'static str {
    if is_locked { "snapshot.cubeboard.age" } else { "snapshot.cubeboard" }
}

/// Scripts that run as they stand: what hands out the parts, and what tells obstacles.
const SCRIPTS: [&str; 2] =
    [include_str!("single_file/loader.js"), include_str!("../../../public/boot.js")];

/// Why a page cannot be one file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SingleFileError {
    /// There is none of this name.
    #[error("the page lacks {0}")]
    Missing(String),
    /// It is something else than the build writes.
    #[error("{0} is none of the files that make a page")]
    Foreign(String),
}

/// A built page's files, as they become one.
#[derive(Debug)]
pub struct SingleFile {
    pieces: Vec<Piece>,
    programs: Vec<Program>,
    /// Names, in the order in which they are asked for.
    wanted: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
}

/// A program of the page.
#[derive(Debug, Default)]
struct Program {
    /// The file that loads it on demand; empty for the page's own.
    loader: String,
    script: String,
    wasm: String,
}

impl SingleFile {
    /// Nothing yet: the first file to bring is [`INDEX`].
    #[expect(clippy::new_without_default, reason = "one that lacks its first file is no default")]
    pub fn new() -> Self {
        Self {
            pieces: Vec::new(),
            programs: Vec::new(),
            wanted: vec![INDEX.to_owned()],
            files: BTreeMap::new(),
        }
    }

    /// The name of the next file to bring; nothing where all are here.
    pub fn missing(&self) -> Option<&str> {
        self.wanted.iter().map(String::as_str).find(|it| !self.files.contains_key(*it))
    }

    /// Takes a file that is missing, as it was built or as another page of one file holds it.
    ///
    /// # Errors
    /// Where it is none of a built page, nobody asked for it, or it is here.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), SingleFileError> {
        let foreign = || SingleFileError::Foreign(name.to_owned());
        let is = |it: &String| it == name;
        // Each is looked at as what the files before it say it is: one that came before those would be taken as it stands.
        if !self.wanted.iter().any(is) || self.files.contains_key(name) {
            return Err(foreign());
        }
        if name == INDEX {
            let index = str::from_utf8(&bytes).ok().and_then(|it| self.take_index(it));
            index.ok_or_else(foreign)?;
        } else if let Some(program) = self.programs.iter_mut().find(|it| is(&it.loader)) {
            let loader = str::from_utf8(&bytes).map_err(|_| foreign())?;
            program.script = script::imported(loader).ok_or_else(foreign)?;
            let script = program.script.clone();
            self.want(script)?;
        } else if let Some(program) = self.programs.iter_mut().find(|it| is(&it.script)) {
            let module = str::from_utf8(&bytes).map_err(|_| foreign())?;
            if program.wasm.is_empty() {
                program.wasm = script::looked_for(module).ok_or_else(foreign)?;
            }
            let wasm = program.wasm.clone();
            let classic = script::classic(module, &wasm).ok_or_else(foreign)?;
            self.want(wasm)?;
            self.files.insert(name.to_owned(), classic.into());
            return Ok(());
        } else if self.pieces.contains(&Piece::Style(name.to_owned())) {
            let style = str::from_utf8(&bytes).map_err(|_| foreign())?;
            if style.contains("</style") || style.contains("url(") {
                return Err(foreign());
            }
        }
        self.files.insert(name.to_owned(), bytes);
        Ok(())
    }

    fn take_index(&mut self, index: &str) -> Option<()> {
        let Index { pieces, starter, loaders } = Index::parse(index);
        let has = |piece: &Piece| pieces.contains(piece);
        if !has(&Piece::Start) || !has(&Piece::Parts) {
            return None;
        }
        let (script, wasm) = (script::imported(&starter)?, script::started(&starter)?);
        let named = pieces.iter().filter_map(|piece| match piece {
            Piece::Icon(name) | Piece::Style(name) => Some(name.clone()),
            _ => None,
        });
        for name in named.chain([script.clone(), wasm.clone()]).chain(loaders.clone()) {
            self.want(name).ok()?;
        }
        self.programs.push(Program { loader: String::new(), script, wasm });
        let on_demand = loaders.into_iter().map(|loader| Program { loader, ..Program::default() });
        self.programs.extend(on_demand);
        self.pieces = pieces;
        Some(())
    }

    /// Asks for a file; only those beside the page are its own.
    fn want(&mut self, name: String) -> Result<(), SingleFileError> {
        if !is_name(&name) {
            return Err(SingleFileError::Foreign(name));
        }
        if !self.wanted.contains(&name) {
            self.wanted.push(name);
        }
        Ok(())
    }

    /// Writes the document up to the snapshot, whose bytes the returned writer takes, locked ones as well; `config` is the
    /// text of config.json, which names the snapshot as `snapshot` does.
    ///
    /// # Errors
    /// Where a file is missing, the name is none of a file, or `out` fails.
    pub fn begin<W: Write>(
        &self,
        mut out: W,
        config: &[u8],
        snapshot: &str,
    ) -> io::Result<SnapshotWriter<W>> {
        if let Some(name) = self.missing() {
            return Err(io::Error::other(SingleFileError::Missing(name.to_owned())));
        }
        if !is_name(snapshot) {
            return Err(io::Error::other(SingleFileError::Foreign(snapshot.to_owned())));
        }
        let is_locked = snapshot == snapshot_name(true);
        let (before, after) = self.pieces.split_at(self.parts_at());
        for piece in before {
            self.write_piece(piece, is_locked, &mut out)?;
        }
        for (name, bytes) in &self.files {
            let is_part = !self.pieces.contains(&Piece::Style(name.clone()));
            if name == INDEX && !is_locked {
                self.write_part(name, &self.index_of_open(bytes), &mut out)?;
            } else if is_part && (is_locked || !self.is_of_locked(name)) {
                self.write_part(name, bytes, &mut out)?;
            }
        }
        self.write_part(CONFIG, config, &mut out)?;
        write!(out, "<script type=\"{DATA}\" data-part=\"{snapshot}\" data-last>")?;
        let mut end = b"</script>\n".to_vec();
        for piece in after {
            self.write_piece(piece, is_locked, &mut end)?;
        }
        Ok(SnapshotWriter { encoder: EncoderWriter::new(out, &STANDARD), end })
    }

    fn parts_at(&self) -> usize {
        self.pieces.iter().position(|it| *it == Piece::Parts).unwrap_or(self.pieces.len())
    }

    fn file(&self, name: &str) -> &[u8] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a file is of the program that a page from an open file does without.
    fn is_of_locked(&self, name: &str) -> bool {
        let of_locked = self.programs.iter().filter(|it| it.loader.starts_with(LOCK_PROGRAM));
        of_locked.flat_map(|it| [&it.loader, &it.script, &it.wasm]).any(|it| it == name)
    }

    /// index.html without what names that program, so that a page from an open file can be saved as one again.
    fn index_of_open(&self, index: &[u8]) -> Vec<u8> {
        let index = String::from_utf8_lossy(index).into_owned();
        let names = self.pieces.iter().filter_map(|piece| match piece {
            Piece::OfLocked(text) => Some(text),
            _ => None,
        });
        names.fold(index, |index, text| index.replace(text.as_str(), "")).into_bytes()
    }

    fn write_piece(&self, piece: &Piece, is_locked: bool, out: &mut impl Write) -> io::Result<()> {
        match piece {
            Piece::OfLocked(text) if is_locked => out.write_all(text.as_bytes()),
            Piece::Text(text) => out.write_all(text.as_bytes()),
            Piece::Start => {
                write!(
                    out,
                    "\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
                     <meta name=\"referrer\" content=\"no-referrer\">\n",
                    self.policy(is_locked)
                )?;
                SCRIPTS.iter().try_for_each(|script| writeln!(out, "<script>{script}</script>"))
            }
            Piece::Icon(name) => {
                let icon = STANDARD.encode(self.file(name));
                write!(out, "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">")
            }
            Piece::Style(name) => {
                write!(out, "<style data-part=\"{name}\">")?;
                out.write_all(self.file(name))?;
                out.write_all(b"</style>")
            }
            Piece::OfLocked(_) | Piece::Parts => Ok(()),
        }
    }

    fn write_part(&self, name: &str, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
        write!(out, "<script type=\"{DATA}\" data-part=\"{name}\" data-coding=\"gzip\"")?;
        if let Some(program) = self.programs.iter().find(|it| it.script == name) {
            let Program { loader, wasm, .. } = program;
            write!(out, " data-loader=\"{loader}\" data-wasm=\"{wasm}\"")?;
        }
        out.write_all(b">")?;
        let encoder = EncoderWriter::new(&mut *out, &STANDARD);
        let mut packed = GzEncoder::new(encoder, Compression::best());
        packed.write_all(bytes)?;
        packed.finish()?.finish()?;
        out.write_all(b"</script>\n")
    }

    /// The Content-Security-Policy: these very scripts and this style, and no request at all.
    fn policy(&self, is_locked: bool) -> String {
        let scripts = self.programs.iter().map(|it| it.script.as_str());
        let programs =
            scripts.filter(|it| is_locked || !self.is_of_locked(it)).map(|it| self.file(it));
        let scripts = SCRIPTS.iter().map(|it| it.as_bytes()).chain(programs);
        let styles = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Style(name) => Some(self.file(name)),
            _ => None,
        });
        let directives = [
            "default-src 'none'".to_owned(),
            format!("script-src {} 'wasm-unsafe-eval'", hashes(scripts)),
            format!("style-src {}", hashes(styles)),
            "img-src data: blob:".to_owned(),
            "worker-src blob:".to_owned(),
            "base-uri 'none'".to_owned(),
            "form-action 'none'".to_owned(),
        ];
        directives.join("; ")
    }
}

/// The media type of parts: a script of a type that browsers do not know is not run.
const DATA: &str = "application/octet-stream";

/// Sources of a Content-Security-Policy that allow these texts, `'sha256-…'` each.
fn hashes<'a>(texts: impl Iterator<Item = &'a [u8]>) -> String {
    let sources = texts.map(|it| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(it))));
    sources.collect::<Vec<_>>().join(" ")
}

/// Whether this is the name of a file in the page's own folder, without a sign that HTML or scripts would read otherwise.
fn is_name(name: &str) -> bool {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"._-".contains(&it);
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(is_plain)
}

/// Takes the bytes of the snapshot, and ends the document behind them.
pub struct SnapshotWriter<W: Write> {
    encoder: EncoderWriter<'static, GeneralPurpose, W>,
    end: Vec<u8>,
}

impl<W: Write> SnapshotWriter<W> {
    /// Ends the document.
    ///
    /// # Errors
    /// Where what is written to fails.
    pub fn finish(mut self) -> io::Result<W> {
        let mut out = self.encoder.finish()?;
        out.write_all(&self.end)?;
        out.flush()?;
        Ok(out)
    }
}

impl<W: Write> Write for SnapshotWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.encoder.write(bytes)
    }

    // Its last characters stand for what is left over of three bytes, so there is nothing to be written out before the end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
