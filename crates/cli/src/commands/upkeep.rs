//! `lantai upkeep`: the faults, changes and drills that a site writes down.

use std::io::Write;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use ledger::domain::upkeep::{
    ChangeRow, DrillRecord, DrillRow, Incident, IncidentRow, SystemChange, UpkeepKind, UpkeepQuery,
};
use ledger::upkeep::Kept;
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{say, tell};
use crate::progress::Progress;
use crate::table::{Column, Table};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum UpkeepCommand {
    /// 列出故障 incident、变更 change 或演练 drill，新的在前
    List(ListArguments),
    /// 导出为工作簿：故障、变更、演练各一张工作表
    Export(ExportArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArguments {
    #[arg(value_name = "incident|change|drill", value_parser = kind())]
    kind: UpkeepKind,
    #[command(flatten)]
    which: Which,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArguments {
    /// 写到哪个 .xlsx 文件
    #[arg(long, value_name = "FILE.xlsx")]
    to: PathBuf,
    #[command(flatten)]
    which: Which,
}

/// Which records are asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
struct Which {
    /// 只要这一年的
    #[arg(long, value_name = "YEAR")]
    year: Option<i16>,
    /// 只要未关闭的：未复盘的故障、未验证也未回退的变更
    #[arg(long, conflicts_with = "closed")]
    open: bool,
    /// 只要已关闭的
    #[arg(long)]
    closed: bool,
}

impl Which {
    const fn query(self) -> UpkeepQuery {
        let open = match (self.open, self.closed) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            (false, false) => None,
        };
        UpkeepQuery { year: self.year, open, ..UpkeepQuery::ALL }
    }
}

impl UpkeepCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::List(arguments) => arguments.json,
            Self::Export(_) => false,
        }
    }
}

pub(crate) fn run(common: &Common, command: &UpkeepCommand) -> Result<Status, Failure> {
    match command {
        UpkeepCommand::List(arguments) => match arguments.kind {
            UpkeepKind::Incident => list::<Incident>(common, arguments),
            UpkeepKind::Change => list::<SystemChange>(common, arguments),
            UpkeepKind::Drill => list::<DrillRecord>(common, arguments),
        },
        UpkeepCommand::Export(arguments) => export(common, arguments),
    }
}

/// How the command line shows a record.
trait Shown: Serialize {
    fn columns(language: Language) -> Vec<Column>;
    fn cells(&self) -> Vec<String>;
}

fn list<T: Kept<Row: Shown>>(common: &Common, arguments: &ListArguments) -> Result<Status, Failure> {
    let page = common.open()?.list_upkeep::<T>(&arguments.which.query())?;
    tell(
        arguments.json,
        || &page.rows,
        |output| {
            if page.rows.is_empty() {
                return writeln!(output, "{}", common.language.say("没有这样的记录。", "No such record."));
            }
            let rows: Vec<Vec<String>> = page.rows.iter().map(Shown::cells).collect();
            Table::new(T::Row::columns(common.language)).write(output, &rows)
        },
    )
}

fn export(common: &Common, arguments: &ExportArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let watch = Progress::new(common.language);
    let count = ledger.export_upkeep(&arguments.which.query(), &arguments.to, &watch)?;
    drop(watch);
    let to = arguments.to.display();
    match common.language {
        Language::Zh => say(format_args!("已导出 {count} 条运维记录：{to}")),
        Language::En => say(format_args!("{count} upkeep records exported: {to}")),
    }
}

impl Shown for IncidentRow {
    fn columns(language: Language) -> Vec<Column> {
        vec![
            Column::left(language.say("等级", "level")),
            Column::left(language.say("发现时间", "found")),
            Column::left(language.say("进展", "stage")),
            Column::right(language.say("处置用时(分钟)", "minutes")),
            Column::left(language.say("处置人", "handled by")),
            Column::unbounded(language.say("标题", "title")),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let incident = &self.incident;
        vec![
            incident.level.to_string(),
            incident.found_at.to_string(),
            self.stage.to_string(),
            self.minutes_to_handle.map(|minutes| minutes.to_string()).unwrap_or_default(),
            incident.handled_by.clone().unwrap_or_default(),
            incident.title.clone(),
        ]
    }
}

impl Shown for ChangeRow {
    fn columns(language: Language) -> Vec<Column> {
        vec![
            Column::left(language.say("申请时间", "applied")),
            Column::left(language.say("进展", "stage")),
            Column::left(language.say("实施时间", "done")),
            Column::left(language.say("实施人", "done by")),
            Column::unbounded(language.say("标题", "title")),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let change = &self.change;
        vec![
            change.applied_at.to_string(),
            self.stage.to_string(),
            change.done_at.map(|at| at.to_string()).unwrap_or_default(),
            change.done_by.clone().unwrap_or_default(),
            change.title.clone(),
        ]
    }
}

impl Shown for DrillRow {
    fn columns(language: Language) -> Vec<Column> {
        vec![
            Column::left(language.say("演练类型", "kind")),
            Column::left(language.say("演练时间", "held")),
            Column::left(language.say("演练人", "by")),
            Column::left(language.say("演练结果", "result")),
            Column::right(language.say("用时(秒)", "seconds")),
            Column::unbounded(language.say("演练内容", "scope")),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let drill = &self.drill;
        vec![
            drill.kind.to_string(),
            drill.held_at.to_string(),
            drill.held_by.clone(),
            drill.result.to_string(),
            drill.seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
            drill.scope.clone(),
        ]
    }
}

fn kind() -> impl TypedValueParser<Value = UpkeepKind> {
    let names = UpkeepKind::ALL.iter().map(|kind| kind.name());
    PossibleValuesParser::new(names).try_map(|name| UpkeepKind::from_name(&name).ok_or("unknown kind"))
}
