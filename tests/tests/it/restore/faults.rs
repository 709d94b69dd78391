//! Restores that go wrong: always the old ledger or the new one, never a mixture.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;

use anyhow::Result;
use ledger::Ledger;
use ledger::backup::Candidate;
use ledger::domain::Code;
use tests::program::Desk;
use tests::restoring::{self, GoneOn, State, StopsAt, session};

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
