//! The journal archive and what comes back from it, where things go wrong.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ledger::backup::{Archiving, LackReason, Moment, Rebuilt, moment_without_ledger};
use ledger::domain::contract::Contract;
use ledger::domain::payment_plan::{PaymentPlan, PlanEntry, PlanVersion};
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Money};
use ledger::{Ledger, Session, Unwatched, migration};

/// A ledger with an archive.
pub(crate) struct Office {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) place: PathBuf,
    pub(crate) ledger: Ledger,
    pub(crate) session: Session,
}

impl Office {
    pub(crate) fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join("backups");
        let ledger = Ledger::create(&folder.path().join("a.sqlite3"))?;
        ledger.keep_archive(std::slice::from_ref(&place), Archiving::AtClose);
        Ok(Self { folder, place, ledger, session: Session::named("周敏") })
    }

    /// Adds suppliers, an operation each.
    pub(crate) fn work(&self, names: std::ops::Range<u32>) -> Result<()> {
        for number in names {
            self.ledger.create_supplier(&self.session, &Supplier::named(&format!("{number}号公司")))?;
        }
        Ok(())
    }

    pub(crate) fn archive(&self) -> Result<i64> {
        let states = self.ledger.catch_up_archive()?;
        let state = states.first().context("a state")?;
        ensure!(state.failure.is_none(), "{state:?}");
        state.reached.context("reached")
    }

    /// Forgets what is known of the place, as a new start does.
    pub(crate) fn start_anew(&self) {
        self.ledger.keep_archive(std::slice::from_ref(&self.place), Archiving::AtClose);
    }

    /// Returns the segments by name.
    pub(crate) fn segments(&self) -> Result<Vec<PathBuf>> {
        segments(&self.place)
    }

    pub(crate) fn at(&self, moment: &str) -> ledger::Result<Rebuilt> {
        let moment: Moment = moment.parse().expect("a moment");
        moment_without_ledger(std::slice::from_ref(&self.place), &moment, self.folder.path(), &Unwatched)
    }
}

fn segments(place: &Path) -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(place.join("journal"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// Returns how many suppliers a built file has.
pub(crate) fn suppliers(candidate: &Rebuilt) -> Result<i64> {
    let connection = rusqlite::Connection::open(&candidate.path)?;
    Ok(connection.query_row("SELECT count(*) FROM supplier", [], |row| row.get(0))?)
}

#[test]
fn any_operation_comes_back_from_the_archive_alone() -> Result<()> {
    let office = Office::new()?;
    office.work(0..20)?;
    assert_eq!(office.archive()?, 20);
    for seq in [0, 1, 7, 20] {
        let built = office.at(&seq.to_string())?;
        assert_eq!((suppliers(&built)?, built.reached.seq, built.lack.is_none()), (seq, seq, true));
        assert_eq!((built.base.as_deref(), built.replayed), (None, seq.unsigned_abs()));
    }
    assert_eq!(office.at("21").map(drop).map_err(|error| error.code()), Err(Code::MomentUnknown));
    Ok(())
}

#[test]
fn a_migration_begins_a_new_segment_and_the_moments_before_it_come_back_too() -> Result<()> {
    let Office { folder, place, ledger, session } = Office::new()?;
    let path = ledger.path().to_owned();
    ledger.create_supplier(&session, &Supplier::named("回退之前"))?;
    ledger.catch_up_archive()?;
    assert_eq!(segments(&place)?.len(), 1);
    ledger.end_archive();
    drop(ledger);
    let older = migration::status(&path)?.status.releases.remove(0).schema;
    for to in [older, migration::known()] {
        migration::migrate(&path, to, &session, &Unwatched)?.context("there is a way")?;
    }
    let ledger = Ledger::open(&path)?;
    ledger.keep_archive(std::slice::from_ref(&place), Archiving::AtClose);
    ledger.create_supplier(&session, &Supplier::named("升级之后"))?;
    let reached = ledger.catch_up_archive()?.first().and_then(|state| state.reached);
    assert_eq!(reached, Some(4), "two suppliers and two migrations");
    assert_eq!(segments(&place)?.len(), 3, "a segment for each structure that the journal went through");
    for (seq, count) in [(1, 1), (4, 2)] {
        let places = std::slice::from_ref(&place);
        let built = moment_without_ledger(places, &Moment::Seq(seq), folder.path(), &Unwatched)?;
        ensure!(built.lack.is_none() && suppliers(&built)? == count, "moment {seq}: {built:?}");
    }
    Ok(())
}

#[test]
fn names_that_changed_places_come_back_from_the_archive() -> Result<()> {
    let office = Office::new()?;
    let (ledger, session) = (&office.ledger, &office.session);
    let supplier = ledger.create_supplier(session, &Supplier::named("甲公司"))?.value;
    let contract = ledger.create_contract(session, &Contract::plain("HT-1", "土建", supplier))?.value;
    let row = |known, term: &str| PlanEntry {
        known,
        plan: PaymentPlan {
            contract_id: contract,
            term: term.to_owned(),
            due_on: None,
            amount: Some(Money::from_fen(100)),
            percent: None,
            remarks: None,
        },
    };
    ledger.save_payment_plan(session, contract, &[row(None, "预付款"), row(None, "到货款")], &[])?;
    let rows = ledger.contract_detail(contract)?.plan.rows;
    let known = |at: usize| Some(PlanVersion { id: rows[at].id, revision: rows[at].revision });
    ledger.save_payment_plan(session, contract, &[row(known(0), "到货款"), row(known(1), "预付款")], &[])?;
    assert_eq!(office.archive()?, 4);
    let built = office.at("4")?;
    ensure!(built.lack.is_none(), "{built:?}");
    let rebuilt = rusqlite::Connection::open(&built.path)?;
    let mut terms = rebuilt.prepare("SELECT term FROM payment_plan ORDER BY id")?;
    let terms = terms.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    assert_eq!(terms, ["到货款", "预付款"]);
    Ok(())
}

#[test]
fn the_newest_sound_backup_before_it_is_taken() -> Result<()> {
    let office = Office::new()?;
    office.archive()?;
    office.work(0..5)?;
    office.archive()?;
    let old = office.ledger.create_backup(&office.place, None, &Unwatched)?;
    office.work(5..10)?;
    let new = office.ledger.create_backup(&office.place, None, &Unwatched)?;
    office.work(10..15)?;
    office.archive()?;
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let built = office.at("12")?;
    assert_eq!((built.base.clone(), built.replayed), (name(&new.path), 2));
    assert_eq!(office.at("10")?.replayed, 0);
    assert_eq!(office.at("7")?.base, name(&old.path));
    flip(&new.path, 9_000)?;
    let built = office.at("12")?;
    assert_eq!((suppliers(&built)?, built.base.clone(), built.replayed), (12, name(&old.path), 7));
    assert_eq!(built.passed_over, [name(&new.path).unwrap_or_default()]);
    assert!(built.lack.is_none());
    Ok(())
}

#[test]
fn a_time_means_what_was_done_by_then() -> Result<()> {
    let office = Office::new()?;
    office.work(0..3)?;
    office.archive()?;
    assert_eq!(office.at("2999-01-01T00:00:00Z")?.reached.seq, 3);
    assert_eq!(office.at("2001-01-01T00:00:00Z")?.reached.seq, 0);
    Ok(())
}

#[test]
fn a_torn_frame_is_cut_off_and_written_again() -> Result<()> {
    let office = Office::new()?;
    office.work(0..10)?;
    office.archive()?;
    let segment = office.segments()?.remove(0);
    let whole = std::fs::read(&segment)?;
    for cut in [whole.len() - 1, whole.len() - 40, whole.len() - 300] {
        std::fs::write(&segment, &whole[..cut])?;
        let built = office.at("10").map(|built| built.reached.seq).map_err(|error| error.code());
        assert!(matches!(built, Err(Code::MomentUnknown)), "cut at {cut}: {built:?}");
        assert!(office.at("8")?.lack.is_none());
        // As after a new start: what was known of the place is forgotten.
        office.ledger.keep_archive(std::slice::from_ref(&office.place), Archiving::AtClose);
        assert_eq!(office.archive()?, 10);
        assert_eq!(std::fs::read(&segment)?, whole);
    }
    // Zeros where the length reached the disk and the bytes did not.
    let mut zeros = whole.clone();
    zeros.extend([0; 5_000]);
    std::fs::write(&segment, &zeros)?;
    office.ledger.keep_archive(std::slice::from_ref(&office.place), Archiving::AtClose);
    office.work(10..11)?;
    assert_eq!(office.archive()?, 11);
    assert_eq!((office.segments()?.len(), office.at("11")?.reached.seq), (1, 11));
    Ok(())
}

#[test]
fn damage_anywhere_is_named_and_everything_before_it_comes_back() -> Result<()> {
    let office = Office::new()?;
    office.work(0..6)?;
    office.archive()?;
    let segment = office.segments()?.remove(0);
    let whole = std::fs::read(&segment)?;
    let mut told = [0; 3];
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        std::fs::write(&segment, &bytes)?;
        match office.at("6") {
            // The header, or the last frame: nobody can know of the operation then.
            Err(error) => {
                assert!([Code::MomentUnknown, Code::MomentUnreachable].contains(&error.code()), "{at}");
                told[0] += 1;
            }
            Ok(built) => {
                let reached = built.reached.seq;
                assert_eq!(suppliers(&built)?, reached, "byte {at}");
                let lack = built.lack.as_ref().with_context(|| format!("byte {at} is not missed"))?;
                assert_eq!(
                    (lack.first, lack.last, lack.reason),
                    (reached + 1, 6, LackReason::Damaged),
                    "{at}"
                );
                let named = lack.known.iter().any(|heading| heading.actor == "周敏");
                assert!(named, "byte {at}: {lack:?}");
                told[if reached == 0 { 1 } else { 2 }] += 1;
            }
        }
    }
    assert!(told.iter().all(|count| *count > 10), "{told:?}");
    Ok(())
}

#[test]
fn what_is_damaged_or_gone_is_written_again_from_the_ledger() -> Result<()> {
    let office = Office::new()?;
    office.work(0..6)?;
    office.archive()?;
    let segment = office.segments()?.remove(0);
    let length = std::fs::metadata(&segment)?.len();
    for at in [10, 200, length / 2, length - 10] {
        flip(&segment, usize::try_from(at)?)?;
        office.ledger.keep_archive(std::slice::from_ref(&office.place), Archiving::AtClose);
        assert_eq!(office.archive()?, 6);
        for seq in 1..=6 {
            let built = office.at(&seq.to_string())?;
            assert!(built.lack.is_none() && suppliers(&built)? == seq, "byte {at}, #{seq}: {:?}", built.lack);
        }
    }
    std::fs::remove_dir_all(office.place.join("journal"))?;
    office.work(6..7)?;
    assert_eq!(office.archive()?, 7);
    assert_eq!(suppliers(&office.at("7")?)?, 7);
    Ok(())
}

#[test]
fn a_place_that_is_away_fails_nothing_and_is_caught_up() -> Result<()> {
    let office = Office::new()?;
    let away = office.folder.path().join("away/backups");
    let places = [away.clone(), office.place.clone()];
    office.ledger.keep_archive(&places, Archiving::AtClose);
    office.work(0..3)?;
    let states = office.ledger.catch_up_archive()?;
    assert_eq!((states[0].reached, states[0].failure), (None, Some(Code::BackupPlaceUnreachable)));
    assert_eq!((states[1].reached, states[1].failure), (Some(3), None));
    assert!(!away.exists(), "a folder appears where the stick was");
    // An empty folder is where the stick was, and is not the stick.
    std::fs::create_dir_all(&away)?;
    assert_eq!(office.ledger.catch_up_archive()?[0].failure, Some(Code::BackupPlaceUnreachable));
    mark(&away)?;
    let states = office.ledger.catch_up_archive()?;
    assert_eq!((states[0].reached, states[0].failure), (Some(3), None));
    Ok(())
}

#[test]
fn after_a_restore_both_ways_on_are_kept() -> Result<()> {
    let Office { folder, place, ledger, session } = Office::new()?;
    let path = ledger.path().to_owned();
    let office = Office { folder, place, ledger, session };
    office.work(0..6)?;
    office.archive()?;
    let earlier = office.at("4")?;
    let Office { folder, place, ledger, session } = office;
    drop(ledger);
    std::fs::copy(&earlier.path, &path)?;
    // By hand, and so that nobody finds out.
    let mut head = path.as_os_str().to_owned();
    head.push(".head");
    std::fs::remove_file(head)?;
    let ledger = Ledger::open(&path)?;
    ledger.keep_archive(std::slice::from_ref(&place), Archiving::AtClose);
    let office = Office { folder, place, ledger, session };
    office.work(100..103)?;
    assert_eq!(office.archive()?, 7);
    let names = |built: &Rebuilt| -> Result<Vec<String>> {
        let connection = rusqlite::Connection::open(&built.path)?;
        let mut names = connection.prepare("SELECT name FROM supplier ORDER BY id")?;
        Ok(names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    let last_two = |built: &Rebuilt| -> Result<Vec<String>> { Ok(names(built)?.split_off(3)) };
    assert_eq!(last_two(&office.at("6")?)?, ["3号公司", "100号公司", "101号公司"]);
    // The way that was taken back is reached by the hash of its operation.
    let taken_back: String = office.taken_back(6)?;
    assert_eq!(last_two(&office.at(&taken_back)?)?, ["3号公司", "4号公司", "5号公司"]);
    Ok(())
}

impl Office {
    /// Returns the hash of the operation of this number that is in the archive and not in the ledger.
    fn taken_back(&self, seq: i64) -> Result<String> {
        let line = self.ledger.timeline(std::slice::from_ref(&self.place), 0, 100)?;
        let found = line.rows.into_iter().find(|row| row.seq == seq && !row.in_force);
        Ok(found.context("an operation that was taken back")?.hash)
    }
}

#[test]
fn the_archive_is_written_while_work_goes_on_and_at_the_end() -> Result<()> {
    let office = Office::new()?;
    office.ledger.keep_archive(std::slice::from_ref(&office.place), Archiving::WhileOpen);
    office.work(0..3)?;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while office.ledger.archive_states()[0].reached != Some(3) {
        ensure!(std::time::Instant::now() < deadline, "{:?}", office.ledger.archive_states());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    office.work(3..5)?;
    let Office { folder, place, ledger, .. } = office;
    drop(ledger);
    let built = moment_without_ledger(&[place], &Moment::Seq(5), folder.path(), &Unwatched)?;
    assert_eq!(suppliers(&built)?, 5);
    Ok(())
}

/// Makes a folder a further place for backups.
pub(crate) fn mark(place: &Path) -> Result<()> {
    std::fs::create_dir_all(place)?;
    Ok(std::fs::write(place.join("lantai-backups.json"), "{}")?)
}

pub(crate) fn flip(path: &Path, at: usize) -> Result<()> {
    let mut bytes = std::fs::read(path)?;
    bytes[at] ^= 0x40;
    Ok(std::fs::write(path, bytes)?)
}
