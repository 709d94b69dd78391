//! Reading a damaged file row by row, around what cannot be read.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use storage::{Stamp, Store};

use crate::{Error, Result, Watch};

/// Nothing of these is read from the damaged file: it is computed, or the new ledger's own.
const COMPUTED: [&str; 5] =
    ["contract_position", "payment_plan_position", "supplier_position", "code_variant", "applied_migration"];

/// How many rows are taken between two reports.
const ROWS: u64 = 1_000;

/// The farthest that is looked for the next row behind a damaged one.
const FARTHEST: i64 = 1 << 40;

/// What became of rows whose neighbours are gone.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gaps {
    pub(super) loosened: u64,
    pub(super) orphans: u64,
    pub(super) journal_is_cut: bool,
}

/// Reads every row that can be read into a new ledger.
pub(super) fn salvage(damaged: &Path, target: &Path, stamp: &Stamp, watch: Watch<'_>) -> Result<Gaps> {
    drop(Store::create(target, "", &stamp.at)?);
    let source = Connection::open_with_flags(damaged, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // A page that is partly sound is better than none.
    source.pragma_update(None, "cell_size_check", false)?;
    let mut new = Connection::open(target)?;
    new.pragma_update(None, "foreign_keys", false)?;
    let transaction = new.transaction()?;
    let mut taken = Taken { rows: 0, watch };
    for table in tables(&transaction)? {
        Table::find(&source, &transaction, table)?
            .map_or(Ok(()), |table| table.read(&source, &transaction, &mut taken))?;
    }
    let mut gaps = Gaps::default();
    while mend_references(&transaction, &mut gaps)? {}
    transaction.commit()?;
    drop(new);
    gaps.journal_is_cut = cut_journal(target, stamp)?;
    Ok(gaps)
}

/// Returns the tables whose rows stand for themselves.
fn tables(new: &Connection) -> Result<Vec<String>> {
    let mut statement = new.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(names.into_iter().filter(|name| !COMPUTED.contains(&name.as_str())).collect())
}

/// The rows that were read so far, and who hears of them.
struct Taken<'w> {
    rows: u64,
    watch: Watch<'w>,
}

impl Taken<'_> {
    /// Counts a row; an error where the work is to stop.
    fn count(&mut self) -> Result<()> {
        self.rows += 1;
        let goes_on = !self.rows.is_multiple_of(ROWS) || (self.watch)(self.rows, None).is_continue();
        if goes_on { Ok(()) } else { Err(Error::Storage(storage::Error::Cancelled)) }
    }
}

/// A table as both files have it.
struct Table {
    name: String,
    columns: Vec<String>,
    /// The columns that order it where it has no row numbers.
    key: Option<String>,
}

impl Table {
    /// Finds a table in the damaged file; none where its description is not readable.
    fn find(source: &Connection, new: &Connection, name: String) -> Result<Option<Self>> {
        let Ok(theirs) = columns(source, &name) else { return Ok(None) };
        let ours = columns(new, &name)?;
        let columns: Vec<String> = ours.into_iter().filter(|column| theirs.contains(column)).collect();
        if columns.is_empty() {
            return Ok(None);
        }
        let without_numbers: bool =
            new.query_row("SELECT wr FROM pragma_table_list WHERE name = ?1", [&name], |row| row.get(0))?;
        let key = without_numbers.then(|| key(new, &name)).transpose()?;
        Ok(Some(Self { name, columns, key }))
    }

    fn read(&self, source: &Connection, new: &Connection, taken: &mut Taken<'_>) -> Result<()> {
        let Some(key) = &self.key else { return self.read_by_number(source, new, taken) };
        // From both ends towards the damage.
        for direction in ["ASC", "DESC"] {
            let order: Vec<String> = key.split(',').map(|column| format!("{column} {direction}")).collect();
            let select =
                format!("SELECT 0, {} FROM {} ORDER BY {}", self.list(), self.name, order.join(", "));
            self.take(source, new, &select, None, taken)?;
        }
        Ok(())
    }

    fn read_by_number(&self, source: &Connection, new: &Connection, taken: &mut Taken<'_>) -> Result<()> {
        let name = &self.name;
        let select =
            format!("SELECT rowid, {} FROM {name} NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid", self.list());
        let mut from = i64::MIN;
        loop {
            let (last, is_whole) = self.take(source, new, &select, Some(from), taken)?;
            if is_whole {
                return Ok(());
            }
            let behind = last.map_or(from.max(0), |last| last + 1);
            match next_readable(source, &select, behind) {
                Some(next) => from = next,
                None => return Ok(()),
            }
        }
    }

    /// Takes rows over until the end, or until one cannot be read; returns the number of the last
    /// one, and whether that was the end.
    fn take(
        &self,
        source: &Connection,
        new: &Connection,
        select: &str,
        from: Option<i64>,
        taken: &mut Taken<'_>,
    ) -> Result<(Option<i64>, bool)> {
        let places = vec!["?"; self.columns.len()].join(", ");
        let mut insert = new.prepare(&format!(
            "INSERT OR REPLACE INTO {} ({}) VALUES ({places})",
            self.name,
            self.list()
        ))?;
        let mut last = None;
        let Ok(mut statement) = source.prepare(select) else { return Ok((None, false)) };
        let Ok(mut rows) = statement.query(params_from_iter(from)) else { return Ok((None, false)) };
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    taken.count()?;
                    let Ok(number) = row.get::<_, i64>(0) else { return Ok((last, false)) };
                    last = Some(number);
                    let values: rusqlite::Result<Vec<Value>> =
                        (1..=self.columns.len()).map(|column| row.get(column)).collect();
                    // A row that is read and breaks a rule of its table is garbage.
                    if let Ok(values) = values {
                        let _ = insert.execute(params_from_iter(values));
                    }
                }
                Ok(None) => return Ok((last, true)),
                Err(_) => return Ok((last, false)),
            }
        }
    }

    fn list(&self) -> String {
        self.columns.join(", ")
    }
}

/// Finds the first row at or behind a number that can be read: farther and farther away, then back.
fn next_readable(source: &Connection, select: &str, behind: i64) -> Option<i64> {
    let readable = |from: i64| -> Option<i64> {
        let mut statement = source.prepare(&format!("{select} LIMIT 1")).ok()?;
        statement.query_row([from], |row| row.get(0)).ok()
    };
    let (mut damaged, mut gap) = (behind, 1);
    let mut found = loop {
        if gap > FARTHEST {
            return None;
        }
        match readable(behind + gap) {
            Some(number) => break number,
            None => damaged = behind + gap,
        }
        gap *= 2;
    };
    while damaged + 1 < found {
        let middle = damaged + (found - damaged) / 2;
        match readable(middle) {
            Some(number) if number < found => found = number,
            Some(_) => found = middle,
            None => damaged = middle,
        }
    }
    Some(found)
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn key(connection: &Connection, table: &str) -> Result<String> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
    let names = statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(names.join(","))
}

/// Empties references to rows that are gone; a row that is nothing without one goes too. Returns
/// whether anything was mended.
///
/// Of a reference of two columns the first one names the row.
fn mend_references(new: &Connection, gaps: &mut Gaps) -> Result<bool> {
    let mut broken = new.prepare(
        "SELECT DISTINCT c.\"table\", f.\"from\", c.parent, ifnull(f.\"to\", 'id'), i.\"notnull\" OR i.pk
         FROM pragma_foreign_key_check c
         JOIN pragma_foreign_key_list(c.\"table\") f ON f.id = c.fkid AND f.seq = 0
         JOIN pragma_table_info(c.\"table\") i ON i.name = f.\"from\"",
    )?;
    let broken = broken.query_map([], |row| {
        let names: (String, String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((names, row.get::<_, bool>(4)?))
    })?;
    let broken = broken.collect::<rusqlite::Result<Vec<_>>>()?;
    let before = gaps.orphans + gaps.loosened;
    for ((table, column, parent, to), is_needed) in &broken {
        let gone = format!("{column} IS NOT NULL AND {column} NOT IN (SELECT {to} FROM {parent})");
        if *is_needed {
            gaps.orphans += new.execute(&format!("DELETE FROM {table} WHERE {gone}"), [])? as u64;
        } else {
            let emptied = format!("UPDATE {table} SET {column} = NULL WHERE {gone}");
            gaps.loosened += new.execute(&emptied, [])? as u64;
        }
    }
    Ok(gaps.orphans + gaps.loosened > before)
}

/// Keeps the journal up to its first gap: what follows one proves nothing. Returns whether there was
/// one.
fn cut_journal(target: &Path, stamp: &Stamp) -> Result<bool> {
    let store = Store::open(target, "", &stamp.at)?;
    let chain = store.read(storage::journal::verify)?;
    drop(store);
    let Some(first) = chain.broken_at else { return Ok(false) };
    let connection = Connection::open(target)?;
    let trigger: String = connection.query_row(
        "SELECT sql FROM sqlite_schema WHERE name = 'journal_is_append_only_delete'",
        [],
        |row| row.get(0),
    )?;
    connection.execute_batch(&format!(
        "BEGIN;
         DROP TRIGGER journal_is_append_only_delete;
         DELETE FROM journal_touch WHERE seq >= {first};
         DELETE FROM journal WHERE seq >= {first};
         {trigger};
         COMMIT"
    ))?;
    Ok(true)
}
