//! Writing some columns of a list, as they stand on screen: to be read, not to be imported again.

use std::cell::RefCell;
use std::path::Path;

use domain::access::Operation;
use domain::grade::NOT_EVALUATED;
use domain::layout::{FieldKind, LayoutColumn, check_columns};
use domain::list::ListQuery;
use domain::{Noun, Ratio, Score};
use exchange::write::{Listing, TableColumn, TableRow};
use exchange::{ColumnType, Encoding, Value};
use serde::Serialize;
use serde_json::Value as Json;
use storage::Reader;

use super::{AT_ONCE, is_csv};
use crate::error::refuse_broken;
use crate::{Error, Ledger, Result, Watch};

impl Ledger {
    /// Writes columns of every record that fits to a workbook or, by the ending of the name, to
    /// CSV; returns how many records.
    ///
    /// # Errors
    ///
    /// `layout.empty` without a column, `layout.heading_missing`, `list.unknown_field`.
    pub fn export_columns(
        &self,
        noun: Noun,
        query: &ListQuery,
        columns: &[LayoutColumn],
        to: &Path,
        encoding: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<u64> {
        let encoding = encoding.map_or(Ok(Encoding::Utf8), crate::import::encoding_named)?;
        let as_csv = is_csv(to)?;
        refuse_broken(check_columns(noun, columns, storage::list::kind_of))?;
        let columns: Vec<Column> = columns.iter().map(|column| Column::of(noun, column)).collect();
        let heading = self.heading(noun, query);
        let query = &*self.of_today(noun, query)?;
        self.read_for(Operation::Export, |reader| {
            let reader = &reader.on(self.clock().today());
            let ids = storage::list::ids(reader, noun, query)?;
            let totals = storage::list::totals(reader, noun, query)?;
            let total_rows = ids.len() as u64;
            let failure = RefCell::new(None);
            let mut rows = ids.chunks(AT_ONCE).flat_map(|ids| match cells(reader, noun, ids, &columns) {
                Ok(rows) => rows.into_iter().map(Ok).collect(),
                Err(error) => {
                    failure.replace(Some(error));
                    vec![Err(exchange::Error::Cancelled)]
                }
            });
            let listing = Listing {
                name: noun.label().to_owned(),
                heading,
                columns: columns.iter().map(Column::head).collect(),
                rows: &mut rows,
                total_rows,
                totals: below(&columns, |field| totals.get(field).map(String::as_str)),
            };
            let told = |written| watch.progress(written, Some(total_rows));
            let written = if as_csv {
                exchange::write::listing_csv(listing, to, encoding, &told)
            } else {
                exchange::write::listing(listing, to, &told)
            };
            failure.into_inner().map_or_else(|| Ok(written?), Err)
        })
    }
}

/// A column that is to be written.
struct Column {
    field: String,
    heading: String,
    kind: FieldKind,
}

impl Column {
    fn of(noun: Noun, column: &LayoutColumn) -> Self {
        let kind = storage::list::kind_of(noun, &column.field).unwrap_or(FieldKind::Text);
        Self { field: column.field.clone(), heading: column.heading.trim().to_owned(), kind }
    }

    fn head(&self) -> TableColumn {
        let kind = match self.kind {
            FieldKind::Text if is_code(&self.field) => ColumnType::Code,
            FieldKind::Text => ColumnType::Text,
            FieldKind::Choice => ColumnType::Choice,
            FieldKind::Amount => ColumnType::Money,
            FieldKind::Score => ColumnType::Score,
            FieldKind::Ratio => ColumnType::Ratio,
            FieldKind::Date => ColumnType::Date,
            FieldKind::Count => ColumnType::Integer,
            FieldKind::Flag => ColumnType::Flag,
        };
        TableColumn { label: self.heading.clone(), kind }
    }

    /// Takes the cell of this column out of a row, as programs read rows.
    fn cell(&self, row: &Json) -> Result<Option<Value>> {
        let value = match self.field.split_once(':') {
            Some((scores, ordinal)) => &row[scores][ordinal],
            None => &row[&self.field],
        };
        self.value(value)
    }

    fn value(&self, value: &Json) -> Result<Option<Value>> {
        let text = match value {
            Json::Null if self.field == "grade" => return Ok(Some(Value::Choice(NOT_EVALUATED))),
            Json::Null | Json::Object(_) => return Ok(None),
            Json::Bool(flag) => return Ok(Some(Value::Flag(*flag))),
            Json::Number(number) => return Ok(number.as_i64().map(Value::Integer)),
            Json::Array(names) => joined(names),
            Json::String(text) => text.clone(),
        };
        Ok(Some(match self.kind {
            FieldKind::Amount => Value::Money(serde_json::from_value(value.clone())?),
            FieldKind::Score => Value::Score(serde_json::from_value::<Score>(value.clone())?),
            FieldKind::Ratio => Value::Ratio(serde_json::from_value::<Ratio>(value.clone())?),
            FieldKind::Date => Value::Date(serde_json::from_value(value.clone())?),
            FieldKind::Choice if self.field == "comprehensive_origin" => {
                Value::Choice(crate::origin::label(serde_json::from_value(value.clone())?))
            }
            FieldKind::Text | FieldKind::Choice | FieldKind::Count | FieldKind::Flag => Value::Text(text),
        }))
    }
}

/// Tells whether the digits of a text count, so that a spreadsheet must not take it for a number.
fn is_code(field: &str) -> bool {
    field == "code"
        || field.ends_with("_code")
        || matches!(field, "sequence" | "contract_sequence" | "uscc" | "phone" | "invoice")
}

fn joined(names: &[Json]) -> String {
    names.iter().filter_map(Json::as_str).collect::<Vec<_>>().join("、")
}

/// Makes what stands below the columns: the totals of the list; none where it has none of these.
fn below<'t>(columns: &[Column], total: impl Fn(&str) -> Option<&'t str>) -> Option<TableRow> {
    let sum = |column: &Column| total(&column.field)?.parse().ok().map(Value::Money);
    let mut below: TableRow = columns.iter().map(sum).collect();
    below.iter().any(Option::is_some).then(|| {
        if let Some(first) = below.iter_mut().find(|cell| cell.is_none()) {
            *first = Some(Value::Text("合计".to_owned()));
        }
        below
    })
}

fn cells(reader: &Reader<'_>, noun: Noun, ids: &[i64], columns: &[Column]) -> Result<Vec<TableRow>> {
    let taken = |row: Json| columns.iter().map(|column| column.cell(&row)).collect();
    rows(reader, noun, ids)?.into_iter().map(taken).collect()
}

/// Returns rows of a list as programs read them.
fn rows(reader: &Reader<'_>, noun: Noun, ids: &[i64]) -> Result<Vec<Json>> {
    match noun {
        Noun::Project => as_json(storage::project::rows_by_ids(reader, ids)?),
        Noun::Procurement => as_json(storage::procurement::rows_by_ids(reader, ids)?),
        Noun::Supplier => as_json(storage::supplier::rows_by_ids(reader, ids)?),
        Noun::Contract => as_json(storage::contract::rows_by_ids(reader, ids)?),
        Noun::PaymentPlan => as_json(storage::payment_plan::rows_by_ids(reader, ids)?),
        Noun::Payment => as_json(storage::payment::rows_by_ids(reader, ids)?),
        Noun::Settlement => as_json(storage::settlement::rows_by_ids(reader, ids)?),
        Noun::Evaluation => as_json(storage::evaluation::rows_by_ids(reader, ids)?),
        Noun::Interview => as_json(storage::interview::rows_by_ids(reader, ids)?),
    }
}

fn as_json<T: Serialize>(rows: Vec<T>) -> Result<Vec<Json>> {
    rows.into_iter().map(|row| serde_json::to_value(row).map_err(Error::from)).collect()
}
