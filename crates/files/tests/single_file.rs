//! A page as one file: what is in it, what its policy allows, and that it can be made into another one.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cubeboard_files::single_file::{SingleFile, SingleFileError, snapshot_name};
use flate2::read::GzDecoder;

/// As the build writes it, published, and with what servers on the way may add.
const INDEX: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="script-src 'self'"><meta name="referrer" content="same-origin">
    <title>Cubeboard</title>
    <!-- Inside of the page. -->
    <script>// boot.js</script>
    <link rel="icon" href="./icon-0123456789abcdef.svg"/>
    <link rel="stylesheet" href="./page-0123456789abcdef.css"/>
<script type="module">
import init, * as bindings from './app-0123456789abcdef.js';
const wasm = await init({ module_or_path: './app-0123456789abcdef_bg.wasm' });
</script>
    <meta name="demo-worker" content="demo-worker_loader-0123456789abcdef.js">
    <meta name="files" content="files_loader-0123456789abcdef.js">
    <meta name="lock-worker" content="lock-worker_loader-0123456789abcdef.js">
    <script src="https://count.example.org/visits.js"></script>
  <link rel="modulepreload" href="./app-0123456789abcdef.js"></head>
  <body>
    <div id="shell"><h1>Cubeboard</h1></div>
  </body>
</html>
"#;

fn glue(name: &str) -> String {
    format!(
        "let wasm;\nasync function __wbg_init(module_or_path) {{\n    if (!module_or_path) \
         module_or_path = new URL('{name}_bg.wasm', import.meta.url);\n}}\n\nexport {{ initSync, \
         __wbg_init as default }};\n"
    )
}

/// A built page's files.
fn page() -> BTreeMap<String, Vec<u8>> {
    let app = glue("app");
    let files = glue("files-0123456789abcdef");
    let lock = glue("lock-worker-0123456789abcdef");
    let page = [
        ("index.html", INDEX),
        ("icon-0123456789abcdef.svg", "<svg/>"),
        ("page-0123456789abcdef.css", "a > b { content: \"é\" }"),
        ("app-0123456789abcdef.js", &app),
        ("app-0123456789abcdef_bg.wasm", "wasm of the page"),
        (
            "files_loader-0123456789abcdef.js",
            "import init from './files-0123456789abcdef.js';await init();",
        ),
        ("files-0123456789abcdef.js", &files),
        ("files-0123456789abcdef_bg.wasm", "wasm of the files"),
        (
            "lock-worker_loader-0123456789abcdef.js",
            "import init from './lock-worker-0123456789abcdef.js';await init();",
        ),
        ("lock-worker-0123456789abcdef.js", &lock),
        ("lock-worker-0123456789abcdef_bg.wasm", "wasm of the lock"),
    ];
    page.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect()
}

/// Brings the files that are asked for; returns their names.
fn bring(file: &mut SingleFile, page: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(name) = file.missing().map(str::to_owned) {
        file.add(&name, page[&name].clone()).unwrap();
        names.push(name);
    }
    names
}

/// The document of a page with this configuration and this snapshot, which is open.
fn document(page: &BTreeMap<String, Vec<u8>>, config: &str, snapshot: &[u8]) -> String {
    document_with(page, config, snapshot, false)
}

/// The same with a snapshot that is locked, or not.
fn document_with(
    page: &BTreeMap<String, Vec<u8>>,
    config: &str,
    snapshot: &[u8],
    is_locked: bool,
) -> String {
    let mut file = SingleFile::new();
    bring(&mut file, page);
    let mut writer = file.begin(Vec::new(), config.as_bytes(), snapshot_name(is_locked)).unwrap();
    snapshot.chunks(7).for_each(|it| writer.write_all(it).unwrap());
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// The elements of this name: attributes and text.
fn elements<'a>(html: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let (begin, end) = (format!("<{name}"), format!("</{name}>"));
    let elements = html.split(&*begin).skip(1).filter_map(|it| it.split_once('>'));
    elements.map(|(attributes, rest)| (attributes, rest.split(&*end).next().unwrap())).collect()
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = attributes.split_once(&format!("{name}=\""))?;
    value.split('"').next()
}

/// What a browser finds in the document's parts, by name.
fn parts(html: &str) -> BTreeMap<String, Vec<u8>> {
    let scripts = elements(html, "script").into_iter().filter_map(|(attributes, text)| {
        let name = attribute(attributes, "data-part")?;
        let bytes = STANDARD.decode(text).unwrap();
        let mut unpacked = Vec::new();
        match attribute(attributes, "data-coding") {
            Some("gzip") => drop(GzDecoder::new(&*bytes).read_to_end(&mut unpacked).unwrap()),
            coding => {
                assert_eq!(coding, None);
                unpacked = bytes;
            }
        }
        Some((name.to_owned(), unpacked))
    });
    let styles = elements(html, "style").into_iter().filter_map(|(attributes, text)| {
        Some((attribute(attributes, "data-part")?.to_owned(), text.as_bytes().to_vec()))
    });
    scripts.chain(styles).collect()
}

/// By another implementation than the one that wrote the policy.
fn sha256(text: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, text);
    format!("'sha256-{}'", STANDARD.encode(digest))
}

#[test]
fn files_are_asked_for_as_they_name_each_other_and_the_demo_is_not() {
    let mut file = SingleFile::new();
    let asked = bring(&mut file, &page());
    assert_eq!(
        asked,
        [
            "index.html",
            "icon-0123456789abcdef.svg",
            "page-0123456789abcdef.css",
            "app-0123456789abcdef.js",
            "app-0123456789abcdef_bg.wasm",
            "files_loader-0123456789abcdef.js",
            "lock-worker_loader-0123456789abcdef.js",
            "files-0123456789abcdef.js",
            "lock-worker-0123456789abcdef.js",
            "files-0123456789abcdef_bg.wasm",
            "lock-worker-0123456789abcdef_bg.wasm",
        ]
    );
}

#[test]
fn the_policy_allows_the_documents_own_scripts_and_style_and_no_request() {
    let html = document(&page(), "{}", b"snapshot");
    let policies: Vec<_> = elements(&html, "meta")
        .into_iter()
        .filter(|it| it.0.contains("http-equiv"))
        .map(|it| attribute(it.0, "content").unwrap())
        .collect();
    let [policy] = policies[..] else { panic!("{policies:?}") };
    let directives: BTreeMap<_, _> =
        policy.split("; ").map(|it| it.split_once(' ').unwrap()).collect();
    assert_eq!(directives.keys().len(), 7);
    for (directive, sources) in [
        ("default-src", "'none'"),
        ("img-src", "data: blob:"),
        ("worker-src", "blob:"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
    ] {
        assert_eq!(directives[directive], sources, "{directive}");
    }

    // What stands in the document, and what is run of its parts.
    let scripts = elements(&html, "script").into_iter();
    let (run, data): (Vec<_>, Vec<_>) = scripts.partition(|it| it.0.is_empty());
    let parts = parts(&html);
    let programs = data.iter().filter(|it| it.0.contains("data-wasm"));
    let programs = programs.map(|it| &*parts[attribute(it.0, "data-part").unwrap()]);
    let texts: Vec<_> = run.iter().map(|it| it.1.as_bytes()).chain(programs).collect();
    assert_eq!(texts.len(), 4, "two that stand there, and two programs");
    let mut allowed: Vec<_> = texts.into_iter().map(sha256).collect();
    allowed.push("'wasm-unsafe-eval'".to_owned());
    assert_eq!(directives["script-src"].split(' ').collect::<Vec<_>>(), allowed);

    let style = elements(&html, "style");
    assert_eq!(directives["style-src"], sha256(style[0].1.as_bytes()));
    let start = html.find("http-equiv").unwrap();
    assert!(start < html.find("<script").unwrap() && start < html.find("<style").unwrap());
    for gone in ["visits.js", "modulepreload", "type=\"module\"", "// boot.js", "'self'"] {
        assert!(!html.contains(gone), "{gone}");
    }
}

#[test]
fn every_part_comes_back_as_it_was() {
    let config = "{\"title\":\"Jul </script><!-- <script> ·  Øst & «vest» 🎄\"}";
    let snapshot: Vec<u8> = (0..=255).cycle().take(3001).chain(*b"</script>").collect();
    let html = document_with(&page(), config, &snapshot, true);
    let found = parts(&html);
    assert_eq!(found["config.json"], config.as_bytes());
    assert_eq!(found[snapshot_name(true)], snapshot);
    for (name, bytes) in page() {
        if matches!(name.rsplit('.').next(), Some("wasm" | "css" | "html")) {
            assert_eq!(found[&name], bytes, "{name}");
        }
    }
    let scripts = elements(&html, "script");
    let (last, _) = scripts.last().unwrap();
    assert!(last.contains("data-last") && last.contains(snapshot_name(true)), "{last}");
    let files = scripts.iter().find(|it| it.0.contains("data-part=\"files-")).unwrap().0;
    assert_eq!(attribute(files, "data-loader"), Some("files_loader-0123456789abcdef.js"));
    assert_eq!(attribute(files, "data-wasm"), Some("files-0123456789abcdef_bg.wasm"));
    assert!(html.contains("data:image/svg+xml;base64,PHN2Zy8+"));
    assert!(html.ends_with("</body>\n</html>\n"));
}

#[test]
fn a_page_of_one_file_makes_the_same_page_again() {
    for is_locked in [false, true] {
        let html = document_with(&page(), "{}", b"snapshot", is_locked);
        assert_eq!(document_with(&parts(&html), "{}", b"snapshot", is_locked), html);
    }
}

#[test]
fn what_locks_and_unlocks_is_in_locked_pages_alone() {
    let [open, locked] =
        [false, true].map(|is_locked| document_with(&page(), "{}", b"snapshot", is_locked));
    let lock = sha256(&parts(&locked)["lock-worker-0123456789abcdef.js"]);
    assert!(locked.contains(&lock) && !open.contains(&lock), "the policy");
    assert!(!open.contains("lock-worker"));
    // A locked page that is saved open has none of it either.
    assert_eq!(document(&parts(&locked), "{}", b"snapshot"), open);
}

#[test]
fn what_is_no_file_of_a_built_page_is_refused() {
    let other = |name: &str, text: &str| {
        let mut page = page();
        page.insert(name.to_owned(), text.into());
        let mut file = SingleFile::new();
        loop {
            let name = file.missing().expect("something is refused").to_owned();
            if let Err(error) = file.add(&name, page[&name].clone()) {
                return error;
            }
        }
    };
    for (name, text) in [
        ("index.html", "<!doctype html><title>Another page</title>".to_owned()),
        ("index.html", INDEX.replace("type=\"module\"", "")),
        ("index.html", INDEX.replace("charset", "name")),
        ("app-0123456789abcdef.js", format!("import {{ a }} from './b.js';\n{}", glue("app"))),
        ("app-0123456789abcdef.js", "alert(1)".to_owned()),
        ("page-0123456789abcdef.css", "a { background: url(b.png) }".to_owned()),
        ("page-0123456789abcdef.css", "</style>".to_owned()),
        ("files_loader-0123456789abcdef.js", "alert(1)".to_owned()),
    ] {
        assert_eq!(other(name, &text), SingleFileError::Foreign(name.to_owned()), "{text}");
    }
    for elsewhere in ["https://b.org/a.js", "../a.js", "/a.js", "a%22.js"] {
        let loader = format!("import init from '{elsewhere}';await init();");
        let error = other("files_loader-0123456789abcdef.js", &loader);
        assert_eq!(error, SingleFileError::Foreign(elsewhere.to_owned()));
    }
}

#[test]
fn nothing_is_written_of_a_page_that_is_not_whole() {
    let mut file = SingleFile::new();
    file.add("index.html", INDEX.into()).unwrap();
    let mut written = Vec::new();
    let error = file.begin(&mut written, b"{}", snapshot_name(false)).err().unwrap();
    assert_eq!(error.to_string(), "the page lacks icon-0123456789abcdef.svg");
    assert!(written.is_empty());
}

#[test]
fn what_nobody_asked_for_or_is_here_already_is_refused() {
    let page = page();
    let mut file = SingleFile::new();
    let refused = |file: &mut SingleFile, name: &str| {
        let foreign = Err(SingleFileError::Foreign(name.to_owned()));
        assert_eq!(file.add(name, page[name].clone()), foreign);
    };
    // A module that came this early would not be made into a script.
    refused(&mut file, "files-0123456789abcdef.js");
    file.add("index.html", INDEX.into()).unwrap();
    refused(&mut file, "files-0123456789abcdef.js");
    refused(&mut file, "index.html");
    bring(&mut file, &page);
    refused(&mut file, "app-0123456789abcdef.js");
}
