//! The chain of hashes that shows whether an entry was edited, removed or put in between.

use domain::journal::ChainReport;
use domain::{Code, Problem};

use super::whole::between;
use crate::migrations::hex;
use crate::{Reader, Result};

/// Changes that are held in memory at once.
const AT_ONCE: usize = 8 << 20;

/// Verifies the whole chain, entry by entry.
///
/// What a chain alone cannot show is that its newest entries were cut off; the head in each
/// backup's manifest shows that.
pub fn verify(reader: &Reader<'_>) -> Result<ChainReport> {
    let mut report = ChainReport { entries: 0, head: None, broken_at: None, problem: None };
    let (mut last_seq, mut last_hash) = (i64::MIN, Vec::new());
    loop {
        let entries = between(reader, last_seq, i64::MAX, AT_ONCE)?;
        if entries.is_empty() {
            return Ok(report);
        }
        for entry in entries {
            let heading = &entry.heading;
            let fits =
                heading.seq == report.entries + 1 && heading.prev_hash == last_hash && entry.is_sound();
            if !fits {
                report.broken_at = Some(heading.seq);
                let problem = Problem::new(Code::JournalBroken).param("value", &heading.seq.to_string());
                report.problem = Some(problem);
                return Ok(report);
            }
            report.entries += 1;
            report.head = Some(hex(&heading.hash));
            (last_seq, last_hash) = (heading.seq, entry.heading.hash);
        }
    }
}

/// Returns the hash of the first entry, which no other ledger has; none in an empty journal.
pub fn first_hash(reader: &Reader<'_>) -> Result<Option<Vec<u8>>> {
    super::whole::hash_of(reader, 1)
}
