//! Migrations that are killed: the ledger has the structure before or the one after, and the next start
//! says which.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use ledger::domain::migration::MigrationStage;
use ledger::migration::{self, Stopped};
use ledger::{Ledger, Unwatched, Watch};
use rusqlite::Connection;
use tests::release;
use tests::restoring::session;

use crate::chance::Chance;
use crate::contents::{self, Contents};

/// What tells of migrations themselves: it differs from one to the next.
const OF_MIGRATIONS: [&str; 2] = ["applied_migration", "journal"];

/// What a loop of kills met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Migrations {
    pub kills: u32,
    /// The ledger had the structure after.
    pub done: u32,
    /// The ledger was as it was.
    pub as_it_was: u32,
    /// The next start had something to tell: before the marker and after it there is nothing.
    pub told: u32,
}

/// Kills `count` upgrades and rollbacks of the ledger of the first release, in each of their stages.
/// `program` is this harness, started as `migrate LEDGER TO`.
pub fn run(program: &Path, count: u32, seed: u64) -> Result<Migrations> {
    let mut chance = Chance::of(seed);
    let folder = tempfile::tempdir()?;
    let ways = ways(program, folder.path())?;
    let mut met = Migrations::default();
    while met.kills < count {
        let way = &ways[usize::try_from(met.kills)? % ways.len()];
        let (stage, whole) = chance.one(&way.stages).context("a migration has stages")?;
        let pause = Duration::from_micros(chance.below(u64::try_from(whole.as_micros())?));
        let told =
            || format!("seed {seed}, kill {}: {pause:?} after {stage} on the way to {}", met.kills, way.to);
        let desk = tempfile::tempdir()?;
        let ledger = desk.path().join("ledger.sqlite3");
        fs::copy(&way.original, &ledger)?;
        kill(program, &ledger, way.to, stage, pause).with_context(told)?;
        let found = way.judge(&ledger).with_context(told)?;
        met.kills += 1;
        met.done += u32::from(found.done);
        met.as_it_was += u32::from(!found.done);
        met.told += u32::from(found.told);
    }
    Ok(met)
}

/// Migrates and says on the standard output what it is at: what the killed process does.
pub fn migrate(ledger: &Path, to: i64) -> Result<()> {
    migration::migrate(ledger, to, &session(), &Says)?.context("nothing was to be done").map(drop)
}

/// The ledger of the first release, upward, and the same ledger back.
fn ways(program: &Path, folder: &Path) -> Result<[Way; 2]> {
    let release = release::all()?.into_iter().next().context("no release")?;
    let older = folder.join("older.sqlite3");
    release.unpack(&older)?;
    // As a program leaves it.
    Connection::open(&older)?.pragma_update(None, "journal_mode", "wal")?;
    let up = Way::undisturbed(program, &older, migration::known())?;
    let newer = folder.join("newer.sqlite3");
    fs::copy(&older, &newer)?;
    migration::migrate(&newer, migration::known(), &session(), &Unwatched)?;
    let down = Way::undisturbed(program, &newer, release.schema())?;
    Ok([up, down])
}

/// A migration as it is where nobody kills it.
struct Way {
    original: PathBuf,
    to: i64,
    before: State,
    after: State,
    /// How long each stage takes.
    stages: Vec<(String, Duration)>,
}

/// What a kill left.
struct Found {
    done: bool,
    told: bool,
}

impl Way {
    fn undisturbed(program: &Path, original: &Path, to: i64) -> Result<Self> {
        let desk = tempfile::tempdir()?;
        let ledger = desk.path().join("ledger.sqlite3");
        fs::copy(original, &ledger)?;
        let before = State::of(&ledger)?;
        let (mut child, said) = start(program, &ledger, to)?;
        let mut begun = Vec::new();
        for stage in said.lines() {
            begun.push((stage?, Instant::now()));
        }
        begun.push((String::new(), Instant::now()));
        ensure!(child.wait()?.success(), "a migration fails by itself");
        let stages = begun.windows(2).map(|span| (span[0].0.clone(), span[1].1 - span[0].1)).collect();
        let after = State::of(&ledger)?;
        ensure!(before != after && after.schema == to, "a migration that was not killed did nothing");
        Ok(Self { original: original.to_owned(), to, before, after, stages })
    }

    /// Holds the ledger against both structures, and lets the next start go on with it.
    fn judge(&self, ledger: &Path) -> Result<Found> {
        let standing = migration::status(ledger)?;
        let left = State::of(ledger)?;
        let done = left == self.after;
        ensure!(done || left == self.before, "neither the structure before nor the one after");
        if let Some(told) = &standing.interrupted {
            ensure!(done == (told.ended == Stopped::Finished) && told.to == self.to, "{told:?}");
        }
        migration::migrate(ledger, self.to, &session(), &Unwatched).context("the next start goes on")?;
        ensure!(State::of(ledger)? == self.after, "it went on to something else");
        ensure!(migration::status(ledger)?.interrupted.is_none(), "it is told again and again");
        ensure!(!PathBuf::from(format!("{}.migration", ledger.display())).exists(), "a folder is left");
        expect_sound(ledger)?;
        Ok(Found { done, told: standing.interrupted.is_some() })
    }
}

/// Requires that file, journal and everything computed are sound, and that every backup is one.
fn expect_sound(path: &Path) -> Result<()> {
    migration::migrate(path, migration::known(), &session(), &Unwatched)?;
    let ledger = Ledger::open(path)?;
    let report = ledger.check_health(&session())?;
    ensure!(report.is_healthy(), "{report:?}");
    for backup in ledger.backups(&ledger.backup_folder())? {
        let name = backup.path.file_name().context("a name")?.to_string_lossy().into_owned();
        ledger
            .verify_backup(&ledger.backup_folder(), &name)
            .with_context(|| format!("{name} is no backup"))?;
    }
    Ok(())
}

/// A ledger as SQLite reads it: its structure, and every row but those that tell of migrations.
#[derive(Debug, PartialEq, Eq)]
struct State {
    schema: i64,
    objects: Vec<String>,
    contents: Contents,
}

impl State {
    fn of(path: &Path) -> Result<Self> {
        let mut contents = contents::of(path)?;
        contents.retain(|table, _| !OF_MIGRATIONS.contains(&table.as_str()));
        let connection = Connection::open(path)?;
        let mut objects = connection
            .prepare("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY 1")?;
        let objects = objects.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let schema = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(Self { schema, objects, contents })
    }
}

/// Kills a migration some time after it said that it is at a stage.
fn kill(program: &Path, ledger: &Path, to: i64, stage: &str, pause: Duration) -> Result<()> {
    let (mut child, said) = start(program, ledger, to)?;
    let reached = said.lines().map_while(Result::ok).any(|line| line == stage);
    ensure!(reached, "the migration ended by itself");
    std::thread::sleep(pause);
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn start(program: &Path, ledger: &Path, to: i64) -> Result<(Child, BufReader<ChildStdout>)> {
    let mut command = Command::new(program);
    command.arg("migrate").arg(ledger).arg(to.to_string());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let said = child.stdout.take().context("the migration says something")?;
    Ok((child, BufReader::new(said)))
}

/// Says each stage at its beginning.
struct Says;

impl Watch for Says {
    fn stage(&self, stage: MigrationStage) {
        let mut told = std::io::stdout().lock();
        // Whoever listens may have ended.
        let _ = writeln!(told, "{stage:?}").and_then(|()| told.flush());
    }

    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
