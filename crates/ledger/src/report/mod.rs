//! Reports: tables to read, of one record with everything that belongs to it.
//!
//! What a report says of a contract, an evaluation or a talk is said alike in each of them.

mod cells;
mod contracts;
mod evaluations;
mod go_live;
mod interviews;
mod project_sheets;
mod projects;
mod supplier_sheets;
mod suppliers;
mod undertaken;
mod upkeep;

use std::path::Path;

use exchange::write::Table;

pub(crate) use go_live::write_go_live;

use crate::export::{ends_with, unknown_format};
use crate::{Error, Ledger, Result, Watch};

/// Records whose files are gathered at once: a report takes as many statements for one as for all
/// of these.
const AT_ONCE: usize = 200;

impl Ledger {
    /// Joins what a sheet is about with the time it was written.
    fn said(&self, parts: &[&str]) -> String {
        let time = self.clock().now().to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M");
        format!("{} · 导出于 {time}", parts.join(" · "))
    }
}

/// Gathers the files of records, some at a time, and tells how many there are so far.
fn gather<T>(ids: &[i64], watch: &dyn Watch, files: impl Fn(&[i64]) -> Result<Vec<T>>) -> Result<Vec<T>> {
    let mut gathered = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        if watch.progress(gathered.len() as u64, Some(ids.len() as u64)).is_break() {
            return Err(Error::Exchange(exchange::Error::Cancelled));
        }
        gathered.extend(files(some)?);
    }
    Ok(gathered)
}

/// Returns the files of all `ids`, or that one of the records is gone.
fn whole<T>(ids: &[i64], files: Vec<T>, id_of: fn(&T) -> i64) -> Result<Vec<T>> {
    let gone = ids.iter().find(|id| !files.iter().any(|file| id_of(file) == **id));
    gone.map_or(Ok(files), |id| Err(storage::Error::NotFound { id: *id }.into()))
}

/// Refuses any other format than a workbook: a text file has one table.
fn expect_workbook(to: &Path) -> Result<()> {
    if ends_with(to, "xlsx") { Ok(()) } else { Err(unknown_format(to)) }
}

fn write(tables: Vec<Table>, to: &Path, watch: &dyn Watch) -> Result<u64> {
    let total = tables.iter().map(|table| table.rows.len() as u64).sum();
    Ok(exchange::write::tables(tables, to, &|written| watch.progress(written, Some(total)))?)
}
