//! Records in their tables: one mechanism for all nouns.
//!
//! A noun states its columns once, with [`table!`]; the SQL is put together at compile time and
//! prepared once per connection, so that a row costs little more than its binding.

use std::collections::HashMap;

use domain::{Code, Problem, Stored};
use rusqlite::{Row, Statement, ffi};

use crate::access::{Reader, Writer};
use crate::cell::{Cell, Cells};
use crate::error::{Error, Result};

/// The SQL of a table, for one record at a time.
#[derive(Debug)]
pub(crate) struct Sql {
    /// The columns, of a table that goes by the name of `t`.
    pub(crate) columns: &'static str,
    pub(crate) select: &'static str,
    pub(crate) select_all: &'static str,
    /// Binds the ids of several records as one JSON value.
    pub(crate) select_some: &'static str,
    /// Binds `at`, `actor`, then the columns.
    pub(crate) insert: &'static str,
    /// Binds `at`, `actor`, the columns, then id and revision.
    pub(crate) update: &'static str,
    /// Binds id and revision.
    pub(crate) delete: &'static str,
    /// Binds id.
    pub(crate) revision: &'static str,
}

/// A record that is one row of a table.
pub(crate) trait Table: Sized {
    const NAME: &'static str;
    const SQL: Sql;

    /// Hands every column and its value to `visit`, in the order of the SQL.
    fn each_cell<F>(&self, visit: F) -> rusqlite::Result<()>
    where
        F: FnMut(&'static str, Cell<'_>) -> rusqlite::Result<()>;

    /// Takes the columns from a row, in the order of the SQL.
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self>;
}

/// Reads one record.
pub(crate) fn get<T: Table>(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<T>>> {
    let mut statement = reader.connection().prepare_cached(T::SQL.select)?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(stored).transpose()
}

/// Reads every record, in no order: for tables of few rows.
pub(crate) fn all<T: Table>(reader: &Reader<'_>) -> Result<Vec<Stored<T>>> {
    let mut statement = reader.connection().prepare_cached(T::SQL.select_all)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(stored(row)?);
    }
    Ok(found)
}

/// Reads several records with one statement, by their ids; those that are gone are left out.
pub(crate) fn get_some<T: Table>(reader: &Reader<'_>, ids: &[i64]) -> Result<HashMap<i64, Stored<T>>> {
    let list = serde_json::to_string(ids).map_err(|error| Error::Value(error.to_string()))?;
    let mut statement = reader.connection().prepare_cached(T::SQL.select_some)?;
    let mut rows = statement.query([list])?;
    let mut found = HashMap::with_capacity(ids.len());
    while let Some(row) = rows.next()? {
        let stored = stored::<T>(row)?;
        found.insert(stored.id, stored);
    }
    Ok(found)
}

fn stored<T: Table>(row: &Row<'_>) -> Result<Stored<T>> {
    let mut cells = Cells::new(row, T::NAME);
    Ok(Stored {
        id: cells.take()?,
        revision: cells.take()?,
        created_at: cells.take()?,
        created_by: cells.take()?,
        updated_at: cells.take()?,
        updated_by: cells.take()?,
        record: T::read(&mut cells)?,
    })
}

/// Writes a new record and returns its id.
pub(crate) fn insert<T: Table>(writer: &Writer<'_>, record: &T) -> Result<i64> {
    let connection = writer.connection();
    let mut statement = connection.prepare_cached(T::SQL.insert)?;
    bind(&mut statement, writer, record)?;
    let executed = writer.write(T::NAME, None, || statement.raw_execute());
    executed.map_err(|error| refused(writer, record, error))?;
    Ok(connection.last_insert_rowid())
}

/// Writes over revision `revision` of a record.
///
/// Fails with [`Error::NotFound`] where there is no such record, and with [`Error::Stale`] where
/// it has another revision by now.
pub(crate) fn update<T: Table>(writer: &Writer<'_>, id: i64, revision: i64, record: &T) -> Result<()> {
    let mut statement = writer.connection().prepare_cached(T::SQL.update)?;
    let next = bind(&mut statement, writer, record)?;
    statement.raw_bind_parameter(next, id)?;
    statement.raw_bind_parameter(next + 1, revision)?;
    let executed = writer.write(T::NAME, Some(id), || statement.raw_execute());
    let rows = executed.map_err(|error| refused(writer, record, error))?;
    if rows == 1 { Ok(()) } else { Err(missed::<T>(writer, id, revision)) }
}

/// Removes revision `revision` of a record, with the errors of [`update`].
pub(crate) fn delete<T: Table>(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    let mut statement = writer.connection().prepare_cached(T::SQL.delete)?;
    let rows = writer.write(T::NAME, Some(id), || statement.execute([id, revision]))?;
    if rows == 1 { Ok(()) } else { Err(missed::<T>(writer, id, revision)) }
}

/// Checks that a record has the revision `revision`, before anything that hangs on it is touched.
pub(crate) fn expect_revision<T: Table>(reader: &Reader<'_>, id: i64, revision: i64) -> Result<()> {
    let mut statement = reader.connection().prepare_cached(T::SQL.revision)?;
    let mut rows = statement.query([id])?;
    match rows.next()?.map(|row| row.get::<_, i64>(0)).transpose()? {
        Some(found) if found == revision => Ok(()),
        Some(_) => Err(Error::Stale { id, expected: revision }),
        None => Err(Error::NotFound { id }),
    }
}

/// Binds the stamp and the columns; returns the number of the next parameter.
fn bind<T: Table>(statement: &mut Statement<'_>, writer: &Writer<'_>, record: &T) -> Result<usize> {
    let stamp = writer.stamp();
    statement.raw_bind_parameter(1, &stamp.at)?;
    statement.raw_bind_parameter(2, &stamp.actor)?;
    let mut next = 3;
    record.each_cell(|_, cell| {
        statement.raw_bind_parameter(next, cell)?;
        next += 1;
        Ok(())
    })?;
    Ok(next)
}

/// Says why a statement with id and revision met no row.
fn missed<T: Table>(reader: &Reader<'_>, id: i64, revision: i64) -> Error {
    expect_revision::<T>(reader, id, revision).err().unwrap_or(Error::Stale { id, expected: revision })
}

/// Turns a broken uniqueness, or a reference to a record that is gone, into the rule that people
/// know it by.
///
/// The operations check before they write and word it better; this is the last line.
fn refused<T: Table>(reader: &Reader<'_>, record: &T, error: rusqlite::Error) -> Error {
    let problem = match taken_column(&error) {
        Some(column) => taken(record, &column),
        None if is_broken_reference(&error) => gone(reader, record),
        None => None,
    };
    problem.map_or_else(|| error.into(), Error::Rule)
}

fn is_broken_reference(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().map(|failure| failure.extended_code);
    extended == Some(ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

/// Names the field whose record is gone: SQLite says only that there is one.
fn gone<T: Table>(reader: &Reader<'_>, record: &T) -> Option<Problem> {
    let mut references = reader
        .connection()
        .prepare_cached(
            "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) WHERE seq = 0 ORDER BY id DESC",
        )
        .ok()?;
    let pairs = references.query_map([T::NAME], |row| Ok((row.get(0)?, row.get(1)?))).ok()?;
    let pairs: Vec<(String, String)> = pairs.collect::<rusqlite::Result<_>>().ok()?;
    let column = pairs.into_iter().find_map(|(column, table)| {
        let id = id_of(record, &column)?;
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM \"{table}\" WHERE id = ?1)");
        let gone = reader.connection().query_row(&sql, [id], |row| row.get(0)).ok()?;
        if gone { Some(column) } else { None }
    })?;
    Some(Problem::new(Code::RecordReferenceGone).field(&column))
}

fn id_of<T: Table>(record: &T, wanted: &str) -> Option<i64> {
    let mut found = None;
    let visited = record.each_cell(|column, cell| {
        if let Cell::Integer(id) = cell
            && column == wanted
        {
            found = Some(id);
        }
        Ok(())
    });
    visited.ok().and(found)
}

/// Returns the column of a broken uniqueness: SQLite says `contract.code`.
fn taken_column(error: &rusqlite::Error) -> Option<String> {
    if let rusqlite::Error::SqliteFailure(failure, Some(message)) = error
        && failure.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE
    {
        return message.rsplit('.').next().map(str::to_owned);
    }
    None
}

fn taken<T: Table>(record: &T, column: &str) -> Option<Problem> {
    let (code, field) = match (T::NAME, column) {
        ("supplier", "name_key") => (Code::SupplierNameTaken, "name"),
        ("account", "name_key") => (Code::AccountNameTaken, "name"),
        ("evaluation", "contract_id") => (Code::EvaluationExists, "contract_id"),
        ("settlement", "contract_id") => (Code::SettlementExists, "contract_id"),
        ("payment_plan", "term") => (Code::PaymentPlanTermTaken, "term"),
        (_, "code" | "sequence" | "uscc") => (Code::RecordCodeTaken, column),
        _ => return None,
    };
    let problem = Problem::new(code).field(field);
    Some(match text_of(record, field) {
        Some(value) => problem.param("value", &value),
        None => problem,
    })
}

fn text_of<T: Table>(record: &T, wanted: &str) -> Option<String> {
    let mut found = None;
    let visited = record.each_cell(|column, cell| {
        if let Cell::Text(text) = cell
            && column == wanted
        {
            found = Some(text.to_owned());
        }
        Ok(())
    });
    visited.ok().and(found)
}

/// Puts the SQL of a table together at compile time.
macro_rules! sql {
    ($table:literal, $($column:expr),+ $(,)?) => {
        $crate::table::Sql {
            columns: $crate::table::columns_of_t!($($column),+),
            select: concat!(
                "SELECT id, revision, created_at, created_by, updated_at, updated_by",
                $(", ", $column,)+
                " FROM ", $table, " WHERE id = ?1"
            ),
            select_all: concat!(
                "SELECT id, revision, created_at, created_by, updated_at, updated_by",
                $(", ", $column,)+
                " FROM ", $table
            ),
            select_some: concat!(
                "SELECT id, revision, created_at, created_by, updated_at, updated_by",
                $(", ", $column,)+
                " FROM ", $table, " WHERE id IN (SELECT value FROM json_each(?1))"
            ),
            insert: concat!(
                "INSERT INTO ", $table, " (created_at, created_by, updated_at, updated_by, revision",
                $(", ", $column,)+
                ") VALUES (?1, ?2, ?1, ?2, 1", $($crate::table::parameter!($column),)+ ")"
            ),
            update: concat!(
                "UPDATE ", $table, " SET updated_at = ?1, updated_by = ?2, revision = revision + 1",
                $(", ", $column, " = ?",)+
                " WHERE id = ? AND revision = ?"
            ),
            delete: concat!("DELETE FROM ", $table, " WHERE id = ?1 AND revision = ?2"),
            revision: concat!("SELECT revision FROM ", $table, " WHERE id = ?1"),
        }
    };
}

/// The columns for the rows of a list, which joins other tables.
macro_rules! columns_of_t {
    ($first:expr $(, $column:expr)*) => {
        concat!("t.", $first $(, ", t.", $column)*)
    };
}

/// One parameter of a statement, for each column.
macro_rules! parameter {
    ($column:expr) => {
        ", ?"
    };
}

/// Returns the name of a column: the field's own unless another is given.
macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $column:literal) => {
        $column
    };
}

/// States which field of a record stands in which column: `amount = "amount_fen"`, or only
/// `code` where both have one name.
macro_rules! table {
    ($record:ident in $table:literal { $($field:ident $(= $column:literal)?),+ $(,)? }) => {
        impl $crate::table::Table for $record {
            const NAME: &'static str = $table;
            const SQL: $crate::table::Sql =
                $crate::table::sql!($table, $($crate::table::column!($field $($column)?)),+);

            fn each_cell<F>(&self, mut visit: F) -> rusqlite::Result<()>
            where
                F: FnMut(&'static str, $crate::cell::Cell<'_>) -> rusqlite::Result<()>,
            {
                use $crate::cell::ToCell;
                $(visit($crate::table::column!($field $($column)?), self.$field.cell())?;)+
                Ok(())
            }

            fn read(cells: &mut $crate::cell::Cells<'_, '_>) -> $crate::Result<Self> {
                Ok(Self { $($field: cells.take()?),+ })
            }
        }
    };
}

pub(crate) use {column, columns_of_t, parameter, sql, table};
