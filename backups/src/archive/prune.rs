//! Which segments of an archive nobody needs any more.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::segment::Segment;
use super::{Look, read};
use crate::Result;
use crate::manifest::{JournalHead, Manifest};
use crate::verify::hexadecimal;

/// A segment that goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoneSegment {
    pub path: PathBuf,
    /// The operations in it.
    pub first: i64,
    pub last: i64,
    pub bytes: u64,
}

impl GoneSegment {
    /// Returns the file name.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// What must be known of a segment to judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Judged<'s> {
    /// Which ledger it is of.
    ledger: &'s str,
    /// The number of its last operation, and when that was done.
    last: i64,
    at: &'s str,
}

/// Returns the segments in a place that lie before every one of the backups that are kept.
pub(crate) fn unneeded(place: &Path, kept: &[&Manifest]) -> Result<Vec<GoneSegment>> {
    let archive = read(place, Look::Headings)?;
    let ledgers: Vec<String> =
        archive.segments.iter().map(|segment| hexadecimal(&segment.header.ledger)).collect();
    let judged: Vec<Judged<'_>> = archive
        .segments
        .iter()
        .zip(&ledgers)
        .map(|(segment, ledger)| Judged {
            ledger,
            last: segment.last().seq,
            at: segment.entries.last().map_or("", |entry| &entry.heading.at),
        })
        .collect();
    let goes = judge(&judged, &oldest_kept(kept));
    // One of which nothing can be read stays: a person decides.
    let is_known = |(segment, goes): &(&Segment, bool)| *goes && !segment.entries.is_empty();
    let told = archive.segments.iter().zip(goes).filter(is_known).map(|(segment, _)| GoneSegment {
        path: segment.path.clone(),
        first: segment.header.prior.seq + 1,
        last: segment.last().seq,
        bytes: segment.length,
    });
    Ok(told.collect())
}

/// Where the oldest kept backup stands, by ledger.
///
/// One that does not tell of which ledger it is may be of any: then it counts for all. An encrypted
/// one is the beginning of no moment, because nobody reads it without its passphrase.
fn oldest_kept(kept: &[&Manifest]) -> BTreeMap<String, i64> {
    let readable = || kept.iter().filter(|manifest| !manifest.is_sealed());
    let seq = |manifest: &Manifest| manifest.journal_head.as_ref().map_or(0, |head: &JournalHead| head.seq);
    let of_any = readable().filter(|manifest| manifest.ledger.is_none()).map(|manifest| seq(manifest)).min();
    let mut oldest: BTreeMap<String, i64> = BTreeMap::new();
    for manifest in readable() {
        let Some(ledger) = &manifest.ledger else { continue };
        let seq = of_any.unwrap_or(i64::MAX).min(seq(manifest));
        oldest.entry(ledger.clone()).and_modify(|known| *known = seq.min(*known)).or_insert(seq);
    }
    oldest
}

/// Tells for each segment whether it goes.
///
/// Numbers alone decide: whatever follows upon a kept backup, on whatever way a restore has opened,
/// has a greater number than that backup, and so nothing goes that stands between a kept backup and
/// now. What the oldest one stands on is in its own journal as well. The segment that is written to
/// stays, and where no backup is kept the archive is all there is.
fn judge(segments: &[Judged<'_>], oldest_kept: &BTreeMap<String, i64>) -> Vec<bool> {
    let newest = |ledger: &str| {
        let own = segments.iter().filter(|segment| segment.ledger == ledger);
        own.map(|segment| (segment.at, segment.last)).max()
    };
    let goes = |segment: &Judged<'_>| {
        let is_before = oldest_kept.get(segment.ledger).is_some_and(|oldest| segment.last <= *oldest);
        is_before && newest(segment.ledger) != Some((segment.at, segment.last))
    };
    segments.iter().map(goes).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Operations of one ledger: after each restore they go on from an earlier one.
    #[derive(Debug, Clone)]
    struct Story {
        /// For each operation the one before it; none for the first.
        prior: Vec<Option<usize>>,
        /// The operations after which a backup is kept.
        kept: Vec<usize>,
        /// Neighbouring operations of each segment, from the first to the last.
        segments: Vec<Vec<usize>>,
    }

    impl Story {
        fn seq(&self, operation: usize) -> i64 {
            self.prior[operation].map_or(1, |prior| self.seq(prior) + 1)
        }

        /// Whether a kept backup needs this operation for a moment after it.
        fn is_needed(&self, operation: usize) -> bool {
            let mut at = self.prior[operation];
            while let Some(prior) = at {
                if self.kept.contains(&prior) {
                    return true;
                }
                at = self.prior[prior];
            }
            false
        }

        fn at(operation: usize) -> String {
            format!("2026-11-22T{operation:08}")
        }

        fn judged(&self) -> Vec<bool> {
            let times: Vec<String> = (0..self.prior.len()).map(Self::at).collect();
            let last = |segment: &Vec<usize>| segment[segment.len() - 1];
            let judged: Vec<Judged<'_>> = self
                .segments
                .iter()
                .map(|segment| Judged {
                    ledger: "a",
                    last: self.seq(last(segment)),
                    at: &times[last(segment)],
                })
                .collect();
            let oldest = self.kept.iter().map(|operation| self.seq(*operation)).min();
            judge(&judged, &oldest.map(|oldest| ("a".to_owned(), oldest)).into_iter().collect())
        }
    }

    fn stories() -> impl Strategy<Value = Story> {
        let step = prop_oneof![9 => Just(None), 1 => any::<prop::sample::Index>().prop_map(Some)];
        let steps = prop::collection::vec(step, 1..60);
        (steps, prop::collection::vec(any::<prop::sample::Index>(), 0..6), 1_usize..8).prop_map(
            |(steps, kept, length)| {
                let mut prior: Vec<Option<usize>> = Vec::new();
                let mut segments: Vec<Vec<usize>> = Vec::new();
                for (operation, step) in steps.iter().enumerate() {
                    let before = match step {
                        Some(back) if operation > 0 => Some(back.index(operation)),
                        Some(_) | None => operation.checked_sub(1),
                    };
                    prior.push(before);
                    match segments.last_mut() {
                        Some(open) if open.last().copied() == before && open.len() < length => {
                            open.push(operation);
                        }
                        Some(_) | None => segments.push(vec![operation]),
                    }
                }
                let kept = kept.into_iter().map(|at| at.index(prior.len())).collect();
                Story { prior, kept, segments }
            },
        )
    }

    proptest! {
        /// Whatever restores there were: no operation goes that follows upon a kept backup, and of
        /// what lies before all of them nothing stays but the segment that is written to.
        #[test]
        fn what_goes_is_needed_by_no_backup(story in stories()) {
            let goes = story.judged();
            let oldest = story.kept.iter().map(|operation| story.seq(*operation)).min();
            for (segment, goes) in story.segments.iter().zip(&goes) {
                let is_needed = segment.iter().any(|operation| story.is_needed(*operation));
                prop_assert!(!(is_needed && *goes), "{segment:?} is needed");
                let is_before = oldest.is_some_and(|oldest| segment.iter().all(|one| story.seq(*one) <= oldest));
                let is_written_to = segment.contains(&(story.prior.len() - 1));
                prop_assert_eq!(*goes, is_before && !is_written_to);
            }
            let left = Story {
                segments: story.segments.iter().zip(&goes).filter(|(_, goes)| !**goes).map(|(one, _)| one.clone()).collect(),
                ..story
            };
            prop_assert!(!left.judged().contains(&true), "to prune twice is to prune once");
        }
    }

    fn manifest(ledger: Option<&str>, seq: i64, is_sealed: bool) -> Manifest {
        let text = serde_json::json!({
            "format": 1, "made_at": "2026-11-22T09:00:00Z", "program_version": "", "schema_version": 6,
            "sqlite_version": "", "bytes": 1, "sha256": "", "rows": {}, "schema_sha256": "",
            "journal_head": { "seq": seq, "hash": "00" }, "reason": "manual", "note": null, "ledger": ledger,
            "sealed": is_sealed.then(|| serde_json::json!({ "bytes": 1, "sha256": "" })),
        });
        serde_json::from_value(text).expect("a manifest")
    }

    #[test]
    fn an_encrypted_backup_counts_for_nothing_and_one_of_no_known_ledger_for_all() {
        let kept = [
            manifest(Some("a"), 40, false),
            manifest(Some("a"), 30, false),
            manifest(Some("a"), 5, true),
            manifest(Some("b"), 50, false),
            manifest(Some("c"), 60, true),
        ];
        let kept: Vec<&Manifest> = kept.iter().collect();
        let of = |ledger: &str, seq| (ledger.to_owned(), seq);
        assert_eq!(oldest_kept(&kept), [of("a", 30), of("b", 50)].into());
        let of_any = manifest(None, 35, false);
        assert_eq!(oldest_kept(&[&kept[..], &[&of_any]].concat()), [of("a", 30), of("b", 35)].into());
    }

    #[test]
    fn the_archive_of_a_ledger_without_a_backup_stays() {
        let segment = |ledger, last, at| Judged { ledger, last, at };
        let all = [segment("a", 10, "1"), segment("b", 5, "1"), segment("b", 9, "2"), segment("a", 90, "2")];
        assert_eq!(judge(&all, &[("a".to_owned(), 90)].into()), [true, false, false, false]);
    }
}
