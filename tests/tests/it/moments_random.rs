//! Work at random with backups and the archive beside it: every moment comes back as it was.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ledger::backup::{Archiving, Moment, moment_without_ledger};
use ledger::domain::Code;
use ledger::{Ledger, Session, Unwatched};
use proptest::prelude::*;
use tests::rows;

use crate::moments::mark;
use crate::random_work::{Office, Step, steps};

/// What is done beside the work, step by step.
#[derive(Debug, Clone, Copy)]
enum Beside {
    Nothing,
    Archive,
    Backup,
    /// The ledger is replaced by what it was at an earlier moment, and goes on from there.
    GoBack(u16),
}

fn beside() -> impl Strategy<Value = Vec<Beside>> {
    let one = prop_oneof![
        6 => Just(Beside::Nothing),
        3 => Just(Beside::Archive),
        1 => Just(Beside::Backup),
        1 => any::<u16>().prop_map(Beside::GoBack),
    ];
    prop::collection::vec(one, 60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn every_moment_comes_back_as_it_was(steps in steps(), beside in beside(), chosen in any::<u16>()) {
        let played = play(&steps, &beside, chosen);
        prop_assert!(played.is_ok(), "{:?}", played);
    }
}

/// Every row of the ledger after each operation, by the hash of the operation.
type Seen = BTreeMap<String, Vec<String>>;

fn play(steps: &[Step], beside: &[Beside], chosen: u16) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("random.lantai");
    let places = [folder.path().join("backups"), folder.path().join("stick")];
    mark(&places[1])?;
    let mut office = open(Ledger::create(&path)?, &places);
    let mut seen = Seen::new();
    for (step, beside) in steps.iter().zip(beside) {
        match office.take(step) {
            Err(error) if error.code() == Code::Internal => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
        seen.insert(head(&path)?, rows(&path)?);
        match beside {
            Beside::Nothing => {}
            Beside::Archive => drop(office.ledger.catch_up_archive()?),
            Beside::Backup => drop(office.ledger.create_backup(&places[0], None, &Unwatched)?),
            Beside::GoBack(which) => {
                office.ledger.catch_up_archive()?;
                office = go_back(office, &path, &places, *which)?;
            }
        }
    }
    office.ledger.catch_up_archive()?;
    office.is_sound()?;
    // Without the ledger: as after the death of its disk.
    for place in [usize::from(chosen), usize::from(chosen) / 7, usize::from(chosen) / 49] {
        let Some((hash, then)) = seen.iter().nth(place % seen.len().max(1)) else { return Ok(()) };
        let moment: Moment = if hash.is_empty() { Moment::Seq(0) } else { hash.parse()? };
        for place in &places {
            let place = std::slice::from_ref(place);
            let built = moment_without_ledger(place, &moment, folder.path(), &Unwatched);
            is_as_it_was(&built?.path, then).with_context(|| format!("{place:?}, {moment}"))?;
        }
        is_as_it_was(&office.ledger.moment(&places, &moment, &Unwatched)?.path, then)?;
    }
    Ok(())
}

fn open(ledger: Ledger, places: &[PathBuf]) -> Office {
    ledger.keep_archive(places, Archiving::AtClose);
    Office { ledger, session: Session::named("proptest") }
}

/// Puts an earlier state in the place of the ledger, as a restore does.
fn go_back(office: Office, path: &Path, places: &[PathBuf], which: u16) -> Result<Office> {
    let entries = office.ledger.list_journal(0, 1)?.count;
    let moment = Moment::Seq(i64::from(which) % (entries + 1));
    let built = office.ledger.moment(places, &moment, &Unwatched)?;
    drop(office);
    std::fs::copy(&built.path, path)?;
    Ok(open(Ledger::open(path)?, places))
}

fn is_as_it_was(built: &Path, then: &[String]) -> Result<()> {
    let now = rows(built)?;
    let differs = now.iter().zip(then).find(|(now, then)| now != then);
    ensure!(now == then, "{} and {} rows; {differs:?}", now.len(), then.len());
    let ledger = Ledger::open(built)?;
    let report = ledger.check_health(&Session::named("proptest"))?;
    ensure!(report.is_healthy(), "{report:?}");
    Ok(())
}

fn head(path: &Path) -> Result<String> {
    let connection = rows::read_only(path)?;
    let newest = "SELECT ifnull((SELECT lower(hex(hash)) FROM journal ORDER BY seq DESC LIMIT 1), '')";
    Ok(connection.query_row(newest, [], |row| row.get(0))?)
}

/// Returns every row of records, settings, journal and positions.
fn rows(path: &Path) -> Result<Vec<String>> {
    let connection = rows::read_only(path)?;
    let mut tables = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'search%' AND name NOT LIKE 'import_%' AND name <> 'applied_migration'",
    )?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    ensure!(tables.len() >= 17, "{tables:?}");
    rows::of_tables(&connection, &tables)
}
