//! The chain of hashes that shows whether an entry was edited, removed or put in between.

use std::ops::ControlFlow;

use domain::access::TamperKind;
use domain::journal::ChainReport;
use domain::{Code, Problem};

use super::whole::{Head, Whole, between};
use crate::migrations::hex;
use crate::{Reader, Result};

/// Changes that are held in memory at once.
const AT_ONCE: usize = 8 << 20;

/// Verifies the whole chain, entry by entry.
///
/// What a chain alone cannot show is that its newest entries were cut off; the head in each
/// backup's manifest shows that, and the one beside the file.
pub fn verify(reader: &Reader<'_>) -> Result<ChainReport> {
    let mut report = ChainReport { entries: 0, head: None, broken_at: None, problem: None };
    walk(reader, |entry, before| {
        let heading = &entry.heading;
        if break_of(entry, before).is_some() {
            report.broken_at = Some(heading.seq);
            let problem = Problem::new(Code::JournalBroken).param("value", &heading.seq.to_string());
            report.problem = Some(problem);
            return ControlFlow::Break(());
        }
        report.entries += 1;
        report.head = Some(hex(&heading.hash));
        ControlFlow::Continue(())
    })?;
    Ok(report)
}

/// Goes through all entries in order, each with the head of the chain before it.
pub(super) fn walk(
    reader: &Reader<'_>,
    mut visit: impl FnMut(&Whole, &Head) -> ControlFlow<()>,
) -> Result<()> {
    let (mut after, mut before) = (i64::MIN, Head::default());
    loop {
        let entries = between(reader, after, i64::MAX, AT_ONCE)?;
        if entries.is_empty() {
            return Ok(());
        }
        for entry in entries {
            if visit(&entry, &before).is_break() {
                return Ok(());
            }
            after = entry.heading.seq;
            before = Head { seq: after, hash: entry.heading.hash };
        }
    }
}

/// Says how an entry does not fit behind the head before it; none where it fits.
pub(super) fn break_of(entry: &Whole, before: &Head) -> Option<TamperKind> {
    let heading = &entry.heading;
    if !entry.is_sound() {
        Some(TamperKind::EntryEdited)
    } else if heading.seq != before.seq + 1 || heading.prev_hash != before.hash {
        Some(TamperKind::EntryMissing)
    } else {
        None
    }
}

/// Returns the hash of the first entry, which no other ledger has; none in an empty journal.
pub fn first_hash(reader: &Reader<'_>) -> Result<Option<Vec<u8>>> {
    super::whole::hash_of(reader, 1)
}
