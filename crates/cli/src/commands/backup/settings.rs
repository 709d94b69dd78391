//! `lantai backup settings`: where, when and for how long; readable without any ledger.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ledger::Home;
use ledger::domain::Code;
use ledger::domain::backup::{BackupSettings, NAMES, about_place};

use super::passphrase::PassphraseArguments;
use crate::Status;
use crate::arguments::JsonArguments;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum SettingsCommand {
    /// 显示备份设置
    Show(JsonArguments),
    /// 修改一项
    Set(SetArguments),
    /// 增加一个备份位置：另一块硬盘、U 盘、共享文件夹；文件夹要已经建好
    AddPlace(PlaceArguments),
    /// 移除一个备份位置；其中的备份留在原处
    RemovePlace(PlaceArguments),
    /// 设置加密备份的口令；之后再用 `set encrypt true` 打开加密
    Passphrase(NewPassphraseArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct SetArguments {
    /// 设置的名称，见 `lantai backup settings show`
    name: String,
    /// 新的值
    value: String,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PlaceArguments {
    #[arg(value_name = "DIR")]
    place: PathBuf,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewPassphraseArguments {
    #[command(flatten)]
    passphrase: PassphraseArguments,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

impl SettingsCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Show(arguments) => arguments.json,
            Self::Set(arguments) => arguments.json,
            Self::AddPlace(arguments) | Self::RemovePlace(arguments) => arguments.json,
            Self::Passphrase(arguments) => arguments.json,
        }
    }
}

/// Shows the settings, those in force after a change included.
pub(crate) fn run(language: Language, command: &SettingsCommand) -> Result<Status, Failure> {
    let home = Home::find();
    if let SettingsCommand::Passphrase(arguments) = command {
        arguments.passphrase.set(language, &home)?;
    }
    let mut settings = home.backup_settings()?;
    if change(&mut settings, command)? {
        home.keep_backup_settings(&settings)?;
    }
    tell(command.wants_json(), || &settings, |output| write_table(output, language, &settings))
}

/// Makes the change that was asked for; tells whether one was.
fn change(settings: &mut BackupSettings, command: &SettingsCommand) -> Result<bool, Failure> {
    match command {
        SettingsCommand::Show(_) | SettingsCommand::Passphrase(_) => return Ok(false),
        SettingsCommand::Set(arguments) => {
            settings.set_named(&arguments.name, &arguments.value).map_err(ledger::Error::from)?;
        }
        SettingsCommand::AddPlace(arguments) => settings.places.push(whole(&arguments.place)),
        SettingsCommand::RemovePlace(arguments) => {
            let place = whole(&arguments.place);
            let at = settings.places.iter().position(|known| *known == place);
            let at = at.ok_or_else(|| ledger::Error::from(about_place(Code::BackupPlaceUnknown, &place)))?;
            settings.places.remove(at);
        }
    }
    Ok(true)
}

/// A path as it is meant where the command is called.
fn whole(place: &Path) -> PathBuf {
    std::path::absolute(place).unwrap_or_else(|_| place.to_owned())
}

fn write_table(output: &mut Output, language: Language, settings: &BackupSettings) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("设置", "setting")),
        Column::left(language.say("值", "value")),
        Column::unbounded(language.say("含义", "meaning")),
    ];
    let row = |name: &&str| {
        let value = settings.named(name).unwrap_or_default();
        vec![(*name).to_owned(), value, meaning(language, name).to_owned()]
    };
    let rows: Vec<Vec<String>> = NAMES.iter().map(row).collect();
    Table::new(columns).write(output, &rows)?;
    for place in &settings.places {
        writeln!(output, "{}  {}", language.say("位置", "place"), place.display())?;
    }
    Ok(())
}

fn meaning(language: Language, name: &str) -> &'static str {
    match name {
        "on_exit" => language.say("退出时有改动就备份", "a backup at the end where something changed"),
        "every_hours" => language.say(
            "有改动时每隔几小时备份；0 为不备份",
            "hours between backups where something changed; 0 is never",
        ),
        "weekly_check" => language.say("每周完整校验所有备份", "all backups are verified in full each week"),
        "keep_hours" => language.say("多少小时内的全部保留", "everything younger is kept, in hours"),
        "keep_days" => language.say("保留多少天，每天最新一份", "days of which the newest is kept"),
        "keep_weeks" => language.say("保留多少周，每周最新一份", "weeks of which the newest is kept"),
        "keep_months" => language.say("保留多少个月，每月最新一份", "months of which the newest is kept"),
        "keep_apart" => {
            language.say("升级前、恢复前的各留几份", "kept of those before an upgrade or a restore")
        }
        "keep_verified" => language.say("最近通过校验的留几份", "kept of those that verify"),
        "archive" => {
            language.say("操作日志随时归档到备份位置", "the journal is archived into the places at once")
        }
        "encrypt" => language.say("放到其他位置的备份加密", "backups in further places are encrypted"),
        "unreachable_days" => {
            language.say("位置多少天不能访问时提醒", "days after which an unreachable place is told of")
        }
        _ => "",
    }
}
