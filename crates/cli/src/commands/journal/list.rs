//! `lantai journal list`.

use std::io::{self, Write};

use ledger::Ledger;
use ledger::domain::journal::JournalEntry;
use serde::Serialize;
use serde_json::Value;

use super::{instant, operation};
use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::table::{Column, Table};

const PAGE: u32 = 1000;

/// An operation as programs read it.
#[derive(Serialize)]
pub(super) struct EntryJson<'entry> {
    seq: i64,
    at: &'entry str,
    actor: &'entry str,
    operation: &'entry str,
    subject: &'entry str,
    /// The facts of the operation, which the ledger keeps as JSON.
    detail: Option<Value>,
    undoes: Option<i64>,
    undone_by: Option<i64>,
}

impl<'entry> From<&'entry JournalEntry> for EntryJson<'entry> {
    fn from(entry: &'entry JournalEntry) -> Self {
        Self {
            seq: entry.seq,
            at: &entry.at,
            actor: &entry.actor,
            operation: &entry.operation,
            subject: &entry.subject,
            detail: entry.detail.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            undoes: entry.undoes,
            undone_by: entry.undone_by,
        }
    }
}

/// Lists every operation, the newest first.
pub(super) fn run(common: &Common, as_json: bool) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let entries = all(&ledger)?;
    let mut output = Output::open();
    if as_json {
        let entries: Vec<EntryJson<'_>> = entries.iter().map(EntryJson::from).collect();
        serde_json::to_writer(&mut output, &entries).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        write_table(&mut output, common.language, &entries)?;
    }
    Ok(output.flush().map(|()| Status::Sound)?)
}

pub(super) fn write_table(
    output: &mut Output,
    language: Language,
    entries: &[JournalEntry],
) -> io::Result<()> {
    let columns = vec![
        Column::right(language.say("编号", "seq")),
        Column::left(language.say("时间", "at")),
        Column::left(language.say("操作人", "actor")),
        Column::left(language.say("操作", "operation")),
        Column::left(language.say("对象", "subject")),
        Column::left(language.say("状态", "state")),
    ];
    let rows: Vec<Vec<String>> = entries.iter().map(|entry| cells(language, entry)).collect();
    Table::new(columns).write(output, &rows)
}

fn cells(language: Language, entry: &JournalEntry) -> Vec<String> {
    let mut state = Vec::new();
    if let Some(seq) = entry.undoes {
        state.push(format!("{} #{seq}", language.say("撤销", "undoes")));
    }
    if let Some(seq) = entry.undone_by {
        state.push(format!("{} #{seq}", language.say("已撤销：", "undone by")));
    }
    vec![
        entry.seq.to_string(),
        instant(&entry.at),
        entry.actor.clone(),
        operation(language, &entry.operation),
        entry.subject.clone(),
        state.join("  "),
    ]
}

fn all(ledger: &Ledger) -> Result<Vec<JournalEntry>, Failure> {
    let mut entries = Vec::new();
    loop {
        let offset = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let page = ledger.list_journal(offset, PAGE)?;
        let is_last = page.rows.is_empty();
        entries.extend(page.rows);
        if is_last || i64::try_from(entries.len()).is_ok_and(|count| count >= page.count) {
            return Ok(entries);
        }
    }
}
