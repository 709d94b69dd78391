//! Restores: of the open ledger, and of one that cannot be opened.

use std::path::{Path, PathBuf};

use ledger::Watch;
use ledger::backup::{self, Candidate, Expected};
use ledger::domain::{Code, Problem};
use wire::app::AppState;
use wire::backup::{BackupList, RestorePreview, RestoreTarget};

use crate::backups::{drill, rows_in, set_aside};
use crate::failure::Result;
use crate::opening::Opened;
use crate::program::Program;

impl Program {
    /// Tells what a restore would do, without doing it.
    pub(crate) fn preview_restore(&self, target: &RestoreTarget) -> Result<RestorePreview> {
        let candidate = self.candidate(target)?;
        let manifest = match candidate.expected {
            Expected::Manifest(manifest) => Some(manifest),
            Expected::Head(_) | Expected::Sound => None,
        };
        let lost = match (self.opening.opened(), &manifest) {
            (Opened::Ready(ledger), Some(manifest)) => ledger.operations_since(manifest)?,
            (Opened::Ready(_) | Opened::FirstStart | Opened::Recovery { .. }, _) => None,
        };
        let made_at = manifest.map(|manifest| manifest.made_at);
        Ok(RestorePreview { name: candidate.name, made_at, lost })
    }

    /// Restores; where no ledger could be opened, in its place.
    pub(crate) fn restore(&self, target: &RestoreTarget, watch: &dyn Watch) -> Result<AppState> {
        let candidate = self.candidate(target)?;
        match self.opening.opened() {
            Opened::Ready(ledger) => {
                ledger.restore(&self.session, &candidate, watch)?;
            }
            Opened::FirstStart | Opened::Recovery { .. } => {
                self.opening.restore(&self.session, &candidate, watch)?;
            }
        }
        // They belong to the ledger that is gone.
        self.rehearsals.clear();
        self.state()
    }

    /// Returns the backups of a ledger that could not be opened, in all places, newest first.
    pub(crate) fn lost_backups(&self) -> Result<BackupList> {
        let path = self.opening.path();
        let folder = backup::built_in(&path);
        Ok(BackupList {
            backups: rows_in(&self.folders(&path))?,
            drill: backup::last_drill(&folder)?.map(drill),
            folder: folder.display().to_string(),
            last_restore: None,
            set_aside: set_aside(&path)?,
        })
    }

    /// Returns the folders in which backups of a ledger lie; the one beside it alone where the
    /// settings cannot be read.
    pub(crate) fn folders(&self, ledger: &Path) -> Vec<PathBuf> {
        let folders = self.opening.home().backup_folders(ledger);
        folders.unwrap_or_else(|_| vec![backup::built_in(ledger)])
    }

    fn candidate(&self, target: &RestoreTarget) -> Result<Candidate> {
        let taken = match target {
            RestoreTarget::Backup { name } => {
                let folders = self.folders(&self.opening.path());
                let unknown = || ledger::Error::rule(Problem::new(Code::BackupUnknown).param("value", name));
                let found = folders.iter().find_map(|folder| backup::find(folder, name).ok());
                Candidate::beside_manifest(&found.ok_or_else(unknown)?)
            }
            RestoreTarget::File { path, without_manifest: true } => {
                Candidate::without_manifest(Path::new(path))
            }
            RestoreTarget::File { path, without_manifest: false } => {
                Candidate::beside_manifest(Path::new(path))
            }
            RestoreTarget::Undo => return Ok(self.opening.ledger()?.before_last_restore()?),
        };
        Ok(taken.map_err(ledger::Error::from)?)
    }
}
