//! Merged cells, hidden rows and columns in the XML of .xlsx and .ods.

use std::collections::HashMap;
use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::Refusal;
use super::layout::Layout;
use super::parts::{Element, attribute, elements};

/// A row that repeats itself is hidden no further down than a sheet goes.
const MOST_ROWS: u32 = 1 << 20;

/// Reads the layout of the sheet of an .xlsx.
pub(super) fn of_xlsx(part: &mut dyn BufRead) -> Result<Layout, Refusal> {
    let mut layout = Layout::default();
    let mut row = 0_u32;
    elements(part, |element| {
        let Element::Start(start) = element else { return Ok(()) };
        match start.local_name().as_ref() {
            "row" => {
                row = attribute(start, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                if is_on(start, "hidden") {
                    layout.hidden_rows.insert(row.saturating_sub(1));
                }
            }
            "col" if is_on(start, "hidden") => {
                let bound = |name| attribute(start, name)?.parse::<u32>().ok()?.checked_sub(1);
                layout.hidden_columns.extend(bound("min").zip(bound("max")));
            }
            "mergeCell" => {
                let area = attribute(start, "ref").as_deref().and_then(area);
                if let Some((first, last_row)) = area {
                    layout.merge(first, last_row)?;
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(layout)
}

/// Reads the layouts of the sheets of an .ods by their names.
pub(super) fn of_ods(content: impl BufRead) -> Result<HashMap<String, Layout>, Refusal> {
    let mut layouts = HashMap::new();
    let mut table = Table::default();
    elements(content, |element| match element {
        Element::Start(start) => table.begin(start),
        Element::End("table") => {
            let done = std::mem::take(&mut table);
            layouts.insert(done.name, done.layout);
            Ok(())
        }
        Element::End("table-row") => {
            table.row = table.row.saturating_add(table.repeated);
            Ok(())
        }
        Element::End(_) => Ok(()),
    })?;
    Ok(layouts)
}

/// A table of an .ods under way.
#[derive(Default)]
struct Table {
    name: String,
    layout: Layout,
    /// The row in hand, and how many times it stands there.
    row: u32,
    repeated: u32,
    /// The next cell of the row.
    cell: u32,
    /// The next column to be described.
    column: u32,
}

impl Table {
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Refusal> {
        let count = |name| attribute(start, name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
        let is_hidden =
            || attribute(start, "visibility").is_some_and(|how| how == "collapse" || how == "filter");
        match start.local_name().as_ref() {
            "table" => {
                *self = Self { name: attribute(start, "name").unwrap_or_default(), ..Self::default() };
            }
            "table-column" => {
                let columns = count("number-columns-repeated").max(1);
                if is_hidden() {
                    let last = self.column.saturating_add(columns - 1);
                    self.layout.hidden_columns.push((self.column, last));
                }
                self.column = self.column.saturating_add(columns);
            }
            "table-row" => {
                self.cell = 0;
                self.repeated = count("number-rows-repeated");
                if is_hidden() {
                    let end = self.row.saturating_add(self.repeated).min(MOST_ROWS);
                    self.layout.hidden_rows.extend(self.row..end);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let rows = count("number-rows-spanned").max(1);
                let last_row = self.row.saturating_add(rows - 1);
                self.layout.merge((self.row, self.cell), last_row)?;
                self.cell = self.cell.saturating_add(count("number-columns-repeated"));
            }
            _ => {}
        }
        Ok(())
    }
}

fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// Reads `A4:B6` as the first cell and the last row.
fn area(text: &str) -> Option<((u32, u32), u32)> {
    let (first, last) = text.split_once(':')?;
    Some((position(first)?, position(last)?.0))
}

/// Reads `B6` as row 5 and column 1.
fn position(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let digits = text.find(|character: char| character.is_ascii_digit())?;
    let row: u32 = text[digits..].parse().ok()?;
    let column = text[..digits].chars().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| column.saturating_mul(26).saturating_add(u32::from(letter) - 64))
    })?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_and_hidden_ones_are_found_with_and_without_a_prefix() -> anyhow::Result<()> {
        for x in ["", "x:"] {
            let sheet = format!(
                r#"<{x}worksheet><{x}cols><{x}col min="3" max="4" hidden="1"/><{x}col min="5" max="5"/></{x}cols>
                <{x}sheetData><{x}row r="2" hidden="1"/><{x}row/><{x}row hidden="true"></{x}row></{x}sheetData>
                <{x}mergeCells><{x}mergeCell ref="B2:C5"/><{x}mergeCell ref="A1:J1"/></{x}mergeCells></{x}worksheet>"#
            );
            let layout = of_xlsx(&mut sheet.as_bytes())?;
            assert_eq!(layout.hidden_rows, [1, 3].into());
            assert_eq!(layout.hidden_columns, [(2, 3)]);
            assert_eq!((layout.merged_to(1, 1), layout.merged_to(0, 0)), (Some(4), None));
        }
        Ok(())
    }

    #[test]
    fn the_tables_of_an_ods_count_what_is_repeated() -> anyhow::Result<()> {
        let content = r#"<office:spreadsheet>
            <table:table table:name="甲"><table:table-column table:number-columns-repeated="2"/>
            <table:table-column table:visibility="collapse"/>
            <table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/>
            <table:table-cell table:number-rows-spanned="2"/></table:table-row></table:table>
            <table:table table:name="乙"/></office:spreadsheet>"#;
        let layouts = of_ods(content.as_bytes())?;
        let first = &layouts["甲"];
        assert_eq!(first.hidden_rows, [0, 1, 2].into());
        assert_eq!(first.hidden_columns, [(2, 2)]);
        assert_eq!(first.merged_to(3, 2), Some(4));
        assert!(layouts["乙"].hidden_rows.is_empty());
        Ok(())
    }
}
