//! A rehearsal is held open until somebody decides: to keep it is the import, to the last byte of
//! the journal; and it stands in nobody's way.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, ensure};
use ledger::domain::date::Date;
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Noun};
use ledger::import::{Import, ImportOptions, Report};
use ledger::{Clock, Ledger, Session, Unwatched, Watch};
use proptest::prelude::*;
use tempfile::TempDir;
use tests::program::Desk;

use crate::kit::{many_payments, plant};
use crate::rehearsal::{contract_row, payment_row};

const CONTRACT_HEADER: &str = "文件定位,关联主合同编号,合同编号,合同名称,乙方,合同金额";
const PAYMENT_HEADER: &str = "合同编号,付款金额,付款日期,结算价（元）,是否办理结算";
const TWO_PAYMENTS: &str = "合同编号,付款金额,付款日期\nHT-003,100,2024-05-01\nHT-003,200,2024-06-01\n";

/// A clock that stands still, so that two ledgers can be the same.
#[derive(Debug)]
struct Noon(&'static str);

impl Clock for Noon {
    fn now(&self) -> jiff::Timestamp {
        format!("{}T04:00:00Z", self.0).parse().expect("an instant")
    }

    fn today(&self) -> Date {
        self.0.parse().expect("a date")
    }
}

/// A ledger in this process, and files to import.
struct Office {
    ledger: Ledger,
    desk: Desk,
}

impl Office {
    /// Opens the plant of the kit.
    fn new() -> Result<Self> {
        Self::at(plant()?)
    }

    /// Opens two ledgers that are the same file, down to the second in which it was made.
    fn empty_twins() -> Result<(Self, Self)> {
        let (one, other) = (Desk::with_ledger()?, Desk::bare()?);
        fs::copy(one.ledger(), other.ledger())?;
        Ok((Self::at(one)?, Self::at(other)?))
    }

    fn at(desk: Desk) -> Result<Self> {
        let ledger = Ledger::open_with(&desk.ledger(), Arc::new(Noon("2026-11-22")))?;
        Ok(Self { ledger, desk })
    }

    fn open(&self, kind: Noun, path: &Path) -> Result<Import> {
        let options = ImportOptions { kind: Some(kind), create_suppliers: true, ..ImportOptions::default() };
        Ok(self.ledger.open_own_import(path, &options, &Unwatched)?)
    }

    fn open_text(&self, kind: Noun, text: &str) -> Result<Import> {
        let path = self.desk.path("import.csv");
        fs::write(&path, text)?;
        self.open(kind, &path)
    }

    fn rehearsed(&self, kind: Noun, text: &str) -> Result<Import> {
        let import = self.open_text(kind, text)?;
        self.rehearse(&import)?;
        Ok(import)
    }

    fn rehearse(&self, import: &Import) -> Result<Report> {
        Ok(self.ledger.rehearse_import(&wang(), import, &Unwatched)?)
    }

    fn commit(&self, import: &Import) -> Result<Report> {
        Ok(self.ledger.commit_import(&wang(), import, true, &Unwatched)?)
    }

    /// Every row of every table, journal, positions and words included.
    fn contents(&self) -> Result<Vec<String>> {
        contents(&self.desk.ledger())
    }

    /// Undoes an entry, of which nothing may be kept; returns the entry of the undo.
    fn undo_all_of(&self, seq: i64) -> Result<i64> {
        let undone = self.ledger.undo(&wang(), seq)?.value;
        ensure!(undone.kept_changed + undone.kept_referred == 0, "{undone:?}");
        undone.seq.context("the undo is no entry")
    }

    fn payments(&self) -> Result<i64> {
        let counts = self.ledger.counts()?;
        Ok(counts.into_iter().filter(|(noun, _)| *noun == Noun::Payment).map(|(_, count)| count).sum())
    }
}

fn wang() -> Session {
    Session::named("wang")
}

fn contents(ledger: &Path) -> Result<Vec<String>> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(ledger, flags)?;
    let mut tables =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    // Indexes come and go within a large import.
    let mut schema =
        connection.prepare("SELECT 'schema: ' || sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let mut all: Vec<String> = schema.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    // The index of words keeps itself in tables of its own, in blocks that depend on what was
    // written before; the health check compares what it says.
    for table in tables.iter().filter(|table| !table.starts_with("search") && !table.starts_with("sqlite_")) {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let cells: Vec<String> = (0..columns)
                .map(|at| {
                    let cell = row.get_ref(at)?;
                    Ok(cell.as_str().map_or_else(|_| format!("{cell:?}"), str::to_owned))
                })
                .collect::<Result<_>>()?;
            all.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    all.sort();
    Ok(all)
}

/// Everything but the journal and the files of imports, which no undo takes back.
fn stated(contents: &[String]) -> Vec<&String> {
    let stays = |row: &&String| ["journal", "import_"].iter().any(|table| row.starts_with(table));
    contents.iter().filter(|row| !stays(row)).collect()
}

/// Imports the same into two ledgers, straight and by keeping a rehearsal, and compares them.
fn same_either_way(straight: &Office, held: &Office, kind: Noun, path: &Path) -> Result<()> {
    let at_once = straight.commit(&straight.open(kind, path)?)?;
    let import = held.open(kind, path)?;
    let before = held.contents()?;
    let rehearsed = held.rehearse(&import)?;
    ensure!(held.contents()? == before, "a reader saw the rehearsal");
    let kept = held.commit(&import)?;
    ensure!(at_once == kept, "{at_once:?}\nthen {kept:?}");
    ensure!(rehearsed.rows == kept.rows && rehearsed.issues == kept.issues, "the rehearsal said otherwise");
    ensure!(straight.contents()? == held.contents()?, "the ledgers differ");
    for office in [straight, held] {
        let health = office.ledger.check_health(&wang())?;
        ensure!(health.is_healthy(), "{health:?}");
    }
    if let Some(seq) = kept.summary.journal_seq {
        for office in [straight, held] {
            let again = office.undo_all_of(seq)?;
            ensure!(stated(&office.contents()?) == stated(&before), "the undo left something");
            office.undo_all_of(again)?;
        }
    }
    Ok(())
}

fn same_for_text(header: &str, rows: &[String], kind: Noun) -> Result<()> {
    let (straight, held) = (Office::new()?, Office::new()?);
    let path = held.desk.path("import.csv");
    fs::write(&path, format!("{header}\n{}", rows.concat()))?;
    same_either_way(&straight, &held, kind, &path)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn payments_kept_from_a_rehearsal_are_those_of_an_import(rows in prop::collection::vec(payment_row(), 1..20)) {
        let same = same_for_text(PAYMENT_HEADER, &rows, Noun::Payment);
        prop_assert!(same.is_ok(), "{same:?}");
    }

    #[test]
    fn contracts_kept_from_a_rehearsal_are_those_of_an_import(rows in prop::collection::vec(contract_row(), 1..20)) {
        let same = same_for_text(CONTRACT_HEADER, &rows, Noun::Contract);
        prop_assert!(same.is_ok(), "{same:?}");
    }
}

#[test]
fn every_sample_workbook_is_imported_the_same_either_way() -> Result<()> {
    let (straight, held) = Office::empty_twins()?;
    let mut workbooks: Vec<PathBuf> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/ledger/sample"))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
    workbooks.sort();
    let mut imported = 0;
    for path in workbooks {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(kind) = stem.split_once('_').and_then(|(_, kind)| Noun::from_name(kind)) else { continue };
        same_either_way(&straight, &held, kind, &path)?;
        imported += 1;
    }
    ensure!(imported >= 7, "only {imported} workbooks");
    Ok(())
}

#[test]
fn another_write_goes_first_and_the_import_is_then_run_anew() -> Result<()> {
    let office = Office::new()?;
    let import = office.rehearsed(Noun::Payment, TWO_PAYMENTS)?;
    let before = office.payments()?;
    let written = office.ledger.create_supplier(&wang(), &Supplier::named("丙安装有限公司"))?;
    ensure!(office.payments()? == before, "the rehearsal was kept by another write");
    let report = office.commit(&import)?;
    ensure!(report.summary.journal_seq == written.seq.map(|seq| seq + 1), "{:?}", report.summary);
    ensure!(office.payments()? == before + 2, "the import was not run anew");
    ensure!(office.ledger.check_health(&wang())?.is_healthy());
    Ok(())
}

#[test]
fn a_ledger_that_changed_so_that_the_import_does_something_else_refuses_it() -> Result<()> {
    let office = Office::new()?;
    let text = "合同编号,付款编号,付款金额,付款日期\nHT-003,F-1,100,2024-05-01\n";
    let import = office.rehearsed(Noun::Payment, text)?;
    office.commit(&office.open_text(Noun::Payment, text)?)?;
    let before = office.contents()?;
    match office.ledger.commit_import(&wang(), &import, false, &Unwatched) {
        Err(error) => ensure!(error.code() == Code::ImportFileChanged, "{error}"),
        Ok(report) => anyhow::bail!("imported although it does something else: {report:?}"),
    }
    ensure!(office.contents()? == before);
    Ok(())
}

#[test]
fn of_two_rehearsals_each_can_be_committed() -> Result<()> {
    let office = Office::new()?;
    let before = office.payments()?;
    let first = office.rehearsed(Noun::Payment, TWO_PAYMENTS)?;
    let second = office.rehearsed(Noun::Payment, "合同编号,付款金额,付款日期\nHT-002,7,2024-05-02\n")?;
    office.commit(&first)?;
    office.commit(&second)?;
    ensure!(office.payments()? == before + 3);
    ensure!(office.ledger.check_health(&wang())?.is_healthy());
    Ok(())
}

#[test]
fn what_nobody_decides_on_is_rolled_back() -> Result<()> {
    let office = Office::new()?;
    let before = office.contents()?;
    drop(office.rehearsed(Noun::Payment, TWO_PAYMENTS)?);
    ensure!(office.contents()? == before);
    let left = office.rehearsed(Noun::Payment, TWO_PAYMENTS)?;
    // Closing the ledger does not wait for the rehearsal, and leaves nothing of it.
    let Office { ledger, desk } = office;
    drop(ledger);
    ensure!(contents(&desk.ledger())? == before);
    Ledger::open(&desk.ledger())?;
    drop(left);
    Ok(())
}

#[test]
fn a_crash_leaves_nothing_of_it() -> Result<()> {
    let office = Office::new()?;
    let before = office.contents()?;
    // Enough rows that the transaction is written beside the file long before it is decided on.
    let remarks = "长".repeat(1_000);
    let rows: Vec<String> =
        (1..=8_000).map(|number| format!("HT-003,{number},2024-05-01,{remarks}\n")).collect();
    let text = format!("合同编号,付款金额,付款日期,备注\n{}", rows.concat());
    let import = office.rehearsed(Noun::Payment, &text)?;
    let crashed = crash(&office.desk)?;
    let ledger = crashed.path().join("ledger.db");
    ensure!(fs::metadata(crashed.path().join("ledger.db-wal"))?.len() > 1 << 20, "nothing was written yet");
    ensure!(contents(&ledger)? == before, "the crash kept something of the rehearsal");
    ensure!(Ledger::open(&ledger)?.check_health(&wang())?.is_healthy());
    let report = office.commit(&import)?;
    ensure!(report.summary.counts.insert == 8_000 && office.payments()? > 8_000);
    Ok(())
}

/// Copies the files of a ledger as a crash would leave them.
fn crash(desk: &Desk) -> Result<TempDir> {
    let copy = tempfile::tempdir()?;
    for suffix in ["", "-wal"] {
        let from = PathBuf::from(format!("{}{suffix}", desk.ledger().display()));
        fs::copy(from, copy.path().join(format!("ledger.db{suffix}")))?;
    }
    Ok(copy)
}

#[test]
fn a_copy_made_meanwhile_holds_nothing_of_it() -> Result<()> {
    let office = Office::new()?;
    let before = office.contents()?;
    let import = office.rehearsed(Noun::Payment, TWO_PAYMENTS)?;
    let backup = office.ledger.create_backup(&office.desk.path("backups"), None, &Unwatched)?;
    ensure!(contents(&backup.path)? == before);
    // The copy took nothing from the rehearsal either.
    ensure!(office.commit(&import)?.summary.committed);
    Ok(())
}

#[test]
fn rows_that_are_wrong_are_left_out_only_where_that_was_said() -> Result<()> {
    let office = Office::new()?;
    let before = office.payments()?;
    let import = office.rehearsed(Noun::Payment, &format!("{TWO_PAYMENTS}HT-404,1,2024-05-01\n"))?;
    let refused = office.ledger.commit_import(&wang(), &import, false, &Unwatched)?;
    ensure!(!refused.summary.committed && office.payments()? == before);
    ensure!(office.commit(&import)?.summary.committed && office.payments()? == before + 2);
    Ok(())
}

/// Cancels at once.
struct Impatient;

impl Watch for Impatient {
    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Break(())
    }
}

#[test]
fn a_cancelled_commit_leaves_nothing_and_can_be_done_again() -> Result<()> {
    let office = Office::new()?;
    let before = office.contents()?;
    let import = office.rehearsed(Noun::Payment, TWO_PAYMENTS)?;
    match office.ledger.commit_import(&wang(), &import, false, &Impatient) {
        Err(error) => ensure!(error.code() == Code::Cancelled, "{error}"),
        Ok(report) => anyhow::bail!("not cancelled: {report:?}"),
    }
    ensure!(office.contents()? == before);
    ensure!(office.commit(&import)?.summary.committed);
    Ok(())
}

/// Stops at the question of this number.
struct StopsAt(AtomicU32);

impl Watch for StopsAt {
    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        let left = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left == Ok(1) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[test]
fn an_import_can_be_stopped_until_it_is_kept_and_leaves_nothing() -> Result<()> {
    let options = ImportOptions { kind: Some(Noun::Payment), ..ImportOptions::default() };
    for rehearsed in [false, true] {
        let office = Office::new()?;
        let before = office.contents()?;
        let file = many_payments(&office.desk)?;
        let (mut stop, mut times) = (1, 0);
        loop {
            let import = office.ledger.open_own_import(&file, &options, &Unwatched)?;
            if rehearsed {
                office.ledger.rehearse_import(&wang(), &import, &Unwatched)?;
            }
            let watch = StopsAt(AtomicU32::new(stop));
            match office.ledger.commit_import(&wang(), &import, false, &watch) {
                Err(error) => ensure!(error.code() == Code::Cancelled, "{stop}: {error}"),
                Ok(report) => {
                    ensure!(report.summary.committed, "{stop}");
                    break;
                }
            }
            ensure!(office.contents()? == before, "stopped at question {stop}");
            times += 1;
            stop += stop.div_ceil(2);
        }
        // Of 4,000 rows few questions are asked: the others are of what follows from them.
        ensure!(times > 12 && stop > 4_000, "{times} times, the last at {stop}");
    }
    Ok(())
}

#[test]
fn another_person_imports_anew_in_their_own_name() -> Result<()> {
    let office = Office::new()?;
    let import = office.rehearsed(Noun::Payment, TWO_PAYMENTS)?;
    let li = Session::named("li");
    let report = office.ledger.commit_import(&li, &import, false, &Unwatched)?;
    ensure!(report.summary.committed);
    let made_by = |actor: &str| -> Result<usize> {
        let all = office.contents()?;
        let payments = all.iter().filter(|row| row.starts_with("payment:"));
        Ok(payments.filter(|row| row.split(" | ").any(|cell| cell == actor)).count())
    };
    ensure!((made_by("li")?, made_by("wang")?) == (2, 0), "the records name who did not make them");
    Ok(())
}
