//! What is known of a folder in which backups are kept.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use crate::Code;

/// A place that was reached and failed all the same, full for example, is tried again so much later.
const RETRY: SignedDuration = SignedDuration::from_mins(15);

/// What is remembered of a further place between two runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PlaceMemory {
    /// When it was first tried, and when it last had everything that it should have.
    pub first_tried_at: Option<Timestamp>,
    pub reached_at: Option<Timestamp>,
    /// When it was last tried.
    pub tried_at: Option<Timestamp>,
    /// The file name of the newest backup in it.
    pub newest: Option<String>,
    /// Why the last try failed.
    pub failure: Option<Code>,
}

impl PlaceMemory {
    /// Whether nothing could be brought there for so many days.
    ///
    /// A place in the future is none: a clock that was set back warns of nothing.
    pub fn is_overdue(&self, days: u16, now: Timestamp) -> bool {
        let limit = SignedDuration::from_hours(24 * i64::from(days));
        self.failure.is_some() && self.lacks_since().is_some_and(|since| now.duration_since(since) >= limit)
    }

    /// Returns since when nothing could be brought there.
    pub fn lacks_since(&self) -> Option<Timestamp> {
        self.reached_at.or(self.first_tried_at)
    }

    /// Whether something is to be brought there as soon as it is there: it was never tried, it was
    /// away, or what failed there may have been put right.
    pub fn is_to_be_tried(&self, now: Timestamp) -> bool {
        let rested = |tried_at: Timestamp| now.duration_since(tried_at).abs() >= RETRY;
        match self.failure {
            None => self.tried_at.is_none() && self.reached_at.is_none(),
            Some(Code::BackupPlaceUnreachable) => true,
            Some(_) => self.tried_at.is_none_or(rested),
        }
    }
}

/// How a place stands, for the screens.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlaceStanding {
    pub folder: PathBuf,
    /// The folder beside the ledger.
    pub built_in: bool,
    /// Whether it can be reached now.
    pub reachable: bool,
    /// UTC, RFC 3339.
    pub reached_at: Option<String>,
    /// The file name of the newest backup in it.
    pub newest: Option<String>,
    /// Why nothing could be brought there the last time.
    pub failure: Option<Code>,
    /// Not reached for longer than the settings allow.
    pub overdue: bool,
    /// The room on its disk, in bytes; none where it cannot be reached or does not tell.
    pub free: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> Timestamp {
        format!("2026-11-22T09:{minute:02}:00Z").parse().expect("a moment")
    }

    fn tried(failure: Option<Code>) -> PlaceMemory {
        PlaceMemory { tried_at: Some(at(0)), failure, ..PlaceMemory::default() }
    }

    #[test]
    fn a_place_that_was_away_is_tried_at_once_and_a_full_one_later() {
        assert!(PlaceMemory::default().is_to_be_tried(at(0)), "it was never tried");
        assert!(!tried(None).is_to_be_tried(at(59)), "it lacks nothing");
        assert!(tried(Some(Code::BackupPlaceUnreachable)).is_to_be_tried(at(1)));
        assert!(!tried(Some(Code::BackupDiskSpace)).is_to_be_tried(at(14)));
        assert!(tried(Some(Code::BackupDiskSpace)).is_to_be_tried(at(15)));
        let ahead = PlaceMemory { tried_at: Some(at(59)), ..tried(Some(Code::DiskFull)) };
        assert!(ahead.is_to_be_tried(at(0)), "the clock was set back");
    }
}
