//! What an operation changed, and what happened to a record, field by field.

use std::collections::BTreeMap;

use domain::access::Role;
use domain::journal::{ChangeAction, FieldChange, HistoryEntry, RecordChange};
use domain::{Money, Noun, Ratio, Score, Topic};
use rusqlite::Connection;
use rusqlite::types::Value;

use super::entries::{compressed_changes, entry, recorded};
use super::key::{record_key, topic_key};
use crate::changeset::{self, Record, RowActionKind, RowChange};
use crate::{Reader, Result};

/// Columns that say nothing to people.
const INTERNAL: [&str; 10] = [
    "id",
    "revision",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "name_key",
    "position",
    "process_sum_hundredths",
    "process_count",
];

/// Returns what an entry changed, record by record, up to `limit` records.
pub fn changes(reader: &Reader<'_>, seq: i64, limit: usize) -> Result<Vec<RecordChange>> {
    let recorded = recorded(reader.connection(), seq)?;
    let mut records = Records::new(reader.connection(), limit);
    changeset::for_each(&recorded.changes, |row| records.add(&row))?;
    records.finish()
}

/// Returns every operation that touched a record, newest first.
pub fn history(reader: &Reader<'_>, noun: Noun, id: i64) -> Result<Vec<HistoryEntry>> {
    let connection = reader.connection();
    let mut statement = connection.prepare_cached(include_str!("history.sql"))?;
    let seqs = statement.query_map((noun.name(), id), |row| row.get(0))?;
    let mut history = Vec::new();
    for seq in seqs {
        let seq: i64 = seq?;
        let compressed = compressed_changes(connection, seq)?;
        let mut changes = zstd::stream::Decoder::with_buffer(compressed.as_slice())?;
        let mut records = Records::new(connection, 1);
        changeset::for_each_of(&mut changes, (Topic::Noun(noun), id), |row| records.add(&row))?;
        for change in records.finish()? {
            history.push(HistoryEntry { entry: entry(reader, seq)?, change });
        }
    }
    Ok(history)
}

/// Gathers the rows of a changeset by record.
struct Records<'c> {
    connection: &'c Connection,
    limit: usize,
    columns: BTreeMap<String, Vec<String>>,
    found: BTreeMap<Record, RecordChange>,
}

impl<'c> Records<'c> {
    fn new(connection: &'c Connection, limit: usize) -> Self {
        Self { connection, limit, columns: BTreeMap::new(), found: BTreeMap::new() }
    }

    fn add(&mut self, row: &RowChange) -> Result<()> {
        let Some((table, place)) = row.record() else { return Ok(()) };
        if !self.found.contains_key(&place) && self.found.len() >= self.limit {
            return Ok(());
        }
        let columns = self.columns(&row.table)?;
        let fields = field_changes(self.connection, &columns, row)?;
        let change = self.found.entry(place).or_insert_with(|| RecordChange {
            topic: place.0,
            id: place.1,
            key: String::new(),
            action: ChangeAction::Updated,
            fields: Vec::new(),
        });
        change.fields.extend(fields);
        if table.main {
            change.action = action(row.action);
            change.key = key_in(&columns, row).unwrap_or_default();
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<RecordChange>> {
        let connection = self.connection;
        let mut records: Vec<RecordChange> = self.found.into_values().collect();
        for record in &mut records {
            if record.key.is_empty() {
                record.key = topic_key(connection, record.topic, record.id)?.unwrap_or_default();
            }
        }
        Ok(records)
    }

    fn columns(&mut self, table: &str) -> Result<Vec<String>> {
        if let Some(columns) = self.columns.get(table) {
            return Ok(columns.clone());
        }
        let statement = self.connection.prepare_cached(&format!("SELECT * FROM {table}"))?;
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        self.columns.insert(table.to_owned(), columns.clone());
        Ok(columns)
    }
}

fn action(kind: RowActionKind) -> ChangeAction {
    match kind {
        RowActionKind::Insert => ChangeAction::Created,
        RowActionKind::Update => ChangeAction::Updated,
        RowActionKind::Delete => ChangeAction::Deleted,
    }
}

/// Returns the code or name that the row itself carries.
fn key_in(columns: &[String], row: &RowChange) -> Option<String> {
    let named = match row.table.as_str() {
        "supplier" | "account" => "name",
        "upkeep_incident" | "upkeep_change" => "title",
        "upkeep_drill" => "scope",
        _ => "code",
    };
    let column = columns.iter().position(|column| column == named)?;
    match row.value(column) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

/// Returns the fields that a row changed, as people read them.
pub(crate) fn field_changes(
    connection: &Connection,
    columns: &[String],
    row: &RowChange,
) -> Result<Vec<FieldChange>> {
    if row.table == "evaluation_score" {
        return Ok(score_field(row).into_iter().collect());
    }
    if row.table == "grade_band" {
        return Ok(band_field(row).into_iter().collect());
    }
    if row.table == "feature_switch" {
        return Ok(switch_field(row).into_iter().collect());
    }
    let mut fields = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let old = row.old.get(index).cloned().flatten();
        let new = row.new.get(index).cloned().flatten();
        let untouched = old.is_none() && new.is_none();
        let part_key = row.table == "supplier_former_name" && column == "supplier_id";
        if untouched || part_key || INTERNAL.contains(&column.as_str()) {
            continue;
        }
        if column == "password" {
            fields.push(FieldChange { field: column.clone(), old: None, new: Some(UNTOLD.to_owned()) });
            continue;
        }
        let (old, new) = (words(connection, column, old)?, words(connection, column, new)?);
        if old != new {
            fields.push(FieldChange { field: field_name(&row.table, column), old, new });
        }
    }
    Ok(fields)
}

/// Stands for what is shown to nobody.
const UNTOLD: &str = "••••••";

/// A feature switch is a field of the access settings: `feature:rating_trial`.
fn switch_field(row: &RowChange) -> Option<FieldChange> {
    let text = |values: &[Option<Value>], column: usize| match values.get(column) {
        Some(Some(Value::Text(text))) => Some(text.clone()),
        _ => None,
    };
    let name = text(&row.new, 0).or_else(|| text(&row.old, 0))?;
    Some(FieldChange { field: format!("feature:{name}"), old: text(&row.old, 1), new: text(&row.new, 1) })
}

/// A band of grades is a field of the settings: `grade:优秀` with the score from which it holds.
fn band_field(row: &RowChange) -> Option<FieldChange> {
    let Some(Value::Text(name)) = row.value(0) else { return None };
    Some(FieldChange { field: format!("grade:{name}"), old: points(&row.old, 1), new: points(&row.new, 1) })
}

/// A score is a field of its evaluation: `yearly_score:2021`, `irregular_score:1`.
fn score_field(row: &RowChange) -> Option<FieldChange> {
    let (Some(Value::Text(kind)), Some(Value::Integer(ordinal))) = (row.value(1), row.value(2)) else {
        return None;
    };
    Some(FieldChange {
        field: format!("{kind}_score:{ordinal}"),
        old: points(&row.old, 3),
        new: points(&row.new, 3),
    })
}

/// Returns the score in a column.
fn points(values: &[Option<Value>], column: usize) -> Option<String> {
    match values.get(column) {
        Some(Some(Value::Integer(hundredths))) => {
            Score::from_hundredths(*hundredths).ok().map(|score| score.to_string())
        }
        _ => None,
    }
}

/// Returns the name of the field as records and lists have it.
fn field_name(table: &str, column: &str) -> String {
    if table == "supplier_former_name" {
        return "former_names".to_owned();
    }
    if (table, column) == ("contract", "category") {
        return "type".to_owned();
    }
    let suffixes = ["_fen", "_hundredths", "_ten_thousandths", "_id"];
    let plain = suffixes.iter().find_map(|suffix| column.strip_suffix(suffix));
    plain.unwrap_or(column).to_owned()
}

/// Returns a stored value as people read it.
fn words(connection: &Connection, column: &str, value: Option<Value>) -> Result<Option<String>> {
    Ok(match value {
        None | Some(Value::Null) => None,
        Some(Value::Text(text)) if column == "role" => {
            Some(Role::from_name(&text).map_or(text, |role| role.label().to_owned()))
        }
        Some(Value::Text(text)) => Some(text),
        Some(Value::Real(number)) => Some(number.to_string()),
        Some(Value::Blob(bytes)) => Some(format!("{} bytes", bytes.len())),
        Some(Value::Integer(number)) => Some(match column {
            "refund"
            | "process_alone"
            | "evaluate_in_execution"
            | "evaluate_settled"
            | "keep_originals"
            | "disabled"
            | "must_change"
            | "in_test_group"
            | "with_accounts" => if number == 0 { "否" } else { "是" }.to_owned(),
            column if column.ends_with("_fen") => Money::from_fen(number).to_string(),
            column if column.ends_with("_ten_thousandths") => Ratio::from_ten_thousandths(number).to_string(),
            column if column.ends_with("_hundredths") => {
                Score::from_hundredths(number).map_or_else(|_| number.to_string(), |score| score.to_string())
            }
            column => match referred(column) {
                Some(noun) => record_key(connection, noun, number)?.unwrap_or_else(|| "—".to_owned()),
                None => number.to_string(),
            },
        }),
    })
}

fn referred(column: &str) -> Option<Noun> {
    match column {
        "project_id" => Some(Noun::Project),
        "procurement_id" => Some(Noun::Procurement),
        "supplier_id" | "winning_supplier_id" => Some(Noun::Supplier),
        "payment_plan_id" => Some(Noun::PaymentPlan),
        "contract_id" | "parent_id" => Some(Noun::Contract),
        _ => None,
    }
}
