//! A Windows computer: this one, or a folder of wine.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::wine::Wine;
use crate::steps::Steps;
use crate::workspace;

/// When it is no longer worth waiting. A trial waits for what it needs; only one that fails gets here.
const PATIENCE: Duration = Duration::from_secs(180);

/// Where Windows programs run.
#[derive(Debug)]
pub(crate) struct Computer {
    /// None on Windows itself.
    wine: Option<Wine>,
}

/// What a program printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) output: String,
}

impl Ran {
    /// Requires an exit code.
    pub(crate) fn ended_with(self, code: i32) -> Result<Self> {
        if self.code == code {
            return Ok(self);
        }
        bail!("ended with {} instead of {code}: {}", self.code, self.output)
    }
}

impl Computer {
    /// Takes this Windows, or makes a new folder of wine, of this name below `target`, with a display of its own.
    pub(crate) fn prepare(folder: &str, steps: &mut Steps) -> Result<Self> {
        if cfg!(windows) {
            return Ok(Self { wine: None });
        }
        Ok(Self { wine: Some(Wine::prepare_with_display(folder, steps)?) })
    }

    /// Lets wine pretend to be a version of Windows; says no on Windows, which is what it is.
    pub(crate) fn pretend(&self, version: &str) -> Result<bool> {
        if self.wine.is_some() {
            self.run("winecfg", &["-v", version])?.ended_with(0)?;
        }
        Ok(self.wine.is_some())
    }

    /// Runs a program to its end. Arguments are handed on at their blanks, as setups of NSIS want the last of
    /// theirs: unquoted.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) -> Result<Ran> {
        let mut command = self.command(program);
        command.args(arguments.iter().flat_map(|argument| argument.split(' ')));
        // A file instead of a pipe: what a program leaves running would keep a pipe open.
        let printed = tempfile::NamedTempFile::new()?;
        command.stdin(Stdio::null()).stdout(printed.reopen()?).stderr(printed.reopen()?);
        let status = command.status().with_context(|| format!("cannot start {program}"))?;
        let output = String::from_utf8_lossy(&std::fs::read(printed.path())?).into_owned();
        Ok(Ran { code: status.code().context("ended by a signal")?, output })
    }

    /// Starts a program and goes on.
    pub(crate) fn start(&self, program: &str) -> Result<Child> {
        let mut command = self.command(program);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().with_context(|| format!("cannot start {program}"))
    }

    /// Returns the start of a program that sees nothing of ours.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = match &self.wine {
            None => Command::new(program),
            Some(wine) => {
                let mut command = Command::new("wine");
                wine.enter(&mut command).arg(program).env("LC_ALL", "C.UTF-8");
                command
            }
        };
        command.env_remove("LANTAI_HOME").env_remove("LANTAI_LEDGER").current_dir(std::env::temp_dir());
        command
    }

    /// Saves what its windows look like, where it is no screen of somebody's.
    pub(crate) fn picture(&self, name: &str) -> Result<()> {
        if let Some(display) = self.wine.as_ref().and_then(Wine::display) {
            let picture = workspace::screenshots()?.join(name);
            display.screenshot(&picture)?;
            println!("the display: {}", picture.display());
        }
        Ok(())
    }

    /// Returns where a file of the computer lies for us: `C:\…` is a folder of wine.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        match &self.wine {
            None => PathBuf::from(path),
            Some(wine) => wine.drive_c().join(path.trim_start_matches(r"C:\").replace('\\', "/")),
        }
    }

    /// Returns a variable of the user's environment, such as `LOCALAPPDATA`.
    pub(crate) fn variable(&self, name: &str) -> Result<String> {
        let ran = self.run("cmd", &["/c", "echo", &format!("%{name}%")])?.ended_with(0)?;
        Ok(ran.output.trim().to_owned())
    }

    /// Returns a value of the registry; none where it is not there.
    pub(crate) fn registered(&self, key: &str, name: &str) -> Result<Option<String>> {
        let value = if name.is_empty() { vec!["/ve"] } else { vec!["/v", name] };
        let ran = self.run("reg", &[&["query", key], value.as_slice()].concat())?;
        let line = ran.output.lines().find_map(|line| line.split_once(" REG_"));
        let value = line.map(|(_, value)| value.split_once("    ").map_or("", |(_, value)| value).trim());
        Ok(value.filter(|_| ran.code == 0).map(str::to_owned))
    }
}

/// Waits until something is so.
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while !is_so()? {
        if start.elapsed() > PATIENCE {
            bail!("waited in vain until {what}");
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
