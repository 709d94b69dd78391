//! What gets Lantai onto a Windows computer: two setups and a portable zip, with their SHA-256 and what
//! they are made of.

mod bill;
mod checksums;
mod contents;
mod nsis;
mod portable;
mod trial;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use self::contents::Contents;
pub(crate) use self::nsis::compile;
use self::nsis::{Compression, Scope, Setup};
pub(crate) use self::portable::MARKER;
use crate::steps::Steps;
use crate::tally::Tally;
use crate::workspace;

/// The version of everything that is packed: that of the workspace.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is packed, and whether it is tried out.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct InstallersOptions {
    /// Try out setup, upgrade, removal and portable start: under wine, on Windows for real. A name keeps
    /// it to the trials that contain it.
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    test: Option<String>,
    /// Pack quickly, into larger files: to try them out, not to hand them out.
    #[arg(long)]
    quick: bool,
    /// Microsoft's standalone installer of the WebView2 runtime, which both setups carry along then.
    #[arg(long, value_name = "FILE")]
    webview2: Option<PathBuf>,
    /// A command that signs the file whose name is put behind it.
    #[arg(long, value_name = "COMMAND", env = "LANTAI_SIGN")]
    sign: Option<String>,
}

/// Packs everything, and tries it out where that is wanted.
pub(crate) fn installers(options: &InstallersOptions, steps: &mut Steps) -> Result<Option<Tally>> {
    nsis::prepare(steps)?;
    let folder = folder()?;
    let contents = Contents::gather(&folder.join("contents"), options.sign.as_deref(), steps)?;
    let made =
        steps.step("pack the installers", "2 to 3 minutes", || Made::pack(options, &contents, &folder))?;
    for file in made.files() {
        println!("{:>12} bytes  {}", file.metadata()?.len(), file.display());
    }
    options.test.as_deref().map(|name| trial::run(&made, &contents, name, steps)).transpose()
}

/// What is handed out.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) user: PathBuf,
    pub(crate) machine: PathBuf,
    pub(crate) portable: PathBuf,
    bill: PathBuf,
    checksums: PathBuf,
}

impl Made {
    fn pack(options: &InstallersOptions, contents: &Contents, folder: &Path) -> Result<Self> {
        let (webview2, sign) = (options.webview2.as_deref(), options.sign.as_deref());
        let setup = |scope| {
            let compression = if options.quick { Compression::Quick } else { Compression::Best };
            Setup { scope, version: VERSION, contents, webview2, sign, compression }.make(folder)
        };
        let (user, machine) = (setup(Scope::User)?, setup(Scope::Machine)?);
        let (portable, bill) = (portable::make(contents, folder)?, bill::make(folder)?);
        let checksums = checksums::make(&[&user, &machine, &portable, &bill], folder)?;
        Ok(Self { user, machine, portable, bill, checksums })
    }

    fn files(&self) -> [&Path; 5] {
        [&self.user, &self.machine, &self.portable, &self.bill, &self.checksums]
    }
}

/// Returns the folder for what is handed out, emptied of an earlier run.
fn folder() -> Result<PathBuf> {
    let folder = workspace::target()?.join("installers");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}
