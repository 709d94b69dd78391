//! `lantai report`: everything about a supplier, or about all of them.

use std::io::{self, Write};
use std::path::PathBuf;

use ledger::Ledger;
use ledger::domain::date::Date;
use ledger::domain::detail::SupplierDetail;
use ledger::domain::{Code, Score};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::progress::Progress;
use crate::record::{ContractRecord, EvaluationRecord, InterviewRecord, SupplierRecord};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum ReportCommand {
    /// 供应商档案：汇总、合同、评价、约谈各一张工作表
    Supplier(SupplierArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct SupplierArguments {
    /// 供应商，全称或曾用名
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    name: Option<String>,
    /// 所有供应商
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
            Self::Supplier(arguments) => arguments.json,
        }
    }
}

pub(crate) fn run(common: &Common, command: &ReportCommand) -> Result<Status, Failure> {
    match command {
        ReportCommand::Supplier(arguments) => supplier(common, arguments),
    }
}

/// A supplier with everything about it, as programs read it.
#[derive(Serialize)]
struct SupplierFile {
    #[serde(flatten)]
    supplier: SupplierRecord,
    status_on: Option<Date>,
    status_reason: Option<String>,
    contracts_undertaken: Vec<ContractRecord>,
    evaluations: Vec<EvaluationRecord>,
    trend: Vec<YearRecord>,
    interviews_held: Vec<InterviewRecord>,
}

#[derive(Serialize)]
struct YearRecord {
    year: u16,
    score: Score,
}

impl From<SupplierDetail> for SupplierFile {
    fn from(detail: SupplierDetail) -> Self {
        let record = detail.supplier.record;
        let years = detail.trend.into_iter();
        Self {
            supplier: detail.row.into(),
            status_on: record.status_on,
            status_reason: record.status_reason,
            contracts_undertaken: detail.contracts.into_iter().map(Into::into).collect(),
            evaluations: detail.evaluations.into_iter().map(Into::into).collect(),
            trend: years.map(|one| YearRecord { year: one.year, score: one.score }).collect(),
            interviews_held: detail.interviews.into_iter().map(Into::into).collect(),
        }
    }
}

/// Writes the report to a workbook, to the standard output as JSON, or both.
fn supplier(common: &Common, arguments: &SupplierArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let ids = suppliers(&ledger, arguments)?;
    let watch = Progress::new(common.language);
    let written = match &arguments.to {
        Some(to) => Some(ledger.report_suppliers(&ids, to, &watch)?),
        None => None,
    };
    let mut output = Output::open();
    if arguments.json {
        let files: Vec<SupplierFile> =
            ledger.supplier_files(&ids, &watch)?.into_iter().map(Into::into).collect();
        drop(watch);
        write_json(&mut output, &files)?;
    } else if let (Some(written), Some(to)) = (written, &arguments.to) {
        drop(watch);
        let path = to.display();
        match common.language {
            Language::Zh => writeln!(output, "已写出 {written} 家供应商的档案到 {path}")?,
            Language::En => writeln!(output, "{written} supplier files written to {path}")?,
        }
    }
    Ok(output.flush().map(|()| Status::Sound)?)
}

fn suppliers(ledger: &Ledger, arguments: &SupplierArguments) -> Result<Vec<i64>, Failure> {
    match &arguments.name {
        Some(name) => Ok(vec![ledger.supplier_named(name)?]),
        None if arguments.all => Ok(ledger.all_suppliers()?),
        None => Err(Failure::new(Code::RequestInvalid, "detail", "NAME or --all")),
    }
}

/// Writes one array, a supplier per line.
fn write_json(output: &mut Output, files: &[SupplierFile]) -> io::Result<()> {
    for (number, file) in files.iter().enumerate() {
        output.write_all(if number == 0 { b"[\n  " } else { b",\n  " })?;
        serde_json::to_writer(&mut *output, file)?;
    }
    output.write_all(if files.is_empty() { b"[]\n" } else { b"\n]\n" })
}
