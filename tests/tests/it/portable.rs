//! A portable program: everything in its own folder, which may be carried elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use tempfile::TempDir;
use tests::program::lantai;

/// A computer whose user has no data folder yet, and a folder with the program.
struct Computer {
    place: TempDir,
}

impl Computer {
    fn new(marker: bool) -> Result<Self> {
        let computer = Self { place: tempfile::tempdir()? };
        fs::create_dir_all(computer.program_folder("E"))?;
        let program = lantai()?;
        let name = program.file_name().unwrap_or_default();
        fs::copy(&program, computer.program_folder("E").join(name))?;
        if marker {
            fs::write(computer.program_folder("E").join("lantai-portable"), "")?;
        }
        Ok(computer)
    }

    /// The folder of the program on a drive.
    fn program_folder(&self, drive: &str) -> PathBuf {
        self.place.path().join(drive).join("便携 台账")
    }

    fn profile(&self) -> PathBuf {
        self.place.path().join("profile")
    }

    fn run(&self, drive: &str, arguments: &[&str]) -> Result<()> {
        let program = self.program_folder(drive).join(format!("lantai{}", std::env::consts::EXE_SUFFIX));
        let mut command = Command::new(program);
        command.args(arguments).env_remove("LANTAI_HOME").env_remove("LANTAI_LEDGER");
        for variable in ["HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"] {
            command.env(variable, self.profile());
        }
        let output = command.output()?;
        ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    }
}

fn is_ledger_in(folder: &Path) -> bool {
    folder.join("lantai.sqlite3").exists() && folder.join("backups").exists() && folder.join("logs").exists()
}

#[test]
fn everything_lies_beside_the_program_and_nothing_in_the_profile() -> Result<()> {
    let computer = Computer::new(true)?;
    computer.run("E", &["init"])?;
    computer.run("E", &["backup", "create"])?;
    assert!(is_ledger_in(&computer.program_folder("E")));
    assert!(!computer.profile().exists());
    Ok(())
}

#[test]
fn the_folder_works_on_under_another_drive() -> Result<()> {
    let computer = Computer::new(true)?;
    computer.run("E", &["init"])?;
    computer.run("E", &["list", "contract"])?;
    fs::rename(computer.place.path().join("E"), computer.place.path().join("F"))?;
    computer.run("F", &["list", "contract"])?;
    computer.run("F", &["backup", "create"])?;
    assert!(is_ledger_in(&computer.program_folder("F")));
    Ok(())
}

/// Windows tells the folder from the account, not from the environment.
#[cfg(not(windows))]
#[test]
fn without_the_marker_the_profile_has_it() -> Result<()> {
    let computer = Computer::new(false)?;
    computer.run("E", &["init"])?;
    assert!(!computer.program_folder("E").join("lantai.sqlite3").exists());
    assert!(computer.profile().exists());
    Ok(())
}
