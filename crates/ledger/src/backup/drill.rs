//! Restoring for practice: only a restored backup proves that it can be restored.

use std::fs;
use std::path::{Path, PathBuf};

use backups::Backup;
use domain::Noun;
use domain::access::{Operation, Row};
use domain::list::ListQuery;
use serde::{Deserialize, Serialize};

use crate::{Error, Ledger, Result, Session, Watch};

/// When backups were last proven restorable, and which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// UTC, RFC 3339.
    pub at: String,
    /// Who did it; empty in what older programs wrote down.
    #[serde(default)]
    pub by: String,
    /// How long it took.
    #[serde(default)]
    pub seconds: Option<u32>,
    pub proofs: Vec<Proof>,
}

/// A backup that was restored and found sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The file name of the backup.
    pub backup: String,
    /// Contracts in the report that was made from the restored ledger.
    pub contracts: u64,
}

impl Ledger {
    /// Restores the newest backup of `folder`, and one of the others by lot, into a temporary
    /// file; checks everything in it, makes the report of all contracts, and removes it again.
    ///
    /// # Errors
    ///
    /// `backup.unknown` where there is none; `backup.damaged` for one that cannot be restored;
    /// `backup.passphrase_needed` where all are encrypted.
    pub fn drill_backups(&self, session: &Session, folder: &Path, watch: &dyn Watch) -> Result<Drill> {
        self.authorise(session, Operation::BackUp, Row::Any)?;
        let (sealed, backups): (Vec<Backup>, Vec<Backup>) =
            backups::list(folder)?.into_iter().partition(|backup| backup.manifest.is_sealed());
        if let (Some(sealed), true) = (sealed.first(), backups.is_empty()) {
            return Err(backups::Error::PassphraseNeeded(sealed.path.clone()).into());
        }
        let Some((newest, others)) = backups.split_first() else {
            return Err(backups::Error::Unknown(folder.display().to_string()).into());
        };
        let began = self.clock().now();
        let mut proofs = vec![prove(newest, watch)?];
        if let Some(other) = self.by_lot(others) {
            proofs.push(prove(other, watch)?);
        }
        let seconds = self.clock().now().duration_since(began).as_secs();
        let (at, by) = (self.clock().now_text(), session.actor.clone());
        let drill = Drill { at, by, seconds: u32::try_from(seconds).ok(), proofs };
        record(folder, &drill)?;
        Ok(drill)
    }

    fn by_lot<'backup>(&self, backups: &'backup [Backup]) -> Option<&'backup Backup> {
        let lot = usize::try_from(self.clock().now().subsec_nanosecond()).unwrap_or_default();
        backups.get(lot.checked_rem(backups.len())?)
    }
}

/// Returns the last drill on the backups of `folder`; none where there was none.
pub fn last_drill(folder: &Path) -> Result<Option<Drill>> {
    match fs::read(record_of(folder)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn prove(backup: &Backup, watch: &dyn Watch) -> Result<Proof> {
    backups::verify(&backup.path)?;
    let folder = tempfile::tempdir()?;
    let restored = folder.path().join("drill.sqlite3");
    fs::copy(&backup.path, &restored)?;
    let ledger = Ledger::open_copy(&restored)?;
    // It belongs to nobody, and may have other accounts than this one.
    if !ledger.check_health(ledger.session())?.is_healthy() {
        let reason = "what is computed from its records differs".to_owned();
        return Err(backups::Error::Damaged { path: backup.path.clone(), reason }.into());
    }
    let report = folder.path().join("contracts.xlsx");
    let contracts = ledger.export_list(Noun::Contract, &ListQuery::default(), &report, None, watch)?;
    if backup.manifest.rows.get(Noun::Contract.name()).copied() != i64::try_from(contracts).ok() {
        let reason = "the report has other contracts than the manifest".to_owned();
        return Err(backups::Error::Damaged { path: backup.path.clone(), reason }.into());
    }
    let name = backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Proof { backup: name, contracts })
}

/// Writes the drill down beside the backups, all of it or nothing.
fn record(folder: &Path, drill: &Drill) -> Result<()> {
    let file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(file.as_file(), drill)?;
    file.as_file().sync_all()?;
    file.persist(record_of(folder)).map_err(|refused| Error::Io(refused.error))?;
    Ok(())
}

fn record_of(folder: &Path) -> PathBuf {
    folder.join("last_drill.json")
}
