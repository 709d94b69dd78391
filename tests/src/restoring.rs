//! Restores that go wrong, as often as wanted: the bodies of the tests, which a longer run calls with larger
//! counts.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use ledger::backup::{Backup, Candidate, Disk, Fs};
use ledger::{Ledger, Session, Unwatched};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// A ledger in a folder of its own that went on after a backup of it was made.
#[derive(Debug)]
pub struct GoneOn {
    folder: TempDir,
    pub backup: Backup,
    /// Every row when the backup was made, and now.
    pub then: Rows,
    pub now: Rows,
}

/// Every row of every table of records and of the journal, but for entries that tell of restores.
pub type Rows = Vec<Vec<Value>>;

impl GoneOn {
    /// Copies a ledger, backs it up, and changes it by one operation.
    pub fn new(original: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("lantai-restore-").tempdir()?;
        let path = folder.path().join("ledger.sqlite3");
        fs::copy(original, &path)?;
        let ledger = Ledger::open(&path)?;
        let backup = ledger.create_backup(&ledger.backup_folder(), None, &Unwatched)?;
        drop(ledger);
        let then = rows(&path)?;
        change(&path)?;
        let now = rows(&path)?;
        ensure!(then != now, "the change changed nothing");
        Ok(Self { folder, backup, then, now })
    }

    pub fn ledger(&self) -> PathBuf {
        self.folder.path().join("ledger.sqlite3")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Says which of the two states the ledger is in, after it was opened as a program does.
    pub fn state(&self) -> Result<State> {
        drop(Ledger::open(&self.ledger()).context("it opens")?);
        let rows = rows(&self.ledger())?;
        if rows == self.then {
            return Ok(State::Restored);
        }
        ensure!(rows == self.now, "neither the old ledger nor the new one");
        Ok(State::AsItWas)
    }
}

/// What a restore left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    AsItWas,
    Restored,
}

/// Says who restores in tests.
pub fn session() -> Session {
    Session::named("张三")
}

/// Changes a ledger by one operation.
fn change(path: &Path) -> Result<()> {
    change_open(&Ledger::open(path)?)
}

fn change_open(ledger: &Ledger) -> Result<()> {
    let stored = ledger.settings()?;
    let mut settings = stored.settings;
    settings.retention_days = if settings.retention_days > 100 { 1 } else { settings.retention_days + 1 };
    ledger.update_settings(&session(), stored.revision, &settings)?;
    Ok(())
}

/// Reads every row of a ledger that nobody has open.
pub fn rows(path: &Path) -> Result<Rows> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mut tables = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'search_%' AND name NOT IN ('search', 'applied_migration') ORDER BY name",
    )?;
    let tables = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let mut all = Vec::new();
    for table in tables {
        let filter = if table == "journal" { "WHERE operation <> 'restored'" } else { "" };
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} {filter} ORDER BY 1, 2"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut values = vec![Value::Text(table.clone())];
            for column in 0..columns {
                values.push(row.get(column)?);
            }
            all.push(values);
        }
    }
    Ok(all)
}

/// Numbers that look like chance and are the same in every run.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % bound.max(1) as u64).unwrap_or_default()
    }
}

/// How often a damaged backup was refused, and how often the damage did no harm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flips {
    pub refused: usize,
    pub harmless: usize,
}

/// Flips one bit of a backup or of its manifest, `count` times: each is refused, or what is restored
/// is what was backed up.
pub fn flip_bits(original: &Path, count: usize, seed: u64) -> Result<Flips> {
    let gone_on = GoneOn::new(original)?;
    let (path, manifest) = (&gone_on.backup.path, format!("{}.json", gone_on.backup.path.display()));
    let good = [fs::read(path)?, fs::read(&manifest)?];
    let mut dice = Dice::new(seed);
    let mut flips = Flips::default();
    for number in 0..count {
        // Every eighth in the manifest, which is short.
        let which = usize::from(number % 8 == 0);
        let mut bytes = good[which].clone();
        let (place, bit) = (dice.below(bytes.len()), dice.below(8));
        bytes[place] ^= 1 << bit;
        let target = if which == 1 { Path::new(&manifest) } else { path };
        fs::write(target, &bytes)?;
        let ledger = Ledger::open(&gone_on.ledger())?;
        let restored = Candidate::beside_manifest(path)
            .map_err(ledger::Error::from)
            .and_then(|candidate| ledger.restore(&session(), &candidate, &Unwatched));
        fs::write(target, &good[which])?;
        let case = || format!("seed {seed}, case {number}: bit {bit} of byte {place} of file {which}");
        drop(ledger);
        if let Err(error) = restored {
            let code = error.code().as_str();
            ensure!(code.starts_with("backup."), "{}: {code} {error}", case());
            ensure!(rows(&gone_on.ledger())? == gone_on.now, "{}: the ledger was touched", case());
            flips.refused += 1;
        } else {
            ensure!(rows(&gone_on.ledger())? == gone_on.then, "{}: something else came back", case());
            Ledger::open(&gone_on.ledger())?.undo_restore(&session(), &Unwatched).with_context(case)?;
            flips.harmless += 1;
        }
    }
    Ok(flips)
}

/// Restores `count` times over a ledger with a write-ahead log that belongs to other pages: what is
/// there afterwards is the backup, row by row.
pub fn over_stale_logs(original: &Path, count: usize) -> Result<()> {
    let gone_on = GoneOn::new(original)?;
    let log = PathBuf::from(format!("{}-wal", gone_on.ledger().display()));
    let candidate = Candidate::from(&gone_on.backup);
    for number in 0..count {
        let stale = log_of_one_more_change(&gone_on)?;
        if number % 2 == 0 {
            // A ledger that died: its file is not readable, its log is.
            fs::write(gone_on.ledger(), [0; 4096])?;
        }
        fs::write(&log, &stale)?;
        match Ledger::open(&gone_on.ledger()) {
            Ok(ledger) => {
                ledger.restore(&session(), &candidate, &Unwatched)?;
            }
            Err(why) => {
                let path = gone_on.ledger();
                ledger::backup::restore_in_place_of(&path, &session(), &candidate, &why, &Unwatched)?;
            }
        }
        ensure!(rows(&gone_on.ledger())? == gone_on.then, "restore {number} is not the backup");
    }
    Ok(())
}

/// Changes the ledger and returns the log of that change, which is merged into the file since.
fn log_of_one_more_change(gone_on: &GoneOn) -> Result<Vec<u8>> {
    let log = PathBuf::from(format!("{}-wal", gone_on.ledger().display()));
    let ledger = Ledger::open(&gone_on.ledger())?;
    change_open(&ledger)?;
    Ok(fs::read(log)?)
}

/// Backs a ledger up, wipes it with everything beside it, and restores it, `count` times: every row is
/// equal.
pub fn drills(original: &Path, count: usize) -> Result<()> {
    let gone_on = GoneOn::new(original)?;
    for number in 0..count {
        let ledger = Ledger::open(&gone_on.ledger())?;
        let backup = ledger.create_backup(&ledger.backup_folder(), None, &Unwatched)?;
        drop(ledger);
        let before = rows(&gone_on.ledger())?;
        wipe(gone_on.folder())?;
        let path = gone_on.ledger();
        let why = Ledger::open(&path).err().context("it was wiped")?;
        let candidate = Candidate::beside_manifest(&backup.path)?;
        ledger::backup::restore_in_place_of(&path, &session(), &candidate, &why, &Unwatched)?;
        ensure!(rows(&path)? == before, "drill {number}");
        change(&path)?;
    }
    Ok(())
}

fn wipe(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// What happens to a file when its turn comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Fails(ErrorKind),
    /// The process ends there and then, as by a power cut.
    Aborts,
}

/// The disk, of which one call goes wrong.
#[derive(Debug)]
pub struct Faulty {
    fault: Fault,
    at: usize,
    calls: AtomicUsize,
}

impl Faulty {
    /// Lets call number `at` go wrong, counted from 0.
    pub fn new(fault: Fault, at: usize) -> Self {
        Self { fault, at, calls: AtomicUsize::new(0) }
    }

    /// How many calls there were.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    fn turn(&self) -> io::Result<()> {
        if self.calls.fetch_add(1, Ordering::Relaxed) != self.at {
            return Ok(());
        }
        match self.fault {
            Fault::Fails(kind) => Err(kind.into()),
            Fault::Aborts => std::process::abort(),
        }
    }
}

impl Fs for Faulty {
    fn create(&self, path: &Path) -> io::Result<File> {
        self.turn()?;
        Disk.create(path)
    }

    fn write(&self, file: &mut File, piece: &[u8]) -> io::Result<()> {
        self.turn()?;
        Disk.write(file, piece)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.turn()?;
        Disk.sync(file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn()?;
        Disk.rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.turn()?;
        Disk.sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.turn()?;
        Disk.remove(path)
    }
}

/// Lets each thing that a restore does to files fail, one after the other; returns how many there
/// are. The ledger is as it was or restored, opens at once, and can be restored again.
pub fn each_call_fails(original: &Path, kind: ErrorKind) -> Result<usize> {
    for at in 0.. {
        let gone_on = GoneOn::new(original)?;
        let faulty = Faulty::new(Fault::Fails(kind), at);
        let ledger = Ledger::open(&gone_on.ledger())?;
        let candidate = Candidate::from(&gone_on.backup);
        let restored = ledger.restore_through(&faulty, &session(), &candidate, &Unwatched);
        drop(ledger);
        let case = format!("call {at} fails by {kind}: {:?}", restored.as_ref().err());
        let state = gone_on.state().with_context(|| case.clone())?;
        if faulty.calls() <= at {
            ensure!(restored.is_ok(), case);
            return Ok(at);
        }
        // What fails behind the point of no return is put right at the next start.
        ensure!(restored.is_err() || state == State::Restored, case);
        ensure!(!has_leftovers(&gone_on)?, "{case}: something is left behind");
        Ledger::open(&gone_on.ledger())?.restore(&session(), &candidate, &Unwatched).context(case)?;
        ensure!(gone_on.state()? == State::Restored);
    }
    unreachable!("the loop ends by itself")
}

/// How a restore of tests goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Into a sound ledger.
    Into,
    /// In the place of one that cannot be opened.
    InPlaceOf,
}

/// What a dead ledger of tests consists of.
pub const DEAD: [u8; 4096] = [0; 4096];

/// Restores, and ends the process at call number `at`: what a child process does. Returns whether it
/// came to its end before that call.
pub fn restore_and_die(way: Way, ledger: &Path, backup: &Path, at: usize) -> Result<bool> {
    let faulty = Faulty::new(Fault::Aborts, at);
    let candidate = Candidate::beside_manifest(backup)?;
    match (way, Ledger::open(ledger)) {
        (Way::Into, Ok(open)) => {
            open.restore_through(&faulty, &session(), &candidate, &Unwatched)?;
        }
        (Way::InPlaceOf, Err(why)) => {
            let done = ledger::backup::restore_in_place_of_through;
            done(&faulty, ledger, &session(), &candidate, &why, &Unwatched)?;
        }
        (_, opened) => anyhow::bail!("another state than the way needs: {:?}", opened.err()),
    }
    Ok(true)
}

/// Ends a restoring process at each thing it does to files, one after the other. `child` does
/// [`restore_and_die`] in a process of its own and says whether it came to its end. Returns how many
/// times the process died.
pub fn dies_at_each_call(
    original: &Path,
    way: Way,
    child: &dyn Fn(&GoneOn, usize) -> Result<bool>,
) -> Result<usize> {
    for at in 0.. {
        let gone_on = GoneOn::new(original)?;
        if way == Way::InPlaceOf {
            fs::write(gone_on.ledger(), DEAD)?;
        }
        let came_to_its_end = child(&gone_on, at)?;
        check_after_death(&gone_on, way).with_context(|| format!("{way:?}, died at call {at}"))?;
        if came_to_its_end {
            return Ok(at);
        }
    }
    unreachable!("the loop ends by itself")
}

/// The next start finds the old ledger or the new one; whatever it finds can be restored again.
fn check_after_death(gone_on: &GoneOn, way: Way) -> Result<()> {
    let path = gone_on.ledger();
    let candidate = Candidate::from(&gone_on.backup);
    match Ledger::open(&path) {
        Ok(open) => {
            drop(open);
            let state = gone_on.state()?;
            ensure!(way == Way::Into || state == State::Restored, "a dead ledger came to life");
        }
        Err(why) => {
            ensure!(way == Way::InPlaceOf && fs::read(&path)? == DEAD, "{why}");
            ledger::backup::restore_in_place_of(&path, &session(), &candidate, &why, &Unwatched)?;
            ensure!(gone_on.state()? == State::Restored);
        }
    }
    if way == Way::InPlaceOf {
        let aside = ledger::backup::quarantined(&path)?;
        let [aside] = aside.as_slice() else { anyhow::bail!("set aside: {aside:?}") };
        ensure!(fs::read(aside.folder.join("ledger.sqlite3"))? == DEAD, "the dead ledger is not kept");
    }
    Ledger::open(&path)?.restore(&session(), &candidate, &Unwatched)?;
    ensure!(gone_on.state()? == State::Restored);
    ensure!(!path.with_file_name("ledger.sqlite3.restore").exists(), "something is left behind");
    Ok(())
}

/// Whether files of a restore lie beside a ledger that was opened since.
fn has_leftovers(gone_on: &GoneOn) -> Result<bool> {
    for folder in [gone_on.folder().to_owned(), gone_on.folder().join("backups")] {
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.contains(".restore") || name.starts_with(".draft") || name.starts_with(".backup") {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Stops a restore at each of its steps; the ledger is as it was, but for the last ones.
#[derive(Debug)]
pub struct StopsAt(pub AtomicUsize);

impl ledger::Watch for StopsAt {
    fn progress(&self, _done: u64, _total: Option<u64>) -> ControlFlow<()> {
        let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        if left.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}
