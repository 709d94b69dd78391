//! What the logs of the program tell, entry by entry.

/// How grave an entry is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
}

/// One entry of the logs.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LogEntry {
    /// UTC, RFC 3339.
    pub at: String,
    pub level: LogLevel,
    /// The part of the program that wrote it.
    pub source: String,
    /// What it says, cut where it is longer than a page.
    pub text: String,
}

/// Which entries are asked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LogQuery {
    /// The day of the log file, `YYYY-MM-DD`; none for every day.
    pub day: Option<String>,
    /// Entries that are at least this grave.
    pub level: LogLevel,
    /// What the entry contains, such as the number of an incident; capitals do not count.
    pub search: String,
    pub offset: u32,
    pub limit: u32,
}
