//! Where the program keeps its things on this computer.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Result;

/// Beside the program, this file makes it portable: everything stays in its folder.
const PORTABLE_MARKER: &str = "lantai-portable";
/// The ledger that a fresh start makes.
const LEDGER_FILE: &str = "lantai.sqlite3";
const SETTINGS_FILE: &str = "settings.json";

/// The folder of the program's data for this user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    folder: PathBuf,
}

/// What the program remembers between two starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Settings {
    /// The ledger that was open last; below the folder without it, because a stick gets another letter
    /// and a folder another computer. That it is remembered is how a missing ledger is told from a
    /// first start.
    ledger: Option<PathBuf>,
}

impl Home {
    /// Finds the folder: `LANTAI_HOME`, or beside a portable program, or the user's data folder.
    pub fn find() -> Self {
        Self { folder: own_folder().or_else(user_folder).unwrap_or_else(|| PathBuf::from(".")) }
    }

    /// Whether it is the user's data folder, which all ordinary starts share. Another one, named or of a
    /// portable program, stands beside it.
    pub fn is_usual() -> bool {
        own_folder().is_none()
    }

    /// Takes a given folder.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the folder of the log files.
    pub fn logs(&self) -> PathBuf {
        self.folder.join("logs")
    }

    /// Returns the folder of what the window remembers: its place, and the settings of its pages.
    pub fn window(&self) -> PathBuf {
        self.folder.join("window")
    }

    /// Returns the place of the ledger that a fresh start makes.
    pub fn default_ledger(&self) -> PathBuf {
        self.folder.join(LEDGER_FILE)
    }

    /// Returns the ledger to open: the one that was open last, or one that lies in its default
    /// place; none on a first start.
    pub fn known_ledger(&self) -> Option<PathBuf> {
        let default = self.default_ledger();
        let known = self.settings().ledger.map(|ledger| self.folder.join(ledger));
        known.or_else(|| default.exists().then_some(default))
    }

    /// Remembers which ledger is open.
    pub fn remember_ledger(&self, path: &Path) -> Result<()> {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        let settings = Settings { ledger: Some(below.to_owned()) };
        self.write(SETTINGS_FILE, &serde_json::to_vec_pretty(&settings)?)
    }

    fn settings(&self) -> Settings {
        let text = std::fs::read(self.folder.join(SETTINGS_FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }
}

fn own_folder() -> Option<PathBuf> {
    std::env::var_os("LANTAI_HOME").map(PathBuf::from).or_else(portable)
}

fn portable() -> Option<PathBuf> {
    let folder = std::env::current_exe().ok()?.parent()?.to_owned();
    folder.join(PORTABLE_MARKER).exists().then_some(folder)
}

fn user_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "Lantai")?;
    Some(folders.data_local_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_in_the_folder_is_known_wherever_the_folder_goes() -> Result<()> {
        let place = tempfile::tempdir()?;
        let (before, after) = (place.path().join("E"), place.path().join("F"));
        let home = Home::at(before.clone());
        home.remember_ledger(&home.default_ledger())?;
        assert_eq!(home.known_ledger(), Some(before.join(LEDGER_FILE)));
        std::fs::rename(&before, &after)?;
        assert_eq!(Home::at(after.clone()).known_ledger(), Some(after.join(LEDGER_FILE)));
        Ok(())
    }

    #[test]
    fn a_ledger_elsewhere_is_known_by_its_whole_path() -> Result<()> {
        let place = tempfile::tempdir()?;
        let (home, elsewhere) = (Home::at(place.path().join("home")), place.path().join("other.sqlite3"));
        home.remember_ledger(&elsewhere)?;
        assert_eq!(home.known_ledger(), Some(elsewhere));
        Ok(())
    }
}
