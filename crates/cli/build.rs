//! Puts the built page into the command, where the feature `embedded-page` asks for that: writes a list of its files
//! for `src/page/embedded.rs`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBEDDED_PAGE").is_none() {
        return Ok(());
    }
    let variable = |name| env::var_os(name).map(PathBuf::from).unwrap_or_default();
    let dist = variable("CARGO_MANIFEST_DIR").join("../../dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    if !dist.join("index.html").is_file() {
        return Err(io::Error::other("there is no page in dist/ to embed; make page builds it"));
    }
    let dist = dist.canonicalize()?;
    let mut files = Vec::new();
    collect(&dist, &mut files)?;
    files.sort();
    let entry = |path: &PathBuf| {
        let name = path.strip_prefix(&dist).unwrap_or(path).to_string_lossy();
        let path = path.to_string_lossy();
        format!("    ({name:?}, include_bytes!({path:?})),\n")
    };
    let entries: String = files.iter().map(entry).collect();
    let list = format!("static FILES: &[(&str, &[u8])] = &[\n{entries}];\n");
    fs::write(variable("OUT_DIR").join("page.rs"), list)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
