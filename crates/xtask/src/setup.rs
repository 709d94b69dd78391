//! What a machine needs, installed where it is missing.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::steps::Steps;
use crate::tools::{CARGO_DENY, TAURI_DRIVER};
use crate::{command, workspace};

/// The system packages of a Debian or Ubuntu machine, beside Rust and Node.
const PACKAGES: &[&str] = &[
    // To compile: C for SQLite, libclang for its session bindings, the web view for the window.
    "build-essential",
    "pkg-config",
    "libclang-dev",
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    // To open the window without a screen, to drive it, and to see Chinese in it.
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "dbus-x11",
    "iproute2",
    "fonts-noto-cjk",
];

/// What builds, packs and tries out the programs for Windows.
const FOR_WINDOWS: &[&str] = &["gcc-mingw-w64-x86-64", "nsis", "wine", "wine64"];

const ELSEWHERE: &str = "On Windows: Visual Studio Build Tools with C++, LLVM (libclang), Node 20.19 or newer; \
WebView2 is part of Windows 11. On macOS: Xcode command line tools, Node. On other Linux systems: \
a C compiler, pkg-config, libclang, WebKitGTK 4.1 with WebKitWebDriver, librsvg, Xvfb, a CJK font.";

/// Installs everything that any task needs.
pub(crate) fn everything(steps: &mut Steps) -> Result<()> {
    machine(steps)?;
    screens(steps)?;
    CARGO_DENY.install(steps)?;
    TAURI_DRIVER.install(steps)
}

/// Installs system packages and looks for the parts of Rust and Node that are needed.
pub(crate) fn machine(steps: &mut Steps) -> Result<()> {
    require_node()?;
    rust_components(steps)?;
    if !command::answers("dpkg-query", &["--version"]) {
        println!("{ELSEWHERE}");
        return Ok(());
    }
    packages(PACKAGES, steps)
}

/// Installs what builds and tests programs for Windows on another system.
pub(crate) fn for_windows(steps: &mut Steps) -> Result<()> {
    packages(FOR_WINDOWS, steps)
}

/// Installs those of the system packages that are missing.
pub(crate) fn packages(names: &[&'static str], steps: &mut Steps) -> Result<()> {
    let missing: Vec<&str> = names.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let name = format!("install system packages: {}", missing.join(" "));
    steps.step(&name, "2 to 6 minutes", || install(&missing))
}

/// Installs the packages of the screens where `package-lock.json` is newer than what is there.
pub(crate) fn screens(steps: &mut Steps) -> Result<()> {
    let ui = workspace::ui();
    let lock = modified(&ui.join("package-lock.json"));
    let installed = modified(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    steps.step("npm ci in ui", "1 to 2 minutes", || {
        command::run(&mut command::npm(&["ci", "--no-audit", "--no-fund"]))
    })
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

fn require_node() -> Result<()> {
    let Ok(version) = command::output(Command::new("node").arg("--version")) else {
        bail!("Node is missing: install Node 20.19 or newer, with npm");
    };
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    let found: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < (20, 19) {
        bail!("Node {} is too old: install Node 20.19 or newer", version.trim());
    }
    Ok(())
}

fn rust_components(steps: &mut Steps) -> Result<()> {
    let present = |name| command::cargo(&[name, "--version"]).output().is_ok_and(|run| run.status.success());
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .iter()
        .filter(|(name, _)| !present(name))
        .map(|(_, c)| *c)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    steps.step("rustup component add", "under a minute", || {
        command::run(Command::new("rustup").args(["component", "add"]).args(&missing))
    })
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Status}", package]);
    command::output(&mut query).is_ok_and(|status| status.ends_with("ok installed"))
}

fn install(packages: &[&str]) -> Result<()> {
    let by_hand = || format!("install by hand: apt-get install {}", packages.join(" "));
    command::run(&mut apt_get(&["update", "--quiet=2"]).with_context(by_hand)?)?;
    let mut install = apt_get(&["install", "--yes", "--quiet=2", "--no-install-recommends"])?;
    command::run(install.args(packages))
}

/// Returns `apt-get` with the rights to install: as root, or through sudo.
fn apt_get(arguments: &[&str]) -> Result<Command> {
    let root = command::output(Command::new("id").arg("-u"))?.trim() == "0";
    let mut command = if root {
        Command::new("apt-get")
    } else if command::answers("sudo", &["--version"]) {
        let mut sudo = Command::new("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        bail!("neither root nor sudo");
    };
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
