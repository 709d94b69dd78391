//! 变更: what was changed of program, computer or ledger, from the application to the outcome.

use super::{UpkeepKind, UpkeepRecord, check_person, check_steps, links};
use crate::minute::Minute;
use crate::text::texts;
use crate::{Code, Problem, Problems, Stored};

choice! {
    /// 变更结果.
    pub enum ChangeOutcome {
        Verified = "已验证",
        RolledBack = "已回退",
    }
}

choice! {
    /// 进展: the last step that was taken.
    pub enum ChangeStage {
        Applied = "已申请",
        Assessed = "已评估",
        Approved = "已批准",
        Done = "已实施",
        Verified = "已验证",
        RolledBack = "已回退",
    }
}

/// What people state of a change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SystemChange {
    pub title: String,
    pub description: Option<String>,
    pub risk: Option<String>,
    pub applied_at: Minute,
    pub applied_by: String,
    pub assessed_at: Option<Minute>,
    pub assessed_by: Option<String>,
    pub approved_at: Option<Minute>,
    pub approved_by: Option<String>,
    pub done_at: Option<Minute>,
    pub done_by: Option<String>,
    pub outcome: Option<ChangeOutcome>,
    pub concluded_at: Option<Minute>,
    pub concluded_by: Option<String>,
    pub note: Option<String>,
    /// Operations and backups; see [`links`].
    pub links: Option<String>,
}

texts!(SystemChange: title applied_by;
    description risk assessed_by approved_by done_by concluded_by note links);

impl SystemChange {
    pub fn stage(&self) -> ChangeStage {
        match self.outcome {
            Some(ChangeOutcome::Verified) => ChangeStage::Verified,
            Some(ChangeOutcome::RolledBack) => ChangeStage::RolledBack,
            None if self.done_at.is_some() => ChangeStage::Done,
            None if self.approved_at.is_some() => ChangeStage::Approved,
            None if self.assessed_at.is_some() => ChangeStage::Assessed,
            None => ChangeStage::Applied,
        }
    }

    /// Adds what is missing of an outcome: how it ended and when belong together.
    fn check_outcome(&self, problems: &mut Problems) {
        match (self.outcome, self.concluded_at) {
            (None, Some(_)) => problems.add(Problem::new(Code::RecordFieldMissing).field("outcome")),
            (Some(_), None) => problems.add(Problem::new(Code::UpkeepTimeMissing).field("concluded_at")),
            (Some(_), Some(_)) | (None, None) => {}
        }
        if self.outcome == Some(ChangeOutcome::RolledBack) {
            problems.require("note", self.note.as_deref().unwrap_or_default(), Code::RecordFieldMissing);
        }
    }
}

impl UpkeepRecord for SystemChange {
    const KIND: UpkeepKind = UpkeepKind::Change;
    type Row = ChangeRow;

    fn title(&self) -> &str {
        &self.title
    }

    fn began_at(&self) -> Minute {
        self.applied_at
    }

    fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    fn links(&self) -> Option<&str> {
        self.links.as_deref()
    }

    fn check(&self, now: Minute) -> Problems {
        let mut problems = Problems::default();
        problems.require("title", &self.title, Code::RecordFieldMissing);
        problems.require("applied_by", &self.applied_by, Code::RecordFieldMissing);
        let steps = [
            ("applied_at", Some(self.applied_at)),
            ("assessed_at", self.assessed_at),
            ("approved_at", self.approved_at),
            ("done_at", self.done_at),
            ("concluded_at", self.concluded_at),
        ];
        check_steps(&mut problems, &steps, now);
        let people = [
            ("assessed_by", self.assessed_by.as_deref()),
            ("approved_by", self.approved_by.as_deref()),
            ("done_by", self.done_by.as_deref()),
            ("concluded_by", self.concluded_by.as_deref()),
        ];
        for (step, person) in steps.into_iter().skip(1).zip(people) {
            check_person(&mut problems, step, person);
        }
        if self.assessed_at.is_some() {
            problems.require("risk", self.risk.as_deref().unwrap_or_default(), Code::RecordFieldMissing);
        }
        self.check_outcome(&mut problems);
        if let Err(problem) = links(self.links.as_deref().unwrap_or_default()) {
            problems.add(problem);
        }
        problems
    }

    fn row(stored: Stored<Self>) -> ChangeRow {
        let Stored { id, revision, record: change, .. } = stored;
        ChangeRow { id, revision, stage: change.stage(), change }
    }
}

/// A change in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ChangeRow {
    pub id: i64,
    pub revision: i64,
    pub stage: ChangeStage,
    #[serde(flatten)]
    pub change: SystemChange,
}
