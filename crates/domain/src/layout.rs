//! How an export is laid out: which columns of a list, in which order, under which headings, as
//! which file.

use crate::{Code, Noun, Problem, Problems};

/// The most columns of one layout: more than any list has.
const MOST_COLUMNS: usize = 200;

/// One column of an export.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LayoutColumn {
    /// As the rows of the list have it; a score of one year is `yearly_scores:2024`.
    pub field: String,
    /// What stands above the column.
    pub heading: String,
}

/// The kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LayoutFormat {
    #[default]
    Xlsx,
    /// In UTF-8.
    Csv,
    /// In GB18030, for programs that know no other encoding.
    CsvGb18030,
}

impl LayoutFormat {
    /// Returns the ending of the names of such files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv | Self::CsvGb18030 => "csv",
        }
    }

    /// Returns the encoding of a text file; none for a workbook.
    pub const fn encoding(self) -> Option<&'static str> {
        match self {
            Self::Xlsx => None,
            Self::Csv => Some("utf-8"),
            Self::CsvGb18030 => Some("gb18030"),
        }
    }
}

/// The columns of an export under a name, as the screens keep it with the other preferences.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ExportLayout {
    pub name: String,
    pub columns: Vec<LayoutColumn>,
    #[serde(default)]
    pub format: LayoutFormat,
}

/// What the values of a field of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    /// One of a closed list of words.
    Choice,
    Amount,
    Score,
    Ratio,
    Date,
    Count,
    Flag,
}

/// Checks the columns of an export: at least one, each with a heading. Whether the list of the noun
/// has the fields, `kind_of` says.
pub fn check_columns(
    noun: Noun,
    columns: &[LayoutColumn],
    kind_of: impl Fn(Noun, &str) -> Option<FieldKind>,
) -> Problems {
    let mut problems = Problems::default();
    if columns.is_empty() {
        problems.add(Problem::new(Code::LayoutEmpty));
    }
    if columns.len() > MOST_COLUMNS {
        problems.add(Problem::new(Code::RequestInvalid).param("detail", "too many columns"));
    }
    for column in columns {
        if kind_of(noun, &column.field).is_none() {
            problems.add(Problem::new(Code::ListUnknownField).param("value", &column.field));
        } else if column.heading.trim().is_empty() {
            problems.add(Problem::new(Code::LayoutHeadingMissing).param("value", &column.field));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(field: &str, heading: &str) -> LayoutColumn {
        LayoutColumn { field: field.to_owned(), heading: heading.to_owned() }
    }

    #[test]
    fn a_layout_has_columns_that_the_list_knows_each_with_a_heading() {
        let known = |_: Noun, field: &str| (field == "code").then_some(FieldKind::Text);
        let codes = |columns: &[LayoutColumn]| -> Vec<Code> {
            let problems = check_columns(Noun::Contract, columns, known);
            problems.into_iter().map(|problem| problem.code).collect()
        };
        assert_eq!(codes(&[]), [Code::LayoutEmpty]);
        assert_eq!(codes(&[column("code", "编号")]), []);
        assert_eq!(codes(&[column("code", "  ")]), [Code::LayoutHeadingMissing]);
        assert_eq!(codes(&[column("secret", "")]), [Code::ListUnknownField]);
        assert_eq!(codes(&vec![column("code", "编号"); 201]), [Code::RequestInvalid]);
    }
}
