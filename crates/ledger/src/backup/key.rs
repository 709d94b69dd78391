//! Encrypted backups: the passphrase that people know, and what the computer keeps of it.

use std::fs;
use std::path::Path;

use backups::seal::SHORTEST_PASSPHRASE;
use backups::{Backup, Passphrase, SealingKey, Workshop};
use domain::backup::BackupSettings;
use domain::{Code, Problem};

use super::settings::built_in;
use crate::{Error, Home, Result};

const FILE: &str = "backup-key.json";

/// A backup that can be read: as it is, or decrypted for as long as this lives.
#[derive(Debug)]
pub struct Unsealed {
    pub backup: Backup,
    _folder: Option<Workshop>,
}

impl Home {
    /// Whether a passphrase for backups was set on this computer.
    pub fn has_backup_passphrase(&self) -> bool {
        self.folder().join(FILE).is_file()
    }

    /// Sets the passphrase that opens what is encrypted from now on. What was encrypted before
    /// opens with the one before.
    ///
    /// # Errors
    ///
    /// `backup.passphrase_short`.
    pub fn set_backup_passphrase(&self, passphrase: &Passphrase) -> Result<()> {
        if !passphrase.is_long_enough() {
            let problem = Problem::new(Code::BackupPassphraseShort).field("passphrase");
            return Err(Error::rule(problem.param("limit", &SHORTEST_PASSPHRASE.to_string())));
        }
        let key = SealingKey::new(passphrase)?;
        key.check(passphrase)?;
        self.write(FILE, &serde_json::to_vec_pretty(&key)?)
    }

    /// Checks that a passphrase opens what is encrypted now: a person can make sure that they know
    /// it still.
    ///
    /// # Errors
    ///
    /// `backup.passphrase_missing`, `backup.passphrase_wrong`.
    pub fn check_backup_passphrase(&self, passphrase: &Passphrase) -> Result<()> {
        let key = self.read_key()?;
        let key = key.ok_or_else(|| Error::rule(Problem::new(Code::BackupPassphraseMissing)))?;
        Ok(key.check(passphrase)?)
    }

    /// Returns what encrypts copies; none where the settings do not ask for it.
    ///
    /// # Errors
    ///
    /// `backup.passphrase_missing`, `backup.key_damaged`: nothing leaves the computer unencrypted
    /// because a file is gone.
    pub(super) fn sealing_key(&self, settings: &BackupSettings) -> Result<Option<SealingKey>> {
        if !settings.encrypt {
            return Ok(None);
        }
        let key = self.read_key()?;
        key.map(Some).ok_or_else(|| Error::rule(Problem::new(Code::BackupPassphraseMissing)))
    }

    fn read_key(&self) -> Result<Option<SealingKey>> {
        match fs::read(self.folder().join(FILE)) {
            Ok(text) => match serde_json::from_slice(&text) {
                Ok(key) => Ok(Some(key)),
                Err(_) => Err(backups::Error::KeyDamaged.into()),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Decrypts a backup file into a folder, where it is a backup like any other.
///
/// # Errors
///
/// `backup.passphrase_wrong`, `backup.damaged`, `backup.unknown`.
pub fn decrypt(path: &Path, passphrase: &Passphrase, folder: &Path) -> Result<Backup> {
    if !path.is_file() {
        return Err(backups::Error::Unknown(path.display().to_string()).into());
    }
    Ok(backups::unseal(path, passphrase, folder)?)
}

impl Unsealed {
    /// Makes a backup readable; an encrypted one is decrypted beside the ledger, where whoever can
    /// read it can read the ledger.
    ///
    /// # Errors
    ///
    /// `backup.passphrase_needed`, `backup.passphrase_wrong`, `backup.damaged`, `backup.disk_space`.
    pub fn of(path: &Path, passphrase: Option<&Passphrase>, ledger: &Path) -> Result<Self> {
        if !backups::is_sealed(path) {
            return Ok(Self { backup: backups::read(path)?, _folder: None });
        }
        let needed = || backups::Error::PassphraseNeeded(path.to_owned());
        let passphrase = passphrase.ok_or_else(needed)?;
        let beside = built_in(ledger);
        fs::create_dir_all(&beside)?;
        let folder = Workshop::open_in(&beside)?;
        let backup = backups::unseal(path, passphrase, folder.path())?;
        Ok(Self { backup, _folder: Some(folder) })
    }
}
