//! What is wrong with a record, as data.

use std::collections::BTreeMap;

use crate::Code;

/// One broken rule: a stable code, the field it is about, and what the message needs to say.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[derive(thiserror::Error)]
#[error("{}", self.code.message_en(&self.params))]
pub struct Problem {
    pub code: Code,
    pub field: Option<String>,
    pub params: BTreeMap<String, String>,
}

impl Problem {
    pub fn new(code: Code) -> Self {
        Self { code, field: None, params: BTreeMap::new() }
    }

    /// Names the field that the problem is about.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Adds a value that the message says.
    #[must_use]
    pub fn param(mut self, name: &str, value: &str) -> Self {
        self.params.insert(name.to_owned(), value.to_owned());
        self
    }
}

/// Every broken rule of one record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds a problem where a required text is empty.
    pub fn require(&mut self, field: &'static str, text: &str, code: Code) {
        if text.trim().is_empty() {
            self.add(Problem::new(code).field(field));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns `Ok` where nothing is wrong.
    pub fn into_result(self) -> Result<(), Vec<Problem>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
