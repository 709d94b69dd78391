//! Backups: what people set for them, and when the next one is due.

mod named;
mod place;
mod schedule;

use std::path::{Path, PathBuf};

pub use named::NAMES;
pub use place::{PlaceMemory, PlaceStanding};
pub use schedule::{Due, Schedule, Standing, due, due_on_exit};

use crate::settings::MOST_DAYS;
use crate::{Code, Problem, Problems};

/// The longest time between two backups, in hours: a week.
pub const MOST_HOURS: u16 = 168;
/// The most that any part of the retention rule may say.
pub const MOST_KEPT: u16 = 10_000;
/// The least that is always kept: of those that verify, and of those made before a migration or a
/// restore.
pub const LEAST_KEPT: u16 = 3;

/// Everything that people may set for backups. Of this computer, no ledger's: it must be known
/// where the ledger cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct BackupSettings {
    /// Folders into which every backup is copied, besides the one beside the ledger.
    pub places: Vec<PathBuf>,
    pub schedule: Schedule,
    pub rule: RetentionRule,
    /// Whether each entry of the journal is copied into the places within seconds.
    pub archive: bool,
    /// Whether what is copied into further places is encrypted; what stays beside the ledger is as
    /// readable as the ledger.
    pub encrypt: bool,
    /// After so many days without reaching a place a person is told.
    pub unreachable_days: u16,
}

/// How long backups are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct RetentionRule {
    /// Everything younger is kept, in hours.
    pub hours: u16,
    /// The newest of as many days, weeks and months as have a backup at all.
    pub days: u16,
    pub weeks: u16,
    pub months: u16,
    /// The newest of those made before a migration, and of those made before a restore.
    pub apart: u16,
    /// The newest that verify.
    pub verified: u16,
}

impl Default for BackupSettings {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            schedule: Schedule::default(),
            rule: RetentionRule::default(),
            archive: true,
            encrypt: false,
            unreachable_days: 3,
        }
    }
}

impl Default for RetentionRule {
    /// 48 hours, 12 days, 10 weeks, 9 months, and three of each that is always kept.
    fn default() -> Self {
        Self { hours: 48, days: 12, weeks: 10, months: 9, apart: LEAST_KEPT, verified: LEAST_KEPT }
    }
}

impl BackupSettings {
    /// Checks every rule that the settings obey.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        self.check_places(&mut problems);
        if self.schedule.every_hours.is_some_and(|hours| !(1..=MOST_HOURS).contains(&hours)) {
            let problem = Problem::new(Code::BackupHoursOutOfRange).field("every_hours");
            problems.add(problem.param("limit", &MOST_HOURS.to_string()));
        }
        if !(1..=MOST_DAYS).contains(&self.unreachable_days) {
            let problem = Problem::new(Code::SettingsDaysOutOfRange).field("unreachable_days");
            problems.add(problem.param("limit", &MOST_DAYS.to_string()));
        }
        self.rule.check(&mut problems);
        problems
    }

    /// A relative path would mean another folder wherever the program is started.
    fn check_places(&self, problems: &mut Problems) {
        for (at, place) in self.places.iter().enumerate() {
            let problem = |code: Code| about_place(code, place);
            if !place.is_absolute() {
                problems.add(problem(Code::BackupPlaceRelative));
            }
            if self.places[..at].contains(place) {
                problems.add(problem(Code::BackupPlaceRepeated));
            }
        }
    }
}

impl RetentionRule {
    fn check(&self, problems: &mut Problems) {
        let parts = [
            ("keep_hours", self.hours, 0),
            ("keep_days", self.days, 0),
            ("keep_weeks", self.weeks, 0),
            ("keep_months", self.months, 0),
            ("keep_apart", self.apart, LEAST_KEPT),
            ("keep_verified", self.verified, LEAST_KEPT),
        ];
        for (field, kept, least) in parts {
            if kept < least {
                let problem = Problem::new(Code::BackupRuleTooFew).field(field);
                problems.add(problem.param("limit", &least.to_string()));
            } else if kept > MOST_KEPT {
                let problem = Problem::new(Code::BackupRuleOutOfRange).field(field);
                problems.add(problem.param("limit", &MOST_KEPT.to_string()));
            }
        }
    }
}

/// Tells of one place.
pub fn about_place(code: Code, place: &Path) -> Problem {
    Problem::new(code).field("places").param("value", &place.display().to_string())
}
