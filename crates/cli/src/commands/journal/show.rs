//! `lantai journal show`.

use std::io::{self, Write};

use ledger::domain::Topic;
use ledger::domain::journal::{ChangeAction, FieldChange, RecordChange};
use serde::Serialize;

use super::list::{EntryJson, write_table};
use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArguments {
    /// 操作的编号
    seq: i64,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

/// An operation and what it changed, as programs read it.
#[derive(Serialize)]
struct ShownJson<'entry> {
    #[serde(flatten)]
    entry: EntryJson<'entry>,
    changes: Vec<ChangeJson<'entry>>,
}

#[derive(Serialize)]
struct ChangeJson<'change> {
    topic: Topic,
    key: &'change str,
    action: ChangeAction,
    fields: &'change [FieldChange],
}

/// Tells what an operation changed, field by field; of a large import the first records.
pub(super) fn run(common: &Common, arguments: &ShowArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let entry = ledger.journal_entry(arguments.seq)?;
    let changes = ledger.journal_changes(arguments.seq)?;
    tell(
        arguments.json,
        || ShownJson { entry: EntryJson::from(&entry), changes: changes.iter().map(change_json).collect() },
        |output| {
            write_table(output, common.language, std::slice::from_ref(&entry))?;
            writeln!(output)?;
            write_changes(output, common.language, &changes)
        },
    )
}

fn change_json(change: &RecordChange) -> ChangeJson<'_> {
    ChangeJson { topic: change.topic, key: &change.key, action: change.action, fields: &change.fields }
}

fn write_changes(output: &mut Output, language: Language, changes: &[RecordChange]) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("类别", "kind")),
        Column::left(language.say("记录", "record")),
        Column::left(language.say("改动", "change")),
        Column::left(language.say("字段", "field")),
        Column::left(language.say("原值", "old")),
        Column::left(language.say("新值", "new")),
    ];
    let rows: Vec<Vec<String>> = changes.iter().flat_map(|change| change_rows(language, change)).collect();
    Table::new(columns).write(output, &rows)
}

/// Returns a row for each changed field; the record stands on the first one only.
fn change_rows(language: Language, change: &RecordChange) -> Vec<Vec<String>> {
    let action = match change.action {
        ChangeAction::Created => language.say("新建", "created"),
        ChangeAction::Updated => language.say("修改", "updated"),
        ChangeAction::Deleted => language.say("删除", "deleted"),
    };
    let record = [language.topic(change.topic), &change.key, action].map(str::to_owned);
    let none = [const { String::new() }; 3];
    if change.fields.is_empty() {
        return vec![[record, none].concat()];
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let fields = change.fields.iter().enumerate();
    fields
        .map(|(place, field)| {
            let record = if place == 0 { record.clone() } else { none.clone() };
            [record, [field.field.clone(), text(&field.old), text(&field.new)]].concat()
        })
        .collect()
}
