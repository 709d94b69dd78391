//! The diagnostics package: what IT is handed when something is wrong.

/// A file of the package, before it is saved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DiagnosisPart {
    /// Its name inside the package.
    pub name: String,
    pub bytes: u64,
    /// What stands in it; none of a log, which the window shows page by page.
    pub text: Option<String>,
}
