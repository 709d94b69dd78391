//! Backups, from the page to the ledger and back.

use std::path::{Path, PathBuf};

use ledger::backup::{self, Backup, Drill, Ground, Plan, Quarantined, Reason};
use ledger::domain::Noun;
use ledger::domain::backed_up::BackupStanding;
use ledger::domain::backup::BackupSettings;
use ledger::{Ledger, Watch};
use wire::app::NounCount;
use wire::backup::{
    BackupDrill, BackupList, BackupProof, BackupReason, BackupRow, KeptAs, KeptBackup, LastRestore,
    PrunePlan, SetAside,
};

use crate::failure::Result;
use crate::program::Program;

impl Program {
    /// Tells how well the open ledger is backed up.
    pub(crate) fn backup_standing(&self) -> Result<BackupStanding> {
        let ledger = self.opening.ledger()?;
        Ok(ledger.backup_standing(&ledger.backup_folder())?)
    }

    /// Returns the backups of the open ledger.
    pub(crate) fn backups(&self) -> Result<BackupList> {
        let ledger = self.opening.ledger()?;
        let folder = ledger.backup_folder();
        Ok(BackupList {
            folder: folder.display().to_string(),
            backups: rows_in(&self.folders(ledger.path()))?,
            drill: backup::last_drill(&folder)?.map(drill),
            last_restore: last_restore(&ledger)?,
            set_aside: set_aside(ledger.path())?,
        })
    }

    /// Backs the open ledger up.
    pub(crate) fn create_backup(&self, note: Option<&str>, watch: &dyn Watch) -> Result<BackupRow> {
        let ledger = self.opening.ledger()?;
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        Ok(row(&ledger.create_backup(&ledger.backup_folder(), note, watch)?))
    }

    /// Proves that a backup is what its manifest says.
    pub(crate) fn verify_backup(&self, name: &str) -> Result<()> {
        let ledger = self.opening.ledger()?;
        let folders = self.folders(ledger.path());
        let holds = |folder: &&PathBuf| backup::find(folder, name).is_ok();
        let folder = folders.iter().find(holds).cloned().unwrap_or_else(|| ledger.backup_folder());
        Ok(ledger.verify_backup(&folder, name)?)
    }

    /// Restores backups for practice.
    pub(crate) fn drill_backups(&self, watch: &dyn Watch) -> Result<BackupDrill> {
        let ledger = self.opening.ledger()?;
        Ok(drill(ledger.drill_backups(&self.session, &ledger.backup_folder(), watch)?))
    }

    /// Puts other settings of backups in force.
    pub(crate) fn update_backup_settings(&self, settings: &BackupSettings) -> Result<()> {
        Ok(self.opening.home().keep_backup_settings(settings)?)
    }

    /// Tells what the rule would remove, and removes it where `remove` says so.
    pub(crate) fn prune_backups(&self, remove: bool) -> Result<PrunePlan> {
        let ledger = self.opening.ledger()?;
        let rule = self.opening.home().backup_settings()?.rule;
        let Plan { kept, gone } = ledger.prune_backups(&ledger.backup_folder(), &rule, remove)?;
        let kept = kept.iter().map(|(backup, ground)| KeptBackup {
            name: name(backup),
            made_at: backup.manifest.made_at.clone(),
            kept_as: kept_as(*ground),
        });
        Ok(PrunePlan { rule, kept: kept.collect(), gone: gone.iter().map(row).collect() })
    }
}

/// Returns the backups in some folders, newest first; one that lies in several is one row.
///
/// The first is the one beside the ledger; another that cannot be read hides none of the rest.
pub(crate) fn rows_in(folders: &[PathBuf]) -> Result<Vec<BackupRow>> {
    let mut rows: Vec<BackupRow> = Vec::new();
    for (at, folder) in folders.iter().enumerate() {
        let listed = match backup::list(folder) {
            Err(error) if at > 0 => {
                tracing::warn!(code = %error.code(), "a place of backups cannot be read");
                continue;
            }
            listed => listed.map_err(ledger::Error::from)?,
        };
        for backup in listed {
            let found = row(&backup);
            match rows.iter_mut().find(|row| row.name == found.name) {
                Some(known) => known.folders.extend(found.folders),
                None => rows.push(found),
            }
        }
    }
    rows.sort_by(|one, other| other.name.cmp(&one.name));
    Ok(rows)
}

/// Returns the ledgers that were set aside beside this one.
pub(crate) fn set_aside(ledger: &Path) -> Result<Vec<SetAside>> {
    let told = |aside: Quarantined| SetAside {
        folder: aside.folder.display().to_string(),
        at: aside.at,
        bytes: aside.bytes,
    };
    Ok(backup::quarantined(ledger)?.into_iter().map(told).collect())
}

fn last_restore(ledger: &Ledger) -> Result<Option<LastRestore>> {
    let (Some(restored), Some(seq)) = (ledger.last_restore()?, ledger.last_restore_seq()?) else {
        return Ok(None);
    };
    let entry = ledger.journal_entry(seq)?;
    Ok(Some(LastRestore { name: restored.name, entry, before: restored.before }))
}

fn row(backup: &Backup) -> BackupRow {
    let manifest = &backup.manifest;
    let count = |noun: &Noun| Some(NounCount { noun: *noun, count: *manifest.rows.get(noun.name())? });
    BackupRow {
        name: name(backup),
        path: backup.path.display().to_string(),
        folders: backup.path.parent().map(|folder| folder.display().to_string()).into_iter().collect(),
        made_at: manifest.made_at.clone(),
        reason: reason(manifest.reason),
        note: manifest.note.clone(),
        bytes: manifest.bytes,
        counts: Noun::ALL.iter().filter_map(count).collect(),
        seq: manifest.journal_head.as_ref().map_or(0, |head| head.seq),
        program_version: manifest.program_version.clone(),
    }
}

fn name(backup: &Backup) -> String {
    backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(crate) fn drill(drill: Drill) -> BackupDrill {
    let proof = |proof: ledger::backup::Proof| BackupProof { name: proof.backup, contracts: proof.contracts };
    BackupDrill { at: drill.at, proofs: drill.proofs.into_iter().map(proof).collect() }
}

const fn reason(reason: Reason) -> BackupReason {
    match reason {
        Reason::Manual => BackupReason::Manual,
        Reason::Scheduled => BackupReason::Scheduled,
        Reason::BeforeImport => BackupReason::BeforeImport,
        Reason::BeforeMigration => BackupReason::BeforeMigration,
        Reason::BeforeRestore => BackupReason::BeforeRestore,
    }
}

const fn kept_as(ground: Ground) -> KeptAs {
    match ground {
        Ground::Recent => KeptAs::Recent,
        Ground::Daily => KeptAs::Daily,
        Ground::Weekly => KeptAs::Weekly,
        Ground::Monthly => KeptAs::Monthly,
        Ground::Apart => KeptAs::Apart,
        Ground::LastVerified => KeptAs::LastVerified,
        Ground::Damaged => KeptAs::Damaged,
    }
}
