//! The ledger as it was at any moment.

use std::path::{Path, PathBuf};

use backups::moment::{self, Known};
pub use backups::moment::{Lack, LackReason, Moment, Rebuilt};
use domain::access::Operation;
use domain::moment::{Loss, Timeline};
use storage::journal;

use crate::{Clock, Ledger, Result, SystemClock, Watch};

impl Ledger {
    /// Builds a file beside the ledger that holds it as it was at a moment, from the backups and
    /// archives of these places and from its own journal.
    ///
    /// What is no record and no setting (the files of imports, what imports remember) is as it was
    /// in the backup that the file comes from: no operation tells of it.
    ///
    /// # Errors
    ///
    /// `moment.unknown`, `moment.unreachable`, `cancelled`, `disk.full`.
    pub fn moment(&self, places: &[PathBuf], moment: &Moment, watch: &dyn Watch) -> Result<Rebuilt> {
        self.refuse_unless_may(Operation::Restore)?;
        let mut known = Known::gather(places, Some(self.store()))?;
        build(&mut known, moment, folder_of(self.path()), &self.clock().now_text(), watch)
    }

    /// Returns a page of the operations that a moment is chosen from, newest first; those that a
    /// restore took back stand among them.
    pub fn timeline(&self, places: &[PathBuf], offset: usize, limit: usize) -> Result<Timeline> {
        self.refuse_unless_may(Operation::Restore)?;
        Ok(Known::gather(places, Some(self.store()))?.timeline(offset, limit)?)
    }

    /// Tells what would be lost by going back to a moment.
    ///
    /// # Errors
    ///
    /// `moment.unknown`.
    pub fn loss_of(&self, places: &[PathBuf], moment: &Moment) -> Result<Loss> {
        self.refuse_unless_may(Operation::Restore)?;
        let mut known = Known::gather(places, Some(self.store()))?;
        let wanted = known.at(moment)?;
        let (kept, newest) = (known.common_with_newest(&wanted)?.seq, known.newest()?.seq);
        let records = self.read_for(Operation::BackUp, |reader| Ok(journal::touched_after(reader, kept)?))?;
        Ok(Loss { last_kept: kept, operations: newest - kept, records })
    }
}

/// Builds the same for a ledger that cannot be opened any more; the file goes into `folder`.
///
/// # Errors
///
/// Those of [`Ledger::moment`].
pub fn moment_without_ledger(
    places: &[PathBuf],
    moment: &Moment,
    folder: &Path,
    watch: &dyn Watch,
) -> Result<Rebuilt> {
    build(&mut Known::gather(places, None)?, moment, folder, &SystemClock.now_text(), watch)
}

pub(super) fn build(
    known: &mut Known<'_>,
    moment: &Moment,
    folder: &Path,
    now: &str,
    watch: &dyn Watch,
) -> Result<Rebuilt> {
    Ok(moment::build(known, moment, folder, now, &|done, total| watch.progress(done, total))?)
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
