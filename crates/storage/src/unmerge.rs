//! Taking back a merge of two suppliers, whatever was edited since.
//!
//! An undo keeps a record whole that was changed since. For a merge that would leave the contracts
//! that somebody edited with the survivor, and the other supplier could never come back complete.
//! Here each field that the merge changed is taken back on its own: a contract returns to its
//! supplier and keeps what was edited on it. What nobody touched becomes exactly as it was.

use std::collections::BTreeMap;

use domain::journal::UndoFate;
use domain::merge::former_names_without;
use domain::{Code, Problem};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, ffi, params_from_iter};

use crate::changeset::{self, Record, RowActionKind, RowChange};
use crate::supplier::former_name;
use crate::{Error, Result, Writer};

/// Columns that say who changed a record last, and how often.
const BOOKKEEPING: [&str; 3] = ["revision", "updated_at", "updated_by"];

type Fates = BTreeMap<Record, UndoFate>;

/// Takes back a merge, given its changes; returns what became of each record that was not taken
/// back whole.
///
/// # Errors
///
/// `supplier.unmerge_survivor_gone` where the survivor was merged or deleted since, and
/// `supplier.unmerge_taken` where another supplier has the name or a code by now.
pub(crate) fn take_back(writer: &Writer<'_>, changes: &[u8]) -> Result<Fates> {
    let merge = Merge::read(changes)?;
    let mut fates = Fates::new();
    refuse_without_survivor(writer, &merge)?;
    for row in &merge.survivor {
        reverse(writer, row, &mut fates)?;
    }
    for row in &merge.gone {
        bring_back(writer, row)?;
    }
    take_names_back(writer, &merge.names)?;
    for row in &merge.moved {
        reverse(writer, row, &mut fates)?;
    }
    Ok(fates)
}

/// The rows that a merge changed.
#[derive(Default)]
struct Merge {
    survivor: Vec<RowChange>,
    gone: Vec<RowChange>,
    names: Vec<RowChange>,
    moved: Vec<RowChange>,
}

impl Merge {
    fn read(changes: &[u8]) -> Result<Self> {
        let mut merge = Self::default();
        changeset::for_each(changes, |row| {
            match (row.table.as_str(), row.action) {
                ("supplier", RowActionKind::Delete) => merge.gone.push(row),
                ("supplier", _) => merge.survivor.push(row),
                ("supplier_former_name", _) => merge.names.push(row),
                _ => merge.moved.push(row),
            }
            Ok(())
        })?;
        Ok(merge)
    }
}

fn refuse_without_survivor(writer: &Writer<'_>, merge: &Merge) -> Result<()> {
    for id in merge.survivor.iter().filter_map(id_of) {
        if !writer.connection().prepare_cached("SELECT 1 FROM supplier WHERE id = ?1")?.exists([id])? {
            return Err(Error::Rule(Problem::new(Code::SupplierUnmergeSurvivorGone)));
        }
    }
    Ok(())
}

/// Takes back of one record what the merge changed on it and nobody changed since.
fn reverse(writer: &Writer<'_>, row: &RowChange, fates: &mut Fates) -> Result<()> {
    let Some((table, record)) = row.record() else { return Ok(()) };
    let id = record.1;
    let columns = columns(writer, table.name)?;
    let sql = format!("SELECT * FROM {} WHERE id = ?1", table.name);
    let mut statement = writer.connection().prepare_cached(&sql)?;
    let now: Option<Vec<Value>> = statement
        .query_row([id], |row| (0..columns.len()).map(|column| row.get(column)).collect())
        .optional()?;
    let Some(now) = now else {
        fates.insert(record, UndoFate::KeptChanged);
        return Ok(());
    };
    let changed = || (0..columns.len()).filter(|column| row.new[*column].is_some());
    let untouched = |column: &usize| row.new[*column].as_ref() == Some(&now[*column]);
    let mut back: Vec<usize> = changed().filter(untouched).collect();
    if back.len() < changed().count() {
        back.retain(|column| !BOOKKEEPING.contains(&columns[*column].as_str()));
        let wanted = changed().filter(|column| !BOOKKEEPING.contains(&columns[*column].as_str())).count();
        if back.len() < wanted {
            fates.insert(record, UndoFate::KeptChanged);
        }
        return set(writer, row, id, &columns, &back, true);
    }
    set(writer, row, id, &columns, &back, false)
}

/// Sets columns of a record to what they were; `stamped` makes that a change of its own, because
/// the record was changed since.
fn set(
    writer: &Writer<'_>,
    row: &RowChange,
    id: i64,
    columns: &[String],
    back: &[usize],
    stamped: bool,
) -> Result<()> {
    if back.is_empty() {
        return Ok(());
    }
    let mut terms: Vec<String> = back.iter().map(|column| format!("{} = ?", columns[*column])).collect();
    let mut values: Vec<Value> =
        back.iter().map(|column| row.old[*column].clone().unwrap_or(Value::Null)).collect();
    if stamped {
        let stamp = writer.stamp();
        terms.push("revision = revision + 1, updated_at = ?, updated_by = ?".to_owned());
        values.extend([Value::Text(stamp.at.clone()), Value::Text(stamp.actor.clone())]);
    }
    values.push(Value::Integer(id));
    let sql = format!("UPDATE {} SET {} WHERE id = ?", row.table, terms.join(", "));
    writer.connection().prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Brings the merged supplier back as it was.
fn bring_back(writer: &Writer<'_>, row: &RowChange) -> Result<()> {
    let columns = columns(writer, &row.table)?;
    let values = || row.old.iter().map(|value| value.clone().unwrap_or(Value::Null));
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO {} VALUES ({marks})", row.table);
    let inserted = writer.connection().prepare_cached(&sql)?.execute(params_from_iter(values()));
    inserted.map(|_| ()).map_err(|error| taken(&columns, row, error))
}

/// Says which name or code another supplier has by now.
fn taken(columns: &[String], row: &RowChange, error: rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(failure, Some(message)) = &error else { return error.into() };
    if failure.extended_code != ffi::SQLITE_CONSTRAINT_UNIQUE {
        return error.into();
    }
    let broken = message.rsplit('.').next().unwrap_or_default();
    let shown = if broken == "name_key" { "name" } else { broken };
    let place = columns.iter().position(|column| column == shown);
    let value = place.and_then(|place| match row.old.get(place) {
        Some(Some(Value::Text(text))) => Some(text.clone()),
        _ => None,
    });
    Error::Rule(Problem::new(Code::SupplierUnmergeTaken).param("value", &value.unwrap_or_default()))
}

/// Takes from the survivor the names that the merge gave it, and gives the other one its own.
fn take_names_back(writer: &Writer<'_>, rows: &[RowChange]) -> Result<()> {
    let mut suppliers: BTreeMap<i64, Vec<&RowChange>> = BTreeMap::new();
    for row in rows {
        suppliers.entry(id_of(row).unwrap_or_default()).or_default().push(row);
    }
    for (id, rows) in suppliers {
        let now = former_name::of_supplier(writer, id)?;
        let before = names_before(&now, &rows);
        former_name::bring_to(writer, id, &now, &before)?;
    }
    Ok(())
}

/// Returns the former names as they were before the merge, with those that were added since.
fn names_before(now: &[String], rows: &[&RowChange]) -> Vec<String> {
    let place = |row: &RowChange| match row.value(1) {
        Some(Value::Integer(place)) => usize::try_from(*place).ok(),
        _ => None,
    };
    let untouched = rows.iter().all(|row| {
        let standing = place(row).and_then(|place| now.get(place));
        standing.map(String::as_str) == name_in(&row.new)
    });
    if !untouched {
        let added: Vec<String> = rows.iter().filter_map(|row| name_in(&row.new).map(str::to_owned)).collect();
        let kept = former_names_without(now, &added);
        let lost = rows.iter().filter_map(|row| name_in(&row.old).map(str::to_owned));
        return kept.into_iter().chain(lost).collect();
    }
    let mut names: BTreeMap<usize, &str> = now.iter().map(String::as_str).enumerate().collect();
    for row in rows {
        let Some(place) = place(row) else { continue };
        match name_in(&row.old) {
            Some(old) => names.insert(place, old),
            None => names.remove(&place),
        };
    }
    names.into_values().map(str::to_owned).collect()
}

fn name_in(values: &[Option<Value>]) -> Option<&str> {
    match values.get(2) {
        Some(Some(Value::Text(name))) => Some(name),
        _ => None,
    }
}

fn id_of(row: &RowChange) -> Option<i64> {
    row.record().map(|(_, (_, id))| id)
}

fn columns(writer: &Writer<'_>, table: &str) -> Result<Vec<String>> {
    let statement = writer.connection().prepare_cached(&format!("SELECT * FROM {table}"))?;
    Ok(statement.column_names().into_iter().map(str::to_owned).collect())
}
