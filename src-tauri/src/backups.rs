//! Backups, from the page to the ledger and back.

use ledger::Watch;
use ledger::backup::{Backup, Drill, Ground, Plan, Reason};
use ledger::domain::Noun;
use ledger::domain::backed_up::BackupStanding;
use wire::app::NounCount;
use wire::backup::{
    BackupDrill, BackupList, BackupProof, BackupReason, BackupRow, KeptAs, KeptBackup, PrunePlan,
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
            backups: ledger.backups(&folder)?.iter().map(row).collect(),
            drill: ledger.last_drill(&folder)?.map(drill),
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
        Ok(ledger.verify_backup(&ledger.backup_folder(), name)?)
    }

    /// Restores backups for practice.
    pub(crate) fn drill_backups(&self, watch: &dyn Watch) -> Result<BackupDrill> {
        let ledger = self.opening.ledger()?;
        Ok(drill(ledger.drill_backups(&self.session, &ledger.backup_folder(), watch)?))
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

fn row(backup: &Backup) -> BackupRow {
    let manifest = &backup.manifest;
    let count = |noun: &Noun| Some(NounCount { noun: *noun, count: *manifest.rows.get(noun.name())? });
    BackupRow {
        name: name(backup),
        path: backup.path.display().to_string(),
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

fn drill(drill: Drill) -> BackupDrill {
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
