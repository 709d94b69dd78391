//! Setting up: the first time, over an older version, over a newer one, where, and for whom.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Trial;
use super::desk::{Desk, MACHINE_KEY, OLD_VERSION, PROGRAMS, USER_KEY, files, host, names};
use crate::installers::VERSION;
use crate::installers::nsis::Scope;

pub(crate) const TRIALS: &[Trial] = &[
    ("a silent setup for the user leaves program, start menu and registry", for_the_user),
    ("a silent setup for everybody does so for the whole computer", for_everybody),
    ("the command line of an installed program works", the_command_line_works),
    ("an upgrade keeps ledger, backups and settings", an_upgrade_keeps_the_data),
    ("a newer version is only replaced where that is allowed", no_silent_downgrade),
    ("a second place is refused", no_second_place),
    ("a folder with Chinese letters and blanks", chinese_and_blanks),
    ("a folder that cannot be made is refused and nothing is left", no_folder),
    ("a file that cannot be replaced leaves the whole old version", all_or_none),
    ("an old Windows is refused", an_old_windows),
    ("every part is signed", every_part_is_signed),
];

fn for_the_user(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    let menu = desk.computer.variable("APPDATA")?;
    is_set_up(desk, Scope::User, &desk.user_place(), &menu)
}

fn for_everybody(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.machine, "")?.ended_with(0)?;
    let menu = desk.computer.variable("ProgramData")?;
    is_set_up(desk, Scope::Machine, &desk.machine_place()?, &menu)?;
    // A copy of one's own beside it would be another version one day.
    desk.install(&desk.made.user, "")?.ended_with(6)?;
    ensure!(!desk.computer.file(&desk.user_place()).exists(), "a second copy was installed");
    Ok(())
}

fn is_set_up(desk: &Desk, scope: Scope, place: &str, menu: &str) -> Result<()> {
    desk.require_files(place, &desk.contents)?;
    let menu = desk.computer.file(&format!(r"{menu}\Microsoft\Windows\Start Menu\Programs"));
    ensure!(menu.join("兰台 Lantai.lnk").exists(), "{} has no entry", menu.display());
    let root = if scope == Scope::User { "HKCU" } else { "HKLM" };
    let uninstaller = format!(r"{place}\uninstall.exe");
    let expect = |key: &str, name: &str, value: &str| {
        let key = format!(r"{root}\{key}");
        let found = desk.computer.registered(&key, name)?;
        ensure!(found.as_deref() == Some(value), "{key} {name} is {found:?} instead of {value:?}");
        Ok(())
    };
    expect(r"Software\Lantai", "Version", VERSION)?;
    expect(r"Software\Lantai", "InstallDir", place)?;
    expect(PROGRAMS, "DisplayVersion", VERSION)?;
    expect(PROGRAMS, "Publisher", "Lantai contributors")?;
    expect(PROGRAMS, "InstallLocation", place)?;
    expect(PROGRAMS, "UninstallString", &format!("\"{uninstaller}\""))?;
    expect(PROGRAMS, "QuietUninstallString", &format!("\"{uninstaller}\" /S"))?;
    expect(PROGRAMS, "NoModify", "0x1")?;
    expect(PROGRAMS, "NoRepair", "0x1")?;
    expect(PROGRAMS, "EstimatedSize", &format!("{:#x}", desk.contents.kilobytes()?))?;
    let open = format!("\"{place}\\lantai-desktop.exe\" \"%1\"");
    expect(r"Software\Classes\Lantai.Backup\shell\open\command", "", &open)?;
    for ending in [".sqlite3", ".age"] {
        expect(&format!(r"Software\Classes\{ending}\OpenWithProgids"), "Lantai.Backup", "")?;
    }
    Ok(())
}

fn the_command_line_works(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    let lantai = format!(r"{}\lantai.exe", desk.user_place());
    let version = desk.computer.run(&lantai, &["--version"])?.ended_with(0)?.output;
    ensure!(version.contains(VERSION), "{version}");
    desk.computer.run(&lantai, &["init"])?.ended_with(0)?;
    ensure!(desk.data().join("lantai.sqlite3").exists(), "the ledger lies elsewhere");
    desk.computer.run(&lantai, &["check", "--quick"])?.ended_with(0).map(|_| ())
}

fn an_upgrade_keeps_the_data(desk: &Desk) -> Result<()> {
    let place = desk.user_place();
    desk.install(&desk.old_user, "")?.ended_with(0)?;
    let before = desk.make_ledger()?;
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    desk.require_files(&place, &desk.contents)?;
    ensure!(desk.computer.registered(USER_KEY, "Version")?.as_deref() == Some(VERSION), "another version");
    ensure!(files(&desk.data())? == before, "the upgrade touched the data");
    let lantai = format!(r"{place}\lantai.exe");
    let backups = desk.computer.run(&lantai, &["backup", "list", "--json"])?.ended_with(0)?.output;
    ensure!(backups.contains("trial"), "the backup is not listed: {backups}");
    // For everybody as well.
    desk.clear()?;
    desk.install(&desk.old_machine, "")?.ended_with(0)?;
    desk.install(&desk.made.machine, "")?.ended_with(0)?;
    desk.require_files(&desk.machine_place()?, &desk.contents)?;
    ensure!(desk.computer.registered(MACHINE_KEY, "Version")?.as_deref() == Some(VERSION), "another version");
    Ok(())
}

fn no_silent_downgrade(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    desk.install(&desk.old_user, "")?.ended_with(4)?;
    desk.require_files(&desk.user_place(), &desk.contents)?;
    ensure!(desk.computer.registered(USER_KEY, "Version")?.as_deref() == Some(VERSION), "another version");
    desk.install(&desk.old_user, "/ALLOWDOWNGRADE")?.ended_with(0)?;
    ensure!(
        desk.computer.registered(USER_KEY, "Version")?.as_deref() == Some(OLD_VERSION),
        "no other version"
    );
    Ok(())
}

fn no_second_place(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    let elsewhere = format!(r"{} elsewhere", desk.user_place());
    desk.install(&desk.made.user, &format!("/D={elsewhere}"))?.ended_with(6)?;
    ensure!(!desk.computer.file(&elsewhere).exists(), "{elsewhere} was made");
    Ok(())
}

fn chinese_and_blanks(desk: &Desk) -> Result<()> {
    let place = format!(r"{} 采购 部", desk.user_place());
    desk.install(&desk.made.user, &format!("/D={place}"))?.ended_with(0)?;
    desk.require_files(&place, &desk.contents)?;
    desk.computer.run(&format!(r"{place}\lantai.exe"), &["--version"])?.ended_with(0)?;
    // An upgrade without a word goes to the same place.
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    ensure!(!desk.computer.file(&desk.user_place()).exists(), "the upgrade went elsewhere");
    desk.remove_wholly(&place, "")?;
    ensure!(!desk.computer.file(&place).exists(), "{place} is still there");
    Ok(())
}

fn no_folder(desk: &Desk) -> Result<()> {
    let file = format!("{}-file", desk.user_place());
    let on_disk = desk.computer.file(&file);
    fs::create_dir_all(on_disk.parent().context("a folder")?)?;
    fs::write(&on_disk, "in the way")?;
    let refused = desk.install(&desk.made.user, &format!(r"/D={file}\Lantai"))?.ended_with(2);
    fs::remove_file(on_disk)?;
    refused?;
    ensure!(desk.computer.registered(USER_KEY, "Version")?.is_none(), "it was registered all the same");
    Ok(())
}

/// What removes the program is written last, when all other files are in their places already.
fn all_or_none(desk: &Desk) -> Result<()> {
    let place = desk.user_place();
    desk.install(&desk.old_user, "")?.ended_with(0)?;
    let old = ["lantai-desktop.exe", "lantai.exe"].map(|name| desk.in_place(&place, name));
    let uninstaller = desk.in_place(&place, "uninstall.exe");
    fs::remove_file(&uninstaller)?;
    fs::create_dir(&uninstaller)?;
    let refused = desk.install(&desk.made.user, "")?.ended_with(2);
    fs::remove_dir(uninstaller)?;
    refused?;
    for file in old {
        let bytes = fs::read(&file).unwrap_or_default();
        ensure!(bytes == fs::read(&desk.stand_ins.polite)?, "{} is another version", file.display());
    }
    let left = names(&desk.computer.file(&place))?;
    ensure!(left.len() == desk.contents.named().count(), "left: {left:?}");
    ensure!(
        desk.computer.registered(USER_KEY, "Version")?.as_deref() == Some(OLD_VERSION),
        "another version"
    );
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    desk.require_files(&place, &desk.contents)
}

fn an_old_windows(desk: &Desk) -> Result<()> {
    if desk.computer.pretend("win81")? {
        let refused = desk.install(&desk.made.user, "")?.ended_with(5);
        desk.computer.pretend("win10")?;
        refused?;
        ensure!(!desk.computer.file(&desk.user_place()).exists(), "it was installed all the same");
    }
    Ok(())
}

/// The uninstaller and the setup itself; the programs in it are signed before they are packed.
fn every_part_is_signed(desk: &Desk) -> Result<()> {
    let record = desk.folder.path().join("signed.txt");
    let signing = signing_program(desk, &record)?;
    let setup = desk.setup(None, Some(&signing))?;
    let signed = fs::read_to_string(&record)?;
    ensure!(signed.lines().count() == 2, "not two parts were signed: {signed}");
    let setup = setup.file_name().and_then(|name| name.to_str()).context("a name")?;
    ensure!(signed.lines().next_back().is_some_and(|last| last.contains(setup)), "not the setup: {signed}");
    Ok(())
}

/// Makes a command that writes down what it is to sign.
fn signing_program(desk: &Desk, record: &Path) -> Result<String> {
    let record = host(record)?;
    if cfg!(windows) {
        let path = desk.folder.path().join("sign.cmd");
        fs::write(&path, format!("@echo %1>> \"{record}\"\r\n"))?;
        return Ok(host(&path)?.to_owned());
    }
    let path = desk.folder.path().join("sign.sh");
    fs::write(&path, format!("echo \"$1\" >> '{record}'\n"))?;
    Ok(format!("sh {}", host(&path)?))
}
