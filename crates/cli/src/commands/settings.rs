//! `lantai settings`: what people may set for a ledger.

use std::io;

use ledger::domain::settings::{NAMES, StoredSettings};

use crate::Status;
use crate::arguments::{Common, JsonArguments};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum SettingsCommand {
    /// 显示所有设置
    Show(JsonArguments),
    /// 修改一项设置；是一次操作，可以撤销
    Set(SetArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct SetArguments {
    /// 设置的名称，见 `lantai settings show`
    name: String,
    /// 新的值
    value: String,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

impl SettingsCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Show(arguments) => arguments.json,
            Self::Set(arguments) => arguments.json,
        }
    }
}

/// Shows the settings, those in force after a change included.
pub(crate) fn run(common: &Common, command: &SettingsCommand) -> Result<Status, Failure> {
    let ledger = common.open()?;
    if let SettingsCommand::Set(arguments) = command {
        let StoredSettings { mut settings, revision, .. } = ledger.settings()?;
        settings.set_named(&arguments.name, &arguments.value).map_err(ledger::Error::from)?;
        ledger.update_settings(ledger.session(), revision, &settings)?;
    }
    let stored = ledger.settings()?;
    tell(command.wants_json(), || &stored, |output| write_table(output, common.language, &stored))
}

fn write_table(output: &mut Output, language: Language, stored: &StoredSettings) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("设置", "setting")),
        Column::left(language.say("值", "value")),
        Column::unbounded(language.say("含义", "meaning")),
    ];
    let row = |name: &&str| {
        let value = stored.settings.named(name).unwrap_or_default();
        vec![(*name).to_owned(), value, meaning(language, name).to_owned()]
    };
    let rows: Vec<Vec<String>> = NAMES.iter().map(row).collect();
    Table::new(columns).write(output, &rows)
}

fn meaning(language: Language, name: &str) -> &'static str {
    match name {
        "growth_limit" => language.say("累计增补预警比例", "growth by supplements above this is warned of"),
        "expiry_days" => language.say("合同到期前多少天提醒", "days before its end a contract is told of"),
        "expiry_urgent_days" => {
            language.say("合同到期前多少天再次提醒", "days before its end a contract is told of urgently")
        }
        "retention_days" => {
            language.say("质保金到期前多少天提醒", "days before its release date a retention is told of")
        }
        "last_percent" => {
            language.say("末次评价的权重（%），其余为过程评价", "weight of the last score, in %")
        }
        "process_alone" => {
            language.say("没有末次评价时，可否只用过程评价", "whether the process mean may stand alone")
        }
        "evaluate_in_execution" => {
            language.say("在执行的合同每年要评价", "contracts in execution are evaluated each year")
        }
        "evaluate_settled" => {
            language.say("本年结算的合同要评价", "contracts settled within the year are evaluated")
        }
        "keep_originals" => language.say("保留导入的原文件", "the files of imports are kept"),
        "bands" => language.say("等级及其起始分", "grades, each with the score from which it holds"),
        _ => "",
    }
}
