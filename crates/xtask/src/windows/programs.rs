//! The two programs for Windows, as they are given to users.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::executable::{Executable, Subsystem};
use super::toolchain::Toolchain;
use crate::shell::{self, DESKTOP};
use crate::steps::Steps;
use crate::{command, workspace};

/// The window.
pub(super) const DESKTOP_EXE: &str = "lantai-desktop.exe";

/// The window and the command line.
const PROGRAMS: &[(&str, Subsystem)] =
    &[(DESKTOP_EXE, Subsystem::Window), ("lantai.exe", Subsystem::Console)];

/// Finds the web view; the window that mingw links does not start without it. With MSVC it is linked in.
pub(super) const LOADER: &str = "WebView2Loader.dll";

/// Builds the window and the command line, lays them into `target/windows` and returns that folder.
pub(crate) fn build(steps: &mut Steps) -> Result<PathBuf> {
    shell::prepare(steps)?;
    let toolchain = Toolchain::prepare(steps)?;
    steps.step("build the programs for Windows", "10 to 20 minutes the first time", || {
        let mut build = toolchain.cargo("build")?;
        build.args(["--release", "--package", DESKTOP, "--package", "cli"]);
        command::run(build.args(["--bin", DESKTOP, "--bin", "lantai"]))
    })?;
    let from = toolchain.folder("release")?;
    let folder = folder()?;
    let mut files = Vec::new();
    for (name, subsystem) in PROGRAMS {
        Executable::read(&from.join(name))?.check(*subsystem)?;
        files.push(lay(&from, &folder, name)?);
    }
    if from.join(LOADER).exists() || toolchain != Toolchain::Own {
        files.push(lay(&from, &folder, LOADER)?);
    }
    for file in files {
        println!("{:>12} bytes  {}", file.metadata()?.len(), file.display());
    }
    Ok(folder)
}

/// Returns the folder for what is given to users, and makes it where it is missing.
fn folder() -> Result<PathBuf> {
    let folder = workspace::target()?.join("windows");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

fn lay(from: &Path, to: &Path, name: &str) -> Result<PathBuf> {
    let (from, to) = (from.join(name), to.join(name));
    std::fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(to)
}
