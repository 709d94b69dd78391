//! Every byte of an archive looked at: which segments are sound, and which operations lack.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use domain::archive::{ArchiveReport, SegmentReport, SegmentState, SeqRange, gaps_between};
use storage::Store;
use storage::journal;

use super::segment::{Damage, Segment};
use super::{Look, read_watched};
use crate::{Result, Watch};

/// Looks at the archive of a ledger in a place.
///
/// `watch` hears how many bytes are read, of how many, and may stop it.
///
/// # Errors
///
/// Those of the disk and of the ledger, and that `watch` stopped it; damage is an answer.
pub fn inspect(place: &Path, store: &Store, at: &str, watch: Watch<'_>) -> Result<ArchiveReport> {
    let ledger = store.read(journal::first_hash)?.unwrap_or_default();
    let mut archive = read_watched(place, Look::Everything, watch)?;
    archive.segments.retain(|segment| segment.header.ledger == ledger);
    let on_chain: HashMap<Vec<u8>, i64> = store
        .read(|reader| journal::headings(reader, 0))?
        .into_iter()
        .map(|heading| (heading.hash, heading.seq))
        .collect();
    let newest = store.read(journal::head)?.unwrap_or_default();
    let sound = Readable::of(&archive.segments, &newest.hash);
    let there: BTreeSet<i64> = sound.prior.keys().filter_map(|hash| on_chain.get(*hash)).copied().collect();
    let mut segments: Vec<SegmentReport> = archive.segments.iter().map(|one| sound.report(one)).collect();
    for path in &archive.unreadable {
        let bytes = std::fs::metadata(path)?.len();
        let state = SegmentState::Unreadable;
        segments.push(SegmentReport { name: name_of(path), state, operations: None, bytes });
    }
    segments.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(ArchiveReport {
        place: place.to_owned(),
        at: at.to_owned(),
        segments,
        reached: there.last().copied().unwrap_or_default(),
        gaps: gaps_between(there),
        failure: None,
    })
}

/// The entries that can be read anywhere in the place.
struct Readable<'s> {
    /// The hash of the entry before, by that of the entry.
    prior: HashMap<&'s [u8], &'s [u8]>,
    /// The hashes of the entries that another one follows.
    followed: HashSet<&'s [u8]>,
    /// The hash of the newest entry of the ledger.
    newest: &'s [u8],
}

impl<'s> Readable<'s> {
    fn of(segments: &'s [Segment], newest: &'s [u8]) -> Self {
        let headings = segments.iter().flat_map(|segment| &segment.entries).map(|entry| &entry.heading);
        let prior: HashMap<&[u8], &[u8]> =
            headings.map(|heading| (heading.hash.as_slice(), heading.prev_hash.as_slice())).collect();
        let followed = prior.values().copied().collect();
        Self { prior, followed, newest }
    }

    fn report(&self, segment: &Segment) -> SegmentReport {
        let seqs = || segment.entries.iter().map(|entry| entry.heading.seq);
        let operations = seqs().min().zip(seqs().max()).map(|(first, last)| SeqRange { first, last });
        let state = self.state(segment);
        SegmentReport { name: name_of(&segment.path), state, operations, bytes: segment.length }
    }

    fn state(&self, segment: &Segment) -> SegmentState {
        let has_tail = segment.end < segment.length;
        if segment.damage.is_empty() && !has_tail {
            return SegmentState::Sound;
        }
        let has_all = segment.damage.iter().all(|damage| self.has_what_is_lost(segment, damage));
        // A frame that was never completed is nothing lost, once its entry was written elsewhere.
        let last = segment.last().hash;
        let goes_on = !has_tail || last == self.newest || self.followed.contains(last.as_slice());
        if has_all && goes_on { SegmentState::Replaced } else { SegmentState::Damaged }
    }

    /// Whether what a damage took from a segment can be read in another one.
    fn has_what_is_lost(&self, segment: &Segment, damage: &Damage) -> bool {
        if let Some(heading) = &damage.heading {
            return self.prior.contains_key(heading.hash.as_slice());
        }
        let is_before = |seq: i64| seq < damage.seq;
        let headings = || segment.entries.iter().map(|entry| &entry.heading);
        let before = headings().rfind(|heading| is_before(heading.seq));
        let before = before.map_or(segment.header.prior.hash.as_slice(), |heading| &heading.hash);
        let Some(next) = headings().find(|heading| !is_before(heading.seq)) else { return false };
        let mut hash = next.prev_hash.as_slice();
        while hash != before {
            let Some(prior) = self.prior.get(hash) else { return false };
            hash = prior;
        }
        true
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
