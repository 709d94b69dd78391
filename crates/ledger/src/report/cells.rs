//! What the cells of a report are made of.

use domain::Money;
use domain::grade::NOT_EVALUATED;
use exchange::write::{Table, TableColumn};
use exchange::{ColumnType, Value};

pub(super) type Cell = Option<Value>;
pub(super) type Columns<'c> = &'c [(&'c str, ColumnType)];

pub(super) fn table(
    name: &str,
    heading: &str,
    columns: Vec<TableColumn>,
    rows: Vec<Vec<Cell>>,
    totals: Option<Vec<Cell>>,
) -> Table {
    Table { name: name.to_owned(), heading: heading.to_owned(), columns, rows, totals }
}

pub(super) fn known(columns: Columns<'_>) -> Vec<TableColumn> {
    columns.iter().map(|(label, kind)| column(label, *kind)).collect()
}

pub(super) fn column(label: &str, kind: ColumnType) -> TableColumn {
    TableColumn { label: label.to_owned(), kind }
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
pub(super) fn text(text: &str) -> Cell {
    Some(Value::Text(text.to_owned()))
}

pub(super) fn stated(text: Option<&String>) -> Cell {
    text.cloned().map(Value::Text)
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
pub(super) fn money(money: Money) -> Cell {
    Some(Value::Money(money))
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
pub(super) fn count(count: usize) -> Cell {
    Some(Value::Integer(i64::try_from(count).unwrap_or(i64::MAX)))
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
pub(super) fn grade(grade: Option<&String>) -> Cell {
    Some(grade.map_or(Value::Choice(NOT_EVALUATED), |grade| Value::Text(grade.clone())))
}
