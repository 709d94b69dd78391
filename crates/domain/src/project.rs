//! 项目: what procurements and contracts belong to.

use crate::name;
use crate::text::texts;
use crate::{Code, Problems};

choice! {
    /// 项目状态.
    pub enum ProjectStatus {
        Running = "进行中",
        Completed = "已完成",
        Paused = "已暂停",
        Cancelled = "已取消",
    }
}

/// What people state of a project.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Project {
    pub code: String,
    pub name: String,
    pub description: Option<String>,
    pub manager: Option<String>,
    pub status: ProjectStatus,
    pub remarks: Option<String>,
}

texts!(Project: code name; description manager remarks);

impl Project {
    /// A project at work of which nothing further is stated.
    pub fn named(code: &str, name: &str) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            description: None,
            manager: None,
            status: ProjectStatus::Running,
            remarks: None,
        }
    }

    /// Checks every rule that a project can be checked against alone.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        name::check_code(&mut problems, "code", &self.code);
        problems.require("name", &self.name, Code::RecordFieldMissing);
        problems
    }
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProjectRow {
    pub id: i64,
    pub revision: i64,
    pub code: String,
    pub name: String,
    pub description: Option<String>,
    pub manager: Option<String>,
    pub status: ProjectStatus,
    pub remarks: Option<String>,
    /// Contracts of the project, and the sum of their amounts.
    pub contracts: i64,
    pub total_amount: crate::Money,
}
