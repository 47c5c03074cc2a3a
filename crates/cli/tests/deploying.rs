//! What docs/deploying.md shows is what `make deploying` tries.

use std::fs;
use std::path::Path;

#[test]
fn the_document_shows_the_very_files_that_are_tried() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let document = fs::read_to_string(docs.join("deploying.md")).unwrap();
    for entry in fs::read_dir(docs.join("deploying")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(document.contains(&format!("(deploying/{name})")), "{name} is not linked");
        let text = fs::read_to_string(&path).unwrap();
        let is_shown = document.contains(&format!("\n{text}```"));
        // The one that says the same as the timer.
        assert!(is_shown || name == "cubeboard-publish.cron", "{name} is shown otherwise");
    }
}
