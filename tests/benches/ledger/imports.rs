//! Imports and the undo of the largest, beside the floor.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ledger::import::ImportOptions;
use ledger::{Ledger, Session, Unwatched};

use crate::clock::{Took, time};
use crate::floor;
use crate::kind::{Form, Kind};
use crate::sheets;

/// What the import of one file took, in each way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Imported {
    pub(crate) kind: Kind,
    pub(crate) form: Form,
    pub(crate) rows: u64,
    /// Copying the file, reading it in a child process, finding sheet and header.
    pub(crate) open: Took,
    pub(crate) rehearse: Took,
    /// The commit after a rehearsal, without the backup before it.
    pub(crate) commit: Took,
    /// The backup that goes before an import of many rows.
    pub(crate) backup: Took,
    /// Opening and committing without a preview, as the command line does.
    pub(crate) straight: Took,
    pub(crate) floor: Took,
}

/// What the undo of the import of all payments took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Undone {
    pub(crate) form: Form,
    pub(crate) undo: Took,
    /// Rehearsal and commit of the same rows.
    pub(crate) import: Took,
    pub(crate) floor: Took,
}

/// The files of one run.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    folder: PathBuf,
}

impl Place {
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        // Those that large imports of earlier runs made.
        let _ = fs::remove_dir_all(folder.join("backups"));
        Ok(Self { folder: folder.to_owned() })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn ledger(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.sqlite3"))
    }

    /// Returns the path of a ledger after whatever stood there is gone.
    pub(crate) fn fresh(&self, name: &str) -> Result<PathBuf> {
        let ledger = self.ledger(name);
        let stem = ledger.file_name().context("no name")?.to_string_lossy().into_owned();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(&stem) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(ledger)
    }
}

/// Imports every kind in one form: bare, with a preview, and straight.
///
/// Leaves a full ledger `straight` and a full bare file `bare` behind.
pub(crate) fn measure(place: &Place, form: Form) -> Result<(Vec<Imported>, Undone)> {
    let mut bare = floor::create(&place.fresh("bare")?)?;
    let careful = Ledger::create(&place.fresh("careful")?)?;
    let straight = Ledger::create(&place.fresh("straight")?)?;
    let mut imported = Vec::new();
    let mut undone = None;
    for kind in Kind::ALL {
        let path = sheets::path(place.folder(), kind, form);
        let (rows, floor) = time(|| floor::import(&mut bare, kind, form, &path))?;
        let before = backup(&straight, place, rows)?;
        let ((), without_preview) = time(|| commit_straight(&straight, kind, &path, rows))?;
        let without_preview = without_preview.less(before);
        let backup = backup(&careful, place, rows)?;
        let (took, seq) = with_preview(&careful, kind, &path, rows)?;
        let [open, rehearse, commit] = took;
        let commit = commit.less(backup);
        imported.push(Imported {
            kind,
            form,
            rows,
            open,
            rehearse,
            commit,
            backup,
            straight: without_preview,
            floor,
        });
        if kind == Kind::Payment {
            undone = Some(undo(place, &careful, form, seq, rehearse.plus(commit))?);
        }
    }
    Ok((imported, undone.context("payments are a kind")?))
}

/// Makes the backup that the import of so many rows makes before anything else.
fn backup(ledger: &Ledger, place: &Place, rows: u64) -> Result<Took> {
    let folder = place.folder().join("backups-beside");
    let ((), took) = time(|| {
        if rows > 1_000 {
            ledger.create_backup(&folder, None, &Unwatched)?;
        }
        Ok(())
    })?;
    let _ = fs::remove_dir_all(folder);
    let _ = fs::remove_dir_all(ledger.backup_folder());
    Ok(took)
}

fn options(kind: Kind) -> ImportOptions {
    ImportOptions { kind: Some(kind.noun()), ..ImportOptions::default() }
}

fn commit_straight(ledger: &Ledger, kind: Kind, path: &Path, rows: u64) -> Result<()> {
    let import = ledger.open_import(path, &options(kind), &Unwatched)?;
    let report = ledger.commit_import(&session(), &import, false, &Unwatched)?;
    ensure!(report.summary.committed, "{} was not imported: {:?}", path.display(), report.issues.first());
    ensure!(u64::from(report.summary.counts.insert) == rows, "{:?}", report.summary.counts);
    Ok(())
}

fn with_preview(ledger: &Ledger, kind: Kind, path: &Path, rows: u64) -> Result<([Took; 3], i64)> {
    let (import, open) = time(|| Ok(ledger.open_import(path, &options(kind), &Unwatched)?))?;
    let (rehearsed, rehearse) = time(|| Ok(ledger.rehearse_import(&session(), &import, &Unwatched)?))?;
    ensure!(u64::from(rehearsed.summary.counts.insert) == rows, "{:?}", rehearsed.summary.counts);
    drop(rehearsed);
    let (report, commit) = time(|| Ok(ledger.commit_import(&session(), &import, false, &Unwatched)?))?;
    ensure!(report.summary.committed, "{} was not imported", path.display());
    Ok(([open, rehearse, commit], report.summary.journal_seq.context("nothing was journalled")?))
}

/// Undoes an import; the floor deletes the same rows of a copy of the bare file.
fn undo(place: &Place, ledger: &Ledger, form: Form, seq: i64, import: Took) -> Result<Undone> {
    let (outcome, undo) = time(|| Ok(ledger.undo(&session(), seq)?))?;
    ensure!(outcome.value.kept_changed + outcome.value.kept_referred == 0, "{:?}", outcome.value);
    let copy = place.fresh("bare-copy")?;
    rusqlite::Connection::open(place.ledger("bare"))?.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    let mut bare = floor::open(&copy)?;
    let ((), floor) = time(|| floor::remove_payments(&mut bare))?;
    Ok(Undone { form, undo, import, floor })
}

pub(crate) fn session() -> Session {
    Session::named("bench")
}

/// Imports one file with a preview: the work of a process whose memory is measured.
pub(crate) fn import_with_preview(ledger: &Path, kind: Kind, path: &Path, rows: u64) -> Result<()> {
    let ledger = Ledger::open(ledger)?;
    with_preview(&ledger, kind, path, rows)?;
    Ok(())
}

/// Makes a ledger that has everything that comes before payments.
pub(crate) fn without_payments(place: &Place, name: &str, form: Form) -> Result<PathBuf> {
    let path = place.fresh(name)?;
    let ledger = Ledger::create(&path)?;
    for kind in [Kind::Project, Kind::Supplier, Kind::Contract] {
        let file = sheets::path(place.folder(), kind, form);
        let import = ledger.open_import(&file, &options(kind), &Unwatched)?;
        let report = ledger.commit_import(&session(), &import, false, &Unwatched)?;
        ensure!(report.summary.committed, "{} was not imported", file.display());
    }
    Ok(path)
}
