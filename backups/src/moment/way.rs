//! Which operation a moment means, and how the ledger came to it.

use storage::journal::{Head, Heading};

use super::{Known, Moment};
use crate::snapshot::Backup;
use crate::{Error, Result};

/// The operations between a beginning and a moment.
#[derive(Debug)]
pub(super) struct Way {
    /// The hashes of the entries, in order.
    pub(super) entries: Vec<Vec<u8>>,
    /// Where it begins.
    pub(super) begin: Begin,
}

/// Where a way begins.
#[derive(Debug)]
pub(super) enum Begin {
    /// In an empty ledger, before the first operation.
    Nothing,
    Backup,
    /// Behind an entry that is nowhere to be found, with its number.
    Gap(i64),
}

impl Known<'_> {
    /// Returns the operation after which the ledger stood as at that moment.
    ///
    /// # Errors
    ///
    /// [`Error::MomentUnknown`] where nobody knows of such an operation.
    pub fn at(&mut self, moment: &Moment) -> Result<Head> {
        let newest = self.newest()?;
        if self.find(moment, &newest).is_none() {
            self.look_into_backups(|known| known.find(moment, &newest).is_some());
        }
        self.find(moment, &newest).ok_or_else(|| Error::MomentUnknown(moment.to_string()))
    }

    fn find(&self, moment: &Moment, newest: &Head) -> Option<Head> {
        match moment {
            Moment::Seq(0) => Some(Head::default()),
            Moment::Seq(seq) => self.numbered(*seq, newest),
            Moment::Entry(hash) => self.heading(hash).map(head_of),
            // Nothing that is known of is no empty ledger.
            Moment::Newest => (newest.seq > 0).then(|| newest.clone()),
            Moment::Time(at) => self.last_until(&at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        }
    }

    /// Finds the operation of a number: on the way to the newest one, else the last of those that
    /// a restore took back.
    fn numbered(&self, seq: i64, newest: &Head) -> Option<Head> {
        let mut hash = newest.hash.as_slice();
        while let Some(heading) = self.heading(hash) {
            if heading.seq == seq {
                return Some(head_of(heading));
            }
            hash = &heading.prev_hash;
        }
        let of_number = self.headings().filter(|heading| heading.seq == seq);
        of_number.max_by_key(|heading| &heading.at).map(head_of)
    }

    /// Finds the last operation that was done by then.
    ///
    /// A clock may have been set back in between: what follows upon an operation comes after it,
    /// whatever the clock said.
    fn last_until(&self, until: &str) -> Option<Head> {
        let in_time = |heading: &&Heading| heading.at.as_str() <= until;
        let Some(mut last) = self.headings().filter(in_time).max_by_key(|heading| (&heading.at, heading.seq))
        else {
            // Before the first operation of all the ledger was empty.
            let knows_the_first = self.headings().any(|heading| heading.seq == 1);
            return knows_the_first.then(Head::default);
        };
        let mut later: Vec<&Heading> = self.headings().filter(in_time).collect();
        later.sort_by_key(|heading| heading.seq);
        for heading in later {
            if heading.prev_hash == last.hash {
                last = heading;
            }
        }
        Some(head_of(last))
    }

    /// Finds the way to an operation from the newest backup before it that `is_good`.
    pub(super) fn way_to(
        &mut self,
        target: &Head,
        is_good: &mut dyn FnMut(&Backup) -> Result<bool>,
    ) -> Result<Way> {
        let mut entries = Vec::new();
        let mut at = target.clone();
        let begin = loop {
            if at.seq == 0 {
                break Begin::Nothing;
            }
            if self.has_good_backup(&at, is_good)? {
                break Begin::Backup;
            }
            if self.heading(&at.hash).is_none() {
                self.look_into_backups(|known| known.heading(&at.hash).is_some());
            }
            let Some(heading) = self.heading(&at.hash) else { break Begin::Gap(at.seq) };
            let before = Head { seq: at.seq - 1, hash: heading.prev_hash.clone() };
            entries.push(std::mem::replace(&mut at, before).hash);
        };
        entries.reverse();
        Ok(Way { entries, begin })
    }

    fn has_good_backup(&self, head: &Head, is_good: &mut dyn FnMut(&Backup) -> Result<bool>) -> Result<bool> {
        for backup in self.backups_at(&head.hash) {
            if is_good(backup)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the last operation before a gap: what can be reached where the moment cannot.
    pub(super) fn last_before(&self, seq: i64) -> Option<Head> {
        let known = self.headings().map(|heading| (head_of(heading), heading.at.clone()));
        let of_backups = self.backups().iter().filter_map(|backup| {
            Some((backup.manifest.journal_head.as_ref()?.decoded()?, backup.manifest.made_at.clone()))
        });
        let before = known.chain(of_backups).filter(|(head, _)| head.seq < seq);
        before
            .max_by(|(one, at), (other, later)| (one.seq, at).cmp(&(other.seq, later)))
            .map(|(head, _)| head)
    }
}

pub(super) fn head_of(heading: &Heading) -> Head {
    Head { seq: heading.seq, hash: heading.hash.clone() }
}
