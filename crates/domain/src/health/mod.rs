//! What a check of the ledger looks at, and what it finds.

mod facts;
mod judgement;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::Code;

pub use facts::{ArchiveFacts, DiskFacts, HealthFacts, LogFacts, SizeFacts, TrustFacts, Versions};

/// One thing that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The file as SQLite reads it, page by page.
    Integrity,
    /// That every record named by another is there.
    References,
    /// The chain of the journal.
    Journal,
    /// Positions and search words, held against a computation from nothing.
    Derived,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckResult {
    pub check: Check,
    /// The number of faults; 0 is healthy.
    pub faults: u64,
    /// The first of them, as the checker says it.
    pub first: Vec<String>,
}

/// Every check of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HealthReport {
    pub checks: Vec<CheckResult>,
}

impl HealthReport {
    /// Whether no check found a fault.
    pub fn is_healthy(&self) -> bool {
        self.checks.iter().all(|check| check.faults == 0)
    }
}

/// One thing that health is made of; its name never changes, for monitoring goes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    Integrity,
    References,
    Journal,
    Derived,
    /// Whether something else than the program changed the journal, an account or a right.
    Trust,
    /// The newest backup and its age.
    Backup,
    /// Whether the places of backups can be reached.
    Places,
    /// How far the journal archive of each place is.
    Archive,
    Drill,
    /// Room on the disks of the ledger and of its backups.
    Disk,
    /// Size of the ledger, and how it grew.
    Size,
    /// Whether the clock stands before what was already done.
    Clock,
    /// Commands that took long in the last days.
    Slow,
    Errors,
    Program,
    Sqlite,
    WebView,
}

impl Aspect {
    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Integrity => "文件完整性",
            Self::References => "记录之间的引用",
            Self::Journal => "操作日志校验链",
            Self::Derived => "付款进度与检索词",
            Self::Trust => "台账是否被改动",
            Self::Backup => "上次备份",
            Self::Places => "备份位置",
            Self::Archive => "日志归档",
            Self::Drill => "演练",
            Self::Disk => "磁盘空间",
            Self::Size => "台账大小",
            Self::Clock => "时钟",
            Self::Slow => "慢操作",
            Self::Errors => "内部错误",
            Self::Program => "程序版本",
            Self::Sqlite => "SQLite 版本",
            Self::WebView => "网页组件版本",
        }
    }
}

/// How one thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    Ok,
    /// A person should see to it; nothing is broken.
    Attention,
    /// The ledger, a backup or an archive is damaged.
    Fault,
    /// Nobody looked, or nobody can tell.
    Unknown,
}

impl HealthState {
    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ok => "正常",
            Self::Attention => "注意",
            Self::Fault => "故障",
            Self::Unknown => "未知",
        }
    }
}

/// What mends a thing, or leads to where it is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Look at everything, thoroughly.
    CheckAll,
    BackUp,
    Drill,
    /// The list of backups, from which damage is mended.
    Backups,
    /// The settings of backups: places and archives.
    Places,
    Journal,
    Logs,
    Upgrade,
    /// What was found of tampering, and its acknowledgement.
    Tampering,
}

/// How one thing stands, why, and what mends it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HealthItem {
    pub name: Aspect,
    /// The folder that it is about, where there are several.
    pub about: Option<String>,
    pub state: HealthState,
    /// Says it in words; `params` are its values. Instants are UTC, RFC 3339.
    pub code: Code,
    pub params: BTreeMap<String, String>,
    pub remedy: Option<Remedy>,
}

/// Everything that health is made of, as it stood at one moment.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HealthSummary {
    /// UTC, RFC 3339.
    pub at: String,
    /// Whether every page of the file was looked at; else only what is known at once.
    pub thorough: bool,
    pub items: Vec<HealthItem>,
}

impl HealthSummary {
    /// Whether anything is damaged.
    pub fn is_faulty(&self) -> bool {
        self.items.iter().any(|item| item.state == HealthState::Fault)
    }
}
