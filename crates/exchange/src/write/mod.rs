//! Workbooks and CSV of ours: exports that come back as they went, and templates to fill in.

mod csv;
mod errors;
mod publish;
mod style;
mod table;
mod template;
mod workbook;

use std::ops::ControlFlow;

use domain::Noun;

use crate::Result;
use crate::template::Field;
use crate::value::Value;

pub use csv::csv;
pub use errors::{BadRow, error_workbook};
pub use publish::file;
pub use table::{Listing, Table, TableColumn, TableRow, listing, listing_csv, table_csv, tables};
pub use template::template_file;
pub use workbook::workbook;

/// The records of one noun, to be written as one sheet.
pub struct Sheet<'a> {
    pub kind: Noun,
    /// The line on top of a workbook's sheet: filter and time. Empty leaves it out.
    pub heading: String,
    /// The columns, in order: usually [`Template::fields`](crate::Template::fields).
    pub fields: Vec<Field>,
    pub rows: &'a mut dyn Iterator<Item = Result<ExportRow>>,
    /// How many rows will come, where it is known: too many are refused before the first is written.
    pub total_rows: Option<u64>,
}

impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet")
            .field("kind", &self.kind)
            .field("fields", &self.fields.len())
            .finish_non_exhaustive()
    }
}

/// One record to write. The running number of 序号 is filled in where its cell is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    pub id: i64,
    pub revision: i64,
    /// One for each field of the sheet.
    pub cells: Vec<Option<Value>>,
}

/// Told now and then how many rows have been written; may stop the writing.
pub type Watch<'a> = &'a dyn Fn(u64) -> ControlFlow<()>;

/// How many rows pass between two looks at the watch.
const ROWS_PER_LOOK: u64 = 1000;

fn look(written: u64, watch: Watch<'_>) -> Result<()> {
    if written.is_multiple_of(ROWS_PER_LOOK) && watch(written).is_break() {
        return Err(crate::Error::Cancelled);
    }
    Ok(())
}

/// Returns the cell to write for a field, which for 序号 is the running number.
fn cell_of(field: Field, cell: Option<Value>, number: u64) -> Option<Value> {
    match cell {
        None if field.name == "row_number" => i64::try_from(number).ok().map(Value::Integer),
        cell => cell,
    }
}
