//! `lantai backup timeline`: the moments that a restore can go back to.

use std::io::{self, Write};

use ledger::domain::moment::{Timeline, TimelineRow};
use ledger::{Home, Ledger};

use crate::Status;
use crate::commands::journal::{instant, operation};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::tell;
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct TimelineArguments {
    /// 最多列出多少次操作
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

/// Lists the operations, newest first; those that a restore took back are marked.
pub(super) fn run(
    ledger: &Ledger,
    language: Language,
    arguments: &TimelineArguments,
) -> Result<Status, Failure> {
    let places = Home::find().backup_folders(ledger.path())?;
    let timeline = ledger.timeline(&places, 0, arguments.limit)?;
    tell(arguments.json, || &timeline, |output| write(output, language, &timeline))
}

fn write(output: &mut impl Write, language: Language, timeline: &Timeline) -> io::Result<()> {
    let columns = vec![
        Column::right(language.say("编号", "seq")),
        Column::left(language.say("时间", "at")),
        Column::left(language.say("操作人", "actor")),
        Column::left(language.say("操作", "operation")),
        Column::left(language.say("对象", "subject")),
        Column::right(language.say("记录数", "records")),
        Column::left(language.say("状态", "state")),
    ];
    let rows: Vec<Vec<String>> = timeline.rows.iter().map(|row| cells(language, row)).collect();
    Table::new(columns).write(output, &rows)?;
    if !timeline.damaged.is_empty() {
        let numbers: Vec<String> = timeline.damaged.iter().map(|seq| format!("#{seq}")).collect();
        let label = language.say("归档中已损坏", "damaged in the archive");
        writeln!(output, "{label}  {}", numbers.join(language.say("、", ", ")))?;
    }
    Ok(())
}

fn cells(language: Language, row: &TimelineRow) -> Vec<String> {
    let state = if row.in_force {
        String::new()
    } else {
        // Of two operations with one number only the hash tells which is meant.
        format!("{} {}", language.say("已被恢复取代", "taken back by a restore"), row.hash)
    };
    vec![
        row.seq.to_string(),
        instant(&row.at),
        row.actor.clone(),
        operation(language, &row.operation),
        row.subject.clone(),
        row.records.to_string(),
        state,
    ]
}
