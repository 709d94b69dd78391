//! Errors, as they cross to the screens: codes and values, no prose.

use std::collections::BTreeMap;

use domain::{Code, Problem};
use serde::Serialize;
use ts_rs::TS;

/// Why a command did nothing.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Failure {
    pub code: Code,
    pub params: BTreeMap<String, String>,
    pub field: Option<String>,
    /// Every broken rule of a form that was refused; the first is the failure itself.
    pub problems: Vec<Problem>,
    /// The number under which the log has the whole story.
    pub incident: String,
}
