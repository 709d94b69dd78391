//! What a check of the journal archive finds in a place of backups.

use std::path::PathBuf;

use crate::Code;

/// Whether a segment of the archive can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SegmentState {
    /// Every byte is as it was written.
    Sound,
    /// Some of its operations cannot be read; each of them lies in another segment of the place too.
    Replaced,
    /// Operations that lie nowhere else in the place cannot be read.
    Damaged,
    /// Nobody can tell what was in it.
    Unreadable,
}

/// A segment of the archive, by name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SegmentReport {
    /// The file name.
    pub name: String,
    pub state: SegmentState,
    /// The first and last operation that can be read; none where none can.
    pub operations: Option<SeqRange>,
    pub bytes: u64,
}

/// Operations from the first to the last, both of them included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SeqRange {
    pub first: i64,
    pub last: i64,
}

/// The archive of one place, every byte of it looked at.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ArchiveReport {
    pub place: PathBuf,
    /// When it was looked at: UTC, RFC 3339.
    pub at: String,
    pub segments: Vec<SegmentReport>,
    /// Operations of the ledger that lack between others that the place has.
    pub gaps: Vec<SeqRange>,
    /// The newest operation of the ledger that the place has; 0 where it has none.
    pub reached: i64,
    /// Why it could not be looked at.
    pub failure: Option<Code>,
}

impl SegmentReport {
    /// Whether something is lost with it, or may be.
    pub fn is_faulty(&self) -> bool {
        matches!(self.state, SegmentState::Damaged | SegmentState::Unreadable)
    }
}

impl ArchiveReport {
    /// Tells of a place that could not be looked at.
    pub fn failed(place: PathBuf, at: String, failure: Code) -> Self {
        Self { place, at, segments: Vec::new(), gaps: Vec::new(), reached: 0, failure: Some(failure) }
    }

    /// Whether no operation is known to be lost. A place that is away proves nothing against it.
    pub fn is_whole(&self) -> bool {
        self.gaps.is_empty() && !self.segments.iter().any(SegmentReport::is_faulty)
    }
}

/// Returns the numbers that lack between the first and the last of some, as ranges.
///
/// `numbers` ascend.
pub fn gaps_between(numbers: impl IntoIterator<Item = i64>) -> Vec<SeqRange> {
    let (mut gaps, mut before) = (Vec::new(), None);
    for number in numbers {
        if let Some(before) = before
            && number > before + 1
        {
            gaps.push(SeqRange { first: before + 1, last: number - 1 });
        }
        before = Some(number);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(state: SegmentState) -> SegmentReport {
        SegmentReport { name: "journal_1.segment".to_owned(), state, operations: None, bytes: 0 }
    }

    #[test]
    fn what_lacks_lies_between_what_is_there() {
        assert_eq!(gaps_between([]), []);
        assert_eq!(gaps_between([7, 8, 9]), []);
        let gaps = [SeqRange { first: 3, last: 4 }, SeqRange { first: 6, last: 6 }];
        assert_eq!(gaps_between([2, 5, 7]), gaps);
    }

    #[test]
    fn what_was_written_again_elsewhere_is_no_fault() {
        let mut report = ArchiveReport::failed(PathBuf::new(), String::new(), Code::BackupPlaceUnreachable);
        assert!(report.is_whole(), "a place that is away");
        report.segments = vec![segment(SegmentState::Sound), segment(SegmentState::Replaced)];
        assert!(report.is_whole());
        for state in [SegmentState::Damaged, SegmentState::Unreadable] {
            report.segments[0].state = state;
            assert!(!report.is_whole(), "{state:?}");
        }
        report.segments.clear();
        report.gaps = gaps_between([1, 3]);
        assert!(!report.is_whole());
    }
}
