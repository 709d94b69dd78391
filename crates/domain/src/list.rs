//! What a list is asked for, and what it answers.

use std::collections::BTreeMap;

use crate::{Code, Problem};

/// The longest text to look for, in characters: a screen of codes pasted from a workbook. SQLite
/// compares with patterns of no more than 50,000 bytes.
pub const LONGEST_TEXT: usize = 2_000;

/// The most conditions of one list, and the most values of one condition.
const MOST_CONDITIONS: usize = 300;

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// One of `values`.
    Is,
    /// Contains the text `values[0]`.
    Contains,
    /// `values[0]` or more: an amount, a score, a ratio, a date.
    AtLeast,
    /// `values[0]` or less.
    AtMost,
    Empty,
    NotEmpty,
}

/// One condition on one field.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Filter {
    pub field: String,
    pub comparison: Comparison,
    pub values: Vec<String>,
}

/// One level of the order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Sort {
    pub field: String,
    pub descending: bool,
}

/// What a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct ListQuery {
    /// Words: a comma means "and", a space means "or". Names, codes, pinyin and initials fit.
    pub search: String,
    pub filters: Vec<Filter>,
    pub sort: Vec<Sort>,
    pub offset: u32,
    /// Rows to return; 0 returns none, only the count and the totals.
    pub limit: u32,
}

impl ListQuery {
    /// Refuses what is more than a person asks for, and more than the file can be asked.
    ///
    /// # Errors
    ///
    /// `list.text_too_long`, `list.too_many_conditions`.
    pub fn check(&self) -> Result<(), Problem> {
        check_text(&self.search)?;
        let numbers = self.filters.iter().map(|filter| filter.values.len()).chain([self.filters.len()]);
        if numbers.max() > Some(MOST_CONDITIONS) {
            let problem = Problem::new(Code::ListTooManyConditions);
            return Err(problem.param("limit", &MOST_CONDITIONS.to_string()));
        }
        self.filters.iter().flat_map(|filter| &filter.values).try_for_each(|value| check_text(value))
    }
}

/// Refuses a text that is too long to be looked for.
///
/// # Errors
///
/// `list.text_too_long`.
pub fn check_text(text: &str) -> Result<(), Problem> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(Problem::new(Code::ListTextTooLong).param("limit", &LONGEST_TEXT.to_string()));
    }
    Ok(())
}

/// One page of a list, with the count and the totals of everything that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub count: i64,
    /// Sum of each amount field over all rows that fit, as decimal strings.
    pub totals: BTreeMap<String, String>,
}

/// One record found by the global search.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Found {
    pub noun: crate::Noun,
    pub id: i64,
    pub code: String,
    pub name: String,
}
