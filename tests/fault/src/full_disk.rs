//! A disk that fills up: an import and a backup under it are whole or not there, and what was there
//! before is unharmed.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use ledger::domain::Code;

use crate::contents;
use crate::layer::{self, Watch};
use crate::office::Office;

/// What a sweep met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fulls {
    pub sizes: u32,
    /// Sizes at which the import, or the backup, found no room.
    pub refused: u32,
}

/// Leaves room for a growing number of bytes, from none to enough, in `sizes` steps.
pub fn run(sizes: u32, seed: u64) -> Result<Fulls> {
    let enough = try_with(u64::MAX, seed)?.1;
    let mut met = Fulls::default();
    for size in 0..sizes {
        let room = enough * u64::from(size) / u64::from(sizes);
        let (refused, _) =
            try_with(room, seed).with_context(|| format!("seed {seed}, {room} bytes of room"))?;
        met.sizes += 1;
        met.refused += u32::from(refused);
    }
    Ok(met)
}

/// Imports and backs up with so much room; tells whether anything was refused, and how many bytes
/// were wanted.
fn try_with(room: u64, seed: u64) -> Result<(bool, u64)> {
    let folder = tempfile::tempdir()?;
    let ledger = folder.path().join("ledger.sqlite3");
    layer::watch(Watch::Nothing);
    Office::found(&ledger)?;
    let mut office = Office::open(&ledger, seed)?;
    office.back_up()?;
    let backups = office.ledger.backup_folder();
    let earlier = bytes_of(&backups)?;
    let before = contents::of(&ledger)?;
    layer::watch(Watch::Full { bytes: room });
    let imported = office.import();
    let backed_up = office.back_up();
    let wanted = layer::written();
    layer::end();
    for refused in [imported.as_ref().err(), backed_up.as_ref().err()].into_iter().flatten() {
        ensure!(refused.code() == Code::DiskFull, "a full disk is told as {:?}: {refused:?}", refused.code());
    }
    ensure!((contents::of(&ledger)? == before) == imported.is_err(), "half an import");
    office.expect_sound()?;
    let kept = office.ledger.backups(&backups)?;
    ensure!(kept.len() == 1 + usize::from(backed_up.is_ok()), "{} backups", kept.len());
    for backup in &kept {
        let name = backup.path.file_name().context("a name")?.to_string_lossy().into_owned();
        office.ledger.verify_backup(&backups, &name)?;
    }
    for (name, bytes) in earlier {
        ensure!(std::fs::read(&name)? == bytes, "{} was harmed", name.display());
    }
    // With room again the work goes on.
    office.import().context("with room again")?;
    Ok((imported.is_err() || backed_up.is_err(), wanted))
}

fn bytes_of(folder: &Path) -> Result<Vec<(std::path::PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        files.push((path.clone(), std::fs::read(&path)?));
    }
    Ok(files)
}
