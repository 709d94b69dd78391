//! Whether the page in the window has come up.

use std::sync::atomic::{AtomicBool, Ordering};

/// Names a file that is made once the page is ready, for programs that wait for it.
const READY_FILE: &str = "LANTAI_READY_FILE";

/// Remembers that the page is ready.
#[derive(Debug, Default)]
pub(crate) struct Readiness(AtomicBool);

impl Readiness {
    /// Takes note that the page is ready.
    pub(crate) fn note(&self) {
        if self.0.swap(true, Ordering::SeqCst) {
            return;
        }
        tracing::info!("the page is ready");
        if let Some(path) = std::env::var_os(READY_FILE)
            && let Err(error) = std::fs::File::create(path)
        {
            tracing::warn!(%error, "the file that tells that the page is ready cannot be made");
        }
    }

    pub(crate) fn is_noted(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
