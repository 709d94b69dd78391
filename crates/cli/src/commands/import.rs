//! `lantai import`.

use std::io::{self, Write};
use std::path::PathBuf;

use ledger::domain::Noun;
use ledger::domain::exchange::{Counts, ImportMode, Issue, RowAction, Severity};
use ledger::domain::plan::ImportPlan;
use ledger::domain::reading::Reading;
use ledger::import::{Import, Report, SheetsDeed};
use serde::Serialize;

use super::import_plan::PlanArguments;
use crate::Status;
use crate::arguments::{Common, kind};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::progress::Progress;
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct ImportArguments {
    /// .xlsx 工作簿或 CSV
    file: PathBuf,
    /// 文件的类别
    #[arg(long, value_parser = kind(), required_unless_present = "all_sheets")]
    kind: Option<Noun>,
    /// 导入每一张认得出的工作表，作为一次操作
    #[arg(long, conflicts_with_all = ["kind", "sheet", "errors", "header_row", "columns", "values", "cells", "leave_out"])]
    all_sheets: bool,
    /// 工作表；不给时取表头符合类别的那一张
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// 新增并更新、只新增、只更新
    #[arg(long, value_enum, default_value_t)]
    mode: Mode,
    /// 新建台账中没有的供应商
    #[arg(long)]
    create_suppliers: bool,
    /// 有错误时只导入有效行
    #[arg(long)]
    accept_valid: bool,
    /// 预演，不写入
    #[arg(long)]
    dry_run: bool,
    /// 把没有导入的行写成工作簿，错误的单元格标红并加批注
    #[arg(long, value_name = "OUT.xlsx")]
    errors: Option<PathBuf>,
    /// CSV 的编码，不给时自动识别
    #[arg(long, value_name = "ENCODING", value_parser = ["utf-8", "gb18030"])]
    encoding: Option<String>,
    #[command(flatten)]
    plan: PlanArguments,
    /// 以 JSON 输出结果
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which records an import may touch.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Mode {
    #[default]
    Upsert,
    Insert,
    Update,
}

impl From<Mode> for ImportMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Upsert => Self::Upsert,
            Mode::Insert => Self::Insert,
            Mode::Update => Self::Update,
        }
    }
}

/// The report as programs read it.
#[derive(Serialize)]
struct ReportJson<'report> {
    file: &'report str,
    sha256: &'report str,
    kind: Noun,
    dry_run: bool,
    committed: bool,
    journal_seq: Option<i64>,
    counts: &'report Counts,
    issues: Vec<IssueJson<'report>>,
    rows: Vec<RowJson<'report>>,
}

/// The reports of several sheets, as programs read them.
#[derive(Serialize)]
struct SheetsJson<'report> {
    file: Option<&'report str>,
    sha256: Option<&'report str>,
    dry_run: bool,
    committed: bool,
    journal_seq: Option<i64>,
    /// In the order in which they were imported.
    sheets: Vec<ReportJson<'report>>,
}

#[derive(Serialize)]
struct IssueJson<'report> {
    sheet: &'report str,
    row: u32,
    column: Option<&'report str>,
    value: Option<&'report str>,
    code: &'static str,
    severity: Severity,
    message: String,
}

#[derive(Serialize)]
struct RowJson<'a> {
    row: u32,
    /// The month of the record, of a table with a column for each.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    action: RowAction,
    key: Option<String>,
}

/// Imports a file, or rehearses it, and tells what became of each row.
pub(crate) fn run(common: &Common, arguments: &ImportArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let session = ledger.session();
    let watch = Progress::new(common.language);
    let file = ledger.open_file(&arguments.file, arguments.encoding.as_deref(), &watch)?;
    let plan = arguments.plan.complete(&ledger, &file, arguments.plan())?;
    if arguments.all_sheets {
        let imports = ledger.plan_sheets(&file, &plan)?;
        let reports = ledger.import_sheets(session, &imports, arguments.deed(), &watch)?;
        drop(watch);
        return tell_sheets(common.language, arguments, &reports);
    }
    let import = ledger.plan_import(&file, plan)?;
    let report = if arguments.dry_run {
        ledger.rehearse_import(session, &import, &watch)?
    } else {
        ledger.commit_import(session, &import, arguments.accept_valid, &watch)?
    };
    drop(watch);
    if let Some(to) = &arguments.errors {
        write_errors(common.language, &import, &report, to)?;
    }
    tell(
        arguments.json,
        || report_json(common.language, arguments.dry_run, &report),
        |output| write_text(output, common.language, arguments.dry_run, &report),
    )?;
    Ok(status(&report))
}

fn tell_sheets(
    language: Language,
    arguments: &ImportArguments,
    reports: &[Report],
) -> Result<Status, Failure> {
    let dry_run = arguments.dry_run;
    tell(
        arguments.json,
        || sheets_json(language, dry_run, reports),
        |output| reports.iter().try_for_each(|report| write_text(output, language, dry_run, report)),
    )?;
    let wrong = reports.iter().any(|report| status(report) == Status::ErrorsInData);
    Ok(if wrong { Status::ErrorsInData } else { Status::Sound })
}

/// Writes the error workbook; without a row that is wrong there is none.
fn write_errors(
    language: Language,
    import: &Import,
    report: &Report,
    to: &std::path::Path,
) -> Result<(), Failure> {
    if status(report) == Status::ErrorsInData {
        import.write_errors(report, to, &|issue| message(language, issue))?;
    }
    Ok(())
}

/// A row that is wrong, or that somebody else changed since, is an error in the data.
fn status(report: &Report) -> Status {
    let counts = &report.summary.counts;
    if counts.error + counts.conflict > 0 { Status::ErrorsInData } else { Status::Sound }
}

impl ImportArguments {
    fn deed(&self) -> SheetsDeed {
        match (self.dry_run, self.accept_valid) {
            (true, _) => SheetsDeed::Rehearse,
            (false, false) => SheetsDeed::CommitAll,
            (false, true) => SheetsDeed::CommitValid,
        }
    }

    fn plan(&self) -> ImportPlan {
        ImportPlan {
            reading: Reading::of(self.kind, self.sheet.as_deref()),
            mode: self.mode.into(),
            create_suppliers: self.create_suppliers,
            ..ImportPlan::default()
        }
    }
}

fn sheets_json(language: Language, dry_run: bool, reports: &[Report]) -> SheetsJson<'_> {
    let first = reports.first().map(|report| &report.summary);
    SheetsJson {
        file: first.map(|summary| summary.file.as_str()),
        sha256: first.map(|summary| summary.sha256.as_str()),
        dry_run,
        committed: first.is_some_and(|summary| summary.committed),
        journal_seq: first.and_then(|summary| summary.journal_seq),
        sheets: reports.iter().map(|report| report_json(language, dry_run, report)).collect(),
    }
}

fn report_json(language: Language, dry_run: bool, report: &Report) -> ReportJson<'_> {
    let summary = &report.summary;
    ReportJson {
        file: &summary.file,
        sha256: &summary.sha256,
        kind: summary.kind,
        dry_run,
        committed: summary.committed,
        journal_seq: summary.journal_seq,
        counts: &summary.counts,
        issues: report.issues.iter().map(|issue| issue_json(language, issue)).collect(),
        rows: report
            .rows
            .iter()
            .map(|row| RowJson {
                row: row.row,
                column: row.column.and_then(|at| Some(summary.columns.get(at as usize)?.label.as_str())),
                action: row.action,
                key: row.key,
            })
            .collect(),
    }
}

fn issue_json(language: Language, issue: &Issue) -> IssueJson<'_> {
    IssueJson {
        sheet: &issue.sheet,
        row: issue.row,
        column: issue.column.as_deref(),
        value: issue.value.as_deref(),
        code: issue.code.as_str(),
        severity: issue.severity,
        message: message(language, issue),
    }
}

fn message(language: Language, issue: &Issue) -> String {
    issue.message(language == Language::En)
}

fn write_text(output: &mut Output, language: Language, dry_run: bool, report: &Report) -> io::Result<()> {
    let summary = &report.summary;
    writeln!(output, "{} · {} · {}", summary.file, summary.sheet, language.noun(summary.kind))?;
    write_counts(output, language, &summary.counts)?;
    write_issues(output, language, &report.issues)?;
    if let Some(earlier) = &summary.already_imported {
        let told = language.say("同一文件已导入过：", "This very file was imported before: ");
        writeln!(output, "{told}#{} {} {}", earlier.seq, earlier.at, earlier.actor)?;
    }
    let told = match (summary.committed, dry_run) {
        (true, _) => language.say("已导入。", "Imported."),
        (false, true) => language.say("预演完毕，没有写入任何内容。", "Rehearsed; nothing was written."),
        (false, false) => language.say("没有导入任何内容。", "Nothing was imported."),
    };
    match summary.journal_seq {
        Some(seq) => writeln!(output, "{told} {} #{seq}", language.say("操作日志", "Journal")),
        None => writeln!(output, "{told}"),
    }
}

fn write_counts(output: &mut Output, language: Language, counts: &Counts) -> io::Result<()> {
    let labelled = [
        (language.say("新增", "insert"), counts.insert),
        (language.say("更新", "update"), counts.update),
        (language.say("未变", "unchanged"), counts.unchanged),
        (language.say("冲突", "conflict"), counts.conflict),
        (language.say("错误", "error"), counts.error),
        (language.say("跳过", "skipped"), counts.skipped),
    ];
    let told: Vec<String> = labelled.iter().map(|(label, count)| format!("{label} {count}")).collect();
    writeln!(output, "{}", told.join("  "))
}

fn write_issues(output: &mut Output, language: Language, issues: &[Issue]) -> io::Result<()> {
    if issues.is_empty() {
        return Ok(());
    }
    let columns = vec![
        Column::right(language.say("行", "row")),
        Column::left(language.say("列", "column")),
        Column::left(language.say("内容", "value")),
        Column::left(language.say("级别", "severity")),
        Column::left(language.say("代码", "code")),
        Column::unbounded(language.say("说明", "message")),
    ];
    let rows: Vec<Vec<String>> = issues.iter().map(|issue| issue_cells(language, issue)).collect();
    Table::new(columns).write(output, &rows)
}

fn issue_cells(language: Language, issue: &Issue) -> Vec<String> {
    let severity = match issue.severity {
        Severity::Error => language.say("错误", "error"),
        Severity::Warning => language.say("警告", "warning"),
    };
    vec![
        issue.row.to_string(),
        issue.column.clone().unwrap_or_default(),
        issue.value.clone().unwrap_or_default(),
        severity.to_owned(),
        issue.code.as_str().to_owned(),
        message(language, issue),
    ]
}
