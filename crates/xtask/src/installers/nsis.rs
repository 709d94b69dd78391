//! The setups, made by NSIS from the scripts in `installers/windows`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::contents::Contents;
use crate::steps::Steps;
use crate::{command, setup, workspace};

/// Where NSIS lies on Windows, whose installer does not tell the system.
const ON_WINDOWS: &str = r"C:\Program Files (x86)\NSIS\makensis.exe";

/// For whom a setup installs: it never asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Whoever runs it, without an administrator.
    User,
    /// Everybody on the computer: for group policies and Intune.
    Machine,
}

impl Scope {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Machine => "machine",
        }
    }
}

/// How hard NSIS packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    /// For what is handed out.
    Best,
    /// For what is only tried out.
    Quick,
}

/// One setup.
#[derive(Debug)]
pub(crate) struct Setup<'parts> {
    pub(crate) scope: Scope,
    pub(crate) version: &'parts str,
    pub(crate) contents: &'parts Contents,
    pub(crate) webview2: Option<&'parts Path>,
    pub(crate) sign: Option<&'parts str>,
    pub(crate) compression: Compression,
}

impl Setup<'_> {
    /// Packs the setup into a folder and returns its file.
    pub(crate) fn make(&self, folder: &Path) -> Result<PathBuf> {
        let out = folder.join(format!("Lantai-{}-{}-setup.exe", self.version, self.scope.name()));
        let mut packing = script("lantai.nsi")?;
        let mut define = |name: &str, value: &str| {
            packing.arg(format!("-D{name}={value}"));
        };
        define("SCOPE", self.scope.name());
        define("VERSION", self.version);
        define("VERSION_QUAD", &quad(self.version));
        define("SIZE_KB", &self.contents.kilobytes()?.to_string());
        define("ICON", text(&workspace::root().join("src-tauri").join("icons").join("icon.ico"))?);
        define("DESKTOP", text(&self.contents.desktop)?);
        define("CLI", text(&self.contents.cli)?);
        define("LICENSE", text(&self.contents.license)?);
        if let Some(loader) = &self.contents.loader {
            define("LOADER", text(loader)?);
        }
        if let Some(webview2) = self.webview2 {
            define("WEBVIEW2", text(&std::path::absolute(webview2)?)?);
        }
        if let Some(sign) = self.sign {
            define("SIGN", sign);
        }
        if self.compression == Compression::Quick {
            define("COMPRESSION", "zlib");
        }
        define("OUT", text(&out)?);
        run(packing, "lantai.nsi")?;
        Ok(out)
    }
}

/// Installs NSIS where it is missing and can be installed, and wine with it.
pub(crate) fn prepare(steps: &mut Steps) -> Result<()> {
    if !cfg!(windows) {
        setup::for_windows(steps)?;
    }
    makensis().map(|_| ())
}

/// Makes a program of a script of ours.
pub(crate) fn compile(name: &str, defines: &[(&str, &str)]) -> Result<()> {
    let mut compiling = script(name)?;
    compiling.args(defines.iter().map(|(name, value)| format!("-D{name}={value}")));
    run(compiling, name)
}

/// Returns the command that signs a file, as the shell of the system reads it.
pub(crate) fn signing(sign: &str, file: &Path) -> Command {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut command = Command::new(shell);
    command.arg(option).arg(format!("{sign} \"{}\"", file.display()));
    command
}

/// Begins a run of NSIS in the folder of the scripts: quiet, and with every warning an error.
fn script(name: &str) -> Result<Command> {
    let scripts = workspace::root().join("installers").join("windows");
    anyhow::ensure!(scripts.join(name).exists(), "{} is missing", scripts.join(name).display());
    let mut command = Command::new(makensis()?);
    command.args(["-V2", "-WX", "-INPUTCHARSET", "UTF8"]).current_dir(scripts);
    Ok(command)
}

/// The script comes last: NSIS takes what stands before it.
fn run(mut command: Command, script: &str) -> Result<()> {
    command::run(command.arg(script))
}

fn makensis() -> Result<PathBuf> {
    let on_windows = Path::new(ON_WINDOWS);
    if cfg!(windows) && on_windows.exists() {
        return Ok(on_windows.to_owned());
    }
    anyhow::ensure!(
        command::answers("makensis", &["-VERSION"]),
        "NSIS 3.08 or newer is missing: `choco install nsis` on Windows, the package nsis elsewhere"
    );
    Ok(PathBuf::from("makensis"))
}

/// Returns a version as Windows writes it into programs: four numbers.
fn quad(version: &str) -> String {
    let numbers = version.split(['-', '+']).next().unwrap_or(version);
    format!("{numbers}.0")
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is no UTF-8", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Administrators write rules by them.
    #[test]
    fn every_exit_code_of_the_setups_is_documented() -> Result<()> {
        let read = |path: &str| std::fs::read_to_string(workspace::root().join(path));
        let script = read("installers/windows/outcome.nsh")?;
        let numbers = script.lines().filter_map(|line| line.strip_prefix("!define ")?.split_once(' '));
        let codes: Vec<u8> = numbers.filter_map(|(_, number)| number.trim().parse().ok()).collect();
        assert_eq!(codes, [2, 3, 4, 5, 6, 7, 8]);
        let documents =
            ["installers/README.md", "docs/manual/zh/installation.md", "docs/manual/en/installation.md"];
        for document in documents {
            let text = read(document)?;
            for code in &codes {
                assert!(text.contains(&format!("\n| {code} | ")), "{document} does not tell of {code}");
            }
        }
        Ok(())
    }

    #[test]
    fn windows_gets_four_numbers() {
        assert_eq!(quad("0.2.0"), "0.2.0.0");
        assert_eq!(quad("1.0.0-rc.1"), "1.0.0.0");
    }

    #[test]
    fn a_signing_command_keeps_blanks_in_the_name_of_the_file() {
        let command = signing("sign --quiet", Path::new("a b.exe"));
        let last = command.get_args().last().and_then(|argument| argument.to_str());
        assert_eq!(last, Some("sign --quiet \"a b.exe\""));
    }
}
