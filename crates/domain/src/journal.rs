//! The journal, as people read it.

use crate::date::Date;
use crate::{Noun, Problem, Topic};

/// One operation in the journal.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JournalEntry {
    pub seq: i64,
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
    /// The stable name of the operation, such as `update_contract`.
    pub operation: String,
    /// What it was about, in the words of the ledger: a code, a name, a file.
    pub subject: String,
    /// Facts of the operation as JSON text, such as the counts of an import.
    pub detail: Option<String>,
    /// The entry that this one undid.
    pub undoes: Option<i64>,
    /// The entry that undid this one.
    pub undone_by: Option<i64>,
}

/// Which operations the journal is asked for; what is left empty asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct JournalQuery {
    /// Who did them: any of these.
    pub actors: Vec<String>,
    /// Stable names such as `update_contract`: any of these.
    pub operations: Vec<String>,
    /// They touched a record of any of these nouns.
    pub nouns: Vec<Noun>,
    /// On this day or later, as days are where the computer stands.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// Stands in subject or facts; `#12` is the operation of that number.
    pub text: String,
    pub offset: u32,
    pub limit: u32,
}

/// Who and what there is in the journal to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JournalChoices {
    pub actors: Vec<String>,
    pub operations: Vec<String>,
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChangeAction {
    Created,
    Updated,
    Deleted,
}

/// One field, before and after.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldChange {
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// One record that an operation changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecordChange {
    pub topic: Topic,
    pub id: i64,
    /// The business code or name by which people know the record.
    pub key: String,
    pub action: ChangeAction,
    pub fields: Vec<FieldChange>,
}

/// One operation in the history of one record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HistoryEntry {
    pub entry: JournalEntry,
    pub change: RecordChange,
}

/// What became of one record in an undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UndoFate {
    Reversed,
    /// Kept: changed since.
    KeptChanged,
    /// Kept: others depend on it.
    KeptReferred,
}

/// One record of an undo, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UndoneRecord {
    pub topic: Topic,
    pub id: i64,
    pub key: String,
    pub fate: UndoFate,
}

/// What an undo did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UndoReport {
    /// The entry that was undone.
    pub undone: i64,
    /// The entry that records the undo; none in a rehearsal, or where nothing was reversed.
    pub seq: Option<i64>,
    pub reversed: i64,
    pub kept_changed: i64,
    pub kept_referred: i64,
    /// Every kept record, and the reversed ones up to a page's worth.
    pub records: Vec<UndoneRecord>,
}

/// What Ctrl+Z and Ctrl+Y would do now.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UndoState {
    pub undo: Option<JournalEntry>,
    /// The undo that redo would take back.
    pub redo: Option<JournalEntry>,
    /// The operation that redo would bring back: the one that people know.
    pub redone: Option<JournalEntry>,
}

/// What a verification of the chain found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ChainReport {
    pub entries: i64,
    /// The hash of the newest entry, in hexadecimal; none in an empty journal.
    pub head: Option<String>,
    /// The first entry that does not fit, and why.
    pub broken_at: Option<i64>,
    pub problem: Option<Problem>,
}
