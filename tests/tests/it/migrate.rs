//! Upgrades and rollbacks as IT does them: the command line over the ledger of the first release.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use ledger::domain::list::ListQuery;
use ledger::domain::migration::MigrationStage;
use ledger::domain::payment_plan::{PaymentPlan, PlanEntry};
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Money};
use ledger::{Ledger, Session, Unwatched, Watch, migration};
use rusqlite::Connection;
use tests::program::{Desk, Run};
use tests::release::{self, Release};

const STAGES: [MigrationStage; 8] = [
    MigrationStage::Copying,
    MigrationStage::Reading,
    MigrationStage::Rehearsing,
    MigrationStage::Comparing,
    MigrationStage::Checking,
    MigrationStage::BackingUp,
    MigrationStage::Changing,
    MigrationStage::Snapshotting,
];

/// A desk with the ledger of the first release; none as long as this program has its structure.
fn waiting() -> Result<Option<(Desk, Release)>> {
    let release = release::all()?.remove(0);
    let desk = Desk::bare()?;
    release.unpack(&desk.ledger())?;
    // As a program leaves it.
    Connection::open(desk.ledger())?.pragma_update(None, "journal_mode", "wal")?;
    Ok((release.schema() < migration::known()).then_some((desk, release)))
}

fn session() -> Session {
    Session::named("李四")
}

fn says(run: Run, code: &str) -> Result<()> {
    let run = run.ended_with(2)?;
    ensure!(run.stderr.contains(&format!("[{code}]")), "{run:?}");
    Ok(())
}

#[test]
fn a_ledger_that_waits_is_not_touched_until_somebody_says_so() -> Result<()> {
    let Some((desk, release)) = waiting()? else { return Ok(()) };
    let before = fs::read(desk.ledger())?;
    for call in [&["list", "contract"][..], &["check"], &["journal", "verify"], &["backup", "create"]] {
        says(desk.lantai(call)?, "ledger.upgrade_pending")?;
    }
    let status = desk.lantai(["migrate", "status", "--json"])?.ended_with(1)?.json()?;
    assert_eq!(status["schema"], release.schema());
    let plan = desk.lantai(["migrate", "plan", "--json"])?.ended_with(0)?.json()?;
    assert_eq!((&plan["from"], &plan["to"]), (&release.schema().into(), &migration::known().into()));
    assert_eq!(plan["losses"], serde_json::json!([]));
    let rehearsed = desk.lantai(["migrate", "up", "--rehearse", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(rehearsed["checks"].as_array().map(Vec::len), Some(5));
    ensure!(fs::read(desk.ledger())? == before, "every byte");
    ensure!(!desk.path("backups").exists());
    Ok(())
}

#[test]
fn an_upgrade_is_backed_up_told_of_and_rolled_back_and_the_rollback_undone() -> Result<()> {
    let Some((desk, release)) = waiting()? else { return Ok(()) };
    let done = desk.lantai(["migrate", "up", "--json"])?.ended_with(0)?.json()?;
    let before = done["before"].as_str().context("a backup")?.to_owned();
    let manifest = fs::read_to_string(desk.path(format!("backups/{before}.json")))?;
    ensure!(manifest.contains("before-migration"), "{manifest}");
    desk.lantai(["check"])?.ended_with(0)?;
    let journal = desk.lantai(["journal", "list", "--json"])?.ended_with(0)?.stdout;
    ensure!(journal.contains("migrated"), "the journal tells of it");
    let newest = Ledger::open(&desk.ledger())?.list_journal(0, 2)?.rows;
    says(desk.lantai(["journal", "undo", &newest[0].seq.to_string()])?, "journal.is_migration")?;
    says(desk.lantai(["journal", "undo", &newest[1].seq.to_string()])?, "journal.other_schema")?;

    let ledger = Ledger::open(&desk.ledger())?;
    ledger.create_supplier(&session(), &Supplier::named("升级后新增的公司"))?;
    drop(ledger);
    says(desk.lantai(["migrate", "down", "--for", &release.version])?, "migration.not_confirmed")?;
    let back = ["migrate", "down", "--for", &release.version, "--yes", "--json"];
    let back = desk.lantai(back)?.ended_with(0)?.json()?;
    assert_eq!(back["to"], release.schema());
    says(desk.lantai(["list", "supplier"])?, "ledger.upgrade_pending")?;
    desk.lantai(["migrate", "undo", "--yes"])?.ended_with(0)?;
    let suppliers = desk.lantai(["list", "supplier", "--json"])?.ended_with(0)?.stdout;
    ensure!(suppliers.contains("升级后新增的公司"));
    says(desk.lantai(["migrate", "undo", "--yes"])?, "migration.no_rollback")
}

#[test]
fn a_rollback_says_what_people_entered_and_would_lose_and_nothing_that_is_computed() -> Result<()> {
    let Some((desk, release)) = waiting()? else { return Ok(()) };
    desk.lantai(["migrate", "up"])?.ended_with(0)?;
    let ledger = Ledger::open(&desk.ledger())?;
    let contract = ledger.list_contracts(&ListQuery { limit: 1, ..ListQuery::default() })?.rows[0].id;
    let plan = PaymentPlan {
        contract_id: contract,
        term: "预付款".to_owned(),
        due_on: None,
        amount: Some(Money::from_fen(100)),
        percent: None,
        remarks: None,
    };
    ledger.save_payment_plan(&session(), contract, &[PlanEntry { known: None, plan }], &[])?;
    drop(ledger);
    let plan = ["migrate", "plan", "--for", &release.version];
    let told = desk.lantai(plan)?.ended_with(0)?.stdout;
    ensure!(told.contains("付款计划 payment_plan  1 行"), "{told}");
    let json = desk.lantai(plan.into_iter().chain(["--json"]))?.ended_with(0)?.json()?;
    let lost = serde_json::json!([{ "table": "payment_plan", "column": null, "count": 1 }]);
    assert_eq!(json["losses"], lost);
    Ok(())
}

#[test]
fn it_may_let_a_computer_upgrade_by_itself_but_not_what_was_rolled_back() -> Result<()> {
    let Some((desk, release)) = waiting()? else { return Ok(()) };
    desk.lantai(["migrate", "auto", "on"])?.ended_with(0)?;
    desk.lantai(["list", "contract"])?.ended_with(0)?;
    ensure!(desk.path("backups").exists(), "with its backup");
    desk.lantai(["migrate", "down", "--for", &release.version, "--yes"])?.ended_with(0)?;
    says(desk.lantai(["list", "contract"])?, "ledger.upgrade_pending")
}

#[test]
fn a_ledger_whose_upgrade_is_put_off_can_be_looked_at_and_not_changed() -> Result<()> {
    let release = release::all()?.remove(0);
    let desk = Desk::bare()?;
    release.unpack(&desk.ledger())?;
    let before = fs::read(desk.ledger())?;
    let ledger = Ledger::look_at(&desk.ledger(), &Unwatched)?;
    ensure!(ledger.is_read_only() && ledger.path() == desk.ledger());
    ensure!(ledger.counts()?.iter().all(|(_, count)| *count > 0 || release.schema() < migration::known()));
    let refused = ledger.create_supplier(&session(), &Supplier::named("甲")).err().map(|why| why.code());
    assert_eq!(refused, Some(Code::LedgerReadOnly));
    let refused = ledger.create_backup(&desk.path("b"), None, &Unwatched).err().map(|why| why.code());
    assert_eq!(refused, Some(Code::LedgerReadOnly));
    drop(ledger);
    ensure!(fs::read(desk.ledger())? == before, "every byte");
    Ok(())
}

/// Stops a migration from one stage on, and remembers those that it heard of.
#[derive(Debug, Default)]
struct StopsAt {
    stage: Option<MigrationStage>,
    heard: Mutex<Vec<MigrationStage>>,
}

impl StopsAt {
    fn heard(&self) -> Vec<MigrationStage> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Watch for StopsAt {
    fn stage(&self, stage: MigrationStage) {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push(stage);
    }

    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        // A wish to stop stays one.
        let stops = self.stage.is_some_and(|stage| self.heard().contains(&stage));
        if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[test]
fn a_migration_tells_its_stages_and_is_stopped_in_any_of_them_until_it_is_done() -> Result<()> {
    let Some((desk, _)) = waiting()? else { return Ok(()) };
    let before = fs::read(desk.ledger())?;
    let up = |watch: &StopsAt| migration::migrate(&desk.ledger(), migration::known(), &session(), watch);
    let last = MigrationStage::Snapshotting;
    for stage in STAGES.into_iter().filter(|stage| *stage != last) {
        let refused = up(&StopsAt { stage: Some(stage), ..StopsAt::default() }).err().map(|why| why.code());
        assert_eq!(refused, Some(Code::Cancelled), "{stage:?}");
        ensure!(fs::read(desk.ledger())? == before, "every byte: {stage:?}");
    }
    let watch = StopsAt { stage: Some(last), ..StopsAt::default() };
    up(&watch)?.context("it is done by then")?;
    assert_eq!(watch.heard(), STAGES);
    Ok(())
}

#[test]
fn what_cannot_be_migrated_to_is_refused() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let before = fs::read(desk.ledger())?;
    says(desk.lantai(["migrate", "plan", "--to", "4711"])?, "migration.unknown")?;
    says(desk.lantai(["migrate", "down", "--to", "4", "--yes"])?, "migration.below_release")?;
    says(desk.lantai(["migrate", "plan", "--for", "9.9.9"])?, "migration.release_unknown")?;
    says(desk.lantai(["migrate", "sql", "4711"])?, "migration.unknown")?;
    says(desk.lantai(["migrate", "undo", "--yes"])?, "migration.no_rollback")?;
    let nothing = desk.lantai(["migrate", "up", "--json"])?.ended_with(0)?.json()?;
    ensure!(nothing.is_null());
    let sql = desk.lantai(["migrate", "sql", "1", "--down"])?.ended_with(0)?.stdout;
    ensure!(sql.contains("DROP TABLE project;"));
    ensure!(fs::read(desk.ledger())? == before, "every byte");
    Ok(())
}

#[test]
fn a_migration_that_was_edited_stops_everything() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let connection = Connection::open(desk.ledger())?;
    connection.execute("UPDATE applied_migration SET checksum = 'x' WHERE number = 3", [])?;
    drop(connection);
    for call in [&["list", "contract"][..], &["migrate", "status"], &["migrate", "up"]] {
        says(desk.lantai(call)?, "ledger.migration_edited")?;
    }
    Ok(())
}

#[test]
fn the_next_start_says_how_an_interrupted_migration_ended_and_clears_it_away() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let folder = PathBuf::from(format!("{}.migration", desk.ledger().display()));
    for (to, finished) in [(migration::known(), "finished"), (migration::known() + 1, "nothing_done")] {
        fs::create_dir(&folder)?;
        let marker = format!(r#"{{"from":4,"to":{to},"at":"2026-11-22T01:00:00Z"}}"#);
        fs::write(folder.join("plan.json"), marker)?;
        fs::write(folder.join("copy.sqlite3"), "half a copy")?;
        let status = desk.lantai(["migrate", "status", "--json"])?.ended_with(0)?.json()?;
        assert_eq!(status["interrupted"]["ended"], finished);
        let ledger = Ledger::open(&desk.ledger())?;
        assert_eq!(ledger.interrupted_migration().map(|told| told.to), Some(to));
        drop(ledger);
        ensure!(!folder.exists());
        let status = desk.lantai(["migrate", "status", "--json"])?.ended_with(0)?.json()?;
        ensure!(status["interrupted"].is_null());
    }
    Ok(())
}
