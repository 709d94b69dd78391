//! 运维记录 in the file: one table for each kind.

mod change;
mod drill;
mod incident;

use std::cmp::Reverse;

use domain::Stored;
use domain::upkeep::UpkeepRecord;

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::table::{self, Table};

/// A kind of 运维记录, as the file keeps it.
pub trait Kept: UpkeepRecord {
    /// Returns every record, the newest first.
    ///
    /// They are few: a site writes some tens of them in a year.
    fn all(reader: &Reader<'_>) -> Result<Vec<Stored<Self>>>;

    /// Reads one record.
    fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Self>>>;

    /// Writes a new record and returns its id.
    fn insert(&self, writer: &Writer<'_>) -> Result<i64>;

    /// Writes over revision `revision` of a record; refused where it was changed since.
    fn update(&self, writer: &Writer<'_>, id: i64, revision: i64) -> Result<()>;

    /// Removes revision `revision` of a record; refused where it was changed since.
    fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()>;
}

impl<T: UpkeepRecord + Table> Kept for T {
    fn all(reader: &Reader<'_>) -> Result<Vec<Stored<Self>>> {
        let mut records = table::all::<Self>(reader)?;
        records.sort_by_key(|stored| Reverse((stored.record.began_at(), stored.id)));
        Ok(records)
    }

    fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Self>>> {
        table::get(reader, id)
    }

    fn insert(&self, writer: &Writer<'_>) -> Result<i64> {
        table::insert(writer, self)
    }

    fn update(&self, writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
        table::update(writer, id, revision, self)
    }

    fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
        table::delete::<Self>(writer, id, revision)
    }
}
