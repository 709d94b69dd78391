//! When the next backup is due: a pure function of the settings, what there is, and the time.

use jiff::{SignedDuration, Timestamp};

/// After a backup failed it is tried again so much later.
const RETRY: SignedDuration = SignedDuration::from_mins(15);
/// All backups are read through so often.
const CHECK_EVERY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// When backups are made without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct Schedule {
    /// When the program ends and something was changed.
    pub on_exit: bool,
    /// Every so many hours, where something was changed; never without a number.
    pub every_hours: Option<u16>,
    /// Whether every backup is verified in full once a week.
    pub weekly_check: bool,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { on_exit: true, every_hours: Some(4), weekly_check: true }
    }
}

/// What the question rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the ledger holds an operation that the newest backup does not.
    pub changed: bool,
    /// When the newest backup was made, of those that are not from the future.
    pub made_at: Option<Timestamp>,
    /// When a scheduled backup last failed; none where the last one succeeded.
    pub failed_at: Option<Timestamp>,
    /// When all backups were last verified in full.
    pub checked_at: Option<Timestamp>,
}

/// What is to be done now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    pub backup: bool,
    pub check: bool,
}

/// Tells what is due.
///
/// A time that lies in the future says nothing: the clock was set back, and what hangs on it is due.
pub fn due(schedule: &Schedule, standing: &Standing, now: Timestamp) -> Due {
    let passed = |since: Option<Timestamp>, wait: SignedDuration| {
        since.is_none_or(|since| since > now || now.duration_since(since) >= wait)
    };
    let backup = schedule.every_hours.is_some_and(|hours| {
        standing.changed
            && passed(standing.made_at, SignedDuration::from_hours(i64::from(hours)))
            && passed(standing.failed_at, RETRY)
    });
    let check =
        schedule.weekly_check && standing.made_at.is_some() && passed(standing.checked_at, CHECK_EVERY);
    Due { backup, check }
}

/// Tells whether a backup is due when the program ends.
pub fn due_on_exit(schedule: &Schedule, standing: &Standing) -> bool {
    schedule.on_exit && standing.changed
}
