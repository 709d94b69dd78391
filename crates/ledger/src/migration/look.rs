//! Looking at a ledger that is not upgraded yet.
//!
//! What this program asks of a ledger only its own structure answers. So a copy is brought to it, and
//! nothing can be written there; the ledger itself stays as it is, and an older program can go on with
//! it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use storage::Store;
use tempfile::TempDir;

use crate::{Clock, Ledger, Result, SystemClock, Watch};

/// The copy that is looked at, and the ledger that it is of. It goes when it is dropped.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) of: PathBuf,
    _folder: TempDir,
}

impl Ledger {
    /// Opens a copy of a ledger, as it would be after the upgrade, to look at it.
    ///
    /// # Errors
    ///
    /// Those of opening the ledger and of the upgrade; `cancelled`.
    pub fn look_at(path: &Path, watch: &dyn Watch) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("lantai-").tempdir()?;
        let copy = folder.path().join("ledger.sqlite3");
        storage::store::copy(path, &copy, &mut |done, total| watch.progress(done, Some(total)))?;
        // A small ledger is copied before anybody is asked.
        let bytes = std::fs::metadata(&copy)?.len();
        if watch.progress(bytes, Some(bytes)).is_break() {
            return Err(storage::Error::Cancelled.into());
        }
        let clock = SystemClock;
        let store = Store::open_to_look(&copy, &clock.now_text())?;
        let view = View { of: path.to_owned(), _folder: folder };
        Ok(Self::over(store, Arc::new(clock)).seen_through(view))
    }

    /// Refuses what would take the copy for the ledger, such as a backup of it.
    pub(crate) fn refuse_only_looked_at(&self) -> Result<()> {
        if self.is_read_only() { Err(storage::Error::ReadOnly.into()) } else { Ok(()) }
    }

    /// Whether the ledger is only looked at, because its upgrade is put off.
    pub fn is_read_only(&self) -> bool {
        self.view().is_some()
    }
}
