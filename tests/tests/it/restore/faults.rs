//! Restores that go wrong: always the old ledger or the new one, never a mixture.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use anyhow::{Context, Result};
use ledger::Ledger;
use ledger::backup::Candidate;
use ledger::domain::Code;
use tests::program::{Desk, lantai};
use tests::restoring::{self, Dice, GoneOn, State, StopsAt, Way, session};

use crate::kit::plant;

/// Returns a ledger to work on, and the desk on which it lies.
fn original() -> Result<(Desk, PathBuf)> {
    let desk = plant()?;
    let path = desk.ledger();
    Ok((desk, path))
}

#[test]
fn every_flipped_bit_is_refused_or_harmless() -> Result<()> {
    let (_desk, ledger) = original()?;
    let flips = restoring::flip_bits(&ledger, 500, 5)?;
    assert_eq!(flips.refused + flips.harmless, 500);
    assert!(flips.refused > 437, "every one in the file itself: {flips:?}");
    Ok(())
}

#[test]
fn a_stale_log_never_gets_into_a_restored_ledger() -> Result<()> {
    let (_desk, ledger) = original()?;
    restoring::over_stale_logs(&ledger, 20)
}

#[test]
fn a_wiped_ledger_comes_back_row_by_row() -> Result<()> {
    let (_desk, ledger) = original()?;
    restoring::drills(&ledger, 10)
}

#[test]
fn whatever_fails_the_ledger_is_the_old_or_the_new_one() -> Result<()> {
    let (_desk, ledger) = original()?;
    for kind in [ErrorKind::Other, ErrorKind::StorageFull] {
        let calls = restoring::each_call_fails(&ledger, kind)?;
        assert!(calls >= 15, "a restore does more than {calls} things to files");
    }
    Ok(())
}

#[test]
fn a_restore_can_be_stopped_up_to_the_point_of_no_return() -> Result<()> {
    let (_desk, ledger) = original()?;
    for at in 0.. {
        let gone_on = GoneOn::new(&ledger)?;
        let open = Ledger::open(&gone_on.ledger())?;
        let watch = StopsAt(AtomicUsize::new(at));
        let candidate = Candidate::from(&gone_on.backup);
        let restored = open.restore(&session(), &candidate, &watch);
        drop(open);
        match restored {
            Ok(_) => {
                assert!(at >= 3, "asked {at} times only");
                assert_eq!(gone_on.state()?, State::Restored);
                return Ok(());
            }
            Err(error) => assert_eq!(error.code(), Code::Cancelled, "{error}"),
        }
        assert_eq!(gone_on.state()?, State::AsItWas, "stopped at {at}");
    }
    Ok(())
}

/// What the child does: see below.
#[test]
#[ignore = "run in a process of its own, which dies by it"]
fn restores_and_dies() -> Result<()> {
    let told = |name: &str| std::env::var(name).with_context(|| format!("{name} is not set"));
    let way = if told("DIES_INTO")? == "true" { Way::Into } else { Way::InPlaceOf };
    let (ledger, backup) = (PathBuf::from(told("DIES_LEDGER")?), PathBuf::from(told("DIES_BACKUP")?));
    restoring::restore_and_die(way, &ledger, &backup, told("DIES_AT")?.parse()?)?;
    Ok(())
}

fn in_child(way: Way, gone_on: &GoneOn, at: usize) -> Result<bool> {
    let mut child = Command::new(std::env::current_exe()?);
    child.args(["--exact", "restore::faults::restores_and_dies", "--ignored"]);
    child.env("DIES_INTO", (way == Way::Into).to_string()).env("DIES_LEDGER", gone_on.ledger());
    child.env("DIES_BACKUP", &gone_on.backup.path).env("DIES_AT", at.to_string());
    let output = child.output()?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    // A child that failed in words is no child that died.
    assert!(output.status.success() || !told.contains("FAILED"), "{told}");
    Ok(output.status.success())
}

#[test]
fn a_power_cut_at_any_step_leaves_the_old_or_the_new_ledger() -> Result<()> {
    let (_desk, ledger) = original()?;
    for way in [Way::Into, Way::InPlaceOf] {
        let deaths = restoring::dies_at_each_call(&ledger, way, &|gone_on, at| in_child(way, gone_on, at))?;
        assert!(deaths >= 10, "{way:?} does more than {deaths} things to files");
    }
    Ok(())
}

#[test]
fn a_killed_program_leaves_the_old_or_the_new_ledger() -> Result<()> {
    let (_desk, ledger) = original()?;
    let mut dice = Dice::new(7);
    for _ in 0..12 {
        let gone_on = GoneOn::new(&ledger)?;
        let mut command = Command::new(lantai()?);
        command.arg("--ledger").arg(gone_on.ledger()).args(["backup", "restore", "--yes"]);
        command.arg(&gone_on.backup.path).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let milliseconds = dice.below(120) as u64;
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill()?;
        child.wait()?;
        gone_on.state().with_context(|| format!("killed after {milliseconds} ms"))?;
    }
    Ok(())
}
