//! The computer with the setups at hand, and what is looked at again and again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use super::stand_ins::StandIns;
use crate::installers::contents::Contents;
use crate::installers::nsis::{Compression, Scope, Setup};
use crate::installers::{Made, VERSION};
use crate::windows::{Computer, Ran, wait_until};

/// The version before, whatever ours is.
pub(crate) const OLD_VERSION: &str = "0.0.9";

pub(crate) const USER_KEY: &str = r"HKCU\Software\Lantai";
pub(crate) const MACHINE_KEY: &str = r"HKLM\Software\Lantai";
pub(crate) const PROGRAMS: &str = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Lantai";

pub(crate) struct Desk {
    pub(crate) computer: Computer,
    /// What is handed out.
    pub(crate) made: Made,
    pub(crate) contents: Contents,
    pub(crate) stand_ins: StandIns,
    /// Setups of the version before, whose window is a stand-in.
    pub(crate) old_user: PathBuf,
    pub(crate) old_machine: PathBuf,
    pub(crate) folder: TempDir,
    local: String,
    temporary: String,
}

impl Desk {
    pub(crate) fn prepare(computer: Computer, made: &Made, contents: &Contents) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let stand_ins = StandIns::make(folder.path())?;
        let old =
            Contents { desktop: stand_ins.polite.clone(), cli: stand_ins.polite.clone(), ..contents.clone() };
        let of = |scope| quick(scope, OLD_VERSION, &old).make(folder.path());
        let (old_user, old_machine) = (of(Scope::User)?, of(Scope::Machine)?);
        let (local, temporary) = (computer.variable("LOCALAPPDATA")?, computer.variable("TEMP")?);
        let (made, contents) = (made.clone(), contents.clone());
        Ok(Self { computer, made, contents, stand_ins, old_user, old_machine, folder, local, temporary })
    }

    /// Makes another setup of this version.
    pub(crate) fn setup(&self, webview2: Option<&Path>, sign: Option<&str>) -> Result<PathBuf> {
        let folder = tempfile::tempdir_in(self.folder.path())?.keep();
        Setup { webview2, sign, ..quick(Scope::User, VERSION, &self.contents) }.make(&folder)
    }

    /// Runs a setup silently.
    pub(crate) fn install(&self, setup: &Path, options: &str) -> Result<Ran> {
        let mut arguments = vec!["/S"];
        arguments.extend(Some(options).filter(|options| !options.is_empty()));
        self.computer.run(host(setup)?, &arguments)
    }

    /// Removes the program silently, waits for the end and returns the exit code; what removes it
    /// cannot remove itself then.
    pub(crate) fn remove(&self, place: &str, options: &str) -> Result<Ran> {
        let last = format!("_?={place}");
        let arguments: Vec<&str> =
            ["/S", options, &last].into_iter().filter(|text| !text.is_empty()).collect();
        self.computer.run(&format!(r"{place}\uninstall.exe"), &arguments)
    }

    /// Removes the program as the list of programs does: what is started hands over to a copy of itself
    /// and ends, so that only the log tells when all is done.
    pub(crate) fn remove_wholly(&self, place: &str, options: &str) -> Result<()> {
        let last_note = if options.is_empty() { &format!("removed {VERSION} for") } else { "removed ledger" };
        let notes = || self.log().matches(last_note).count();
        let before = notes();
        let arguments: Vec<&str> = ["/S", options].into_iter().filter(|text| !text.is_empty()).collect();
        self.computer.run(&format!(r"{place}\uninstall.exe"), &arguments)?.ended_with(0)?;
        wait_until("the removal has ended", || Ok(notes() > before))
    }

    /// Where a setup for the user installs by itself.
    pub(crate) fn user_place(&self) -> String {
        format!(r"{}\Programs\Lantai", self.local)
    }

    pub(crate) fn machine_place(&self) -> Result<String> {
        Ok(format!(r"{}\Lantai", self.computer.variable("ProgramW6432")?))
    }

    /// The folder of the user's ledger, backups and settings.
    pub(crate) fn data(&self) -> PathBuf {
        self.computer.file(&format!(r"{}\Lantai\data", self.local))
    }

    pub(crate) fn in_place(&self, place: &str, name: &str) -> PathBuf {
        self.computer.file(&format!(r"{place}\{name}"))
    }

    /// Requires that exactly the files of some contents lie in a folder, and the program that removes
    /// them.
    pub(crate) fn require_files(&self, place: &str, contents: &Contents) -> Result<()> {
        let mut expected = vec!["uninstall.exe".to_owned()];
        for (file, name) in contents.named() {
            expected.push(name.to_owned());
            ensure!(fs::read(file)? == fs::read(self.in_place(place, name))?, "{name} is another file");
        }
        expected.sort();
        let found = names(&self.computer.file(place))?;
        ensure!(found == expected, "{place} holds {found:?} instead of {expected:?}");
        Ok(())
    }

    /// Makes a ledger with a backup in the user's folder, as the command line does; returns every file
    /// of it.
    pub(crate) fn make_ledger(&self) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        for arguments in [&["init"] as &[&str], &["backup", "create", "--note", "trial"]] {
            self.computer.run(host(&self.contents.cli)?, arguments)?.ended_with(0)?;
        }
        let found = files(&self.data())?;
        ensure!(
            found.iter().any(|(path, _)| path.ends_with("lantai.sqlite3")),
            "no ledger was made: {found:?}"
        );
        Ok(found)
    }

    /// What the setups wrote down.
    pub(crate) fn log(&self) -> String {
        let path = format!(r"{}\lantai-setup.log", self.temporary);
        let bytes = fs::read(self.computer.file(&path)).unwrap_or_default();
        let words: Vec<u16> =
            bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&words)
    }

    /// Returns the end of what the setups wrote down.
    pub(crate) fn newest_notes(&self) -> String {
        let log = self.log();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(6)..].join("\n")
    }

    /// Removes whatever a trial left, so that the next one finds a computer without Lantai.
    pub(crate) fn clear(&self) -> Result<()> {
        for key in [USER_KEY, MACHINE_KEY] {
            if let Some(place) = self.computer.registered(key, "InstallDir")? {
                self.remove(&place, "")?.ended_with(0)?;
                fs::remove_file(self.in_place(&place, "uninstall.exe"))
                    .context("the removal left nothing of itself")?;
                fs::remove_dir(self.computer.file(&place)).ok();
            }
        }
        let data = self.data();
        if data.exists() {
            fs::remove_dir_all(data)?;
        }
        Ok(())
    }
}

fn quick<'contents>(
    scope: Scope,
    version: &'contents str,
    contents: &'contents Contents,
) -> Setup<'contents> {
    Setup { scope, version, contents, webview2: None, sign: None, compression: Compression::Quick }
}

/// A path as Windows programs get it; wine takes ours as well.
pub(crate) fn host(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is no UTF-8", path.display()))
}

/// Returns the names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names: std::io::Result<Vec<String>> =
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect();
    let mut names = names?;
    names.sort();
    Ok(names)
}

/// Returns every file below a folder with what stands in it.
pub(crate) fn files(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut found = Vec::new();
    for name in names(folder)? {
        let path = folder.join(name);
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            let bytes = fs::read(&path)?;
            found.push((path, bytes));
        }
    }
    Ok(found)
}
