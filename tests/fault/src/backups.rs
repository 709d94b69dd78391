//! Backups on a failing disk: a torn one is never taken for sound, and those before it are unharmed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::chance::Chance;
use crate::layer::{self, Act, Refusal, Watch};
use crate::office::{Done, Office};

/// What a sweep met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backups {
    pub points: usize,
    /// How often there was no new backup, or a torn file that was refused.
    pub refused: usize,
    /// How often the new backup was whole.
    pub whole: usize,
}

impl Backups {
    fn count(&mut self, is_whole: bool) {
        self.points += 1;
        self.refused += usize::from(!is_whole);
        self.whole += usize::from(is_whole);
    }
}

/// A ledger with an earlier backup.
struct Place {
    _folder: tempfile::TempDir,
    office: Office,
    backups: PathBuf,
    earlier: BTreeMap<PathBuf, Vec<u8>>,
}

impl Place {
    fn new(seed: u64) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let ledger = folder.path().join("ledger.sqlite3");
        layer::watch(Watch::Nothing);
        Office::found(&ledger)?;
        let mut office = Office::open(&ledger, seed)?;
        office.back_up()?;
        office.import()?;
        let backups = office.ledger.backup_folder();
        let earlier = files(&backups)?;
        Ok(Self { _folder: folder, office, backups, earlier })
    }

    /// Requires that every earlier file is as it was.
    fn expect_unharmed(&self) -> Result<()> {
        for (path, bytes) in &self.earlier {
            ensure!(std::fs::read(path)? == *bytes, "{} was harmed", path.display());
        }
        Ok(())
    }

    /// Requires that whatever calls itself a backup is one; returns how many there are.
    fn expect_sound(&self) -> Result<usize> {
        let listed = self.office.ledger.backups(&self.backups)?;
        for backup in &listed {
            self.office.ledger.verify_backup(&self.backups, &backup.name()).context(backup.name())?;
        }
        Ok(listed.len())
    }
}

/// Refuses the writes and syncs of a backup, one after the other, each for once and for good.
pub fn failures(points: usize, seed: u64) -> Result<Backups> {
    let mut chance = Chance::of(seed);
    let mut met = Backups::default();
    let mut place = Place::new(chance.draw())?;
    let mut at = 0;
    while met.points < points {
        for how in [Refusal::Broken, Refusal::Full] {
            for lasting in [false, true] {
                let refused = Watch::Refuse { at, how, lasting };
                let is_whole =
                    fail(&mut place, refused).with_context(|| format!("seed {seed}, {refused:?}"))?;
                met.count(is_whole);
                if is_whole {
                    // Beyond the last act of a backup there is nothing to refuse.
                    (place, at) = (Place::new(chance.draw())?, 0);
                }
            }
        }
        at += 1;
    }
    Ok(met)
}

/// Backs up while an act is refused; tells whether the backup was made.
fn fail(place: &mut Place, refused: Watch) -> Result<bool> {
    layer::watch(refused);
    let made = place.office.back_up();
    layer::end();
    place.expect_unharmed()?;
    let expected = place.earlier.len() / 2 + usize::from(made.is_ok());
    ensure!(place.expect_sound()? == expected, "{expected} backups are expected after {made:?}");
    if made.is_err() {
        ensure!(files(&place.backups)? == place.earlier, "something of a refused backup is left");
    }
    Ok(made.is_ok())
}

/// Cuts the power at the writes of a backup, on a disk that keeps its name and loses its bytes: what
/// lies under the name of the backup then, beside its manifest, is refused unless it is whole.
pub fn cuts(points: usize, seed: u64) -> Result<Backups> {
    let mut chance = Chance::of(seed);
    let mut met = Backups::default();
    while met.points < points {
        let work = chance.draw();
        let mut place = Place::new(work)?;
        layer::watch(Watch::Remember);
        let made = place.office.back_up();
        let (acts, _) = layer::end();
        let Done::Backup(name) = made? else { anyhow::bail!("no backup was made") };
        let path = place.backups.join(&name);
        let whole = std::fs::read(&path)?;
        let writes = writes_into(&acts, &place.backups);
        ensure!(written(&writes, writes.len(), &mut None) == whole, "the acts do not make the backup");
        for at in 0..writes.len() {
            for torn in [false, true] {
                if met.points == points {
                    return Ok(met);
                }
                let tear = &mut torn.then_some(&mut chance);
                let bytes = written(&writes, at + usize::from(torn), tear);
                std::fs::write(&path, &bytes)?;
                let is_whole = bytes == whole;
                let verdict = place.office.ledger.verify_backup(&place.backups, &name);
                ensure!(verdict.is_ok() == is_whole, "seed {seed}, work {work}, write {at}: {verdict:?}");
                place.expect_unharmed()?;
                met.count(is_whole);
            }
        }
    }
    Ok(met)
}

/// The writes of the new backup: of the one file below its folder that SQLite wrote to.
fn writes_into<'a>(acts: &'a [Act], backups: &Path) -> Vec<(&'a u64, &'a [u8])> {
    let is_there = |file: &Path| file.starts_with(backups) && !file.to_string_lossy().ends_with("-journal");
    acts.iter()
        .filter_map(|act| match act {
            Act::Write { file, offset, bytes } if is_there(file) => Some((offset, bytes.as_slice())),
            Act::Write { .. }
            | Act::Truncate { .. }
            | Act::Sync { .. }
            | Act::Delete { .. }
            | Act::Acknowledged(_) => None,
        })
        .collect()
}

/// Returns the file after the first writes; the last of them is torn where chance says how.
fn written(writes: &[(&u64, &[u8])], count: usize, tear: &mut Option<&mut Chance>) -> Vec<u8> {
    let mut file = Vec::new();
    for (number, (offset, bytes)) in writes[..count].iter().enumerate() {
        let start = usize::try_from(**offset).unwrap_or(usize::MAX);
        let kept = match tear {
            Some(chance) if number + 1 == count => {
                usize::try_from(chance.below(bytes.len() as u64)).unwrap_or(0)
            }
            Some(_) | None => bytes.len(),
        };
        file.resize(file.len().max(start + kept), 0);
        file[start..start + kept].copy_from_slice(&bytes[..kept]);
    }
    file
}

fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let bytes = if path.is_file() { std::fs::read(&path)? } else { Vec::new() };
        files.insert(path, bytes);
    }
    Ok(files)
}
