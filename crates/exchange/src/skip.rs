//! Rows below the header that are no records: subtotals, notes, the example of the template.
//!
//! A row is only left out for a reason that real data cannot give; every such row is listed.

use domain::Code;
use unicode_normalization::UnicodeNormalization;

use crate::parse::{self, Manner};
use crate::raw::Raw;
use crate::rows::KnownColumn;
use crate::template::ColumnType;
use crate::value::{Cell, Value};
use crate::{Column, Unit};

const TOTALS: &[&str] =
    &["合计", "小计", "总计", "累计", "共计", "总合计", "本页合计", "本页小计", "本页累计"];
const NOTES: &[&str] = &[
    "注",
    "备注",
    "说明",
    "填表说明",
    "填写说明",
    "填报说明",
    "提示",
    "制表",
    "制表人",
    "制表日期",
    "填表人",
    "填报人",
    "填报日期",
    "填报单位",
    "编制",
    "编制人",
    "编制单位",
    "审核",
    "审核人",
    "复核",
    "复核人",
    "审批",
    "审批人",
    "单位负责人",
];
/// Longer than any business code (domain::name::LONGEST_CODE): a sentence in a code's place.
const SENTENCE: usize = 60;

/// What the rows of one sheet are judged by.
#[derive(Debug)]
pub(crate) struct Judge {
    /// The value of the example for each column; none where the template gives no example.
    examples: Vec<Option<Value>>,
    labels: Vec<String>,
}

impl Judge {
    pub(crate) fn new(columns: &[KnownColumn], labelled: &[Column]) -> Self {
        let example = |column: &KnownColumn| {
            let described = column.described.filter(|described| described.kind != ColumnType::Ignored)?;
            let text = described.example.as_deref()?;
            parse::cell(described, Unit::One, Raw::Text(text), Manner::default()).value.ok()?
        };
        Self {
            examples: columns.iter().map(example).collect(),
            labels: labelled.iter().map(|column| column.label.clone()).collect(),
        }
    }

    /// Returns why a row is no record; none where it is one.
    pub(crate) fn judge(&self, columns: &[KnownColumn], cells: &[Cell]) -> Option<Code> {
        let is_used =
            |column: &KnownColumn| column.described.is_some_and(|known| known.kind != ColumnType::Ignored);
        let says_nothing =
            columns.iter().zip(cells).all(|(column, cell)| !is_used(column) || cell.value == Ok(None));
        if let Some(marker) = total_marker(cells)
            && (says_nothing || is_total(marker, columns, cells))
        {
            return Some(Code::RowIsSubtotal);
        }
        if says_nothing || is_note(columns, cells) || self.repeats_header(cells) {
            return Some(Code::RowIsNote);
        }
        self.is_example(columns, cells).then_some(Code::RowIsExample)
    }

    /// Whether every cell holds the example of the template, and nothing stands beside it.
    fn is_example(&self, columns: &[KnownColumn], cells: &[Cell]) -> bool {
        let mut same = 0;
        for ((column, cell), example) in columns.iter().zip(cells).zip(&self.examples) {
            let ignored = column.described.is_some_and(|known| known.kind == ColumnType::Ignored);
            match &cell.value {
                _ if ignored => {}
                Ok(value) if value == example => same += usize::from(value.is_some()),
                Ok(_) | Err(_) => return false,
            }
        }
        same >= 2
    }

    /// Whether the header stands here again, as on each page of a printed table.
    fn repeats_header(&self, cells: &[Cell]) -> bool {
        let same = cells.iter().zip(&self.labels).filter(|(cell, label)| cell.text.trim() == label.as_str());
        same.count() >= 3
    }
}

/// Returns the position of the cell that says 合计 among the first filled ones.
fn total_marker(cells: &[Cell]) -> Option<usize> {
    let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty());
    // Every marker is short and has this character.
    let may_be = |text: &str| text.len() <= 60 && text.contains('计');
    let mut first = filled.take(4).filter(|(_, cell)| may_be(&cell.text));
    first.find(|(_, cell)| is_marker(&compact(&cell.text))).map(|(at, _)| at)
}

fn is_marker(text: &str) -> bool {
    TOTALS.contains(&text)
        || (text.chars().count() <= 12 && ["合计", "小计", "总计"].iter().any(|word| text.ends_with(word)))
}

/// Whether a row with a marker lacks what a record must have. A marker that is more than the bare
/// word, such as 一期小计, could be a name: then something else must be missing, too.
fn is_total(marker: usize, columns: &[KnownColumn], cells: &[Cell]) -> bool {
    let bare = TOTALS.contains(&compact(&cells[marker].text).as_str());
    columns.iter().zip(cells).enumerate().any(|(at, (column, cell))| {
        let required = column.described.is_some_and(|known| known.required);
        required && (cell.value == Ok(None) || (at == marker && bare))
    })
}

/// Whether every filled cell is a remark such as `制表人：张三`, or the only one is a sentence where
/// a code or a number belongs.
fn is_note(columns: &[KnownColumn], cells: &[Cell]) -> bool {
    let mut filled = columns.iter().zip(cells).filter(|(_, cell)| !cell.text.trim().is_empty());
    let Some((column, first)) = filled.next() else { return false };
    let others = filled.count();
    if others == 0 && is_sentence(column, first) {
        return true;
    }
    cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).all(is_remark)
}

fn is_sentence(column: &KnownColumn, cell: &Cell) -> bool {
    let free =
        column.described.is_none_or(|known| matches!(known.kind, ColumnType::Text | ColumnType::Prose));
    let text = compact(&cell.text);
    text == "以下空白" || text == "以下无正文" || (!free && text.chars().count() > SENTENCE)
}

fn is_remark(text: &str) -> bool {
    let Some((before, _)) = text.split_once([':', '：']) else { return false };
    before.len() <= 60 && NOTES.contains(&compact(before).as_str())
}

fn compact(text: &str) -> String {
    text.nfkc()
        .filter(|character| !character.is_whitespace() && !matches!(character, ':' | '(' | ')'))
        .collect()
}
