//! 约谈记录: talks with a supplier, and what was to be put right.

use crate::date::Date;
use crate::{Code, Problem, Problems};

choice! {
    /// 约谈类型.
    pub enum InterviewKind {
        Breach = "违约约谈",
        Performance = "履约沟通",
        Commercial = "商务洽谈",
        PreBid = "投标前沟通",
        Other = "其他",
    }
}

choice! {
    /// 跟进状态.
    pub enum InterviewStatus {
        Open = "待整改",
        InProgress = "整改中",
        Done = "已完成",
        RecordOnly = "仅记录",
    }
}

/// What people state of an interview.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Interview {
    pub supplier_id: i64,
    pub contract_id: Option<i64>,
    pub kind: InterviewKind,
    pub held_on: Date,
    pub interviewer: String,
    pub representative: Option<String>,
    pub reason: String,
    pub content: String,
    pub rectification: Option<String>,
    pub due_on: Option<Date>,
    pub result: Option<String>,
    pub status: InterviewStatus,
}

impl Interview {
    /// Checks every rule that an interview can be checked against alone, on the day `today`.
    pub fn check(&self, today: Date) -> Problems {
        let mut problems = Problems::default();
        problems.require("interviewer", &self.interviewer, Code::RecordFieldMissing);
        problems.require("reason", &self.reason, Code::RecordFieldMissing);
        problems.require("content", &self.content, Code::RecordFieldMissing);
        if self.held_on > today || self.held_on.year() < 2000 {
            problems.add(Problem::new(Code::InterviewDateOutOfRange).field("held_on"));
        }
        let open = matches!(self.status, InterviewStatus::Open | InterviewStatus::InProgress);
        if self.kind == InterviewKind::Breach && open {
            let rectification = self.rectification.as_deref().unwrap_or_default();
            problems.require("rectification", rectification, Code::InterviewRectificationMissing);
        }
        problems
    }
}

/// An interview in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InterviewRow {
    pub id: i64,
    pub revision: i64,
    pub supplier: String,
    pub contract_code: Option<String>,
    #[serde(flatten)]
    pub interview: Interview,
}
