//! Disks that fill up: the ledger is as before or as after, and no file is half written.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use tests::program::{Desk, Run, lantai};

use crate::kit::{self, everything, plant};

/// Runs the program with a ledger on a disk of its own that has room for so many KiB more than the
/// ledger takes; none where the system lets nobody mount one. The disk's files end up in `after`.
#[cfg(target_os = "linux")]
fn on_small_disk(desk: &Desk, after: &str, room_kib: u64, arguments: &[&str]) -> Result<Option<Run>> {
    const SCRIPT: &str = r#"
        disk=$1 kib=$2 ledger=$3 after=$4; shift 4
        mount -t tmpfs -o size="${kib}k" tmpfs "$disk" || exit 99
        cp "$ledger" "$disk/ledger.lantai"
        cd "$disk"
        "$@"
        status=$?
        cp "$disk"/* "$after"
        exit $status
    "#;
    let can_mount =
        Command::new("unshare").args(["-Urm", "true"]).status().is_ok_and(|status| status.success());
    if !can_mount {
        return Ok(None);
    }
    let mounted = desk.path("disk");
    let after = desk.path(after);
    fs::create_dir_all(&mounted)?;
    fs::create_dir_all(&after)?;
    let kib = fs::metadata(desk.ledger())?.len() / 1024 + room_kib;
    let mut command = Command::new("unshare");
    command.args(["-Urm", "bash", "-c", SCRIPT, "bash"]).arg(&mounted).arg(kib.to_string());
    command.arg(desk.ledger()).arg(&after).arg(lantai()?).args(["--ledger", "ledger.lantai"]).args(arguments);
    Ok(Some(finish(command)?))
}

/// Whatever room is left, the ledger is as before or as after, and the message is plain.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_ledger_as_it_was() -> Result<()> {
    let desk = plant()?;
    // As many as are imported without a backup before.
    let rows: Vec<String> = (1..=1000).map(|number| format!("HT-003,{number},2024-05-01\n")).collect();
    let text = format!("合同编号,付款金额,付款日期\n{}", rows.concat());
    let file = kit::text_file(&desk, "thousand.csv", &text)?;
    let import = ["import", file.to_str().context("UTF-8")?, "--kind", "payment", "--json"];
    let before = everything(&desk)?;
    let paid = kit::list(&desk, "payment", &[])?.len();
    let mut refusals = 0;
    for room in [40, 64, 100, 200, 400, 4_000] {
        let after = format!("after {room}");
        let Some(run) = on_small_disk(&desk, &after, room, &import)? else { return Ok(()) };
        let copy = Desk::bare()?;
        for entry in fs::read_dir(desk.path(&after))? {
            let entry = entry?;
            fs::copy(entry.path(), copy.path(entry.file_name()))?;
        }
        copy.lantai(["journal", "verify"])?.ended_with(0).with_context(|| format!("{room} KiB"))?;
        if run.status == 0 {
            assert_eq!(kit::list(&copy, "payment", &[])?.len(), paid + 1000, "{room} KiB");
            continue;
        }
        refusals += 1;
        let run = run.ended_with(2)?;
        assert!(run.stderr.contains("\"disk.full\""), "{room} KiB: {run:?}");
        assert_eq!(everything(&copy)?, before, "{room} KiB");
    }
    assert!((2..6).contains(&refusals), "{refusals}");
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn an_import_that_finds_no_room_for_its_backup_is_not_begun() -> Result<()> {
    let desk = plant()?;
    let file = kit::many_payments(&desk)?;
    let import = ["import", file.to_str().context("UTF-8")?, "--kind", "payment", "--json"];
    let Some(run) = on_small_disk(&desk, "after", 400, &import)? else { return Ok(()) };
    assert!(run.ended_with(2)?.stderr.contains("\"import.not_backed_up\""));
    let copy = Desk::bare()?;
    fs::copy(desk.path("after/ledger.lantai"), copy.ledger())?;
    assert_eq!(everything(&copy)?, everything(&desk)?);
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn a_restore_on_a_full_disk_leaves_the_ledger_as_it_was() -> Result<()> {
    let desk = plant()?;
    let made = desk.lantai(["backup", "create", "--json"])?.ended_with(0)?.json()?;
    let backup = made["path"].as_str().context("a path")?;
    let then = everything(&desk)?;
    kit::import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-003,777,2024-05-01\n", &[])?;
    let now = everything(&desk)?;
    let restore = ["backup", "restore", backup, "--yes", "--json"];
    let mut refusals = 0;
    for room in [100, 2_000, 16_500, 17_000, 40_000] {
        let after = format!("after {room}");
        let Some(run) = on_small_disk(&desk, &after, room, &restore)? else { return Ok(()) };
        let copy = Desk::bare()?;
        for entry in fs::read_dir(desk.path(&after))? {
            let entry = entry?;
            fs::copy(entry.path(), copy.path(entry.file_name()))?;
        }
        if run.status == 0 {
            assert_eq!(everything(&copy)?, then, "{room} KiB");
            continue;
        }
        refusals += 1;
        let run = run.ended_with(2)?;
        let told = run.stderr.contains("\"disk.full\"") || run.stderr.contains("\"backup.disk_space\"");
        assert!(told, "{room} KiB: {run:?}");
        assert_eq!(everything(&copy)?, now, "{room} KiB");
    }
    assert!((2..5).contains(&refusals), "{refusals}");
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_half_export() -> Result<()> {
    let desk = plant()?;
    let file = kit::many_payments(&desk)?;
    kit::import(&desk, "payment", &file, &[])?.ended_with(0)?;
    for name in ["out.csv", "out.xlsx"] {
        let after = format!("after {name}");
        let export = ["export", "payment", "--to", name];
        let Some(run) = on_small_disk(&desk, &after, 48, &export)? else { return Ok(()) };
        let run = run.ended_with(2)?;
        assert!(run.stderr.contains("[disk.full]"), "{name}: {run:?}");
        let left: Vec<String> = fs::read_dir(desk.path(&after))?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<Result<_>>()?;
        assert!(left.iter().all(|name| name.starts_with("ledger.lantai")), "{left:?}");
    }
    Ok(())
}

/// A limit on the size of files fails differently from a full disk; nothing is half done either.
#[cfg(unix)]
#[test]
fn a_write_that_fails_half_way_leaves_everything_as_it_was() -> Result<()> {
    let desk = plant()?;
    let file = kit::many_payments(&desk)?;
    let import = ["import", file.to_str().context("UTF-8")?, "--kind", "payment", "--json"];
    let before = everything(&desk)?;
    for kib in [64, 128, 256] {
        with_file_limit(&desk.ledger(), kib, &import)?.ended_with(2)?;
        assert_eq!(everything(&desk)?, before, "{kib} KiB");
        desk.lantai(["journal", "verify"])?.ended_with(0)?;
    }
    kit::import(&desk, "payment", &file, &[])?.ended_with(0)?;
    for name in ["out.csv", "out.xlsx"] {
        let target = desk.path(name);
        fs::write(&target, "上个月的导出")?;
        let to = target.to_str().context("UTF-8")?;
        with_file_limit(&desk.ledger(), 40, &["export", "payment", "--to", to])?.ended_with(2)?;
        assert_eq!(fs::read_to_string(&target)?, "上个月的导出", "{name}");
    }
    Ok(())
}

/// Runs the program with a limit on the size of files it writes, in KiB, and without the signal
/// that would end it.
#[cfg(unix)]
fn with_file_limit(ledger: &Path, kib: u64, arguments: &[&str]) -> Result<Run> {
    let mut command = Command::new("bash");
    command.args(["-c", "ulimit -f $1; trap '' XFSZ; shift; exec \"$@\"", "bash", &kib.to_string()]);
    command.arg(lantai()?).arg("--ledger").arg(ledger).args(arguments);
    finish(command)
}

fn finish(mut command: Command) -> Result<Run> {
    let output = command.env("LANTAI_HOME", "/nonexistent").output()?;
    Ok(Run {
        status: output.status.code().context("the program was killed")?,
        stdout: String::from_utf8(output.stdout)?,
        stderr: String::from_utf8(output.stderr)?,
    })
}
