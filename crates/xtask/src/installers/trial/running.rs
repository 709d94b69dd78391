//! Setting up and removing while the program runs: it is asked to end, and never made to.

use std::process::Child;

use anyhow::{Result, ensure};

use super::Trial;

use super::desk::{Desk, OLD_VERSION, USER_KEY, files};
use crate::installers::VERSION;
use crate::windows::wait_until;

pub(crate) const TRIALS: &[Trial] = &[
    ("the real window, asked to close, gives way to setup and removal", the_real_window),
    ("a window that is asked to close gives way to the upgrade", a_polite_window),
    ("a window that does not close stops setup and removal, and runs on", a_stubborn_window),
    ("a command at work stops the setup and is not asked to end", a_command_at_work),
    ("a copy of the program elsewhere is left alone", a_copy_elsewhere),
];

/// Under wine it shows the box that says what it lacks, which holds its files and is asked to close all the same.
fn the_real_window(desk: &Desk) -> Result<()> {
    let place = desk.user_place();
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    let mut window = start_real(desk)?;
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    wait_until("the window has ended", || Ok(window.try_wait()?.is_some()))?;
    desk.require_files(&place, &desk.contents)?;
    let mut window = start_real(desk)?;
    desk.remove_wholly(&place, "")?;
    wait_until("the window has ended", || Ok(window.try_wait()?.is_some()))?;
    ensure!(!desk.computer.file(&place).exists(), "{place} is still there");
    Ok(())
}

/// Starts the installed window and waits until it has begun its log: from then on it holds its files.
fn start_real(desk: &Desk) -> Result<Child> {
    let logs = desk.data().join("logs");
    if logs.exists() {
        std::fs::remove_dir_all(&logs)?;
    }
    let child = desk.computer.start(&desktop(desk))?;
    wait_until("the window has begun its log", || Ok(!files(&logs).unwrap_or_default().is_empty()))?;
    Ok(child)
}

fn a_polite_window(desk: &Desk) -> Result<()> {
    desk.install(&desk.old_user, "")?.ended_with(0)?;
    let mut window = start(desk, &desktop(desk))?;
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    wait_until("the window has ended", || Ok(window.try_wait()?.is_some()))?;
    desk.require_files(&desk.user_place(), &desk.contents)
}

fn a_stubborn_window(desk: &Desk) -> Result<()> {
    let place = desk.user_place();
    desk.install(&desk.old_user, "")?.ended_with(0)?;
    std::fs::copy(&desk.stand_ins.stubborn, desk.in_place(&place, "lantai-desktop.exe"))?;
    let mut window = start(desk, &desktop(desk))?;
    let tried = desk
        .install(&desk.made.user, "/WAIT=2")
        .and_then(|ran| ran.ended_with(3))
        .and_then(|_| desk.remove(&place, "/WAIT=2")?.ended_with(3));
    let runs_on = window.try_wait()?.is_none();
    end(window)?;
    tried?;
    ensure!(runs_on, "the window was made to end");
    ensure!(
        desk.computer.registered(USER_KEY, "Version")?.as_deref() == Some(OLD_VERSION),
        "another version"
    );
    let lantai = std::fs::read(desk.in_place(&place, "lantai.exe"))?;
    ensure!(lantai == std::fs::read(&desk.stand_ins.polite)?, "a part of the program is another version");
    ensure!(!desk.in_place(&place, "new-version").exists(), "what was made ready is still there");
    Ok(())
}

/// Only the window understands that it is to close; a command, a backup for instance, is waited for.
fn a_command_at_work(desk: &Desk) -> Result<()> {
    desk.install(&desk.old_user, "")?.ended_with(0)?;
    let mut command = start(desk, &format!(r"{}\lantai.exe", desk.user_place()))?;
    let refused = desk.install(&desk.made.user, "/WAIT=2").and_then(|ran| ran.ended_with(3));
    let runs_on = command.try_wait()?.is_none();
    end(command)?;
    refused?;
    ensure!(runs_on, "the command was made to end");
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    ensure!(desk.computer.registered(USER_KEY, "Version")?.as_deref() == Some(VERSION), "another version");
    Ok(())
}

fn a_copy_elsewhere(desk: &Desk) -> Result<()> {
    desk.install(&desk.old_user, "")?.ended_with(0)?;
    let elsewhere = format!(r"{} elsewhere", desk.user_place());
    std::fs::create_dir_all(desk.computer.file(&elsewhere))?;
    std::fs::copy(&desk.stand_ins.polite, desk.in_place(&elsewhere, "lantai-desktop.exe"))?;
    let mut ours = start(desk, &desktop(desk))?;
    let mut other = start(desk, &format!(r"{elsewhere}\lantai-desktop.exe"))?;
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    wait_until("the window has ended", || Ok(ours.try_wait()?.is_some()))?;
    let runs_on = other.try_wait()?.is_none();
    end(other)?;
    std::fs::remove_dir_all(desk.computer.file(&elsewhere))?;
    ensure!(runs_on, "a program of another folder was closed");
    Ok(())
}

fn desktop(desk: &Desk) -> String {
    format!(r"{}\lantai-desktop.exe", desk.user_place())
}

/// Starts a stand-in and waits until its window is up.
fn start(desk: &Desk, program: &str) -> Result<Child> {
    let child = desk.computer.start(program)?;
    let up = desk.computer.file(&format!("{program}.up"));
    wait_until("its window is up", || Ok(up.exists()))?;
    std::fs::remove_file(up)?;
    Ok(child)
}

/// Ends a stand-in that nobody asks to.
fn end(mut child: Child) -> Result<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}
