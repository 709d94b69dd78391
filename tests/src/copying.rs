//! Backups beside a busy writer and programs that start at once, as often as wanted: the bodies of
//! the tests, which a longer run calls with larger counts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, ensure};
use ledger::import::ImportOptions;
use ledger::{Ledger, Session, Unwatched};

/// What came of a loop of backups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copied {
    pub copies: usize,
    /// How many entries of the journal were the newest of some copy.
    pub moments: usize,
}

/// How many payments there were when an entry of the journal was the newest.
type Payments = BTreeMap<i64, i64>;

/// Backs the ledger up again and again while `rows` payments are imported and the work then goes
/// on, until there are `copies`; each one is verified in full, and holds the payments of one entry.
pub fn beside_a_writer(ledger: &Path, rows: u32, copies: usize) -> Result<Copied> {
    let ledger = Ledger::open(ledger)?;
    let is_enough = AtomicBool::new(false);
    let (found, written) = std::thread::scope(|scope| {
        let writer = scope.spawn(|| write_until(&ledger, rows, &is_enough));
        let found = copy_often(&ledger, copies);
        is_enough.store(true, Ordering::SeqCst);
        let written = writer.join().map_err(|_| anyhow::anyhow!("the writer panicked"))?;
        anyhow::Ok((found?, written?))
    })?;
    for (seq, payments) in &found {
        let then = written.get(seq).with_context(|| format!("nobody wrote entry {seq}"))?;
        ensure!(payments == then, "entry {seq}: {payments} payments in the copy, {then} in the ledger");
    }
    let moments: std::collections::BTreeSet<i64> = found.iter().map(|(seq, _)| *seq).collect();
    Ok(Copied { copies: found.len(), moments: moments.len() })
}

/// Makes copies and tells of each its newest entry and its payments.
fn copy_often(ledger: &Ledger, copies: usize) -> Result<Vec<(i64, i64)>> {
    let folder = tempfile::tempdir()?;
    let mut found = Vec::with_capacity(copies);
    // On a slow machine the import may outlast them: some copies must be of the time after it.
    while found.len() < copies || (is_one_moment(&found) && found.len() < 100 * copies) {
        let made = ledger.create_backup(folder.path(), None, &Unwatched)?;
        let name = made.path.file_name().context("a name")?.to_string_lossy().into_owned();
        ledger.verify_backup(folder.path(), &name)?;
        let head = made.manifest.journal_head.context("an entry")?;
        found.push((head.seq, *made.manifest.rows.get("payment").context("payments")?));
        std::fs::remove_file(&made.path)?;
    }
    Ok(found)
}

fn is_one_moment(found: &[(i64, i64)]) -> bool {
    found.iter().all(|copy| *copy == found[0])
}

/// Imports the payments, then one after the other, until there are enough copies.
fn write_until(ledger: &Ledger, rows: u32, is_enough: &AtomicBool) -> Result<Payments> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("payments.csv");
    let mut written = Payments::from([now(ledger)?]);
    let mut next = 1;
    let mut count = rows;
    loop {
        let line = |amount: u32| ["HT-003,", &amount.to_string(), ",2024-05-01\n"].concat();
        let lines: String = (next..next + count).map(line).collect();
        std::fs::write(&file, format!("合同编号,付款金额,付款日期\n{lines}"))?;
        let import = ledger.open_own_import(&file, &ImportOptions::default(), &Unwatched)?;
        let session = Session::named("张三");
        ensure!(
            ledger.commit_import(&session, &import, false, &Unwatched)?.summary.committed,
            "not imported"
        );
        written.extend([now(ledger)?]);
        if is_enough.load(Ordering::SeqCst) {
            return Ok(written);
        }
        next += count;
        count = 1;
    }
}

fn now(ledger: &Ledger) -> Result<(i64, i64)> {
    let seq = ledger.list_journal(0, 1)?.count;
    let counts = ledger.counts()?;
    let payments = counts.into_iter().find(|(noun, _)| noun.name() == "payment").context("payments")?.1;
    Ok((seq, payments))
}
