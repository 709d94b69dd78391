//! The portable folder: everything beside the program, nothing in the user's folders.

use std::fs::{self, File};

use anyhow::{Result, ensure};
use zip::ZipArchive;

use super::Trial;
use super::desk::{Desk, USER_KEY, names};
use crate::installers::portable::FOLDER;

pub(crate) const TRIALS: &[Trial] =
    &[("a portable program keeps everything in its folder", everything_in_its_folder)];

fn everything_in_its_folder(desk: &Desk) -> Result<()> {
    let stick = format!(r"{}\便携 台账", desk.computer.variable("SystemDrive")?);
    let on_disk = desk.computer.file(&stick);
    fs::create_dir_all(&on_disk)?;
    ZipArchive::new(File::open(&desk.made.portable)?)?.extract(&on_disk)?;
    let used = use_it(desk, &format!(r"{stick}\{FOLDER}"));
    let profile = desk.data().parent().is_some_and(std::path::Path::exists);
    fs::remove_dir_all(on_disk)?;
    used?;
    ensure!(!profile, "something lies in the user's folders");
    ensure!(desk.computer.registered(USER_KEY, "Version")?.is_none(), "something is in the registry");
    Ok(())
}

fn use_it(desk: &Desk, place: &str) -> Result<()> {
    let lantai = format!(r"{place}\lantai.exe");
    let before = names(&desk.computer.file(place))?;
    desk.computer.run(&lantai, &["init"])?.ended_with(0)?;
    desk.computer.run(&lantai, &["backup", "create"])?.ended_with(0)?;
    desk.computer.run(&lantai, &["check", "--quick"])?.ended_with(0)?;
    let mut made = names(&desk.computer.file(place))?;
    made.retain(|name| !before.contains(name));
    for name in ["lantai.sqlite3", "backups", "logs", "backup-memory.json"] {
        ensure!(made.iter().any(|made| made == name), "{name} is not beside the program: {made:?}");
    }
    Ok(())
}
