//! From a cell to a value: pure functions that never guess.
//!
//! A cell that cannot be read is a problem with a code, never an empty cell.

pub(crate) mod amount;
pub(crate) mod date;
pub(crate) mod number;
pub(crate) mod text;

use std::borrow::Cow;

use domain::{Code, Problem};
use unicode_normalization::UnicodeNormalization;

use crate::label::Unit;
use crate::raw::Raw;
use crate::template::{ColumnType, TemplateColumn};
use crate::value::{Cell, Value};

/// Returns a text in NFKC without outer white space: full-width digits become plain ones.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.is_ascii() {
        return Cow::Borrowed(trimmed);
    }
    let folded: String = trimmed.nfkc().collect();
    Cow::Owned(folded.trim().to_owned())
}

/// How the cells of one file are to be understood.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// Whether bare numbers in a date column count from 1904.
    pub(crate) epoch_1904: bool,
    /// Whether a leading `'` protects a text from being taken for a formula: in CSV.
    pub(crate) protected: bool,
    /// Whether texts stand as the ledger wrote them: `/` is then a text, not an empty cell.
    pub(crate) literal: bool,
}

/// Reads one cell of a known column.
pub(crate) fn cell(column: &TemplateColumn, unit: Unit, raw: Raw<'_>, manner: Manner) -> Cell {
    let raw = if let (Raw::Text(written), true) = (raw, manner.protected) {
        Raw::Text(text::unprotected(written))
    } else {
        raw
    };
    let shown = raw.shown();
    let value = value(column, unit, raw, manner).map_err(|code| problem(column, code, &shown));
    Cell { text: shown, value, amended: false }
}

/// Keeps a cell that cannot be taken for what it says.
pub(crate) fn refused(column: &TemplateColumn, raw: Raw<'_>, code: Code) -> Cell {
    let shown = raw.shown();
    let value = Err(problem(column, code, &shown));
    Cell { text: shown, value, amended: false }
}

/// Keeps a cell of a column that is not used.
pub(crate) fn unused(raw: Raw<'_>) -> Cell {
    Cell { text: raw.shown(), value: Ok(None), amended: false }
}

fn problem(column: &TemplateColumn, code: Code, shown: &str) -> Problem {
    let problem = Problem::new(code).field(&column.field).param("value", shown);
    match (code, column.choices) {
        (Code::CellNotChoice, Some(choices)) => problem.param("choices", &choices.labels().join("、")),
        (Code::CellTooLong, _) => problem.param("limit", &text::LONGEST.to_string()),
        _ => problem,
    }
}

fn value(column: &TemplateColumn, unit: Unit, raw: Raw<'_>, manner: Manner) -> Result<Option<Value>, Code> {
    let is_empty = match raw {
        Raw::Error(_) | Raw::Formula(_) if column.kind != ColumnType::Ignored => {
            return Err(Code::CellFormulaError);
        }
        Raw::Text(written) => is_empty(column.kind, written, manner),
        Raw::Empty => true,
        Raw::Number(_) | Raw::Serial { .. } | Raw::Flag(_) | Raw::Error(_) | Raw::Formula(_) => false,
    };
    if is_empty {
        return Ok(None);
    }
    match column.kind {
        ColumnType::Ignored => Ok(Some(Value::Text(raw.shown()))),
        ColumnType::Code | ColumnType::Reference => text::code(raw).map(|text| Some(Value::Text(text))),
        ColumnType::Text | ColumnType::Prose => text::plain(raw).map(|text| Some(Value::Text(text))),
        ColumnType::Money => amount::money(raw, unit).map(|money| Some(Value::Money(money))),
        ColumnType::Score => amount::score(raw).map(|score| Some(Value::Score(score))),
        ColumnType::Ratio => amount::ratio(raw, unit).map(|ratio| Some(Value::Ratio(ratio))),
        ColumnType::Date => date::date(raw, manner.epoch_1904).map(|date| Some(Value::Date(date))),
        ColumnType::Flag => flag(raw).map(|flag| Some(Value::Flag(flag))),
        ColumnType::Choice => choice(column, raw).map(|word| Some(Value::Choice(word))),
        ColumnType::Integer => number::integer(raw).map(|number| Some(Value::Integer(number))),
    }
}

/// Whether a text stands for an empty cell: `/`, `-`, `—`, `N/A`, and 无 where it is no answer.
fn is_empty(kind: ColumnType, written: &str, manner: Manner) -> bool {
    let is_text = matches!(
        kind,
        ColumnType::Code | ColumnType::Reference | ColumnType::Text | ColumnType::Prose | ColumnType::Ignored
    );
    if is_text && manner.literal {
        return written.trim().is_empty();
    }
    let trimmed = written.trim();
    // Most cells begin with what no such token begins with.
    let may_begin = |first: char| !first.is_alphanumeric() || matches!(first, 'N' | 'n' | '无' | 'Ｎ' | 'ｎ');
    if !trimmed.chars().next().is_none_or(may_begin) {
        return false;
    }
    let folded = folded(trimmed);
    let is_stroke = |character| matches!(character, '/' | '\\' | '-' | '—' | '–' | '―' | '─');
    folded.chars().all(is_stroke)
        || folded.eq_ignore_ascii_case("n/a")
        || (folded == "无" && kind != ColumnType::Prose)
}

fn flag(raw: Raw<'_>) -> Result<bool, Code> {
    let folded: String = raw.shown().nfkc().filter(|character| !character.is_whitespace()).collect();
    match folded.to_ascii_lowercase().as_str() {
        "是" | "已结算" | "已办理" | "已办理结算" | "已完成" | "true" | "1" | "y" | "yes" | "√" | "✓"
        | "有" => Ok(true),
        "否" | "未结算" | "未办理" | "未办理结算" | "未完成" | "false" | "0" | "n" | "no" | "×" | "✗" => {
            Ok(false)
        }
        _ => Err(Code::CellNotYesOrNo),
    }
}

fn choice(column: &TemplateColumn, raw: Raw<'_>) -> Result<&'static str, Code> {
    let shown = raw.shown();
    column.choices.and_then(|choices| choices.find(shown.trim())).ok_or(Code::CellNotChoice)
}

#[cfg(test)]
mod tests;
