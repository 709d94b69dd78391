//! What is known of a folder in which backups are kept.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use crate::Code;

/// What is remembered of a further place between two runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PlaceMemory {
    /// When it was first tried, and when it last had everything that it should have.
    pub first_tried_at: Option<Timestamp>,
    pub reached_at: Option<Timestamp>,
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
        let since = self.reached_at.or(self.first_tried_at);
        let limit = SignedDuration::from_hours(24 * i64::from(days));
        self.failure.is_some() && since.is_some_and(|since| now.duration_since(since) >= limit)
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
}
