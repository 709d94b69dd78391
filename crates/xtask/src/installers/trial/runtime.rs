//! The WebView2 runtime that a setup may carry along.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::Trial;
use super::desk::Desk;

pub(crate) const TRIALS: &[Trial] = &[
    ("a runtime that is carried along is installed where it is missing", installed_where_missing),
    ("a runtime that is there is left as it is", left_where_there),
    ("a runtime that cannot be installed is told by the exit code", failure_is_told),
];

const KEY: &str = r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";

fn installed_where_missing(desk: &Desk) -> Result<()> {
    if !forget_runtime(desk)? {
        return Ok(());
    }
    desk.install(&carrying(desk, &desk.stand_ins.runtime)?, "")?.ended_with(0)?;
    let version = desk.computer.registered(KEY, "pv")?;
    ensure!(version.as_deref() == Some("120.0.0.1"), "{version:?}");
    desk.require_files(&desk.user_place(), &desk.contents)
}

/// Were it run all the same, the broken one would be told of.
fn left_where_there(desk: &Desk) -> Result<()> {
    if forget_runtime(desk)? {
        desk.computer.run("reg", &["add", KEY, "/v", "pv", "/d", "119.0.0.1"])?.ended_with(0)?;
    }
    desk.install(&carrying(desk, &desk.stand_ins.broken_runtime)?, "")?.ended_with(0)?;
    forget_runtime(desk).map(|_| ())
}

fn failure_is_told(desk: &Desk) -> Result<()> {
    if !forget_runtime(desk)? {
        return Ok(());
    }
    desk.install(&carrying(desk, &desk.stand_ins.broken_runtime)?, "")?.ended_with(7)?;
    // The program is there all the same, and its command line works.
    desk.require_files(&desk.user_place(), &desk.contents)?;
    ensure!(desk.log().contains("its installer ended with 5"), "the log does not tell: {}", desk.log());
    Ok(())
}

fn carrying(desk: &Desk, runtime: &Path) -> Result<PathBuf> {
    desk.setup(Some(runtime), None)
}

/// Takes the runtime of a stand-in away; says no on Windows, where there is a real one.
fn forget_runtime(desk: &Desk) -> Result<bool> {
    if cfg!(windows) {
        return Ok(false);
    }
    if desk.computer.registered(KEY, "pv")?.is_some() {
        desk.computer.run("reg", &["delete", KEY, "/f"])?.ended_with(0)?;
    }
    Ok(true)
}
