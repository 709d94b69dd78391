//! Power cuts and failing disks: after each, the ledger is what it was before an operation or what
//! it was to become, never something between.
//!
//! A cut loses what was written and not yet synced: all of it, some of it, or the end of the last
//! write. One run of the work is remembered act by act, and from it the files are made that a disk
//! may hold after a cut at each act.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ledger::{Unwatched, migration};
use tests::restoring::session;

use crate::chance::Chance;
use crate::contents::{self, Contents};
use crate::layer::{self, Act, Refusal, Watch};
use crate::office::Office;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// What a sweep of cuts or failures met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sweep {
    pub points: usize,
    /// The ledger was as before the operation under way.
    pub old: usize,
    /// The ledger was as after it.
    pub new: usize,
}

impl Sweep {
    /// Cuts the power at one act in every way, as long as points are left.
    fn cut_at(&mut self, played: &Played, at: usize, points: usize, chance: &mut Chance) -> Result<()> {
        for cut in CUTS {
            if self.points < points {
                let is_new = look(played, at, (cut, Syncs::Kept), chance)
                    .with_context(|| format!("act {at}, {cut:?}"))?;
                self.count(is_new);
            }
        }
        Ok(())
    }

    fn count(&mut self, is_new: bool) {
        self.points += 1;
        self.old += usize::from(!is_new);
        self.new += usize::from(is_new);
    }
}

/// How a cut treats what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// All of it is lost.
    Dropped,
    /// Some of it arrived, in any order of pages.
    Scattered,
    /// All of it arrived, but for the end of the last write.
    Torn,
}

const CUTS: [Cut; 3] = [Cut::Dropped, Cut::Scattered, Cut::Torn];

/// Whether a disk keeps what it was told to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syncs {
    Kept,
    /// As on a disk that lies: no ledger survives that, and the sweep has to notice.
    Ignored,
}

/// The files of a disk, by name.
type Disk = BTreeMap<PathBuf, Vec<u8>>;

/// One run of the work: what the disk held first, what was done to it, and what the ledger held
/// after each operation.
struct Played {
    start: Disk,
    acts: Vec<Act>,
    states: Vec<Contents>,
    ledger: PathBuf,
}

/// Cuts the power at `points` random acts of as many runs of work as that takes.
pub fn cuts(points: usize, seed: u64) -> Result<Sweep> {
    let mut chance = Chance::of(seed);
    let mut sweep = Sweep::default();
    while sweep.points < points {
        let work = chance.draw();
        let folder = tempfile::tempdir()?;
        let played = play(folder.path(), work)?;
        for at in 0..played.acts.len() {
            sweep
                .cut_at(&played, at, points, &mut chance)
                .with_context(|| format!("seed {seed}, work {work}"))?;
        }
    }
    Ok(sweep)
}

/// Cuts the power at `points` random acts of migrations, a step back and forth again, of a ledger with
/// rows in the tables that the step touches.
pub fn migrations(points: usize, seed: u64) -> Result<Sweep> {
    let mut chance = Chance::of(seed);
    let mut sweep = Sweep::default();
    while sweep.points < points {
        let work = chance.draw();
        let folder = tempfile::tempdir()?;
        let played = play_migrations(folder.path(), work)?;
        let of_ledger = |act: &Act| file_of(act).is_some_and(|file| is_of(file, &played.ledger));
        let acts: Vec<usize> = (0..played.acts.len()).filter(|at| of_ledger(&played.acts[*at])).collect();
        ensure!(acts.len() > 10, "a migration wrote nothing");
        // Enough of each run, and many runs: one with many rows costs more to play than to look at.
        for _ in 0..acts.len().min(60) {
            let at = *chance.one(&acts).context("acts")?;
            sweep
                .cut_at(&played, at, points, &mut chance)
                .with_context(|| format!("seed {seed}, work {work}"))?;
        }
    }
    Ok(sweep)
}

/// Cuts the power of a disk that keeps nothing it was told to keep; returns how many of the cuts were
/// noticed to have lost an acknowledged change. Without any the sweep would prove nothing.
pub fn noticed_lies(seed: u64) -> Result<usize> {
    let folder = tempfile::tempdir()?;
    let played = play(folder.path(), seed)?;
    let mut chance = Chance::of(seed);
    let lost = |at: &usize| look(&played, *at, (Cut::Dropped, Syncs::Ignored), &mut chance).is_err();
    Ok((0..played.acts.len()).filter(lost).count())
}

/// Does a few operations and remembers every act of SQLite on the way.
fn play(folder: &Path, seed: u64) -> Result<Played> {
    let ledger = folder.join("ledger.sqlite3");
    layer::watch(Watch::Nothing);
    Office::found(&ledger)?;
    let start = disk(folder)?;
    let mut states = vec![contents::of(&ledger)?];
    layer::watch(Watch::Remember);
    let mut office = Office::open(&ledger, seed)?;
    layer::acknowledge(0);
    for done in 1..=4 {
        if done == 3 { office.import() } else { office.hire() }?;
        layer::acknowledge(done);
        states.push(contents::of(&ledger)?);
    }
    drop(office);
    let (acts, _) = layer::end();
    Ok(Played { start, acts, states, ledger })
}

/// Migrates a step back and forth, and remembers every act of SQLite on the way.
fn play_migrations(folder: &Path, seed: u64) -> Result<Played> {
    let ledger = folder.join("ledger.sqlite3");
    layer::watch(Watch::Nothing);
    Office::found(&ledger)?;
    let mut office = Office::open(&ledger, seed)?;
    office.plan_payments()?;
    office.import()?;
    drop(office);
    let newest = migration::known();
    let start = disk(folder)?;
    let mut states = vec![contents::of(&ledger)?];
    layer::watch(Watch::Remember);
    layer::acknowledge(0);
    for (done, to) in [newest - 1, newest].into_iter().enumerate() {
        migration::migrate(&ledger, to, &session(), &Unwatched)?;
        layer::acknowledge(done + 1);
        states.push(contents::of(&ledger)?);
    }
    let (acts, _) = layer::end();
    ensure!(states[0] != states[1] && states[1] != states[2], "a migration changed nothing");
    Ok(Played { start, acts, states, ledger })
}

/// Whether a file is that of a ledger, or belongs to it.
fn is_of(file: &Path, ledger: &Path) -> bool {
    let names = (file.file_name(), ledger.file_name());
    let (Some(name), Some(ledger_name)) = names else { return false };
    let is_named = name.as_encoded_bytes().starts_with(ledger_name.as_encoded_bytes());
    is_named && file.parent() == ledger.parent()
}

fn disk(folder: &Path) -> Result<Disk> {
    let mut disk = Disk::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            disk.insert(path.clone(), std::fs::read(&path)?);
        }
    }
    Ok(disk)
}

/// Makes the files after a cut before the act `at`, and tells whether the operation under way is
/// there.
fn look(played: &Played, at: usize, cut: (Cut, Syncs), chance: &mut Chance) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let mut done = 0;
    for act in &played.acts[..at] {
        if let Act::Acknowledged(number) = act {
            done = *number;
        }
    }
    for (path, bytes) in after_cut(played, at, cut, chance) {
        if !is_of(&path, &played.ledger) {
            continue;
        }
        let name = path.file_name().context("a name")?;
        std::fs::write(folder.path().join(name), bytes)?;
    }
    let name = played.ledger.file_name().context("a name")?;
    let found = contents::of(&folder.path().join(name))?;
    let is = |number: usize| played.states.get(number) == Some(&found);
    ensure!(is(done) || is(done + 1), "after {done} operations the ledger is neither old nor new");
    Ok(!is(done))
}

fn after_cut(played: &Played, at: usize, (cut, syncs): (Cut, Syncs), chance: &mut Chance) -> Disk {
    let mut disk = played.start.clone();
    let mut waiting: Vec<&Act> = Vec::new();
    for act in &played.acts[..at] {
        match act {
            Act::Write { .. } | Act::Truncate { .. } => waiting.push(act),
            Act::Sync { .. } if syncs == Syncs::Ignored => {}
            Act::Sync { file } => {
                let (arrived, left) = waiting.into_iter().partition(|one| file_of(one) == Some(file));
                waiting = left;
                for one in arrived {
                    apply(&mut disk, one, usize::MAX);
                }
            }
            Act::Delete { file } => {
                waiting.retain(|one| file_of(one) != Some(file));
                disk.remove(file);
            }
            Act::Acknowledged(_) => {}
        }
    }
    let last = waiting.len().saturating_sub(1);
    for (place, act) in waiting.into_iter().enumerate() {
        match cut {
            Cut::Dropped => {}
            Cut::Scattered if chance.below(2) == 0 => {}
            Cut::Torn if place == last => apply(&mut disk, act, torn(act, chance)),
            Cut::Scattered | Cut::Torn => apply(&mut disk, act, usize::MAX),
        }
    }
    disk
}

fn file_of(act: &Act) -> Option<&PathBuf> {
    match act {
        Act::Write { file, .. } | Act::Truncate { file, .. } | Act::Sync { file } | Act::Delete { file } => {
            Some(file)
        }
        Act::Acknowledged(_) => None,
    }
}

/// Returns how many bytes of a write arrive before the power goes: whole sectors.
fn torn(act: &Act, chance: &mut Chance) -> usize {
    let Act::Write { bytes, .. } = act else { return 0 };
    let sectors = chance.below(bytes.len().div_ceil(SECTOR) as u64);
    usize::try_from(sectors).unwrap_or_default() * SECTOR
}

/// Does to a disk what was done to a file; of a write no more than its first bytes.
fn apply(disk: &mut Disk, act: &Act, most: usize) {
    match act {
        Act::Write { file, offset, bytes } => {
            let content = disk.entry(file.clone()).or_default();
            let start = usize::try_from(*offset).unwrap_or(usize::MAX);
            let arrived = &bytes[..bytes.len().min(most)];
            let end = start.saturating_add(arrived.len());
            if content.len() < end {
                content.resize(end, 0);
            }
            content[start..end].copy_from_slice(arrived);
        }
        Act::Truncate { file, size } if most > 0 => {
            let content = disk.entry(file.clone()).or_default();
            content.resize(usize::try_from(*size).unwrap_or_default(), 0);
        }
        Act::Truncate { .. } | Act::Sync { .. } | Act::Delete { .. } | Act::Acknowledged(_) => {}
    }
}

/// Refuses acts of the work, one after the other, each for once and for good, as a broken and as a
/// full disk does it.
pub fn failures(points: usize, seed: u64) -> Result<Sweep> {
    let mut sweep = Sweep::default();
    let mut chance = Chance::of(seed);
    while sweep.points < points {
        let work = chance.draw();
        let mut at = 0;
        // Until an act that the work never comes to.
        'work: loop {
            for how in [Refusal::Broken, Refusal::Full] {
                for lasting in [false, true] {
                    let refused = Watch::Refuse { at, how, lasting };
                    let met = fail(refused, work)
                        .with_context(|| format!("seed {seed}, work {work}, {refused:?}"))?;
                    let Some(is_new) = met else { break 'work };
                    sweep.count(is_new);
                    if sweep.points >= points {
                        return Ok(sweep);
                    }
                }
            }
            at += 1;
        }
    }
    Ok(sweep)
}

/// Works while an act is refused; tells whether the ledger has the operation that met it. None where
/// the work ended before.
fn fail(refused: Watch, seed: u64) -> Result<Option<bool>> {
    let Watch::Refuse { at, .. } = refused else { return Ok(None) };
    let folder = tempfile::tempdir()?;
    let ledger = folder.path().join("ledger.sqlite3");
    layer::watch(Watch::Nothing);
    Office::found(&ledger)?;
    let mut states = vec![contents::of(&ledger)?];
    layer::watch(refused);
    let mut done = 0;
    if let Ok(mut office) = Office::open(&ledger, seed) {
        for number in 1..=3 {
            let worked = if number == 2 { office.import() } else { office.hire() };
            if worked.is_err() {
                break;
            }
            done = number;
            states.push(contents::of(&ledger)?);
        }
        // The checkpoint of the closing ledger may meet it still.
    }
    let (_, acts) = layer::end();
    let found = contents::of(&ledger).context("the ledger opens again")?;
    Office::open(&ledger, seed)?.expect_sound()?;
    let is_old = states.get(done) == Some(&found);
    // What was reported as failed may have reached the disk: the report came after the write.
    let is_next = !is_old && found.get("journal") != states.get(done).and_then(|state| state.get("journal"));
    let entries = contents::entries(&ledger)?.len();
    ensure!(is_old || (is_next && entries == done + 3), "{done} operations were done; {entries} entries");
    Ok((acts > at).then_some(!is_old))
}
