//! Programs from crates.io that the tasks use, pinned and kept in `target/tools`.

use std::path::PathBuf;

use anyhow::Result;

use crate::steps::Steps;
use crate::{command, workspace};

/// A pinned program.
#[derive(Debug)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
    expected: &'static str,
}

/// Speaks WebDriver to the window.
pub(crate) const TAURI_DRIVER: Tool =
    Tool { name: "tauri-driver", version: "2.1.0", expected: "1 to 2 minutes" };

/// Checks licences, sources and bans.
pub(crate) const CARGO_DENY: Tool =
    Tool { name: "cargo-deny", version: "0.20.2", expected: "4 to 8 minutes" };

impl Tool {
    /// Returns where the program is, once it is installed.
    pub(crate) fn path(&self) -> Result<PathBuf> {
        let file = format!("{}{}", self.name, std::env::consts::EXE_SUFFIX);
        Ok(folder()?.join("bin").join(file))
    }

    /// Installs the program where this version of it is missing.
    pub(crate) fn install(&self, steps: &mut Steps) -> Result<()> {
        if self.is_installed()? {
            return Ok(());
        }
        let name = format!("install {} {}", self.name, self.version);
        steps.step(&name, self.expected, || {
            let folder = folder()?;
            let mut install = command::cargo(&["install", self.name, "--version", self.version]);
            install.args(["--locked", "--quiet", "--root"]).arg(folder);
            // Built in passing, used for seconds: the time to build it is what counts.
            install.env("CARGO_PROFILE_RELEASE_LTO", "off");
            install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
            install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
            command::run(&mut install)
        })
    }

    fn is_installed(&self) -> Result<bool> {
        let list = std::fs::read_to_string(folder()?.join(".crates.toml")).unwrap_or_default();
        let entry = format!("\"{} {} (", self.name, self.version);
        Ok(list.contains(&entry) && self.path()?.exists())
    }
}

fn folder() -> Result<PathBuf> {
    Ok(workspace::target()?.join("tools"))
}
