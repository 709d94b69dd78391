//! `lantai journal list`.

use std::io;

use ledger::Ledger;
use ledger::domain::Noun;
use ledger::domain::date::Date;
use ledger::domain::journal::{JournalEntry, JournalQuery};
use serde::Serialize;
use serde_json::Value;

use super::{instant, operation};
use crate::Status;
use crate::arguments::{Common, kind};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

const PAGE: u32 = 1000;

#[derive(Debug, clap::Args)]
pub(crate) struct ListArguments {
    /// 只列这个人的操作；可重复
    #[arg(long = "actor", value_name = "NAME")]
    actors: Vec<String>,
    /// 只列动过这类记录的操作；可重复
    #[arg(long = "kind", value_name = "KIND", value_parser = kind())]
    nouns: Vec<Noun>,
    /// 只列这种操作，如 update_contract；可重复
    #[arg(long = "operation", value_name = "NAME")]
    operations: Vec<String>,
    /// 不早于这一天
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// 不晚于这一天
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Date>,
    /// 对象或说明中含有的文字；#12 为第 12 号操作
    #[arg(long, default_value = "", hide_default_value = true)]
    search: String,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

impl ListArguments {
    fn query(&self, offset: u32) -> JournalQuery {
        JournalQuery {
            actors: self.actors.clone(),
            operations: self.operations.clone(),
            nouns: self.nouns.clone(),
            from: self.from,
            to: self.to,
            text: self.search.clone(),
            offset,
            limit: PAGE,
        }
    }
}

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

/// Lists the operations that fit, the newest first.
pub(super) fn run(common: &Common, arguments: &ListArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let entries = all(&ledger, arguments)?;
    tell(
        arguments.json,
        || entries.iter().map(EntryJson::from).collect::<Vec<_>>(),
        |output| write_table(output, common.language, &entries),
    )
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

fn all(ledger: &Ledger, arguments: &ListArguments) -> Result<Vec<JournalEntry>, Failure> {
    let mut entries = Vec::new();
    loop {
        let offset = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let page = ledger.search_journal(&arguments.query(offset))?;
        let is_last = page.rows.is_empty();
        entries.extend(page.rows);
        if is_last || i64::try_from(entries.len()).is_ok_and(|count| count >= page.count) {
            return Ok(entries);
        }
    }
}
