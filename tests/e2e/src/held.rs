//! What a page holds once all that nobody holds any more is collected: bytes, nodes and listeners, so that no machine is
//! too slow to count them.

use crate::failure::Outcome;
use crate::page::Page;

/// What a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Bytes of the program's memory, which grows and never shrinks.
    pub wasm_bytes: u64,
    /// Nodes of documents, those taken out of them included.
    pub nodes: u64,
    /// Listeners to events.
    pub listeners: u64,
}

/// By so much the program's memory grows where something finds no room between what is there: four pages of wasm, the
/// longest step there was.
pub const GROWTH_STEP: u64 = 4 * 65_536;

/// Keeps the memory of the program that was started last.
const WATCH: &str = "
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const instantiate = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await instantiate(...given);
            window.memory = (made.instance ?? made).exports.memory ?? window.memory;
            return made;
        };
    }";

impl Page {
    /// Has it told from now on what documents hold.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn watch_memory(&self) -> Outcome {
        self.browser().run_in_every_document(WATCH).await
    }

    /// What it holds now.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn held(&self) -> Outcome<Held> {
        let wasm_bytes = self.read("return window.memory.buffer.byteLength", vec![]).await?;
        let [nodes, listeners] = self.browser().nodes_and_listeners().await?;
        Ok(Held { wasm_bytes, nodes, listeners })
    }
}
