//! Backups, restores and the journal archive of a ledger of a gigabyte, beside bare copies of its file.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use ledger::backup::{Archiving, Candidate, Moment};
use ledger::domain::Money;
use ledger::{Ledger, Unwatched};

use crate::clock::{Times, Took, time};
use crate::imports::{Place, session};
use crate::table::Table;

/// The operations that a moment lies behind its backup.
const OPERATIONS: usize = 10_000;
/// Edits with an archive, and as many without.
const EDITS: usize = 400;
/// The pause of the writer beside a backup.
const BETWEEN_EDITS: Duration = Duration::from_millis(20);
/// They take turns, so that a busy spell of the machine meets both.
const TURN: usize = 20;

/// Measures all of it on copies of `large`, a ledger of about a gigabyte, and of a usual one.
pub(crate) fn measure(place: &Place, usual: &Path, large: &Path, table: &mut Table) -> Result<()> {
    let copied = place.fresh("backed-up")?;
    settled_copy(large, &copied)?;
    large_file(place, &copied, table)?;
    place.fresh("backed-up")?;
    let copied = place.fresh("edited")?;
    settled_copy(usual, &copied)?;
    moment(place, &copied, table)?;
    archive(place, &copied, table)?;
    place.fresh("edited")?;
    Ok(())
}

/// Backs a large ledger up beside a writer, and restores it.
fn large_file(place: &Place, path: &Path, table: &mut Table) -> Result<()> {
    let ledger = Ledger::open(path)?;
    let folder = empty(place, "backups-of-large")?;
    let size = std::fs::metadata(path)?.len() / 1_000_000;
    let floor = usual_copy(path, &folder)?;
    let (made, alone) = time(|| Ok(ledger.create_backup(&folder, None, &Unwatched)?))?;
    table.work(&format!("backup of {size} MB, verified"), alone, floor, "≤ 3");
    let (pauses, took) = edits_beside(&ledger, || {
        let (made, took) = time(|| Ok(ledger.create_backup(&folder, None, &Unwatched)?))?;
        std::fs::remove_file(made.path)?;
        Ok(took)
    })?;
    table.work("— the same beside a writer", took, floor, "");
    let (beside_copy, _) = edits_beside(&ledger, || bare_copy(path, &folder.join("bare")))?;
    table.query("— edits of that writer; floor: beside a bare copy", &pauses, &beside_copy, "");
    table.line(
        "— the longest edit of that writer; floor: beside a bare copy",
        [&milliseconds(&pauses), &milliseconds(&beside_copy), "", ""],
        "pause ≤ 100 ms",
    );
    let candidate = Candidate::beside_manifest(&made.path)?;
    let (_, took) = time(|| Ok(ledger.restore(&session(), &candidate, &Unwatched)?))?;
    let floor = usual_copy(path, &folder)?;
    table.work(
        &format!("restore of {size} MB: checked, with a backup of what was there"),
        took,
        floor,
        "≤ 20",
    );
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// Builds the ledger of a moment many operations behind its backup.
fn moment(place: &Place, path: &Path, table: &mut Table) -> Result<()> {
    let ledger = Ledger::open(path)?;
    let folder = empty(place, "backups-of-edited")?;
    ledger.create_backup(&folder, None, &Unwatched)?;
    let first = newest(&ledger)?;
    let start = Instant::now();
    edits(&ledger, OPERATIONS)?;
    eprintln!("{OPERATIONS} edits in {:.1} s", start.elapsed().as_secs_f64());
    let places = [folder.clone()];
    let build = |seq: i64| {
        time(|| {
            let rebuilt = ledger.moment(&places, &Moment::Seq(seq), &Unwatched)?;
            ensure!(rebuilt.lack.is_none() && rebuilt.reached.seq == seq, "{:?}", rebuilt.lack);
            Ok(rebuilt.replayed)
        })
    };
    let last = first + i64::try_from(OPERATIONS)?;
    let ((_, at_backup), (replayed, after)) = (build(first)?, build(last)?);
    ensure!(usize::try_from(replayed)? == OPERATIONS, "{replayed} operations were done again");
    table.work(
        &format!("ledger of a moment {OPERATIONS} operations after a backup; floor: the backup's own moment"),
        after,
        at_backup,
        "",
    );
    table.line(
        "— more than that backup's own moment",
        [&format!("{:.3} s", after.wall.saturating_sub(at_backup.wall).as_secs_f64()), "", "", ""],
        "≤ 10 s",
    );
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// Edits with and without the journal archive, in turns.
fn archive(place: &Place, path: &Path, table: &mut Table) -> Result<()> {
    let ledger = Ledger::open(path)?;
    let folder = empty(place, "archive-of-edited")?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    ledger.keep_archive(std::slice::from_ref(&folder), Archiving::WhileOpen);
    ledger.catch_up_archive()?;
    for _ in 0..EDITS / TURN {
        ledger.keep_archive(std::slice::from_ref(&folder), Archiving::WhileOpen);
        with.push(edits(&ledger, TURN)?);
        ledger.keep_archive(&[], Archiving::WhileOpen);
        without.push(edits(&ledger, TURN)?);
    }
    table.query(
        "one edit with the journal archive; floor: without",
        &Times::all(with),
        &Times::all(without),
        "ratio ≤ 1.2",
    );
    drop(ledger);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// Edits contracts one after the other while `work` goes on, and returns what each edit took.
fn edits_beside(ledger: &Ledger, work: impl FnOnce() -> Result<Took>) -> Result<(Times, Took)> {
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut all = Vec::new();
            while !is_done.load(Ordering::Relaxed) {
                all.push(edits(ledger, 1)?);
                // Faster than any person, and yet not so fast that the log grows by the ledger's size.
                std::thread::sleep(BETWEEN_EDITS);
            }
            Ok::<_, anyhow::Error>(Times::all(all))
        });
        let took = work();
        is_done.store(true, Ordering::Relaxed);
        let times = writer.join().map_err(|_| anyhow::anyhow!("the writer panicked"))??;
        Ok((times, took?))
    })
}

/// Changes the amount of some contract as often as wanted; loading the form is not counted.
fn edits(ledger: &Ledger, count: usize) -> Result<Times> {
    let mut times = Vec::with_capacity(count);
    for _ in 0..count {
        let seq = newest(ledger)?;
        let stored = ledger.contract_detail(1 + seq % 1_000)?.contract;
        let mut record = stored.record;
        record.amount = Some(Money::from_fen(1_000_000 + seq));
        times.push(Times::of(1, |_| {
            let saved = ledger.update_contract(&session(), stored.id, stored.revision, &record)?;
            saved.seq.map(|_| ()).context("nothing changed")
        })?);
    }
    Ok(Times::all(times))
}

fn newest(ledger: &Ledger) -> Result<i64> {
    ledger.list_journal(0, 1)?.rows.first().map(|entry| entry.seq).context("no operation")
}

/// Returns the middle of three bare copies: how long the disk takes differs from one to the next.
fn usual_copy(from: &Path, folder: &Path) -> Result<Took> {
    let mut all = Vec::new();
    for _ in 0..3 {
        all.push(bare_copy(from, &folder.join("bare"))?);
    }
    all.sort_by_key(|took| took.wall);
    Ok(all.swap_remove(1))
}

/// Copies a file and waits until it is on the disk.
pub(crate) fn bare_copy(from: &Path, to: &Path) -> Result<Took> {
    let ((), took) = time(|| settled_copy(from, to))?;
    std::fs::remove_file(to)?;
    Ok(took)
}

/// What is not on the disk yet would be waited for by whoever saves first.
fn settled_copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to)?;
    Ok(File::options().write(true).open(to)?.sync_all()?)
}

fn empty(place: &Place, name: &str) -> Result<PathBuf> {
    let folder = place.folder().join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Tells the longest of many times.
pub(crate) fn milliseconds(times: &Times) -> String {
    format!("{:.0} ms", times.percentile(100).as_secs_f64() * 1_000.0)
}
