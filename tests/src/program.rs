//! The built command line, run as IT runs it: a process, its output, its exit status.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

/// Returns the path of the built `lantai`.
///
/// `LANTAI_PROGRAM` names another one, such as an installed copy. A missing program is an error
/// that says how to build it: a test that passes over it would prove nothing.
pub fn lantai() -> Result<PathBuf> {
    let program = match std::env::var_os("LANTAI_PROGRAM") {
        Some(path) => PathBuf::from(path),
        None => beside_tests("lantai")?,
    };
    ensure!(program.exists(), "{} is missing: `cargo build -p cli` builds it", program.display());
    Ok(program)
}

/// Returns the path of the built window; `LANTAI_DESKTOP` names another one.
pub fn desktop() -> Result<PathBuf> {
    let program = match std::env::var_os("LANTAI_DESKTOP") {
        Some(path) => PathBuf::from(path),
        None => beside_tests("lantai-desktop")?,
    };
    ensure!(program.exists(), "{} is missing: `cargo xtask e2e` builds it", program.display());
    Ok(program)
}

/// Returns cargo's target folder, seen from a running test.
pub fn target() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    Ok(test.ancestors().nth(3).context("the test is in no target folder")?.to_path_buf())
}

fn beside_tests(name: &str) -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.ancestors().nth(2).context("the test is in no target folder")?;
    Ok(folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// What a run of the program printed, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Returns the standard output as JSON.
    pub fn json(&self) -> Result<serde_json::Value> {
        serde_json::from_str(&self.stdout).with_context(|| format!("no JSON: {self:?}"))
    }

    /// Requires an exit status, and says what was printed where it differs.
    pub fn ended_with(self, status: i32) -> Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        bail!(
            "ended with {} instead of {status}\nstdout: {}\nstderr: {}",
            self.status,
            self.stdout,
            self.stderr
        )
    }
}

/// A desk for one test: a folder with a ledger and files, gone when the test ends.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
    /// Whether the window finds its home by itself, as on a user's computer.
    usual: bool,
}

impl Desk {
    /// Makes a folder without a ledger.
    pub fn bare() -> Result<Self> {
        Ok(Self { folder: tempfile::Builder::new().prefix("lantai-test-").tempdir()?, usual: false })
    }

    /// Makes a folder in which the window finds its home as on a user's computer, where a second start
    /// brings the first one to the front.
    pub fn of_a_user() -> Result<Self> {
        Ok(Self { usual: true, ..Self::bare()? })
    }

    /// Makes a folder without a ledger whose path may stand in a picture.
    pub fn of_a_picture() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("兰台示例").rand_bytes(0).tempdir()?;
        Ok(Self { folder, usual: false })
    }

    /// Makes a folder with a new, empty ledger.
    pub fn with_ledger() -> Result<Self> {
        let desk = Self::bare()?;
        desk.lantai(["init"])?.ended_with(0)?;
        Ok(desk)
    }

    /// Returns the ledger's path.
    pub fn ledger(&self) -> PathBuf {
        self.path("ledger.lantai")
    }

    /// Returns the folder where the window keeps ledger, settings and log on this desk.
    pub fn home(&self) -> PathBuf {
        self.path(if self.usual { "lantai" } else { "home" })
    }

    /// Lets a program that opens a window work on this desk.
    pub fn seat(&self, command: &mut Command) {
        command.env_remove("LANTAI_LEDGER").env("LANTAI_TEST_DIALOG_FILE", self.dialog_answers());
        if self.usual {
            command.env_remove("LANTAI_HOME").env("XDG_DATA_HOME", self.folder.path());
        } else {
            command.env("LANTAI_HOME", self.home());
        }
    }

    /// Returns the ledger that the window makes at its first start on this desk.
    pub fn window_ledger(&self) -> PathBuf {
        self.home().join("lantai.sqlite3")
    }

    /// Returns the file from which a test build of the window reads the answers of dialogs.
    pub fn dialog_answers(&self) -> PathBuf {
        self.path("dialog-answers.txt")
    }

    /// Returns the path of a file on this desk.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program on this desk's ledger, in this desk's folder.
    pub fn lantai<Argument: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Result<Run> {
        self.lantai_on(&self.ledger(), arguments)
    }

    /// Runs the program on a given ledger, in this desk's folder.
    pub fn lantai_on<Argument: AsRef<OsStr>>(
        &self,
        ledger: &Path,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Result<Run> {
        self.lantai_with(&[], ledger, arguments)
    }

    /// Runs the program on a given ledger, with further variables of the environment.
    pub fn lantai_with<Argument: AsRef<OsStr>>(
        &self,
        variables: &[(&str, &str)],
        ledger: &Path,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Result<Run> {
        let mut command = Command::new(lantai()?);
        command.arg("--ledger").arg(ledger).args(arguments).current_dir(self.folder.path());
        // Neither the developer's own ledger nor their settings reach a test.
        command.env_remove("LANTAI_LEDGER").env("LANTAI_HOME", self.home()).env("LANTAI_USER", "张三");
        command.env_remove("LANTAI_LOG").envs(variables.iter().copied());
        let output = command.output()?;
        let status = output.status.code().context("the program was killed")?;
        Ok(Run {
            status,
            stdout: String::from_utf8(output.stdout).context("stdout is not UTF-8")?,
            stderr: String::from_utf8(output.stderr).context("stderr is not UTF-8")?,
        })
    }
}
