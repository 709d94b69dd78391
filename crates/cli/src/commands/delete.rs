//! `lantai delete`.

use std::io::{self, Write};

use ledger::Ledger;
use ledger::domain::deletion::{DeletionRecord, DeletionReport, NamedRecord, Referrers, Refusal};
use ledger::domain::selection::{RecordVersion, Selection};
use ledger::domain::{Code, Noun};
use serde::Serialize;

use crate::Status;
use crate::arguments::{Common, kind};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};

#[derive(Debug, clap::Args)]
pub(crate) struct DeleteArguments {
    /// 记录的类别
    #[arg(value_parser = kind())]
    kind: Noun,
    /// 编号；供应商也可用名称，结算和履约评价用合同编号，约谈记录用“供应商名称 日期”
    #[arg(value_name = "CODE", required = true)]
    codes: Vec<String>,
    /// 预演，不删除
    #[arg(long)]
    dry_run: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

/// The report as programs read it.
#[derive(Serialize)]
struct DeletionJson<'report> {
    dry_run: bool,
    journal_seq: Option<i64>,
    deleted: i64,
    refused: i64,
    records: Vec<RecordJson<'report>>,
}

#[derive(Serialize)]
struct RecordJson<'report> {
    key: &'report str,
    name: &'report str,
    deleted: bool,
    /// Why it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    referrers: Vec<ReferrersJson<'report>>,
}

#[derive(Serialize)]
struct ReferrersJson<'report> {
    kind: Noun,
    count: i64,
    first: Vec<&'report str>,
}

/// Deletes the named records, or tells what deleting them would do.
///
/// A code that means nothing, or more than one record, is refused like any other record.
pub(crate) fn run(common: &Common, arguments: &DeleteArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let session = ledger.session();
    let (meant, unclear) = meant(&ledger, arguments)?;
    let as_it_is = |id| RecordVersion { id, revision: None };
    let selection = Selection::Records(meant.into_iter().map(as_it_is).collect());
    let mut report = if arguments.dry_run {
        ledger.rehearse_deletion(session, arguments.kind, &selection)?
    } else {
        ledger.delete_records(session, arguments.kind, &selection)?
    };
    report.refused += i64::try_from(unclear.len()).unwrap_or_default();
    report.records.splice(0..0, unclear);
    tell(
        arguments.json,
        || json(arguments.dry_run, &report),
        |output| write_text(output, common.language, arguments.dry_run, &report),
    )?;
    Ok(if report.refused == 0 { Status::Sound } else { Status::ErrorsInData })
}

/// Finds what the codes mean; each record once, and what is unclear as refused.
fn meant(ledger: &Ledger, arguments: &DeleteArguments) -> Result<(Vec<i64>, Vec<DeletionRecord>), Failure> {
    let mut meant: Vec<i64> = Vec::new();
    let mut unclear = Vec::new();
    for code in &arguments.codes {
        match ledger.records_meant(arguments.kind, code)?.as_slice() {
            [id] if meant.contains(id) => {}
            [id] => meant.push(*id),
            [] => unclear.push(refused(code, Code::RecordNotFound)),
            _ => unclear.push(refused(code, Code::RecordAmbiguous)),
        }
    }
    Ok((meant, unclear))
}

fn refused(key: &str, code: Code) -> DeletionRecord {
    DeletionRecord {
        record: NamedRecord { id: 0, key: key.to_owned(), name: String::new() },
        refusal: Some(Refusal { code, referrers: Vec::new() }),
    }
}

fn json(dry_run: bool, report: &DeletionReport) -> DeletionJson<'_> {
    DeletionJson {
        dry_run,
        journal_seq: report.seq,
        deleted: report.deleted,
        refused: report.refused,
        records: report.records.iter().map(record_json).collect(),
    }
}

fn record_json(record: &DeletionRecord) -> RecordJson<'_> {
    let referrers = record.refusal.iter().flat_map(|refusal| &refusal.referrers);
    RecordJson {
        key: &record.record.key,
        name: &record.record.name,
        deleted: record.refusal.is_none(),
        code: record.refusal.as_ref().map(|refusal| refusal.code),
        referrers: referrers
            .map(|of| ReferrersJson {
                kind: of.noun,
                count: of.count,
                first: of.first.iter().map(|record| record.key.as_str()).collect(),
            })
            .collect(),
    }
}

fn write_text(
    output: &mut Output,
    language: Language,
    dry_run: bool,
    report: &DeletionReport,
) -> io::Result<()> {
    for record in &report.records {
        let NamedRecord { key, name, .. } = &record.record;
        match &record.refusal {
            None => writeln!(output, "{}  {key} {name}", language.say("删除", "deleted"))?,
            Some(refusal) => writeln!(
                output,
                "{}  {key} {name}  {}",
                language.say("保留", "kept"),
                reason(language, key, refusal)
            )?,
        }
    }
    match language {
        Language::Zh => writeln!(output, "删除 {} 条，保留 {} 条", report.deleted, report.refused)?,
        Language::En => writeln!(output, "{} deleted, {} kept", report.deleted, report.refused)?,
    }
    match (report.seq, dry_run) {
        (Some(seq), _) => writeln!(output, "{} #{seq}", language.say("操作日志", "journal")),
        (None, true) => {
            writeln!(output, "{}", language.say("预演完毕，没有删除。", "Rehearsed; nothing was deleted."))
        }
        (None, false) => Ok(()),
    }
}

/// Says why a record stays, naming what refers to it.
fn reason(language: Language, key: &str, refusal: &Refusal) -> String {
    let referring = refusal.referrers.iter().map(|of| (of.noun.to_string(), referring(language, of)));
    let own = [("value", key), ("key", key)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    language.message(refusal.code, &referring.chain(own).collect())
}

fn referring(language: Language, of: &Referrers) -> String {
    let keys: Vec<&str> = of.first.iter().map(|record| record.key.as_str()).collect();
    format!("{} × {}", keys.join(language.say("、", ", ")), of.count)
}
