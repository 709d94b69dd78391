//! `lantai journal`: what was done, and taking it back.

mod list;
mod show;
mod undo;
mod verify;

use crate::Status;
use crate::arguments::{Common, JsonArguments};
use crate::failure::Failure;
use crate::language::Language;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum JournalCommand {
    /// 列出操作，最新的在前；可按人、类别、时间、操作、文字筛选
    List(list::ListArguments),
    /// 某次操作改了什么
    Show(show::ShowArguments),
    /// 撤销某次操作；撤销本身也可以撤销
    Undo(undo::UndoArguments),
    /// 校验操作日志是否被直接改动过
    Verify(JsonArguments),
}

impl JournalCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::List(arguments) => arguments.json,
            Self::Verify(arguments) => arguments.json,
            Self::Show(arguments) => arguments.json,
            Self::Undo(arguments) => arguments.json,
        }
    }
}

pub(crate) fn run(common: &Common, command: &JournalCommand) -> Result<Status, Failure> {
    match command {
        JournalCommand::List(arguments) => list::run(common, arguments),
        JournalCommand::Show(arguments) => show::run(common, arguments),
        JournalCommand::Undo(arguments) => undo::run(common, arguments),
        JournalCommand::Verify(arguments) => verify::run(common, arguments.json),
    }
}

/// Returns what an operation is called: a verb and, where it has one, a kind of record.
pub(crate) fn operation(language: Language, name: &str) -> String {
    let (verb, noun) = name.split_once('_').unwrap_or((name, ""));
    let known = ledger::domain::Noun::from_name(noun);
    let whole = match name {
        "undo" => Some("撤销"),
        "restored" => Some("恢复备份"),
        "migrated" => Some("升级或回退"),
        "import_workbook" => Some("导入工作簿"),
        "merge_suppliers" => Some("合并供应商"),
        "create_ledger" => Some("建立台账"),
        "load_sample" => Some("载入示例台账"),
        "adopt_rules" => Some("采用试算的权重与等级"),
        "update_settings" => Some("修改设置"),
        _ => None,
    };
    let chinese_verb = match verb {
        "create" => Some("新建"),
        "update" => Some("修改"),
        "delete" => Some("删除"),
        "import" => Some("导入"),
        _ => None,
    };
    match (language, whole, chinese_verb, known) {
        (Language::Zh, Some(whole), ..) => whole.to_owned(),
        (Language::Zh, None, Some(verb), Some(noun)) => format!("{verb}{}", noun.label()),
        _ => name.replace('_', " "),
    }
}

/// Returns an instant as people read it; still UTC, and it says so.
pub(crate) fn instant(at: &str) -> String {
    at.replace('T', " ").replace('Z', " UTC")
}
