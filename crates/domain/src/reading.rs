//! How a foreign file is to be read, where a person says more than the file does.

use std::collections::BTreeMap;

use crate::Noun;

/// What a person has chosen for one file; what is not chosen is told from the file itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct Reading {
    /// None takes the kind whose header fits best.
    pub kind: Option<Noun>,
    /// None takes the sheet whose header fits.
    pub sheet: Option<String>,
    /// None looks for the header.
    pub header: Option<HeaderRows>,
    /// By the 0-based column of the sheet.
    pub columns: BTreeMap<u32, ColumnChoice>,
    /// Choices of an earlier file with the same header, by the key of the column.
    pub remembered: BTreeMap<String, ColumnChoice>,
}

impl Reading {
    /// Takes a sheet for a kind, each where it is given.
    pub fn of(kind: Option<Noun>, sheet: Option<&str>) -> Self {
        Self { kind, sheet: sheet.map(str::to_owned), ..Self::default() }
    }
}

/// The rows that a header takes, 1-based, both included; two rows are joined as `上级/下级`.
///
/// 0 and 0 say that the sheet has no header: its first row is data already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HeaderRows {
    pub first: u32,
    pub last: u32,
}

/// What a person takes a column for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "take", rename_all = "snake_case")]
pub enum ColumnChoice {
    /// The column is left out.
    Nothing,
    Field {
        field: String,
        /// The year or the number of a repeated field.
        ordinal: Option<u16>,
        /// None leaves the unit to the header.
        unit: Option<Unit>,
    },
}

/// The unit in which the numbers of a column are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Yuan, points: the number as it stands.
    #[default]
    One,
    /// 万元.
    TenThousand,
    /// 亿元.
    HundredMillion,
    /// %: the number is hundredths.
    Percent,
}

/// What a column was taken for its field by, from the surest to the least sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A person said so for this file.
    Chosen,
    /// A person said so for an earlier file with the same header.
    Remembered,
    /// The label of the template.
    Label,
    /// Another name that the template knows.
    Alias,
    /// A part of the label is a known name.
    Contained,
    /// The place among the columns of a sheet without a header.
    Position,
}

/// Cells that a person has written anew before the import; the file itself stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct Amendments {
    /// By the 1-based row, then the 0-based column of the sheet.
    cells: BTreeMap<u32, BTreeMap<u32, String>>,
    /// By the 0-based column, then the text as the file shows it.
    values: BTreeMap<u32, BTreeMap<String, String>>,
}

impl Amendments {
    pub fn is_empty(&self) -> bool {
        self.cells.values().all(BTreeMap::is_empty) && self.values.values().all(BTreeMap::is_empty)
    }

    /// Writes one cell anew.
    pub fn set_cell(&mut self, row: u32, column: u32, text: impl Into<String>) {
        self.cells.entry(row).or_default().insert(column, text.into());
    }

    /// Writes every cell of a column anew that shows the same text.
    pub fn set_value(&mut self, column: u32, shown: &str, text: impl Into<String>) {
        self.values.entry(column).or_default().insert(shown.trim().to_owned(), text.into());
    }

    /// Leaves one cell to the file again; the value of its whole column may still be amended.
    pub fn unset_cell(&mut self, row: u32, column: u32) {
        remove(&mut self.cells, row, &column);
    }

    /// Leaves the cells of a column that show a text to the file again.
    pub fn unset_value(&mut self, column: u32, shown: &str) {
        remove(&mut self.values, column, shown.trim());
    }

    /// Returns what was written for all cells of a column that show a text.
    pub fn value(&self, column: u32, shown: &str) -> Option<&str> {
        self.values.get(&column)?.get(shown.trim()).map(String::as_str)
    }

    /// Returns every text of a column that was written anew, with what stands in its place.
    pub fn values(&self, column: u32) -> impl Iterator<Item = (&str, &str)> {
        let values = self.values.get(&column).into_iter().flatten();
        values.map(|(text, becomes)| (text.as_str(), becomes.as_str()))
    }

    /// Returns what stands in place of a cell: what was written for it alone goes before what was
    /// written for all equal ones.
    pub fn find(&self, row: u32, column: u32, shown: impl FnOnce() -> String) -> Option<&str> {
        if let Some(text) = self.cells.get(&row).and_then(|cells| cells.get(&column)) {
            return Some(text);
        }
        self.values.get(&column)?.get(shown().trim()).map(String::as_str)
    }
}

fn remove<K, Q>(of: &mut BTreeMap<u32, BTreeMap<K, String>>, outer: u32, inner: &Q)
where
    K: Ord + std::borrow::Borrow<Q>,
    Q: Ord + ?Sized,
{
    if let Some(texts) = of.get_mut(&outer) {
        texts.remove(inner);
        if texts.is_empty() {
            of.remove(&outer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_goes_before_its_value_and_both_can_be_taken_back() {
        let mut amendments = Amendments::default();
        amendments.set_value(2, " 乙公司 ", "乙有限公司");
        amendments.set_cell(5, 2, "丙公司");
        let shown = || "乙公司".to_owned();
        assert_eq!(amendments.find(4, 2, shown), Some("乙有限公司"));
        assert_eq!(amendments.find(5, 2, shown), Some("丙公司"));
        assert_eq!(amendments.find(4, 3, shown), None);
        amendments.unset_cell(5, 2);
        assert_eq!(amendments.find(5, 2, shown), Some("乙有限公司"));
        amendments.unset_value(2, "乙公司");
        assert!(amendments.is_empty());
    }

    #[test]
    fn amendments_and_readings_survive_as_json() -> serde_json::Result<()> {
        let mut amendments = Amendments::default();
        amendments.set_cell(5, 2, "丙公司");
        amendments.set_value(0, "", "HT-1");
        let again: Amendments = serde_json::from_str(&serde_json::to_string(&amendments)?)?;
        assert_eq!(again, amendments);
        let choice =
            ColumnChoice::Field { field: "amount".into(), ordinal: None, unit: Some(Unit::TenThousand) };
        let reading = Reading {
            columns: [(3, choice), (4, ColumnChoice::Nothing)].into(),
            ..Reading::of(Some(Noun::Payment), Some("付款"))
        };
        let again: Reading = serde_json::from_str(&serde_json::to_string(&reading)?)?;
        assert_eq!(again, reading);
        assert_eq!(serde_json::from_str::<Reading>("{}")?, Reading::default());
        Ok(())
    }
}
