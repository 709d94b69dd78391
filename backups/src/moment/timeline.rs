//! The operations that a moment is chosen from.

use std::collections::HashSet;

use domain::moment::{Timeline, TimelineRow};
use storage::journal::{Head, Heading};

use super::Known;
use super::way::head_of;
use crate::Result;
use crate::verify::hexadecimal;

impl Known<'_> {
    /// Returns a page of the operations, newest first: those that the ledger stands on, and those
    /// that a restore took back.
    pub fn timeline(&self, offset: usize, limit: usize) -> Result<Timeline> {
        let in_force = self.in_force(&self.newest()?);
        let mut headings: Vec<&Heading> = self.headings().collect();
        headings.sort_by(|one, other| (&other.at, other.seq).cmp(&(&one.at, one.seq)));
        let page = headings.iter().skip(offset).take(limit);
        let mut damaged: Vec<i64> = self.damage.iter().map(|damage| damage.seq).collect();
        damaged.sort_unstable();
        damaged.dedup();
        Ok(Timeline {
            rows: page.map(|heading| row(heading, in_force.contains(heading.hash.as_slice()))).collect(),
            count: i64::try_from(headings.len()).unwrap_or(i64::MAX),
            damaged,
        })
    }

    /// Returns the last operation on the way to `head` that the newest one stands on too.
    pub fn common_with_newest(&self, head: &Head) -> Result<Head> {
        let newest = self.newest()?;
        let in_force = self.in_force(&newest);
        let mut at = head.clone();
        while at != newest && !in_force.contains(at.hash.as_slice()) {
            let Some(heading) = self.heading(&at.hash) else { return Ok(Head::default()) };
            at = Head { seq: at.seq - 1, hash: heading.prev_hash.clone() };
        }
        Ok(at)
    }

    /// Returns the hashes of the operations that `newest` stands on.
    fn in_force(&self, newest: &Head) -> HashSet<&[u8]> {
        let mut hashes = HashSet::new();
        let mut next = self.heading(&newest.hash);
        while let Some(heading) = next {
            hashes.insert(heading.hash.as_slice());
            next = self.heading(&heading.prev_hash);
        }
        hashes
    }
}

fn row(heading: &Heading, in_force: bool) -> TimelineRow {
    TimelineRow {
        seq: heading.seq,
        at: heading.at.clone(),
        actor: heading.actor.clone(),
        operation: heading.operation.clone(),
        subject: heading.subject.clone(),
        undoes: heading.undoes,
        records: heading.records,
        hash: hexadecimal(&head_of(heading).hash),
        before: hexadecimal(&heading.prev_hash),
        in_force,
    }
}
