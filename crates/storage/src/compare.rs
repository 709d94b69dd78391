//! A backup beside the ledger, without restoring it: what differs, by noun, record and field.
//!
//! The backup is attached as a file that cannot change, and read only once its schema is known to
//! be that of a ledger: no view and no trigger of a foreign file is ever run.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::comparison::{
    Difference, DifferingFields, DifferingPage, DifferingRecord, LedgerComparison, NounComparison,
};
use domain::go_live::Totals;
use domain::journal::FieldChange;
use domain::{Code, Noun, Problem, Topic};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use crate::changeset::{RECORDED, RowActionKind, RowChange};
use crate::journal::{field_changes, head_of, key_select};
use crate::opening::{self, Role};
use crate::sealed::{open_sealed, sealed_uri};
use crate::totals::totals_in;
use crate::{Error, Result, Store};

/// Columns that no two writings have in common, and that say nothing of what was written.
const BOOKKEEPING: [&str; 6] = ["id", "revision", "created_at", "created_by", "updated_at", "updated_by"];

/// The ledger, and a backup beside it.
#[derive(Debug)]
pub struct Beside {
    connection: Connection,
    /// The backup alone, for the words of the records that its records name.
    sealed: Connection,
    backup: PathBuf,
    /// What was found to differ: a list is asked for page by page.
    found: RefCell<BTreeMap<Noun, Found>>,
}

/// The records of a noun that differ: changed ones, missing ones, new ones.
type Found = Arc<[(i64, Difference)]>;

impl Store {
    /// Puts a backup beside the ledger as it stands now.
    ///
    /// # Errors
    ///
    /// Not ours, newer, damaged; of an older schema, which is to be brought up to date first.
    pub fn beside(&self, backup: &Path) -> Result<Beside> {
        opening::check_header(backup)?;
        let ledger = std::path::absolute(self.path())?;
        let flags =
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(ledger, flags)?;
        opening::configure(&connection, Role::Reader)?;
        let beside = Beside {
            connection,
            sealed: open_sealed(backup)?,
            backup: backup.to_owned(),
            found: RefCell::default(),
        };
        beside.attach().map_err(|error| opening::explain_error(backup, error))?;
        Ok(beside)
    }
}

impl Beside {
    fn attach(&self) -> Result<()> {
        self.connection.execute("ATTACH ?1 AS backup", [sealed_uri(&self.backup)])?;
        let foreign = "SELECT EXISTS (
            SELECT type, name, tbl_name, sql FROM backup.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            EXCEPT SELECT type, name, tbl_name, sql FROM main.sqlite_schema)";
        if self.connection.query_row(foreign, [], |row| row.get(0))? {
            let reason = "its structure is not that of a ledger".to_owned();
            return Err(Error::Damaged { path: self.backup.clone(), reason });
        }
        // One view of both for everything that is asked.
        Ok(self.connection.execute_batch("BEGIN")?)
    }

    /// Counts what differs, noun by noun.
    pub fn comparison(&self) -> Result<LedgerComparison> {
        let counted = Noun::ALL.iter().map(|noun| self.of_noun(*noun)).collect::<Result<_>>();
        Ok(LedgerComparison {
            nouns: counted.map_err(|error| opening::explain_error(&self.backup, error))?,
            settings: self.settings_differ()?,
            seq_before: head_of(&self.sealed)?.map_or(0, |head| head.seq),
            seq_now: head_of(&self.connection)?.map_or(0, |head| head.seq),
        })
    }

    fn of_noun(&self, noun: Noun) -> Result<NounComparison> {
        let rows = format!("SELECT (SELECT count(*) FROM main.{noun}), (SELECT count(*) FROM backup.{noun})");
        let (now, before) = self.connection.query_row(&rows, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found = self.found(noun)?;
        let count = |wanted| found.iter().filter(|(_, difference)| *difference == wanted).count();
        let count = |wanted| i64::try_from(count(wanted)).unwrap_or(i64::MAX);
        Ok(NounComparison {
            noun,
            now,
            before,
            changed: count(Difference::Changed),
            missing: count(Difference::Missing),
            new: count(Difference::New),
        })
    }

    /// Returns the totals of every noun in the backup.
    pub fn totals(&self) -> Result<Vec<(Noun, Totals)>> {
        totals_in(&self.connection, "backup").map_err(|error| opening::explain_error(&self.backup, error))
    }

    /// Returns a page of the records of a noun that differ: changed ones, missing ones, new ones;
    /// or only those that differ in one way.
    pub fn page(
        &self,
        noun: Noun,
        only: Option<Difference>,
        offset: u32,
        limit: u32,
    ) -> Result<DifferingPage> {
        let found = self.found(noun)?;
        let wanted = found.iter().filter(|(_, difference)| only.is_none_or(|only| only == *difference));
        let whole = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let page = wanted.clone().skip(whole(offset)).take(whole(limit));
        let record = |(id, difference): &(i64, Difference)| {
            let key = self.key(noun, *id, *difference)?;
            Ok(DifferingRecord { noun, id: *id, key, difference: *difference })
        };
        let rows = page.map(record).collect::<Result<_>>()?;
        Ok(DifferingPage { rows, count: i64::try_from(wanted.count()).unwrap_or(i64::MAX) })
    }

    /// Returns the code or name of a record: as it is now, or was where it is gone.
    fn key(&self, noun: Noun, id: i64, difference: Difference) -> Result<String> {
        let schema = if difference == Difference::Missing { "backup" } else { "main" };
        let mut statement = self.connection.prepare_cached(&key_select(noun, schema, "?1"))?;
        let key: Option<Option<String>> = statement.query_row([id], |row| row.get(0)).optional()?;
        Ok(key.flatten().unwrap_or_default())
    }

    /// Finds the records of a noun that differ, the first time that somebody asks.
    fn found(&self, noun: Noun) -> Result<Found> {
        if let Some(found) = self.found.borrow().get(&noun) {
            return Ok(Arc::clone(found));
        }
        let sql =
            format!("{} SELECT id, difference FROM differing ORDER BY difference, id", self.differing(noun)?);
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, difference_of(row.get(1)?))))?;
        let found: Found = rows.collect::<rusqlite::Result<_>>()?;
        self.found.borrow_mut().insert(noun, Arc::clone(&found));
        Ok(found)
    }

    /// Returns the fields of a record that differ.
    ///
    /// # Errors
    ///
    /// There is no such record, neither now nor in the backup.
    pub fn fields(&self, noun: Noun, id: i64) -> Result<DifferingFields> {
        let mut fields = self.own_fields(noun, id)?;
        for part in RECORDED.iter().filter(|table| table.topic == Topic::Noun(noun) && !table.main) {
            for row in self.part_rows(part.name, id)? {
                fields.extend(field_changes(&self.connection, &self.columns(part.name)?, &row)?);
            }
        }
        Ok(fields)
    }

    fn own_fields(&self, noun: Noun, id: i64) -> Result<DifferingFields> {
        let columns = self.columns(noun.name())?;
        let (was, is) = (self.row(noun, "backup", id)?, self.row(noun, "main", id)?);
        if was.is_none() && is.is_none() {
            return Err(Error::NotFound { id });
        }
        let differs = |at: usize| was.as_ref().map(|row| &row[at]) != is.as_ref().map(|row| &row[at]);
        let only_differing = |row: &Option<Vec<Value>>| -> Vec<Option<Value>> {
            let value = |at: usize| row.as_ref().filter(|_| differs(at)).map(|row| row[at].clone());
            (0..columns.len()).map(value).collect()
        };
        let none = || vec![None; columns.len()];
        let row = |action, old, new| RowChange { table: noun.name().to_owned(), action, old, new };
        // What a field named then stands in the backup, what it names now in the ledger.
        let old = row(RowActionKind::Delete, only_differing(&was), none());
        let new = row(RowActionKind::Insert, none(), only_differing(&is));
        let mut fields = field_changes(&self.sealed, &columns, &old)?;
        for field in field_changes(&self.connection, &columns, &new)? {
            match fields.iter_mut().find(|known| known.field == field.field) {
                Some(known) => known.new = field.new,
                None => fields.push(field),
            }
        }
        fields.retain(|field: &FieldChange| field.old != field.new);
        Ok(fields)
    }

    fn row(&self, noun: Noun, schema: &str, id: i64) -> Result<Option<Vec<Value>>> {
        let sql = format!("SELECT * FROM {schema}.{noun} WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        Ok(rows.next()?.map(values).transpose()?)
    }

    /// Returns the rows of a part that a record has in one of the two only, those of one key as one
    /// change.
    fn part_rows(&self, part: &str, id: i64) -> Result<Vec<RowChange>> {
        let (was, is) =
            (self.only_in(part, "backup", "main", id)?, self.only_in(part, "main", "backup", id)?);
        let change = |action, old: Vec<Value>, new: Vec<Value>| {
            let some = |row: Vec<Value>| row.into_iter().map(Some).collect();
            RowChange { table: part.to_owned(), action, old: some(old), new: some(new) }
        };
        // Everything but the last column or two is the key; the first two are enough to pair.
        let key_columns = if part == "evaluation_score" { 3 } else { 2 };
        let mut changes = Vec::new();
        let mut added = is;
        for old in was {
            let twin = added.iter().position(|new| new[..key_columns] == old[..key_columns]);
            changes.push(match twin {
                Some(at) => change(RowActionKind::Update, old, added.remove(at)),
                None => change(RowActionKind::Delete, old, Vec::new()),
            });
        }
        changes.extend(added.into_iter().map(|new| change(RowActionKind::Insert, Vec::new(), new)));
        Ok(changes)
    }

    fn only_in(&self, part: &str, one: &str, other: &str, id: i64) -> Result<Vec<Vec<Value>>> {
        let owner = &self.columns(part)?[0];
        let sql = format!(
            "SELECT * FROM {one}.{part} WHERE {owner} = ?1
             EXCEPT SELECT * FROM {other}.{part} WHERE {owner} = ?1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id], values)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn settings_differ(&self) -> Result<bool> {
        let bookkeeping = |column: &String| BOOKKEEPING.contains(&column.as_str());
        for table in RECORDED.iter().filter(|table| table.topic == Topic::Settings) {
            let columns = self.columns(table.name)?;
            let told: Vec<&str> =
                columns.iter().filter(|column| !bookkeeping(column)).map(String::as_str).collect();
            if self.connection.query_row(&rows_differ(table.name, &told.join(", ")), [], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the beginning of a statement that knows `differing (id, difference)` of a noun:
    /// 0 changed, 1 missing, 2 new.
    fn differing(&self, noun: Noun) -> Result<String> {
        let columns = self.columns(noun.name())?;
        let told = columns.iter().filter(|column| !BOOKKEEPING.contains(&column.as_str()));
        let terms = |alias: &str| {
            let terms: Vec<String> = told.clone().map(|column| format!("{alias}.{column}")).collect();
            terms.join(", ")
        };
        let mut is_changed = format!("({}) IS NOT ({})", terms("n"), terms("b"));
        for part in RECORDED.iter().filter(|table| table.topic == Topic::Noun(noun) && !table.main) {
            let (name, owner) = (part.name, &self.columns(part.name)?[0]);
            let differs = format!(
                " OR n.id IN (SELECT {owner} FROM (SELECT * FROM main.{name} EXCEPT SELECT * FROM backup.{name})
                   UNION SELECT {owner} FROM (SELECT * FROM backup.{name} EXCEPT SELECT * FROM main.{name}))"
            );
            is_changed.push_str(&differs);
        }
        Ok(format!(
            "WITH differing (id, difference) AS (
                SELECT n.id, 0 FROM main.{noun} AS n JOIN backup.{noun} AS b ON b.id = n.id WHERE {is_changed}
                UNION ALL SELECT b.id, 1 FROM backup.{noun} AS b
                WHERE NOT EXISTS (SELECT 1 FROM main.{noun} AS n WHERE n.id = b.id)
                UNION ALL SELECT n.id, 2 FROM main.{noun} AS n
                WHERE NOT EXISTS (SELECT 1 FROM backup.{noun} AS b WHERE b.id = n.id))"
        ))
    }

    /// Returns the columns of a table, which are the same in both.
    fn columns(&self, table: &str) -> Result<Vec<String>> {
        if !RECORDED.iter().any(|recorded| recorded.name == table) {
            return Err(Problem::new(Code::Internal).into());
        }
        let statement = self.connection.prepare_cached(&format!("SELECT * FROM main.{table}"))?;
        Ok(statement.column_names().into_iter().map(str::to_owned).collect())
    }
}

fn rows_differ(table: &str, columns: &str) -> String {
    let only_in = |one: &str, other: &str| {
        format!("EXISTS (SELECT {columns} FROM {one}.{table} EXCEPT SELECT {columns} FROM {other}.{table})")
    };
    format!("SELECT {} OR {}", only_in("main", "backup"), only_in("backup", "main"))
}

fn values(row: &Row<'_>) -> rusqlite::Result<Vec<Value>> {
    (0..row.as_ref().column_count()).map(|at| row.get(at)).collect()
}

fn difference_of(number: i64) -> Difference {
    match number {
        0 => Difference::Changed,
        1 => Difference::Missing,
        _ => Difference::New,
    }
}
