//! What `lantai` is called with.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use ledger::domain::Noun;

use crate::commands::{
    backup, check, delete, diagnose, evaluation, export, import, imports, init, journal, layouts, list,
    migrate, recover, report, settings, supplier, template, todo, upkeep, user,
};
use crate::failure::Failure;
use crate::language::Language;
use crate::{Status, commands};

/// 兰台：供应商与合同台账的命令行
///
/// 结果写到标准输出，提示写到标准错误，均为 UTF-8。退出状态：0 没有问题；1 命令已执行，数据中有错误；
/// 2 文件、台账或命令本身不能用。
#[derive(Debug, Parser)]
#[command(name = "lantai", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// 台账文件；不给时用 LANTAI_LEDGER，再不然用窗口上次打开的台账
    #[arg(long, value_name = "FILE", env = "LANTAI_LEDGER", hide_env_values = true, global = true)]
    pub(crate) ledger: Option<PathBuf>,
    /// 以哪个账号执行；台账启用账号后，读写台账都需要。密码由环境变量 LANTAI_PASSWORD 给出，或在提示时输入
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) user: Option<String>,
    /// 提示所用的语言
    #[arg(long = "lang", value_enum, default_value_t, global = true)]
    pub(crate) language: Language,
}

/// What a command is called with that shows one thing.
#[derive(Debug, clap::Args)]
pub(crate) struct JsonArguments {
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 新建一个空台账；文件已存在时拒绝
    Init,
    /// 导入工作簿或 CSV
    Import(import::ImportArguments),
    /// 导入历史：列出，另存原文件
    #[command(subcommand)]
    Imports(imports::ImportsCommand),
    /// 导出为 .xlsx 或 .csv
    Export(export::ExportArguments),
    /// 窗口里保存的导出格式，供 export --layout 使用
    Layouts(layouts::LayoutsArguments),
    /// 保存导入模板
    Template(template::TemplateArguments),
    /// 列出记录
    List(list::ListArguments),
    /// 删除记录；被引用的保留，并说明被谁引用
    Delete(delete::DeleteArguments),
    /// 档案与报告：一家或所有供应商，一个或所有项目；上线检查
    #[command(subcommand)]
    Report(report::ReportCommand),
    /// 供应商：合并
    #[command(subcommand)]
    Supplier(supplier::SupplierCommand),
    /// 履约评价：应评未评、得分差异、试算
    #[command(subcommand)]
    Evaluation(evaluation::EvaluationCommand),
    /// 操作日志：查看、撤销、校验
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    /// 待办事项，按轻重排列；与首页相同
    Todo(todo::TodoArguments),
    /// 设置：预警比例、提醒天数、评分权重、等级区间
    #[command(subcommand)]
    Settings(settings::SettingsCommand),
    /// 账号：列出，重置密码
    #[command(subcommand)]
    User(user::UserCommand),
    /// 备份：创建、列出、校验、清理、演练、设置
    #[command(subcommand)]
    Backup(backup::BackupCommand),
    /// 升级与回退：查看、演练、升级、回退台账的结构
    #[command(subcommand)]
    Migrate(migrate::MigrateCommand),
    /// 修复损坏的台账：能读出的记录全部救回，并逐条说明丢了什么
    Recover(recover::RecoverArguments),
    /// 运维记录：故障、变更、演练
    #[command(subcommand)]
    Upkeep(upkeep::UpkeepCommand),
    /// 健康检查：文件、引用、操作日志、备份、归档、磁盘等，逐项说明；有故障时退出状态为 1
    Check(check::CheckArguments),
    /// 诊断包：日志、健康检查、版本和数量，不含台账内容，交给运维
    Diagnose(diagnose::DiagnoseArguments),
}

impl Command {
    pub(crate) fn run(self, common: &Common) -> Result<Status, Failure> {
        match self {
            Self::Init => init::run(common),
            Self::Import(arguments) => commands::import::run(common, &arguments),
            Self::Imports(command) => imports::run(common, &command),
            Self::Export(arguments) => commands::export::run(common, &arguments),
            Self::Layouts(arguments) => commands::layouts::run(common, &arguments),
            Self::Template(arguments) => commands::template::run(common, &arguments),
            Self::List(arguments) => commands::list::run(common, &arguments),
            Self::Delete(arguments) => commands::delete::run(common, &arguments),
            Self::Report(command) => commands::report::run(common, &command),
            Self::Supplier(command) => commands::supplier::run(common, &command),
            Self::Evaluation(command) => commands::evaluation::run(common, &command),
            Self::Journal(command) => commands::journal::run(common, &command),
            Self::Todo(arguments) => commands::todo::run(common, &arguments),
            Self::Settings(command) => commands::settings::run(common, &command),
            Self::User(command) => user::run(common, &command),
            Self::Backup(command) => commands::backup::run(common, &command),
            Self::Migrate(command) => migrate::run(common, &command),
            Self::Recover(arguments) => recover::run(common, &arguments),
            Self::Upkeep(command) => commands::upkeep::run(common, &command),
            Self::Check(arguments) => commands::check::run(common, &arguments),
            Self::Diagnose(arguments) => diagnose::run(common, &arguments),
        }
    }

    /// Returns the name of the command, without anything that it was given: for the log.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Init => "init",
            Self::Import(_) => "import",
            Self::Imports(_) => "imports",
            Self::Export(_) => "export",
            Self::Layouts(_) => "layouts",
            Self::Template(_) => "template",
            Self::List(_) => "list",
            Self::Delete(_) => "delete",
            Self::Report(_) => "report",
            Self::Supplier(_) => "supplier",
            Self::Evaluation(_) => "evaluation",
            Self::Journal(_) => "journal",
            Self::Todo(_) => "todo",
            Self::Settings(_) => "settings",
            Self::User(_) => "user",
            Self::Backup(_) => "backup",
            Self::Migrate(_) => "migrate",
            Self::Recover(_) => "recover",
            Self::Upkeep(_) => "upkeep",
            Self::Check(_) => "check",
            Self::Diagnose(_) => "diagnose",
        }
    }

    /// Whether results and failures are to be read by a program.
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Init | Self::Export(_) | Self::Template(_) => false,
            Self::Import(arguments) => arguments.json,
            Self::Imports(command) => command.wants_json(),
            Self::Layouts(arguments) => arguments.json,
            Self::List(arguments) => arguments.json,
            Self::Delete(arguments) => arguments.json,
            Self::Report(command) => command.wants_json(),
            Self::Supplier(command) => command.wants_json(),
            Self::Evaluation(command) => command.wants_json(),
            Self::Journal(command) => command.wants_json(),
            Self::Todo(arguments) => arguments.json,
            Self::Settings(command) => command.wants_json(),
            Self::User(command) => command.wants_json(),
            Self::Backup(command) => command.wants_json(),
            Self::Migrate(command) => command.wants_json(),
            Self::Recover(arguments) => arguments.json,
            Self::Upkeep(command) => command.wants_json(),
            Self::Check(arguments) => arguments.json,
            Self::Diagnose(arguments) => arguments.json,
        }
    }
}

/// Reads the English name of a kind of record.
pub(crate) fn kind() -> impl TypedValueParser<Value = Noun> {
    let names = Noun::ALL.iter().map(|noun| noun.name());
    PossibleValuesParser::new(names).try_map(|name| Noun::from_name(&name).ok_or("unknown kind"))
}
