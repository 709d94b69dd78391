//! Backups of the open ledger.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use backups::{Backup, Reason};
use domain::Code;

use crate::{Error, Ledger, Result, Watch};

impl Ledger {
    /// Makes a verified backup in `folder`.
    pub fn create_backup(&self, folder: &Path, note: Option<&str>) -> Result<Backup> {
        let unwatched = || ControlFlow::Continue(());
        Ok(backups::create(self.store(), folder, &self.local_now(), Reason::Manual, note, &unwatched)?)
    }

    /// Returns the folder of the backups that the program makes by itself: beside the ledger.
    pub fn backup_folder(&self) -> PathBuf {
        self.path().with_file_name("backups")
    }

    /// Makes the backup to which a large import can be taken back whatever happens.
    ///
    /// # Errors
    ///
    /// `import.not_backed_up` where there is none; `cancelled`.
    pub(crate) fn back_up_before_import(&self, file: &str, watch: &dyn Watch) -> Result<Backup> {
        let folder = self.backup_folder();
        let go_on = || watch.progress(0, None);
        let made = backups::create(
            self.store(),
            &folder,
            &self.local_now(),
            Reason::BeforeImport,
            Some(file),
            &go_on,
        );
        made.map_err(|source| {
            let cancelled = source.code() == Code::Cancelled;
            if cancelled { Error::Backup(source) } else { Error::NotBackedUp { folder, source } }
        })
    }

    fn local_now(&self) -> jiff::Zoned {
        self.clock().now().to_zoned(jiff::tz::TimeZone::system())
    }
}
