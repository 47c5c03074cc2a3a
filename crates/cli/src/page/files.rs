//! A built page's files, in memory: those of a folder, read once, or those inside the command. What was compressed when
//! the page was built, `index.html.br` and `index.html.gz`, is kept with the file that it stands for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use axum::body::Bytes;

use super::freshness::Freshness;
use super::{PageError, compression, embedded};

/// A page's files by their names, such as `index.html` or `icons/32.png`.
#[derive(Debug)]
pub struct Files(BTreeMap<String, File>);

/// One file.
#[derive(Debug)]
pub(super) struct File {
    pub plain: Bytes,
    pub brotli: Option<Bytes>,
    pub gzip: Option<Bytes>,
    pub content_type: &'static str,
    pub freshness: Freshness,
}

/// A built page is a few megabytes. What is larger is another folder, named by mistake, and not read into memory.
const MOST_BYTES: u64 = 64 << 20;

impl Files {
    /// The page inside the command, where it was built with one.
    pub fn embedded() -> Option<Self> {
        let files = embedded::files().iter();
        let files: BTreeMap<_, _> =
            files.map(|(name, bytes)| ((*name).to_owned(), Bytes::from_static(bytes))).collect();
        (!files.is_empty()).then(|| Self::of(files))
    }

    /// All files of a folder and of those in it.
    ///
    /// # Errors
    ///
    /// When there is no `index.html`, or anything that cannot be read, or too much for a page.
    pub fn read(folder: &Path) -> Result<Self, PageError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| PageError::Unreadable { path, source }
        };
        // Asked for first: where it is missing, nothing else is worth reading.
        let index = folder.join("index.html");
        fs::metadata(&index).map_err(unreadable(&index))?;
        let mut paths = Vec::new();
        let root = fs::canonicalize(folder).map_err(unreadable(folder))?;
        let total = collect(&root, folder, &mut paths).map_err(unreadable(folder))?;
        if total > MOST_BYTES {
            return Err(PageError::TooLarge(folder.to_owned()));
        }
        let mut files = BTreeMap::new();
        for path in paths {
            let bytes = fs::read(&path).map_err(unreadable(&path))?;
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name: Vec<_> =
                name.components().map(|it| it.as_os_str().to_string_lossy()).collect();
            files.insert(name.join("/"), Bytes::from(bytes));
        }
        Ok(Self::of(files))
    }

    pub(super) fn of(mut all: BTreeMap<String, Bytes>) -> Self {
        let compressed = |name: &str| {
            let name = name.strip_suffix(".br").or(name.strip_suffix(".gz"));
            name.map(str::to_owned)
        };
        let is_copy = |name: &String| compressed(name).is_some_and(|it| all.contains_key(&it));
        let copies: Vec<_> = all.keys().filter(|it| is_copy(it)).cloned().collect();
        let mut copies: BTreeMap<_, _> =
            copies.iter().filter_map(|it| all.remove_entry(it)).collect();
        let files = all.into_iter().map(|(name, plain)| {
            let file = File {
                brotli: copies.remove(&format!("{name}.br")),
                gzip: copies.remove(&format!("{name}.gz")),
                content_type: content_type(&name),
                freshness: Freshness::of(&name, &plain),
                plain,
            };
            (name, file)
        });
        Self(files.collect())
    }

    /// The same, with the forms that files lack and get smaller by.
    #[must_use]
    pub fn compressed(mut self) -> Self {
        compression::compress(self.0.values_mut());
        self
    }

    /// Every form of each file, with what its name ends with: nothing, `.br` or `.gz`.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &'static str, &[u8])> {
        self.0.iter().flat_map(|(name, file)| {
            let compressed = [("", Some(&file.plain)), (".br", file.brotli.as_ref())];
            let forms = compressed.into_iter().chain([(".gz", file.gzip.as_ref())]);
            forms.filter_map(move |(ending, bytes)| Some((&**name, ending, &**bytes?)))
        })
    }

    /// What a file of this name holds, as it is.
    pub fn plain(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(|it| &*it.plain)
    }

    /// The file at a path that begins with a slash, exactly as it is spelled; the root is `index.html`.
    pub(super) fn at(&self, path: &str) -> Option<&File> {
        match path.strip_prefix('/')? {
            "" => self.0.get("index.html"),
            name => self.0.get(name),
        }
    }
}

/// Finds all files below a folder, and adds up how large they are. Left out is what a name hides with a dot, such as
/// `.git`, and what a link leads out of `root` for: neither is meant to be served. Folders are not followed through links,
/// which may lead in circles.
fn collect(root: &Path, folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type()?;
        let is_within = || fs::canonicalize(&path).is_ok_and(|it| it.starts_with(root));
        if kind.is_dir() {
            total += collect(root, &path, paths)?;
        } else if kind.is_file() || kind.is_symlink() && path.is_file() && is_within() {
            total += fs::metadata(&path)?.len();
            paths.push(path);
        }
        if total > MOST_BYTES {
            break;
        }
    }
    Ok(total)
}

/// What a file is, by the end of its name. Others than these are none of the page's.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
