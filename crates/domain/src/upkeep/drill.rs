//! 演练: what was tried for the day on which it is needed.

use super::{UpkeepKind, UpkeepRecord, check_steps, links};
use crate::minute::Minute;
use crate::text::texts;
use crate::{Code, Problems, Stored};

choice! {
    /// 演练类型.
    pub enum DrillKind {
        Restore = "恢复演练",
        Failover = "切换演练",
        Other = "其他演练",
    }
}

choice! {
    /// 演练结果.
    pub enum DrillResult {
        Passed = "通过",
        Failed = "未通过",
    }
}

/// What people state of a drill.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DrillRecord {
    pub kind: DrillKind,
    pub held_at: Minute,
    pub held_by: String,
    /// What was tried, and with what.
    pub scope: String,
    pub result: DrillResult,
    /// How long it took.
    pub seconds: Option<u32>,
    /// What was found, and what is to be mended.
    pub findings: Option<String>,
    /// Operations and backups; see [`links`].
    pub links: Option<String>,
}

texts!(DrillRecord: held_by scope; findings links);

impl UpkeepRecord for DrillRecord {
    const KIND: UpkeepKind = UpkeepKind::Drill;
    type Row = DrillRow;

    fn title(&self) -> &str {
        &self.scope
    }

    fn began_at(&self) -> Minute {
        self.held_at
    }

    /// A drill is over when it is written down.
    fn is_open(&self) -> bool {
        false
    }

    fn links(&self) -> Option<&str> {
        self.links.as_deref()
    }

    fn check(&self, now: Minute) -> Problems {
        let mut problems = Problems::default();
        problems.require("held_by", &self.held_by, Code::RecordFieldMissing);
        problems.require("scope", &self.scope, Code::RecordFieldMissing);
        check_steps(&mut problems, &[("held_at", Some(self.held_at))], now);
        if self.result == DrillResult::Failed {
            let findings = self.findings.as_deref().unwrap_or_default();
            problems.require("findings", findings, Code::RecordFieldMissing);
        }
        if let Err(problem) = links(self.links.as_deref().unwrap_or_default()) {
            problems.add(problem);
        }
        problems
    }

    fn row(stored: Stored<Self>) -> DrillRow {
        let Stored { id, revision, record: drill, .. } = stored;
        DrillRow { id, revision, drill }
    }
}

/// A drill in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DrillRow {
    pub id: i64,
    pub revision: i64,
    #[serde(flatten)]
    pub drill: DrillRecord,
}
