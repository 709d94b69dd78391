//! Taking back one operation, an import of many thousand records included.
//!
//! The inverse of the recorded changeset is applied; a record ends as *reversed*, as *kept:
//! changed since*, or as *kept: others depend on it*. A record is taken back whole or kept whole,
//! and no reference is left dangling.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use domain::journal::{UndoFate, UndoReport, UndoneRecord};
use domain::{Code, Noun, Problem, Topic};
use rusqlite::Connection;
use rusqlite::session::{ChangesetItem, ConflictAction, ConflictType, invert_strm};
use rusqlite::types::Value;

use crate::changeset::{self, Record, RowActionKind, RowChange, Touched};
use crate::journal::{self, topic_key};
use crate::migrations::MIGRATED;
use crate::perform::{NewEntry, TO_THE_END, Verdict};
use crate::replace::RESTORED;
use crate::{Error, Outcome, Reader, Result, Stamp, Store, Writer, migrations, supplier, unmerge};

/// How many reversed records the report names; kept ones are all named.
const NAMED_REVERSED: usize = 200;

impl Store {
    /// Undoes the entry `seq`; undoing an undo brings back what it took.
    ///
    /// # Errors
    ///
    /// No such entry, undone already, or of another schema; then nothing has changed.
    pub fn undo(&self, seq: i64, stamp: Stamp) -> Result<Outcome<UndoReport>> {
        let subject = self.read(|reader| Ok::<_, Error>(undoable(reader, seq)?.entry.subject))?;
        let entry = NewEntry { stamp, operation: "undo".to_owned(), subject, undoes: Some(seq) };
        let outcome = self.perform_or_roll_back(entry, |writer| {
            let report = take_back(writer, seq)?;
            let detail = format!(
                r#"{{"reversed":{},"kept_changed":{},"kept_referred":{}}}"#,
                report.reversed, report.kept_changed, report.kept_referred
            );
            Ok::<_, Error>(Verdict::Commit(report, Some(detail)))
        })?;
        let journal_seq = outcome.seq;
        Ok(outcome.map(|report| UndoReport { seq: journal_seq, ..report }))
    }

    /// Tells what an undo of `seq` would do: the undo itself, rolled back.
    pub fn rehearse_undo(&self, seq: i64, stamp: Stamp) -> Result<UndoReport> {
        self.rehearse(stamp, |writer| take_back(writer, seq))
    }
}

/// Returns the entry, or why it cannot be undone.
fn undoable(reader: &Reader<'_>, seq: i64) -> Result<journal::Recorded> {
    let recorded = journal::recorded(reader.connection(), seq)?;
    let refuse = |code| Err(Error::Rule(Problem::new(code).param("value", &seq.to_string())));
    if recorded.entry.operation == RESTORED {
        return refuse(Code::JournalIsRestore);
    }
    if recorded.entry.undone_by.is_some() {
        return refuse(Code::JournalAlreadyUndone);
    }
    if recorded.entry.operation == MIGRATED {
        return refuse(Code::JournalIsMigration);
    }
    if recorded.entry.operation == journal::ACKNOWLEDGED || touches_people(reader.connection(), seq)? {
        return refuse(Code::JournalIsPeople);
    }
    let other_schema = recorded.schema_version != migrations::version(reader.connection())?;
    if other_schema || journal::is_migrated_since(reader, seq)? {
        return refuse(Code::JournalOtherSchema);
    }
    Ok(recorded)
}

/// Whether it was about accounts or rights: who lost one would get it back.
fn touches_people(connection: &Connection, seq: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM journal_touch WHERE seq = ?1 AND noun IN (?2, ?3))";
    let people = (seq, Topic::Account.name(), Topic::Access.name());
    Ok(connection.prepare_cached(sql)?.query_row(people, |row| row.get(0))?)
}

fn take_back(writer: &Writer<'_>, seq: i64) -> Result<UndoReport> {
    let connection = writer.connection();
    let journal::Recorded { entry, changes, .. } = undoable(writer, seq)?;
    let records: Vec<Record> = Touched::read(&mut changes.as_slice(), TO_THE_END)?.records().collect();
    let names = keys_of(connection, &records)?;
    let fates = if entry.operation == supplier::MERGE {
        unmerge::take_back(writer, &changes)?
    } else {
        take_back_whole_records(connection, seq, &changes)?
    };
    report(connection, seq, &records, &names, &fates)
}

/// Takes back every record that is still as the operation left it, and keeps the others whole.
fn take_back_whole_records(
    connection: &Connection,
    seq: i64,
    changes: &[u8],
) -> Result<BTreeMap<Record, UndoFate>> {
    let applied = apply_inverse(connection, changes)?;
    let mut fates: BTreeMap<Record, UndoFate> = BTreeMap::new();
    let mut put_back = PutBack::new(connection, changes, applied.refused);
    let changed_since = put_back.refused_records();
    put_back.records(&changed_since)?;
    fates.extend(changed_since.into_iter().map(|record| (record, UndoFate::KeptChanged)));
    if applied.dangling {
        while let Some(named) = dangling(connection)? {
            let again = put_back.needed_for(&named)?;
            if again.is_empty() {
                return Err(Error::Value(format!("an undo of {seq} leaves {named:?} dangling")));
            }
            put_back.records(&again)?;
            for record in again {
                fates.entry(record).or_insert(UndoFate::KeptReferred);
            }
        }
    }
    Ok(fates)
}

/// What applying the inverse met.
struct Applied {
    /// Rows that are no longer as the operation left them, by table and key.
    refused: HashSet<RowKey>,
    /// Whether references dangle.
    dangling: bool,
}

fn apply_inverse(connection: &Connection, changes: &[u8]) -> Result<Applied> {
    let mut inverse = Vec::with_capacity(changes.len());
    invert_strm(&mut &*changes, &mut inverse)?;
    let met = Arc::new(Mutex::new(Applied { refused: HashSet::new(), dangling: false }));
    let told = Arc::clone(&met);
    let on_conflict = move |conflict: ConflictType, item: ChangesetItem| {
        let mut met = told.lock().unwrap_or_else(PoisonError::into_inner);
        if conflict == ConflictType::SQLITE_CHANGESET_FOREIGN_KEY {
            met.dangling = true;
        } else if let Ok(row) = changeset::row_change(&item) {
            met.refused.insert(row_key(&row));
        } else {
            return ConflictAction::SQLITE_CHANGESET_ABORT;
        }
        ConflictAction::SQLITE_CHANGESET_OMIT
    };
    connection.apply_strm(&mut inverse.as_slice(), None::<fn(&str) -> bool>, on_conflict)?;
    connection.pragma_update(None, "defer_foreign_keys", true)?;
    let mut met = met.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(Applied { refused: std::mem::take(&mut met.refused), dangling: met.dangling })
}

/// A row by its table and the values of its first columns, which hold every key.
type RowKey = (String, String);

fn row_key(row: &RowChange) -> RowKey {
    let columns = match row.table.as_str() {
        "evaluation_score" => 3,
        "supplier_former_name" => 2,
        _ => 1,
    };
    let values: Vec<Option<&Value>> = (0..columns).map(|column| row.value(column)).collect();
    (row.table.clone(), format!("{values:?}"))
}

/// Does again, record by record, what the operation did and its undo must not take back.
struct PutBack<'c> {
    connection: &'c Connection,
    changes: &'c [u8],
    /// Rows that were never taken back.
    refused: HashSet<RowKey>,
    done: BTreeSet<Record>,
}

impl<'c> PutBack<'c> {
    fn new(connection: &'c Connection, changes: &'c [u8], refused: HashSet<RowKey>) -> Self {
        Self { connection, changes, refused, done: BTreeSet::new() }
    }

    /// Returns the records of which any row was refused.
    fn refused_records(&self) -> BTreeSet<Record> {
        let mut records = BTreeSet::new();
        if self.refused.is_empty() {
            return records;
        }
        let _ = changeset::for_each(self.changes, |row| {
            if self.refused.contains(&row_key(&row)) {
                records.extend(row.record().map(|(_, record)| record));
            }
            Ok(())
        });
        records
    }

    /// Returns the records of the operation that a dangling reference needs: the record it names,
    /// where the undo removed that; else the record that it stands in, where the undo brought it
    /// back.
    fn needed_for(&self, dangling: &[Dangling]) -> Result<BTreeSet<Record>> {
        let named: BTreeSet<Record> = dangling.iter().map(|reference| reference.named).collect();
        let naming: BTreeSet<Record> = dangling.iter().filter_map(|reference| reference.naming).collect();
        let (mut removed, mut restored) = (BTreeSet::new(), BTreeSet::new());
        changeset::for_each(self.changes, |row| {
            let Some((table, record)) = row.record() else { return Ok(()) };
            if self.done.contains(&record) {
                return Ok(());
            }
            if table.main && row.action == RowActionKind::Insert && named.contains(&record) {
                removed.insert(record);
            } else if naming.contains(&record) {
                restored.insert(record);
            }
            Ok(())
        })?;
        Ok(if removed.is_empty() { restored } else { removed })
    }

    /// Puts back every row of the given records.
    fn records(&mut self, records: &BTreeSet<Record>) -> Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        changeset::for_each(self.changes, |row| {
            let Some((_, record)) = row.record() else { return Ok(()) };
            if records.contains(&record) && !self.refused.contains(&row_key(&row)) {
                do_again(self.connection, &row)?;
            }
            Ok(())
        })?;
        self.done.extend(records.iter().copied());
        Ok(())
    }
}

/// Does one recorded change again.
fn do_again(connection: &Connection, row: &RowChange) -> Result<()> {
    let statement = connection.prepare_cached(&format!("SELECT * FROM {}", row.table))?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    drop(statement);
    let key_columns = match row.table.as_str() {
        "evaluation_score" => 3,
        "supplier_former_name" => 2,
        _ => 1,
    };
    let key_terms: Vec<String> = columns[..key_columns].iter().map(|name| format!("{name} = ?")).collect();
    let key = key_terms.join(" AND ");
    let keys = (0..key_columns).filter_map(|column| row.value(column).cloned());
    let (sql, values): (String, Vec<Value>) = match row.action {
        RowActionKind::Insert => {
            let marks = vec!["?"; columns.len()].join(", ");
            let values = row.new.iter().map(|value| value.clone().unwrap_or(Value::Null)).collect();
            (format!("INSERT INTO {} VALUES ({marks})", row.table), values)
        }
        RowActionKind::Delete => (format!("DELETE FROM {} WHERE {key}", row.table), keys.collect()),
        RowActionKind::Update => {
            let changed: Vec<usize> =
                (0..columns.len()).filter(|column| row.new[*column].is_some()).collect();
            let terms: Vec<String> =
                changed.iter().map(|column| format!("{} = ?", columns[*column])).collect();
            let values = changed.iter().filter_map(|column| row.new[*column].clone());
            (
                format!("UPDATE {} SET {} WHERE {key}", row.table, terms.join(", ")),
                values.chain(keys).collect(),
            )
        }
    };
    connection.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// A reference to a record that is not there.
#[derive(Debug)]
struct Dangling {
    named: Record,
    naming: Option<Record>,
}

/// Finds dangling references; none means that the ledger is whole again.
fn dangling(connection: &Connection) -> Result<Option<Vec<Dangling>>> {
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = check.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (table, rowid, parent, key): (String, Option<i64>, String, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        found.extend(named_by(connection, &table, rowid, &parent, key)?);
    }
    Ok((!found.is_empty()).then_some(found))
}

fn named_by(
    connection: &Connection,
    table: &str,
    rowid: Option<i64>,
    parent: &str,
    key: i64,
) -> Result<Vec<Dangling>> {
    let column: String = connection.query_row(
        "SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE id = ?2 AND seq = 0",
        (table, key),
        |row| row.get(0),
    )?;
    let Some(noun) = Noun::from_name(parent) else { return Ok(Vec::new()) };
    let of_row = if rowid.is_some() { "AND rowid = ?1" } else { "AND ?1 IS NULL" };
    let sql = format!(
        "SELECT DISTINCT {column} FROM {table}
         WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent}) {of_row}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let named = statement.query_map([rowid], |row| row.get::<_, i64>(0))?;
    let naming = Noun::from_name(table).zip(rowid).map(|(noun, id)| (Topic::Noun(noun), id));
    named.map(|id| Ok(Dangling { named: (Topic::Noun(noun), id?), naming })).collect()
}

/// Returns the words by which the first records are known before the undo.
fn keys_of(connection: &Connection, records: &[Record]) -> Result<BTreeMap<Record, String>> {
    let named = records.iter().take(NAMED_REVERSED);
    named.map(|record| Ok((*record, key_of(connection, *record)?.unwrap_or_default()))).collect()
}

fn key_of(connection: &Connection, (topic, id): Record) -> Result<Option<String>> {
    topic_key(connection, topic, id)
}

fn report(
    connection: &Connection,
    seq: i64,
    records: &[Record],
    names: &BTreeMap<Record, String>,
    fates: &BTreeMap<Record, UndoFate>,
) -> Result<UndoReport> {
    let mut report = UndoReport {
        undone: seq,
        seq: None,
        reversed: 0,
        kept_changed: 0,
        kept_referred: 0,
        records: Vec::new(),
    };
    let mut reversed = Vec::new();
    for (topic, id) in records.iter().copied() {
        let fate = fates.get(&(topic, id)).copied().unwrap_or(UndoFate::Reversed);
        match fate {
            UndoFate::Reversed => report.reversed += 1,
            UndoFate::KeptChanged => report.kept_changed += 1,
            UndoFate::KeptReferred => report.kept_referred += 1,
        }
        if fate == UndoFate::Reversed && reversed.len() >= NAMED_REVERSED {
            continue;
        }
        let known = || names.get(&(topic, id)).cloned().unwrap_or_default();
        let key = key_of(connection, (topic, id))?.unwrap_or_else(known);
        let record = UndoneRecord { topic, id, key, fate };
        if fate == UndoFate::Reversed { reversed.push(record) } else { report.records.push(record) }
    }
    report.records.append(&mut reversed);
    Ok(report)
}
