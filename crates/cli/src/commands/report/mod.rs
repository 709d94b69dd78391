//! `lantai report`: everything about a supplier or a project, or about all of them; the check before
//! people begin to work.

mod go_live;
mod project;
mod supplier;

use std::io::Write;
use std::path::{Path, PathBuf};

use ledger::domain::Code;
use ledger::{Ledger, Watch};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Array, Output};
use crate::progress::Progress;

use project::Projects;
use supplier::Suppliers;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum ReportCommand {
    /// 供应商档案：汇总、合同、评价、约谈各一张工作表；NAME 为全称或曾用名
    Supplier(ReportArguments),
    /// 项目档案：汇总、采购、合同、付款、结算、评价、约谈各一张工作表；NAME 为项目编码或名称
    Project(ReportArguments),
    /// 上线检查：健康检查、数量与金额、人工检查；安装或升级前后各做一次
    GoLive(go_live::GoLiveArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReportArguments {
    /// 供应商或项目
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    name: Option<String>,
    /// 全部
    #[arg(long)]
    all: bool,
    /// 写到哪个 .xlsx 文件
    #[arg(long, value_name = "FILE.xlsx", required_unless_present = "json")]
    to: Option<PathBuf>,
    /// 以 JSON 输出档案的内容
    #[arg(long)]
    json: bool,
}

impl ReportCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Supplier(arguments) | Self::Project(arguments) => arguments.json,
            Self::GoLive(arguments) => arguments.json,
        }
    }
}

pub(crate) fn run(common: &Common, command: &ReportCommand) -> Result<Status, Failure> {
    match command {
        ReportCommand::Supplier(arguments) => report::<Suppliers>(common, arguments),
        ReportCommand::Project(arguments) => report::<Projects>(common, arguments),
        ReportCommand::GoLive(arguments) => go_live::run(common, arguments),
    }
}

/// What a report is about.
trait Subject {
    /// One of them with everything about it, as programs read it.
    type File: Serialize;

    fn all(ledger: &Ledger) -> ledger::Result<Vec<i64>>;
    fn named(ledger: &Ledger, name: &str) -> ledger::Result<i64>;
    fn files(ledger: &Ledger, ids: &[i64], watch: &dyn Watch) -> ledger::Result<Vec<Self::File>>;
    fn write(ledger: &Ledger, ids: &[i64], to: &Path, watch: &dyn Watch) -> ledger::Result<u64>;
    fn written(language: Language, count: u64, to: &Path) -> String;
}

/// Writes a report to a workbook, to the standard output as JSON, or both.
fn report<S: Subject>(common: &Common, arguments: &ReportArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let ids = match &arguments.name {
        Some(name) => vec![S::named(&ledger, name)?],
        None if arguments.all => S::all(&ledger)?,
        None => return Err(Failure::new(Code::RequestInvalid, "detail", "NAME or --all")),
    };
    let watch = Progress::new(common.language);
    let mut said = None;
    if let Some(to) = &arguments.to {
        said = Some(S::written(common.language, S::write(&ledger, &ids, to, &watch)?, to));
    }
    let mut output = Output::open();
    if arguments.json {
        let files = S::files(&ledger, &ids, &watch)?;
        drop(watch);
        let mut array = Array::begin(&mut output);
        files.iter().try_for_each(|file| array.push(file))?;
        array.end()?;
    } else if let Some(said) = said {
        drop(watch);
        writeln!(output, "{said}")?;
    }
    Ok(output.flush().map(|()| Status::Sound)?)
}
