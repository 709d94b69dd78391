//! `lantai journal verify`.

use std::io::{self, Write};

use ledger::domain::journal::ChainReport;
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};

/// The report as programs read it.
#[derive(Serialize)]
struct VerifyJson<'report> {
    sound: bool,
    entries: i64,
    head: Option<&'report str>,
    broken_at: Option<i64>,
    message: Option<String>,
}

/// Verifies that no entry of the journal was edited, removed or put in between.
pub(super) fn run(common: &Common, as_json: bool) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let report = ledger.verify_journal()?;
    let sound = report.broken_at.is_none() && report.problem.is_none();
    tell(
        as_json,
        || VerifyJson {
            sound,
            entries: report.entries,
            head: report.head.as_deref(),
            broken_at: report.broken_at,
            message: message(common.language, &report),
        },
        |output| write_text(output, common.language, &report),
    )?;
    Ok(if sound { Status::Sound } else { Status::ErrorsInData })
}

fn write_text(output: &mut Output, language: Language, report: &ChainReport) -> io::Result<()> {
    if let Some(message) = message(language, report) {
        return writeln!(output, "{message}");
    }
    let entries = report.entries;
    match language {
        Language::Zh => writeln!(output, "已校验 {entries} 次操作，全部与记录相符。")?,
        Language::En => writeln!(output, "{entries} operations verified; all of them fit.")?,
    }
    let head = report.head.as_deref().unwrap_or("—");
    writeln!(output, "{} {head}", language.say("校验码", "head"))
}

fn message(language: Language, report: &ChainReport) -> Option<String> {
    let problem = report.problem.as_ref()?;
    Some(language.message(problem.code, &problem.params))
}
