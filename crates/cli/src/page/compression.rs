//! Compression of a page's files by brotli and gzip: once, before the first of them is served, and for those that the build
//! left as they are.

use std::io::Read as _;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzEncoder;

use super::files::File;

/// Of 0 to 11: the best makes a page a tenth smaller, in eighteen times the time.
const BROTLI_QUALITY: i32 = 7;

#[derive(Debug, Clone, Copy)]
enum Coding {
    Brotli,
    Gzip,
}

/// One form of one file that is not there yet.
#[derive(Debug)]
struct Task<'a> {
    plain: Bytes,
    coding: Coding,
    form: &'a mut Option<Bytes>,
}

/// Adds the forms that files lack, where a file gets smaller by it. Takes as many threads as the machine runs at once.
pub(super) fn compress<'a>(files: impl Iterator<Item = &'a mut File>) {
    let forms = files.filter(|it| can_shrink(it.content_type)).flat_map(|file| {
        let File { plain, brotli, gzip, .. } = file;
        [(brotli, Coding::Brotli), (gzip, Coding::Gzip)].map(|(form, coding)| Task {
            plain: plain.clone(),
            coding,
            form,
        })
    });
    let mut tasks: Vec<_> = forms.filter(|it| it.form.is_none()).collect();
    // The largest last, where it is taken first: no thread is left with it in the end.
    tasks.sort_by_key(|it| it.plain.len());
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(tasks.len());
    let tasks = Mutex::new(tasks);
    let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).pop();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(task) = next() {
                    *task.form = smaller(&task.plain, task.coding);
                }
            });
        }
    });
}

/// Whether a file of this type is anything but packed already, as pictures and fonts are.
fn can_shrink(content_type: &str) -> bool {
    let (kind, _) = content_type.split_once(';').unwrap_or((content_type, ""));
    kind.starts_with("text/")
        || kind.starts_with("application/") && kind != "application/octet-stream"
        || kind == "image/svg+xml"
}

/// A compressed form, where it is smaller.
fn smaller(plain: &Bytes, coding: Coding) -> Option<Bytes> {
    let mut compressed = Vec::with_capacity(plain.len() / 2);
    // Memory is read and written: nothing that a form could fail of but its size.
    match coding {
        Coding::Brotli => {
            let size_hint = plain.len();
            let parameters =
                BrotliEncoderParams { quality: BROTLI_QUALITY, size_hint, ..Default::default() };
            brotli::BrotliCompress(&mut &plain[..], &mut compressed, &parameters).ok()?;
        }
        Coding::Gzip => {
            GzEncoder::new(&plain[..], Compression::default()).read_to_end(&mut compressed).ok()?;
        }
    }
    (compressed.len() < plain.len()).then(|| compressed.into())
}

#[cfg(test)]
mod tests {
    use super::super::files::Files;

    #[test]
    fn only_what_gets_smaller_has_further_forms() {
        let text = "let rows = rows + 1;\n".repeat(100);
        let files = [
            ("app.js", &*text),
            ("app.wasm", &text),
            ("icon.svg", &text),
            ("short.js", "let a = 1"),
            ("picture.png", &text),
            ("icon.ico", &text),
            ("letters.woff2", &text),
            ("packed.css", &text),
            ("packed.css.br", "by the build"),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.to_owned().into()));
        let files = Files::of(files.into()).compressed();
        let forms: Vec<_> = files.forms().map(|(name, end, _)| [name, end].concat()).collect();
        assert_eq!(
            forms,
            [
                "app.js",
                "app.js.br",
                "app.js.gz",
                "app.wasm",
                "app.wasm.br",
                "app.wasm.gz",
                "icon.ico",
                "icon.svg",
                "icon.svg.br",
                "icon.svg.gz",
                "letters.woff2",
                "packed.css",
                "packed.css.br",
                "packed.css.gz",
                "picture.png",
                "short.js",
            ]
        );
        let (_, _, packed) =
            files.forms().find(|it| (it.0, it.1) == ("packed.css", ".br")).unwrap();
        assert_eq!(packed, b"by the build");
    }
}
