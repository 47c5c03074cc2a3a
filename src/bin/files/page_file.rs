//! A page as one file: the page's own files, fetched from where they are, and a snapshot, put together by the worker.

use cubeboard_app::browser::enclosed;
use cubeboard_app::browser::worker::WorkerClient;
use cubeboard_app::messages::{FileRequest, Message, ViewFacts};
use cubeboard_app::net::client;
use cubeboard_files::page_config::PageConfig;
use cubeboard_files::single_file::{INDEX, snapshot_name};
use cubeboard_files::snapshot::head::Head;
use wasm_bindgen::JsCast as _;
use web_sys::Blob;

/// Its configuration: what the snapshot's head says, in the language of whoever saves it.
/// A locked one tells of itself once it is unlocked.
pub fn config(head: &Head, facts: &ViewFacts, is_locked: bool) -> String {
    let (name, language) = (snapshot_name(is_locked), Some(&*facts.language));
    let config = if is_locked {
        PageConfig::locked(name, language)
    } else {
        PageConfig::of(name, head, language)
    };
    // Made of plain structs, which serde_json writes without fail.
    serde_json::to_string(&config).unwrap_or_default()
}

/// The file with this snapshot in it, as the snapshot is: locked ones stay so. The worker is one that writes no other.
pub async fn of(
    worker: &WorkerClient,
    config: String,
    snapshot: Blob,
    is_locked: bool,
) -> Option<Blob> {
    let begun = worker.ask(Message::new(&FileRequest::BeginPage)).await?;
    let mut missing: Option<String> = begun.content()?;
    while let Some(name) = missing {
        // Servers may have another name for it, and send whoever asks for this one elsewhere.
        let is_page = name == INDEX && !enclosed::is_there();
        let part = client::fetch_file_beside(if is_page { "" } else { &name }).await?;
        missing =
            worker.ask(Message::with(&FileRequest::AddPart { name }, part)).await?.content()?;
    }
    let request = FileRequest::FinishPage { config, is_locked };
    worker.ask(Message::with(&request, snapshot)).await?.attachment.dyn_into().ok()
}
