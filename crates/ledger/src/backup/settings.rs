//! What people set for backups, kept in the program's own folder: it must be readable where the
//! ledger is not.

use std::fs;
use std::path::{Path, PathBuf};

use domain::backup::{BackupSettings, about_place};
use domain::{Code, Problem};

use crate::error::refuse_broken;
use crate::{Error, Home, Result};

const FILE: &str = "backup.json";
/// Lies in every further place. Without it a folder is not the one that was chosen: an empty mount
/// point, or another disk under the same letter.
const MARKER: &str = "lantai-backups.json";

impl Home {
    /// Returns the settings of backups; those of a fresh start where nothing was set yet.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`: falling back on others would encrypt nothing and reach no
    /// further place, without anybody noticing.
    pub fn backup_settings(&self) -> Result<BackupSettings> {
        let path = self.folder().join(FILE);
        let unreadable = || {
            let problem = Problem::new(Code::BackupSettingsUnreadable);
            Error::rule(problem.param("path", &path.display().to_string()))
        };
        match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|_| unreadable()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BackupSettings::default()),
            Err(_) => Err(unreadable()),
        }
    }

    /// Puts settings of backups in force.
    ///
    /// A place that is new among them must be there and writable: it is marked as ours.
    ///
    /// # Errors
    ///
    /// Those of [`BackupSettings::check`], `backup.place_missing`, and `backup.passphrase_missing`
    /// where nothing could be encrypted; the settings stay as they were then.
    pub fn keep_backup_settings(&self, settings: &BackupSettings) -> Result<()> {
        refuse_broken(settings.check())?;
        if settings.encrypt && !self.has_backup_passphrase() {
            return Err(Error::rule(Problem::new(Code::BackupPassphraseMissing).field("encrypt")));
        }
        // Settings that cannot be read are written anew, and every place is a new one then.
        let known = self.backup_settings().unwrap_or_default().places;
        for place in settings.places.iter().filter(|place| !known.contains(place)) {
            mark(place)?;
        }
        self.write(FILE, &serde_json::to_vec_pretty(settings)?)
    }

    /// Returns the folders in which backups of a ledger lie and that can be reached now, the one
    /// beside the ledger first.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`.
    pub fn backup_folders(&self, ledger: &Path) -> Result<Vec<PathBuf>> {
        let beside = built_in(ledger);
        let mut folders = self.backup_settings()?.places;
        folders.retain(|place| *place != beside && is_reachable(place));
        folders.insert(0, beside);
        Ok(folders)
    }
}

/// Returns the folder of the backups that the program makes by itself: beside the ledger.
pub fn built_in(ledger: &Path) -> PathBuf {
    ledger.with_file_name("backups")
}

/// Whether a further place is there, and is the one that was chosen.
pub(super) fn is_reachable(place: &Path) -> bool {
    place.join(MARKER).is_file()
}

/// Makes a folder a place for backups.
fn mark(place: &Path) -> Result<()> {
    let marker = place.join(MARKER);
    let text = format!("{{ \"program\": \"Lantai\", \"version\": \"{}\" }}\n", env!("CARGO_PKG_VERSION"));
    let written = if marker.is_file() { Ok(()) } else { fs::write(&marker, text) };
    written.map_err(|_| Error::rule(about_place(Code::BackupPlaceMissing, place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(folder: &Path) -> Home {
        Home::at(folder.join("home"))
    }

    fn code<T>(result: Result<T>) -> Option<Code> {
        result.err().map(|error| error.code())
    }

    #[test]
    fn settings_come_back_and_broken_ones_change_nothing() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let home = home(folder.path());
        assert_eq!(home.backup_settings()?, BackupSettings::default());
        let place = folder.path().join("disk");
        fs::create_dir(&place)?;
        let mut settings =
            BackupSettings { places: vec![place], encrypt: false, ..BackupSettings::default() };
        home.keep_backup_settings(&settings)?;
        assert_eq!(home.backup_settings()?, settings);
        settings.encrypt = true;
        assert_eq!(code(home.keep_backup_settings(&settings)), Some(Code::BackupPassphraseMissing));
        settings.rule.verified = 0;
        assert_eq!(code(home.keep_backup_settings(&settings)), Some(Code::BackupRuleTooFew));
        assert_eq!(home.backup_settings()?.rule.verified, 3);
        Ok(())
    }

    #[test]
    fn unreadable_settings_are_told_and_can_be_set_anew() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let home = home(folder.path());
        home.keep_backup_settings(&BackupSettings::default())?;
        fs::write(home.folder().join(FILE), "{")?;
        assert_eq!(code(home.backup_settings()), Some(Code::BackupSettingsUnreadable));
        assert_eq!(code(home.backup_folders(Path::new("a.sqlite3"))), Some(Code::BackupSettingsUnreadable));
        home.keep_backup_settings(&BackupSettings::default())?;
        assert_eq!(home.backup_settings()?, BackupSettings::default());
        Ok(())
    }

    #[test]
    fn a_place_is_the_folder_that_was_chosen_and_no_other() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let home = home(folder.path());
        let place = folder.path().join("disk");
        let settings = BackupSettings { places: vec![place.clone()], ..BackupSettings::default() };
        assert_eq!(code(home.keep_backup_settings(&settings)), Some(Code::BackupPlaceMissing));
        fs::create_dir(&place)?;
        home.keep_backup_settings(&settings)?;
        let ledger = folder.path().join("a.sqlite3");
        assert_eq!(home.backup_folders(&ledger)?, [folder.path().join("backups"), place.clone()]);
        // The disk is taken out: what is there now is an empty mount point.
        fs::remove_dir_all(&place)?;
        fs::create_dir(&place)?;
        home.keep_backup_settings(&settings)?;
        assert_eq!(home.backup_folders(&ledger)?, [folder.path().join("backups")]);
        Ok(())
    }
}
