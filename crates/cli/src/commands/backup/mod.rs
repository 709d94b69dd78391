//! `lantai backup`: making backups, and proving and pruning them.

pub(crate) mod archive;
mod compare;
mod everywhere;
pub(crate) mod moment;
mod passphrase;
mod restore;
mod settings;
mod show;
mod timeline;

use std::io::Write;
use std::path::PathBuf;

use ledger::backup::{BackedUp, Plan, Reason};
use ledger::domain::Code;
use ledger::{Home, Ledger, Unwatched};

use self::compare::CompareArguments;
use self::everywhere::{CopyArguments, DecryptArguments, DeleteArguments, PlacesArguments};
use self::restore::RestoreArguments;
use self::settings::SettingsCommand;
use self::show::{BackupJson, PlanJson, Verdict};
use self::timeline::TimelineArguments;
use crate::Status;
use crate::arguments::Common;
use crate::consent::ConsentArguments;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::tell;
use crate::progress::Progress;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum BackupCommand {
    /// 立即备份，并校验
    Create(CreateArguments),
    /// 列出备份，最新的在前
    List(PlaceArguments),
    /// 校验一份备份，或全部备份和操作日志归档；有损坏或缺口时退出状态为 1
    Verify(VerifyArguments),
    /// 按保留规则清理过期的备份和不再需要的操作日志归档，见 `lantai backup settings show`
    Prune(PruneArguments),
    /// 演练：把最新的和随机一份备份恢复到临时文件，全面检查后删除
    Drill(PlaceArguments),
    /// 比较一份备份与现在的台账：各类记录有多少不同；不恢复，不改动
    Compare(CompareArguments),
    /// 时间线：可以恢复到的每次操作，最新的在前
    Timeline(TimelineArguments),
    /// 各备份位置的状态；有位置多日不能访问时退出状态为 1
    Places(PlacesArguments),
    /// 把一份备份复制到任意文件夹
    Copy(CopyArguments),
    /// 从所有位置删除一份备份
    Delete(DeleteArguments),
    /// 把加密的备份解密到文件夹，成为普通备份
    Decrypt(DecryptArguments),
    /// 备份设置：位置、时间、保留规则；属于这台电脑，不属于台账
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// 恢复：用一份备份替换台账；恢复前自动备份，可以撤销
    Restore(RestoreArguments),
    /// 撤销上一次恢复，回到恢复之前的台账
    UndoRestore(ConsentArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CreateArguments {
    /// 写到哪个文件夹；默认在台账旁的 backups
    #[arg(long = "to", value_name = "DIR")]
    to: Option<PathBuf>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// 供计划任务使用：有改动才备份，补齐各备份位置并清理
    #[arg(long, conflicts_with_all = ["to", "note"])]
    scheduled: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PlaceArguments {
    /// 备份所在的文件夹；默认在台账旁的 backups
    #[arg(long = "in", value_name = "DIR")]
    place: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArguments {
    /// 备份的文件名，见 `lantai backup list`
    #[arg(required_unless_present = "all")]
    name: Option<String>,
    /// 校验全部，连同操作日志归档
    #[arg(long, conflicts_with = "name")]
    all: bool,
    #[command(flatten)]
    place: PlaceArguments,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PruneArguments {
    /// 只说明会删除哪些，不删除
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: PlaceArguments,
}

impl BackupCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Create(arguments) => arguments.json,
            Self::List(place) | Self::Drill(place) => place.json,
            Self::Verify(arguments) => arguments.place.json,
            Self::Prune(arguments) => arguments.place.json,
            Self::Compare(arguments) => arguments.place.json,
            Self::Timeline(arguments) => arguments.json,
            Self::Settings(command) => command.wants_json(),
            Self::Places(arguments) => arguments.json,
            Self::Copy(arguments) => arguments.json,
            Self::Delete(arguments) => arguments.json,
            Self::Decrypt(arguments) => arguments.json,
            Self::Restore(arguments) => arguments.wants_json(),
            Self::UndoRestore(consent) => consent.json,
        }
    }
}

impl PlaceArguments {
    fn folder(&self, ledger: &Ledger) -> PathBuf {
        self.place.clone().unwrap_or_else(|| ledger.backup_folder())
    }
}

pub(crate) fn run(common: &Common, command: &BackupCommand) -> Result<Status, Failure> {
    let language = common.language;
    match command {
        BackupCommand::Create(arguments) if arguments.scheduled => by_schedule(common, arguments.json),
        BackupCommand::Create(arguments) => create(&common.open()?, language, arguments),
        BackupCommand::Places(arguments) => everywhere::places(common, arguments),
        BackupCommand::Copy(arguments) => everywhere::copy(common, arguments),
        BackupCommand::Delete(arguments) => everywhere::delete(common, arguments),
        BackupCommand::Decrypt(arguments) => everywhere::decrypt(language, arguments),
        BackupCommand::Settings(command) => settings::run(language, command),
        BackupCommand::List(place) => list(common, place),
        BackupCommand::Verify(arguments) => verify(&common.open()?, language, arguments),
        BackupCommand::Compare(arguments) => compare::run(&common.open()?, language, arguments),
        BackupCommand::Timeline(arguments) => timeline::run(&common.open()?, language, arguments),
        BackupCommand::Prune(arguments) => prune(&common.open()?, language, arguments),
        BackupCommand::Drill(place) => drill(&common.open()?, language, place),
        BackupCommand::Restore(arguments) => restore::restore(common, arguments),
        BackupCommand::UndoRestore(consent) => restore::undo(common, consent),
    }
}

/// Lists backups, all the more where the ledger is gone.
fn list(common: &Common, place: &PlaceArguments) -> Result<Status, Failure> {
    let found = everywhere::listed(&common.path()?, place.place.as_deref())?;
    tell(
        place.json,
        || found.iter().map(BackupJson::from).collect::<Vec<_>>(),
        |output| show::backups(output, common.language, &found),
    )
}

fn drill(ledger: &Ledger, language: Language, place: &PlaceArguments) -> Result<Status, Failure> {
    let drill = ledger.drill_backups(ledger.session(), &place.folder(ledger), &Unwatched)?;
    tell(place.json, || &drill, |output| show::drill(output, language, &drill))
}

fn create(ledger: &Ledger, language: Language, arguments: &CreateArguments) -> Result<Status, Failure> {
    let (home, note) = (Home::find(), arguments.note.as_deref());
    let progress = Progress::of_bytes(language);
    let Some(folder) = &arguments.to else {
        let done = ledger.back_up(&home, Reason::Manual, note, &progress)?;
        drop(progress);
        return told(language, ledger, arguments.json, &done);
    };
    let made = home.create_backup_in(ledger, folder, note, &progress)?;
    drop(progress);
    tell(arguments.json, || BackupJson::from(&made), |output| show::made(output, language, &made))
}

/// Makes the backup of a scheduled task; none where nothing was changed.
fn by_schedule(common: &Common, json: bool) -> Result<Status, Failure> {
    let language = common.language;
    let ledger = common.open()?;
    let home = Home::find();
    if !ledger.is_changed_since_backup()? {
        let reports = ledger.bring_backups_to_places(&home, &Unwatched)?;
        let overdue = everywhere::warn_of_places(language, ledger.path(), &reports)?;
        let why = language.say("没有改动，不需要备份", "nothing changed: no backup is needed");
        tell(json, || serde_json::Value::Null, |output| writeln!(output, "{why}"))?;
        return Ok(if overdue { Status::ErrorsInData } else { Status::Sound });
    }
    let done = ledger.back_up_by_schedule(&home, &Unwatched)?;
    told(language, &ledger, json, &done)
}

/// Tells of a backup; a place that is missing for too long makes the exit status 1.
fn told(language: Language, ledger: &Ledger, json: bool, done: &BackedUp) -> Result<Status, Failure> {
    let overdue = everywhere::warn_of_places(language, ledger.path(), &done.places)?;
    let found = done.found();
    tell(json, || BackupJson::from(&found), |output| show::made(output, language, &done.backup))?;
    Ok(if overdue { Status::ErrorsInData } else { Status::Sound })
}

fn verify(ledger: &Ledger, language: Language, arguments: &VerifyArguments) -> Result<Status, Failure> {
    let folder = arguments.place.folder(ledger);
    let names: Vec<String> = match &arguments.name {
        Some(name) => vec![name.clone()],
        None => ledger.backups(&folder)?.iter().map(show::name).collect(),
    };
    let mut verdicts = Vec::with_capacity(names.len());
    for name in names {
        let damage = match ledger.verify_backup(&folder, &name) {
            Ok(()) => None,
            Err(error) if error.code() == Code::BackupDamaged => Some(error.to_string()),
            Err(error) => return Err(error.into()),
        };
        verdicts.push(Verdict { name, sound: damage.is_none(), damage, said: None });
    }
    if arguments.all {
        let report = ledger.inspect_archive(&folder, &Progress::of_bytes(language))?;
        verdicts.extend(archive::verdicts(language, &report));
    }
    let sound = verdicts.iter().all(|verdict| verdict.sound);
    tell(arguments.place.json, || &verdicts, |output| show::verdicts(output, language, &verdicts))?;
    Ok(if sound { Status::Sound } else { Status::ErrorsInData })
}

fn prune(ledger: &Ledger, language: Language, arguments: &PruneArguments) -> Result<Status, Failure> {
    let rule = Home::find().backup_settings()?.rule;
    let plan: Plan = ledger.prune_backups(&arguments.place.folder(ledger), &rule, !arguments.dry_run)?;
    let dry_run = arguments.dry_run;
    tell(
        arguments.place.json,
        || PlanJson::of(&plan, dry_run),
        |output| show::plan(output, language, &plan, dry_run),
    )
}
