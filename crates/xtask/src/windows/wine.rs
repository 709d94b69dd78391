//! A Windows for tests on other systems: wine, with a folder of its own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::display::VirtualDisplay;
use crate::steps::Steps;
use crate::{command, workspace};

/// What the standard library of Rust needs and wine 8 lacks.
const RANDOM_SOURCE: &str = include_str!("bcryptprimitives.c");
const RANDOM_LIBRARY: &str = "bcryptprimitives.dll";

/// A Windows folder below `target`: nothing of the user's own is read or changed.
#[derive(Debug)]
pub(crate) struct Wine {
    prefix: PathBuf,
    /// None where no program shows a window.
    display: Option<VirtualDisplay>,
}

impl Wine {
    /// Makes the folder where it is missing.
    pub(crate) fn prepare(steps: &mut Steps) -> Result<Self> {
        Self { prefix: workspace::target()?.join("wine"), display: None }.complete(steps)
    }

    /// Makes a new folder of this name below `target`, with a display of its own: what wine starts in a folder
    /// without a display shows no window later either.
    pub(crate) fn prepare_with_display(name: &str, steps: &mut Steps) -> Result<Self> {
        let prefix = workspace::target()?.join(name);
        if prefix.exists() {
            std::fs::remove_dir_all(&prefix)?;
        }
        Self { prefix, display: Some(VirtualDisplay::start(1024, 768)?) }.complete(steps)
    }

    fn complete(self, steps: &mut Steps) -> Result<Self> {
        let wine = self;
        let system = wine.prefix.join("drive_c/windows/system32");
        if !system.join(RANDOM_LIBRARY).exists() {
            steps.step("make a Windows folder for wine", "under a minute", || {
                command::run(wine.enter(Command::new("wine").args(["wineboot", "--init"])))?;
                let source = wine.prefix.join("bcryptprimitives.c");
                std::fs::write(&source, RANDOM_SOURCE).context("cannot write into the folder of wine")?;
                let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
                compiler.args(["-O2", "-s", "-shared", "-o"]).arg(system.join(RANDOM_LIBRARY));
                command::run(compiler.arg(source).arg("-ladvapi32"))
            })?;
        }
        Ok(wine)
    }

    /// Returns what shows the windows of its programs.
    pub(crate) fn display(&self) -> Option<&VirtualDisplay> {
        self.display.as_ref()
    }

    /// Lets a program, and the Windows programs that it starts, see this folder.
    pub(crate) fn enter<'command>(&self, command: &'command mut Command) -> &'command mut Command {
        command.env("WINEPREFIX", &self.prefix).env("WINEDEBUG", "-all");
        if let Some(display) = &self.display {
            command.env("DISPLAY", display.name());
        }
        // Wine asks to fetch these two where they are missing.
        command.env("WINEDLLOVERRIDES", "mscoree=;mshtml=");
        // There is no cargo in there to be asked where the snapshots are.
        command.env("INSTA_WORKSPACE_ROOT", workspace::root());
        command.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine")
    }

    /// Returns the folder that its programs see as `C:`.
    pub(crate) fn drive_c(&self) -> PathBuf {
        self.prefix.join("drive_c")
    }
}
