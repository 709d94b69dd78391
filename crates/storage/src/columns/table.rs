//! The columns of one noun.

use std::collections::{BTreeSet, HashMap};

use domain::Noun;
use rusqlite::Row;
use rusqlite::types::Value;

use super::column::{Column, Unsorted};
use super::{Stop, wanted};
use crate::search::IdSet;
use crate::{Reader, Result};

/// Ids of which less than one in so many belong to a record are too thinly strewn: records stand
/// by their id.
const STREWN: usize = 8;
/// Ids up to which that does not matter.
const FEW: usize = 100_000;
/// Records between two looks whether the work is to end.
const AT_ONCE: usize = 10_000;

/// Every column of a noun that its list, or that of another noun, asks by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// The ids that belong to a record.
    pub(crate) present: IdSet,
    columns: HashMap<&'static str, Column>,
    /// To whom the records refer, by id; 0 is nobody.
    references: HashMap<&'static str, Vec<u32>>,
    /// What is summed, by id.
    totals: HashMap<&'static str, Vec<i64>>,
    /// One behind the greatest id.
    pub(crate) end: usize,
}

impl Table {
    /// The column that stands in a field's `sql`.
    pub(crate) fn column(&self, sql: &str) -> Option<&Column> {
        self.columns.get(sql)
    }

    /// To whom the records refer by the column `name`.
    pub(crate) fn reference(&self, name: &str) -> Option<&[u32]> {
        self.references.get(name).map(Vec::as_slice)
    }

    /// The records to which those of `ids` refer by the column `name`.
    pub(crate) fn referred(&self, name: &str, ids: &[i64]) -> Option<Vec<i64>> {
        let references = self.reference(name)?;
        let to = ids.iter().filter_map(|id| references.get(place(*id)).copied());
        Some(to.filter(|to| *to != 0).map(i64::from).collect())
    }

    /// The records that refer to those of `ids` by the column `name`.
    pub(crate) fn referring(&self, name: &str, ids: &[i64]) -> Option<Vec<i64>> {
        let to: IdSet = ids.iter().copied().collect();
        let references = self.reference(name)?;
        Some(
            IdSet::of_ids_below(references.len(), |id| to.contains(i64::from(references[id])))
                .iter()
                .collect(),
        )
    }

    /// For each id below `end`, the record that refers to it by the column `name`; 0 where none
    /// does.
    pub(crate) fn by_reference(&self, name: &str, end: usize) -> Option<Vec<u32>> {
        let mut by = vec![0; end];
        for (id, to) in (0..).zip(self.reference(name)?) {
            if let Some(by) = by.get_mut(*to as usize).filter(|_| *to != 0) {
                *by = id;
            }
        }
        Some(by)
    }

    /// What is summed as `sql`.
    pub(crate) fn total(&self, sql: &str) -> Option<&[i64]> {
        self.totals.get(sql).map(Vec::as_slice)
    }

    /// Reads all records; none where their ids are strewn too thinly, or where it is told to stop.
    pub(crate) fn read(reader: &Reader<'_>, noun: Noun, stop: &Stop) -> Result<Option<Self>> {
        let wanted = wanted::of(noun);
        let mut columns: Vec<Unsorted> = wanted.columns.iter().map(|_| Unsorted::default()).collect();
        let mut table = Self::default();
        let mut statement = reader.connection().prepare(&wanted.select(noun))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = place(row.get(0)?);
            if table.present.len() % AT_ONCE == 0 && stop.is_set() {
                return Ok(None);
            }
            table.take(id, row, &wanted)?;
            for (at, column) in columns.iter_mut().enumerate() {
                column.push(id, row.get_ref(at + 1)?)?;
            }
        }
        if table.end > FEW && table.end / STREWN > table.present.len() {
            return Ok(None);
        }
        for (sql, column) in wanted.columns.iter().zip(columns) {
            if stop.is_set() {
                return Ok(None);
            }
            table.columns.insert(sql, column.sorted()?);
        }
        Ok(Some(table))
    }

    /// Reads some records anew; those that are gone are forgotten.
    pub(crate) fn refresh(&mut self, reader: &Reader<'_>, noun: Noun, ids: &[i64]) -> Result<()> {
        let wanted = wanted::of(noun);
        let mut changes: Vec<Vec<(usize, Value)>> = vec![Vec::new(); wanted.columns.len()];
        for id in ids {
            self.present.remove(*id);
            self.clear(place(*id), &wanted);
        }
        let mut gone: BTreeSet<i64> = ids.iter().copied().collect();
        let sql = wanted.select_some(noun);
        let mut statement = reader.connection().prepare_cached(&sql)?;
        let mut rows = statement.query([serde_json::Value::from(ids).to_string()])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            gone.remove(&id);
            self.take(place(id), row, &wanted)?;
            for (at, changes) in changes.iter_mut().enumerate() {
                changes.push((place(id), row.get(at + 1)?));
            }
        }
        for (sql, mut changes) in wanted.columns.iter().zip(changes) {
            changes.extend(gone.iter().map(|id| (place(*id), Value::Null)));
            if let Some(column) = self.columns.get_mut(sql) {
                column.set(&changes)?;
            }
        }
        Ok(())
    }

    /// Takes what is no column from a row: that the record is there, to whom it refers, its sums.
    fn take(&mut self, id: usize, row: &Row<'_>, wanted: &wanted::Wanted) -> Result<()> {
        self.present.insert(i64::try_from(id).unwrap_or_default());
        self.end = self.end.max(id + 1);
        let mut at = wanted.columns.len() + 1;
        for sql in &wanted.references {
            let to: Option<u32> = row.get(at)?;
            put(self.references.entry(sql).or_default(), id, to.unwrap_or_default());
            at += 1;
        }
        for sql in &wanted.totals {
            let sum: Option<i64> = row.get(at)?;
            put(self.totals.entry(sql).or_default(), id, sum.unwrap_or_default());
            at += 1;
        }
        Ok(())
    }

    fn clear(&mut self, id: usize, wanted: &wanted::Wanted) {
        for sql in &wanted.references {
            put(self.references.entry(sql).or_default(), id, 0);
        }
        for sql in &wanted.totals {
            put(self.totals.entry(sql).or_default(), id, 0);
        }
    }
}

fn put<T: Clone + Default>(by_id: &mut Vec<T>, id: usize, value: T) {
    if id >= by_id.len() {
        by_id.resize(id + 1, T::default());
    }
    by_id[id] = value;
}

fn place(id: i64) -> usize {
    usize::try_from(id).unwrap_or_default()
}
