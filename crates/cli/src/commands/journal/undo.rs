//! `lantai journal undo`.

use std::io::{self, Write};

use ledger::domain::Topic;
use ledger::domain::journal::{UndoFate, UndoReport, UndoneRecord};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct UndoArguments {
    /// 操作的编号
    seq: i64,
    /// 只看结果，不撤销
    #[arg(long)]
    dry_run: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

/// The report as programs read it.
#[derive(Serialize)]
struct UndoJson<'report> {
    undone: i64,
    dry_run: bool,
    journal_seq: Option<i64>,
    reversed: i64,
    kept_changed: i64,
    kept_referred: i64,
    records: Vec<UndoneJson<'report>>,
}

#[derive(Serialize)]
struct UndoneJson<'report> {
    topic: Topic,
    key: &'report str,
    fate: UndoFate,
}

/// Undoes an operation, or tells what an undo would do.
pub(super) fn run(common: &Common, arguments: &UndoArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let session = ledger.session();
    let report = if arguments.dry_run {
        ledger.rehearse_undo(session, arguments.seq)?
    } else {
        ledger.undo(session, arguments.seq)?.value
    };
    tell(
        arguments.json,
        || json(arguments.dry_run, &report),
        |output| write_text(output, common.language, arguments.dry_run, &report),
    )
}

fn json(dry_run: bool, report: &UndoReport) -> UndoJson<'_> {
    UndoJson {
        undone: report.undone,
        dry_run,
        journal_seq: report.seq,
        reversed: report.reversed,
        kept_changed: report.kept_changed,
        kept_referred: report.kept_referred,
        records: report.records.iter().map(undone_json).collect(),
    }
}

fn undone_json(record: &UndoneRecord) -> UndoneJson<'_> {
    UndoneJson { topic: record.topic, key: &record.key, fate: record.fate }
}

fn write_text(output: &mut Output, language: Language, dry_run: bool, report: &UndoReport) -> io::Result<()> {
    let counted = [
        (fate_label(language, UndoFate::Reversed), report.reversed),
        (fate_label(language, UndoFate::KeptChanged), report.kept_changed),
        (fate_label(language, UndoFate::KeptReferred), report.kept_referred),
    ];
    for (label, count) in counted {
        writeln!(output, "{label}  {count}")?;
    }
    let kept: Vec<Vec<String>> = report
        .records
        .iter()
        .filter(|record| record.fate != UndoFate::Reversed)
        .map(|record| {
            let fate = fate_label(language, record.fate);
            vec![language.topic(record.topic).to_owned(), record.key.clone(), fate.to_owned()]
        })
        .collect();
    if !kept.is_empty() {
        let columns = vec![
            Column::left(language.say("类别", "kind")),
            Column::left(language.say("记录", "record")),
            Column::left(language.say("结果", "fate")),
        ];
        Table::new(columns).write(output, &kept)?;
    }
    match (report.seq, dry_run) {
        (Some(seq), _) => writeln!(output, "{} #{seq}", language.say("已撤销，操作日志", "Undone; journal")),
        (None, true) => {
            writeln!(output, "{}", language.say("预演完毕，没有撤销。", "Rehearsed; nothing was undone."))
        }
        (None, false) => Ok(()),
    }
}

fn fate_label(language: Language, fate: UndoFate) -> &'static str {
    match fate {
        UndoFate::Reversed => language.say("已撤回", "reversed"),
        UndoFate::KeptChanged => language.say("保留：之后被修改过", "kept: changed since"),
        UndoFate::KeptReferred => language.say("保留：正被引用", "kept: others depend on it"),
    }
}
