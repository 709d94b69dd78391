//! `lantai layouts`: the layouts of exports that were saved in the window.

use std::io;

use ledger::Home;
use ledger::domain::Noun;
use ledger::domain::layout::{ExportLayout, LayoutColumn, LayoutFormat};
use serde::Serialize;

use crate::Status;
use crate::arguments::{Common, kind};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct LayoutsArguments {
    /// 只列出这一类别的
    #[arg(value_name = "KIND", value_parser = kind())]
    kind: Option<Noun>,
    /// 以 JSON 输出，含各列
    #[arg(long)]
    pub(crate) json: bool,
}

/// A layout as programs read it.
#[derive(Serialize)]
struct Record<'layout> {
    kind: Noun,
    name: &'layout str,
    format: LayoutFormat,
    columns: &'layout [LayoutColumn],
}

/// Lists the saved layouts of this computer; they belong to no ledger.
pub(crate) fn run(common: &Common, arguments: &LayoutsArguments) -> Result<Status, Failure> {
    let mut layouts = Home::find().export_layouts();
    layouts.retain(|(noun, _)| arguments.kind.is_none_or(|kind| kind == *noun));
    tell(
        arguments.json,
        || layouts.iter().map(record).collect::<Vec<_>>(),
        |output| write_table(output, common.language, &layouts),
    )
}

fn record((kind, layout): &(Noun, ExportLayout)) -> Record<'_> {
    Record { kind: *kind, name: &layout.name, format: layout.format, columns: &layout.columns }
}

fn write_table(output: &mut Output, language: Language, layouts: &[(Noun, ExportLayout)]) -> io::Result<()> {
    let cells = |(noun, layout): &(Noun, ExportLayout)| {
        let headings: Vec<&str> = layout.columns.iter().map(|column| column.heading.as_str()).collect();
        vec![
            language.noun(*noun).to_owned(),
            layout.name.clone(),
            layout.format.extension().to_owned(),
            headings.join("、"),
        ]
    };
    let mut table = Table::new(vec![
        Column::left(language.say("类别", "kind")),
        Column::left(language.say("名称", "name")),
        Column::left(language.say("格式", "format")),
        Column::unbounded(language.say("列", "columns")),
    ]);
    let rows: Vec<Vec<String>> = layouts.iter().map(cells).collect();
    for row in &rows {
        table.measure(row);
    }
    table.write_header(output)?;
    rows.iter().try_for_each(|row| table.write_row(output, row))
}
