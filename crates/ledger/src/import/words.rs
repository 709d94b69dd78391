//! Texts that stand where only known words may stand.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::UnknownValue;
use domain::{Code, Problem};

use super::Import;
use super::file::{column_number, holds_words};
use super::gather::column_of;
use super::row::RowView;

/// How many different texts are told of: more than anybody decides one by one.
const TOLD: usize = 500;

/// What the rows so far have in columns of known words.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The rows that have a text which is no known word, by its column's place and the text.
    unknown: BTreeMap<(usize, String), u32>,
    /// The words that stand in the place of what the file has, by the column's place.
    amended: BTreeSet<(usize, String)>,
}

impl Words {
    /// Notes the texts of a row that is rejected.
    pub(super) fn note_unknown(&mut self, view: RowView<'_>, problems: &[Problem]) {
        let is_word = |problem: &&Problem| {
            matches!(problem.code, Code::CellNotChoice | Code::CellNotYesOrNo | Code::RowReferenceUnknown)
        };
        for field in problems.iter().filter(is_word).filter_map(|problem| problem.field.as_deref()) {
            let Some((place, text)) = view.text_at(column_of(field)) else { continue };
            let key = (place, text.trim().to_owned());
            if self.unknown.len() < TOLD || self.unknown.contains_key(&key) {
                *self.unknown.entry(key).or_default() += 1;
            }
        }
    }

    /// Notes which words of a row a person has put there.
    pub(super) fn note_amended(&mut self, view: RowView<'_>) {
        for (place, cell) in view.row.cells.iter().enumerate().filter(|(_, cell)| cell.amended) {
            if self.amended.len() < TOLD {
                self.amended.insert((place, cell.text.trim().to_owned()));
            }
        }
    }

    /// Returns the texts that somebody is to decide about, and those that were decided.
    pub(super) fn told(&self, import: &Import) -> Vec<UnknownValue> {
        let mut values = Vec::new();
        for (place, column) in import.recognition.columns.iter().enumerate() {
            let Some(field) = column.field.filter(|_| holds_words(import.kind(), column)) else { continue };
            let number = column_number(column);
            let value = |text: &str, rows, becomes: Option<&str>| UnknownValue {
                column: number,
                label: column.label.clone(),
                field: field.name.to_owned(),
                text: text.to_owned(),
                rows,
                becomes: becomes.map(str::to_owned),
                remembered: becomes.is_some() && import.plan.amendments.value(number, text).is_none(),
            };
            let of_column = self.unknown.iter().filter(|((at, _), _)| *at == place);
            values.extend(of_column.map(|((_, text), rows)| value(text, *rows, None)));
            let decided = import.amendments.values(number);
            let occurs = |becomes: &str| self.amended.contains(&(place, becomes.trim().to_owned()));
            let decided = decided.filter(|(_, becomes)| occurs(becomes));
            values.extend(decided.map(|(text, becomes)| value(text, 0, Some(becomes))));
        }
        values
    }
}
