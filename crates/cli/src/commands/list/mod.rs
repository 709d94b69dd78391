//! `lantai list`.

mod columns;
mod rows;

use std::io::{self, Write};

use ledger::domain::Noun;
use ledger::domain::list::ListQuery;
use serde::Serialize;
use serde_json::Value;

use crate::Status;
use crate::arguments::{Common, kind};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Array, Output};
use crate::table::Table;

use self::columns::Shown;
use self::rows::{Visitor, each_row};

#[derive(Debug, clap::Args)]
pub(crate) struct ListArguments {
    /// 要列出的类别
    #[arg(value_parser = kind())]
    kind: Noun,
    /// 名称、编码、拼音或首字母；逗号表示并且，空格表示或者
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    search: String,
    /// 只列这家供应商的（全称或曾用名）
    #[arg(long, value_name = "NAME")]
    supplier: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

/// Lists every record of a kind that fits.
pub(crate) fn run(common: &Common, arguments: &ListArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let mut query = ListQuery { search: arguments.search.clone(), ..ListQuery::default() };
    if let Some(name) = &arguments.supplier {
        query.filters.push(rows::of_supplier(&ledger, arguments.kind, name)?);
    }
    let mut output = Output::open();
    if arguments.json {
        let mut array = Array::begin(&mut output);
        each_row(&ledger, arguments.kind, &query, &mut array)?;
        array.end()?;
    } else {
        write_table(&mut output, common.language, arguments.kind, |visitor| {
            each_row(&ledger, arguments.kind, &query, visitor)
        })?;
    }
    Ok(output.flush().map(|()| Status::Sound)?)
}

/// Measures every row, then writes every row: a table of any length needs no memory.
fn write_table(
    output: &mut Output,
    language: Language,
    noun: Noun,
    visit: impl Fn(&mut TableRows<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let shown = columns::of(noun);
    let columns = shown.iter().map(|column| column.titled(language)).collect();
    let mut table =
        TableRows { table: Table::new(columns), shown, language, output, measuring: true, rows: 0 };
    visit(&mut table)?;
    table.table.write_header(table.output)?;
    (table.measuring, table.rows) = (false, 0);
    visit(&mut table)?;
    let rows = table.rows;
    match language {
        Language::Zh => writeln!(output, "共 {rows} 条")?,
        Language::En => writeln!(output, "{rows} records")?,
    }
    Ok(())
}

impl Visitor for Array<'_> {
    fn visit<Record: Serialize>(&mut self, record: &Record) -> io::Result<()> {
        self.push(record)
    }

    fn is_done(&self) -> bool {
        self.is_closed()
    }
}

/// Measures records for a table, or prints them as its rows.
struct TableRows<'output> {
    table: Table,
    shown: &'static [Shown],
    language: Language,
    output: &'output mut Output,
    measuring: bool,
    rows: u64,
}

impl Visitor for TableRows<'_> {
    fn visit<Record: Serialize>(&mut self, record: &Record) -> io::Result<()> {
        let record: Value = serde_json::to_value(record)?;
        let cells: Vec<String> =
            self.shown.iter().map(|column| column.cell(&record, self.language)).collect();
        self.rows += 1;
        if self.measuring {
            self.table.measure(&cells);
            return Ok(());
        }
        self.table.write_row(self.output, &cells)
    }

    fn is_done(&self) -> bool {
        self.output.is_closed()
    }
}
