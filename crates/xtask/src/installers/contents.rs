//! The files of the program, as every installer carries them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::nsis;
use crate::steps::Steps;
use crate::{command, windows, workspace};

const DESKTOP: &str = "lantai-desktop.exe";
const CLI: &str = "lantai.exe";
const LOADER: &str = "WebView2Loader.dll";
const LICENSE: &str = "LICENSE.txt";

/// The window, the command line and, where they need it, what finds the web view.
#[derive(Debug, Clone)]
pub(crate) struct Contents {
    pub(crate) desktop: PathBuf,
    pub(crate) cli: PathBuf,
    pub(crate) loader: Option<PathBuf>,
    pub(crate) license: PathBuf,
}

impl Contents {
    /// Copies the programs from `target/windows`, builds them where they are missing, and signs the
    /// copies: a build of today is not signed twice.
    pub(crate) fn gather(folder: &Path, sign: Option<&str>, steps: &mut Steps) -> Result<Self> {
        let built = workspace::target()?.join("windows");
        if !built.join(DESKTOP).exists() || !built.join(CLI).exists() {
            windows::build(steps)?;
        }
        std::fs::create_dir_all(folder)?;
        let take = |name: &str| copy(&built.join(name), &folder.join(name));
        let contents = Self {
            desktop: take(DESKTOP)?,
            cli: take(CLI)?,
            loader: built.join(LOADER).exists().then(|| take(LOADER)).transpose()?,
            license: copy(&workspace::root().join("LICENSE"), &folder.join(LICENSE))?,
        };
        if let Some(sign) = sign {
            for program in [&contents.desktop, &contents.cli] {
                command::run(&mut nsis::signing(sign, program))?;
            }
        }
        Ok(contents)
    }

    /// Returns every file and its name beside the program.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&Path, &'static str)> {
        let loader = self.loader.as_deref().map(|loader| (loader, LOADER));
        let files = [(&*self.desktop, DESKTOP), (&*self.cli, CLI), (&*self.license, LICENSE)];
        files.into_iter().chain(loader)
    }

    /// Returns what they take on the disk, in kilobytes.
    pub(crate) fn kilobytes(&self) -> Result<u64> {
        let sizes: std::io::Result<Vec<u64>> =
            self.named().map(|(file, _)| file.metadata().map(|data| data.len().div_ceil(1024))).collect();
        Ok(sizes?.iter().sum())
    }
}

fn copy(from: &Path, to: &Path) -> Result<PathBuf> {
    std::fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(to.to_owned())
}
