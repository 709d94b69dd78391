//! `lantai migrate`: the structure of the ledger, upward and back.

mod names;
mod show;

use std::io::{self, Write};
use std::path::Path;

use ledger::domain::Code;
use ledger::domain::migration::{Migrated, MigrationPlan, MigrationRehearsal};
use ledger::migration;
use ledger::{Home, Session};

use crate::Status;
use crate::arguments::{Common, JsonArguments};
use crate::consent::ConsentArguments;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::progress::Progress;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum MigrateCommand {
    /// 台账的结构版本，已升级和待升级的步骤；有待升级的步骤时退出状态为 1
    Status(JsonArguments),
    /// 升级或回退会做什么：步骤、用途、涉及的表和行数、会丢失什么；不改动
    Plan(PlanArguments),
    /// 显示一步升级的 SQL
    Sql(SqlArguments),
    /// 升级：演练、备份、执行、校验
    Up(UpArguments),
    /// 回退到更早的结构，使更早版本的程序能打开；先演练和备份，可以撤销
    Down(DownArguments),
    /// 撤销上一次回退：恢复回退之前的备份
    Undo(ConsentArguments),
    /// 打开台账时是否不询问就升级；属于这台电脑，不属于台账
    Auto(AutoArguments),
}

/// The structure that is meant.
#[derive(Debug, clap::Args)]
pub(crate) struct Target {
    /// 到哪一步（编号，见 `lantai migrate status`）
    #[arg(long, value_name = "NNNN")]
    to: Option<i64>,
    /// 为哪个版本的程序准备，如 0.1.0；由程序选定编号
    #[arg(long = "for", value_name = "VERSION", conflicts_with = "to")]
    release: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PlanArguments {
    #[command(flatten)]
    target: Target,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SqlArguments {
    /// 第几步
    #[arg(value_name = "NNNN")]
    number: i64,
    /// 回退用的 SQL
    #[arg(long)]
    down: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct UpArguments {
    /// 到哪一步；默认到本程序的结构
    #[arg(long, value_name = "NNNN")]
    to: Option<i64>,
    /// 只在副本上演练，报告用时和检查结果，不改动台账
    #[arg(long)]
    rehearse: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DownArguments {
    #[command(flatten)]
    target: Target,
    /// 只在副本上演练，不改动台账
    #[arg(long)]
    rehearse: bool,
    #[command(flatten)]
    consent: ConsentArguments,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AutoArguments {
    /// 不给时只显示
    setting: Option<Switch>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Switch {
    /// 演练和备份之后直接升级
    On,
    /// 等人决定（默认）
    Off,
}

impl Target {
    /// Returns the number of the structure; none where nothing was said.
    fn number(&self) -> Result<Option<i64>, Failure> {
        match &self.release {
            Some(version) => Ok(Some(migration::schema_of(version)?)),
            None => Ok(self.to),
        }
    }
}

impl MigrateCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Status(arguments) => arguments.json,
            Self::Plan(arguments) => arguments.json,
            Self::Sql(_) => false,
            Self::Up(arguments) => arguments.json,
            Self::Down(arguments) => arguments.consent.json,
            Self::Undo(consent) => consent.json,
            Self::Auto(arguments) => arguments.json,
        }
    }
}

pub(crate) fn run(common: &Common, command: &MigrateCommand) -> Result<Status, Failure> {
    match command {
        MigrateCommand::Status(arguments) => status(common, arguments.json),
        MigrateCommand::Plan(arguments) => plan(common, arguments),
        MigrateCommand::Sql(arguments) => sql(arguments),
        MigrateCommand::Up(arguments) => up(common, arguments),
        MigrateCommand::Down(arguments) => down(common, arguments),
        MigrateCommand::Undo(consent) => undo(common, consent),
        MigrateCommand::Auto(arguments) => auto(common.language, arguments),
    }
}

fn status(common: &Common, json: bool) -> Result<Status, Failure> {
    let standing = migration::status(&common.path()?)?;
    tell(json, || &standing, |output| show::standing(output, common.language, &standing))?;
    Ok(if standing.status.pending() == 0 { Status::Sound } else { Status::ErrorsInData })
}

fn plan(common: &Common, arguments: &PlanArguments) -> Result<Status, Failure> {
    let to = arguments.target.number()?.unwrap_or_else(migration::known);
    let plan = migration::plan(&common.path()?, to)?;
    tell(arguments.json, || &plan, |output| show::plan(output, common.language, &plan))
}

fn sql(arguments: &SqlArguments) -> Result<Status, Failure> {
    let mut output = Output::open();
    write!(output, "{}", migration::sql(arguments.number, arguments.down)?)?;
    Ok(output.flush().map(|()| Status::Sound)?)
}

fn up(common: &Common, arguments: &UpArguments) -> Result<Status, Failure> {
    let path = common.path()?;
    let to = arguments.to.unwrap_or_else(migration::known);
    let plan = migration::plan(&path, to)?;
    if plan.is_rollback() {
        return Err(Failure::new(
            Code::RequestInvalid,
            "detail",
            format!("--to {to} < {}: lantai migrate down", plan.from),
        ));
    }
    if arguments.rehearse {
        return rehearse(common.language, &path, to, arguments.json);
    }
    go(common.language, &path, to, arguments.json)
}

fn down(common: &Common, arguments: &DownArguments) -> Result<Status, Failure> {
    let path = common.path()?;
    let consent = &arguments.consent;
    let to = arguments
        .target
        .number()?
        .ok_or_else(|| Failure::new(Code::RequestInvalid, "detail", "--to NNNN | --for VERSION"))?;
    let plan = migration::plan(&path, to)?;
    if plan.to > plan.from {
        return Err(Failure::new(
            Code::RequestInvalid,
            "detail",
            format!("--to {to} > {}: lantai migrate up", plan.from),
        ));
    }
    if arguments.rehearse {
        return rehearse(common.language, &path, to, consent.json);
    }
    if plan.is_rollback() {
        ask(common.language, consent, &path, &plan)?;
    }
    go(common.language, &path, to, consent.json)
}

fn undo(common: &Common, consent: &ConsentArguments) -> Result<Status, Failure> {
    let language = common.language;
    let path = common.path()?;
    let rollback = migration::status(&path)?.rollback;
    let rollback = rollback
        .ok_or_else(|| Failure::new(Code::MigrationNoRollback, "path", path.display().to_string()))?;
    let since = rollback.operations_since;
    let question = match language {
        Language::Zh => format!("将恢复 {}；回退之后的 {since} 项操作也会撤回。", rollback.migrated.before),
        Language::En => {
            format!("{} will be restored; {since} operations since go too.", rollback.migrated.before)
        }
    };
    consent.ask(language, &question, not_confirmed(&path))?;
    let session = Session::of_this_computer();
    drop(migration::undo_rollback(&path, &session, &Progress::of_work(language))?);
    let standing = migration::status(&path)?;
    tell(consent.json, || &standing, |output| show::standing(output, language, &standing))
}

fn auto(language: Language, arguments: &AutoArguments) -> Result<Status, Failure> {
    let home = Home::find();
    if let Some(setting) = arguments.setting {
        home.upgrade_by_itself(setting == Switch::On)?;
    }
    let by_itself = home.upgrades_by_itself();
    let json = || serde_json::json!({ "auto": by_itself });
    tell(arguments.json, json, |output| {
        let said = if by_itself {
            language.say("打开台账时直接升级", "ledgers are upgraded when they are opened")
        } else {
            language.say("升级之前询问", "upgrades wait for a person")
        };
        writeln!(output, "{said}")
    })
}

fn rehearse(language: Language, path: &Path, to: i64, json: bool) -> Result<Status, Failure> {
    let progress = Progress::of_work(language);
    let rehearsal: MigrationRehearsal = migration::rehearse(path, to, &progress)?;
    drop(progress);
    tell(json, || &rehearsal, |output| show::rehearsal(output, language, &rehearsal))
}

fn go(language: Language, path: &Path, to: i64, json: bool) -> Result<Status, Failure> {
    let progress = Progress::of_work(language);
    let migrated: Option<Migrated> = migration::migrate(path, to, &Session::of_this_computer(), &progress)?;
    drop(progress);
    tell(json, || &migrated, |output| show::migrated(output, language, migrated.as_ref()))
}

/// Shows what would be lost, and asks whoever sits at the terminal; a script must have said so in its
/// call.
fn ask(
    language: Language,
    consent: &ConsentArguments,
    path: &Path,
    plan: &MigrationPlan,
) -> Result<(), Failure> {
    if !consent.yes && !consent.json {
        let mut stderr = io::stderr().lock();
        show::plan(&mut stderr, language, plan)?;
    }
    consent.ask(language, "", not_confirmed(path))
}

fn not_confirmed(path: &Path) -> Failure {
    Failure::new(Code::MigrationNotConfirmed, "path", path.display().to_string())
}
