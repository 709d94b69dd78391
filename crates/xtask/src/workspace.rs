//! Where things are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Returns the folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(2).unwrap_or(crate_folder).to_path_buf()
}

/// Returns the folder of the screens.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Returns cargo's target folder, wherever the developer has put it.
pub(crate) fn target() -> Result<PathBuf> {
    let program = std::env::current_exe().context("cannot tell where this program is")?;
    let target = program.ancestors().nth(2).context("this program is in no target folder")?;
    Ok(target.to_path_buf())
}

/// Returns the folder for pictures of the window, and makes it where it is missing.
pub(crate) fn screenshots() -> Result<PathBuf> {
    let folder = target()?.join("screenshots");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// Returns the path of a built program of ours.
pub(crate) fn program(name: &str, profile: &str) -> Result<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(target()?.join(profile).join(file))
}
