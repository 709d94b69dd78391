//! The compiler that makes programs for Windows.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::steps::Steps;
use crate::{command, setup, workspace};

/// What is built for from other systems. On Windows itself it is whatever Rust is installed there.
const TARGET: &str = "x86_64-pc-windows-gnu";

/// The distribution's compiler, where it lies. It comes with the sources of the standard library.
const DISTRIBUTION: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
const DISTRIBUTION_FOLDER: &str = "/usr/bin";

/// The compiler that makes programs for Windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// On Windows: the Rust that is there.
    Own,
    /// Rust with the standard library for Windows, from rustup.
    Rustup,
    /// The distribution's Rust, which builds the standard library itself: where rustup's server cannot be reached.
    Distribution,
}

impl Toolchain {
    /// Returns what this machine has, and installs what it lacks.
    pub(crate) fn prepare(steps: &mut Steps) -> Result<Self> {
        if cfg!(windows) {
            return Ok(Self::Own);
        }
        setup::for_windows(steps)?;
        if has_library() {
            return Ok(Self::Rustup);
        }
        let added = steps.step("rustup target add", "under a minute", || {
            command::run(Command::new("rustup").args(["target", "add", TARGET]))
        });
        if added.is_ok() && has_library() {
            return Ok(Self::Rustup);
        }
        println!("rustup cannot fetch {TARGET}: the distribution's compiler builds the library itself");
        setup::packages(DISTRIBUTION, steps)?;
        Ok(Self::Distribution)
    }

    /// Returns cargo, told to make programs for Windows.
    pub(crate) fn cargo(self, subcommand: &str) -> Result<Command> {
        let mut cargo = match self {
            Self::Own => return Ok(command::cargo(&[subcommand])),
            Self::Rustup => command::cargo(&[subcommand]),
            Self::Distribution => self.distribution(subcommand)?,
        };
        cargo.args(["--target", TARGET]);
        cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", "x86_64-w64-mingw32-gcc");
        Ok(cargo)
    }

    /// Another compiler than everything else is built with, so it has a target folder of its own.
    fn distribution(self, subcommand: &str) -> Result<Command> {
        let folder = Path::new(DISTRIBUTION_FOLDER);
        let mut search = OsString::from(folder);
        search.push(":");
        search.push(std::env::var_os("PATH").unwrap_or_default());
        let mut cargo = Command::new(folder.join("cargo"));
        cargo.args([subcommand, "-Zbuild-std=std,panic_unwind"]).current_dir(workspace::root());
        cargo.env("PATH", search).env("RUSTC", folder.join("rustc")).env("RUSTC_BOOTSTRAP", "1");
        cargo.env_remove("RUSTUP_TOOLCHAIN").env("CARGO_TARGET_DIR", self.target()?);
        Ok(cargo)
    }

    fn target(self) -> Result<PathBuf> {
        let target = workspace::target()?;
        Ok(if self == Self::Distribution { target.join("distribution") } else { target })
    }

    /// Returns the folder in which cargo leaves the programs of a profile.
    pub(crate) fn folder(self, profile: &str) -> Result<PathBuf> {
        let target = self.target()?;
        Ok(if self == Self::Own { target.join(profile) } else { target.join(TARGET).join(profile) })
    }
}

/// Whether the compiler in use finds a standard library for Windows.
fn has_library() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    command::output(&mut rustc).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}
