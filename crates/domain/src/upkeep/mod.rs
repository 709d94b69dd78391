//! 运维记录: what a site can show of its faults, its changes and its drills.

mod change;
mod drill;
mod incident;
mod link;
mod source;

pub use change::{ChangeOutcome, ChangeRow, ChangeStage, SystemChange};
pub use drill::{DrillKind, DrillRecord, DrillResult, DrillRow};
pub use incident::{Incident, IncidentLevel, IncidentRow, IncidentStage};
pub use link::{Link, links};
pub use source::{SourceKind, UpkeepSource};

use crate::minute::Minute;
use crate::text::Texts;
use crate::{Code, Problem, Problems, Stored};

/// A kind of 运维记录.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UpkeepKind {
    Incident,
    Change,
    Drill,
}

impl UpkeepKind {
    /// Every kind, in the order in which people expect them.
    pub const ALL: &'static [Self] = &[Self::Incident, Self::Change, Self::Drill];

    /// Returns the English name: of its operations, its tab and its word on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Change => "change",
            Self::Drill => "drill",
        }
    }

    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Incident => "故障",
            Self::Change => "变更",
            Self::Drill => "演练",
        }
    }

    /// Finds a kind by its English name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// What every 运维记录 can be asked.
pub trait UpkeepRecord: Texts {
    const KIND: UpkeepKind;

    /// A record in a list: with what follows from its fields.
    type Row;

    /// Returns the words by which people know the record.
    fn title(&self) -> &str;

    /// Returns when it began: the year it is filed under.
    fn began_at(&self) -> Minute;

    /// Whether something is still to be done.
    fn is_open(&self) -> bool;

    /// Returns the operations and backups that it refers to, as they were typed.
    fn links(&self) -> Option<&str>;

    /// Checks every rule that the record can be checked against alone, at the time `now`.
    fn check(&self, now: Minute) -> Problems;

    /// Returns the record as a list shows it.
    fn row(stored: Stored<Self>) -> Self::Row;
}

/// Which records are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct UpkeepQuery {
    /// Only of this year.
    pub year: Option<i16>,
    /// Only those that are open, or only those that are closed.
    pub open: Option<bool>,
    pub offset: u32,
    pub limit: u32,
}

impl UpkeepQuery {
    /// Asks for every record.
    pub const ALL: Self = Self { year: None, open: None, offset: 0, limit: u32::MAX };

    /// Whether a record is asked for.
    pub fn wants(&self, record: &impl UpkeepRecord) -> bool {
        self.year.is_none_or(|year| record.began_at().year() == year)
            && self.open.is_none_or(|open| record.is_open() == open)
    }
}

/// A step of a record: the field that says when, and what it says.
type Step<'s> = (&'s str, Option<Minute>);

/// Adds what is wrong with the times of steps that are taken one after another.
fn check_steps(problems: &mut Problems, steps: &[Step<'_>], now: Minute) {
    let mut before: Option<(&str, Minute)> = None;
    let mut missing: Option<&str> = None;
    for (field, at) in steps.iter().copied() {
        let Some(at) = at else {
            missing = missing.or(Some(field));
            continue;
        };
        if at > now {
            let problem = Problem::new(Code::UpkeepTimeAhead).field(field);
            problems.add(problem.param("value", &at.to_string()));
        }
        if let Some(skipped) = missing {
            let problem = Problem::new(Code::UpkeepStepSkipped).field(field);
            problems.add(problem.param("other_field", skipped));
        }
        if let Some((earlier, limit)) = before
            && at < limit
        {
            let problem = Problem::new(Code::UpkeepStepsOutOfOrder).field(field);
            problems.add(problem.param("other_field", earlier).param("date", &limit.to_string()));
        }
        before = Some((field, at));
    }
}

/// Adds what is missing of a step that is taken, or who took one of which no time is known.
fn check_person(problems: &mut Problems, (field, at): Step<'_>, (person, by): (&'static str, Option<&str>)) {
    match (at, by) {
        (Some(_), by) => problems.require(person, by.unwrap_or_default(), Code::RecordFieldMissing),
        (None, Some(_)) => problems.add(Problem::new(Code::UpkeepTimeMissing).field(field)),
        (None, None) => {}
    }
}
