//! The open and save dialogs of the system.
//!
//! They carry no text of ours, so that they speak the language of the system.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::timing::asking;
use crate::window;

/// The kinds of files that a dialog offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Workbook,
    Csv,
    /// Everything an import takes; old workbooks too, because the refusal says what to do.
    Importable,
    Ledger,
    /// A ledger file, or an encrypted backup.
    Backup,
    /// The diagnostics package.
    Package,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Workbook => "Excel (*.xlsx)",
            Self::Csv => "CSV (*.csv)",
            Self::Importable => "Excel, CSV",
            Self::Ledger | Self::Backup => "兰台 Lantai",
            Self::Package => "ZIP (*.zip)",
        }
    }

    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Workbook => &["xlsx"],
            Self::Csv => &["csv"],
            Self::Importable => &["xlsx", "xlsm", "csv", "txt", "xls", "et"],
            Self::Ledger => &["sqlite3", "lantai", "db"],
            Self::Backup => &["sqlite3", "lantai", "db", "age"],
            Self::Package => &["zip"],
        }
    }
}

/// Asks for a file that exists. Waits for the user: never on the window's own thread.
pub(crate) fn open_file(app: &AppHandle, kind: Kind) -> Option<PathBuf> {
    #[cfg(feature = "test-dialogs")]
    if let Some(file) = prepared::answer_file() {
        return prepared::answer(&file);
    }
    let dialog = over_the_window(app, &[kind]).add_filter("*", &["*"]);
    asking(|| dialog.blocking_pick_file()).and_then(to_path)
}

/// Asks for a folder.
pub(crate) fn open_folder(app: &AppHandle) -> Option<PathBuf> {
    #[cfg(feature = "test-dialogs")]
    if let Some(file) = prepared::answer_file() {
        return prepared::answer(&file);
    }
    let dialog = over_the_window(app, &[]);
    asking(|| dialog.blocking_pick_folder()).and_then(to_path)
}

/// Asks where to write a file, `name` being the suggestion; the system asks before overwriting.
pub(crate) fn save_file(app: &AppHandle, name: &str, kinds: &[Kind]) -> Option<PathBuf> {
    #[cfg(feature = "test-dialogs")]
    if let Some(file) = prepared::answer_file() {
        return prepared::answer(&file);
    }
    let dialog = over_the_window(app, kinds).set_file_name(name);
    asking(|| dialog.blocking_save_file()).and_then(to_path)
}

fn over_the_window(app: &AppHandle, kinds: &[Kind]) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = app.dialog().file();
    for kind in kinds {
        dialog = dialog.add_filter(kind.label(), kind.extensions());
    }
    match app.get_webview_window(window::MAIN) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn to_path(chosen: FilePath) -> Option<PathBuf> {
    chosen.into_path().ok()
}

/// Answers prepared in a file, for the tests of the real window.
#[cfg(feature = "test-dialogs")]
mod prepared {
    use std::path::{Path, PathBuf};

    /// Returns the file that the environment names; without one the dialog opens.
    pub(super) fn answer_file() -> Option<PathBuf> {
        std::env::var_os("LANTAI_TEST_DIALOG_FILE").map(PathBuf::from)
    }

    /// Returns the first line of the file as the chosen path; an empty or missing file is a user
    /// who changes their mind.
    pub(super) fn answer(file: &Path) -> Option<PathBuf> {
        let text = std::fs::read_to_string(file).ok()?;
        let line = text.lines().next()?.trim();
        (!line.is_empty()).then(|| PathBuf::from(line))
    }
}
