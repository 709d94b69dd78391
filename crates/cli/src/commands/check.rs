//! `lantai check`: whether the ledger is sound, its backups are in order, and the computer serves it.

use std::io::{self, Write};

use ledger::domain::access::{TamperFinding, TamperKind, Tampering};
use ledger::domain::archive::ArchiveReport;
use ledger::domain::health::{Aspect, HealthItem, HealthReport, HealthState, HealthSummary};
use ledger::health::{Circumstances, Health};
use ledger::{Home, Ledger};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::commands::backup::archive;
use crate::commands::journal::instant;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::progress::Progress;
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArguments {
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
    /// 只看马上能知道的：不读整个文件、日志和归档
    #[arg(long)]
    quick: bool,
}

#[derive(Serialize)]
struct CheckJson<'check> {
    #[serde(flatten)]
    summary: &'check HealthSummary,
    #[serde(flatten)]
    report: &'check HealthReport,
    /// What only programs are told.
    #[serde(flatten)]
    circumstances: Option<Circumstances>,
    archives: &'check [ArchiveReport],
    tampering: Option<&'check Tampering>,
}

/// Checks everything that health is made of; a fault ends with exit status 1, what a person should
/// see to does not.
pub(crate) fn run(common: &Common, arguments: &CheckArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let home = Home::find();
    let health = look(common, &ledger, &home, arguments.quick)?;
    let tampering = ledger.tampering();
    let circumstances = arguments.json.then(|| ledger.circumstances(&home)).transpose()?;
    let Health { summary, report, archives } = &health;
    tell(
        arguments.json,
        || CheckJson { summary, report, circumstances, archives, tampering: tampering.as_ref() },
        |output| write_text(output, common.language, &health, tampering.as_ref()),
    )?;
    let are_whole = archives.iter().all(ArchiveReport::is_whole);
    let is_sound = !summary.is_faulty() && report.is_healthy() && are_whole;
    Ok(if is_sound { Status::Sound } else { Status::ErrorsInData })
}

fn write_text(
    output: &mut Output,
    language: Language,
    health: &Health,
    tampering: Option<&Tampering>,
) -> io::Result<()> {
    write_items(output, language, &health.summary.items)?;
    for finding in tampering.iter().flat_map(|tampering| &tampering.findings) {
        writeln!(output, "{}", found(language, finding))?;
    }
    health.archives.iter().try_for_each(|report| archive::write(output, language, report))
}

fn look(common: &Common, ledger: &Ledger, home: &Home, quick: bool) -> Result<Health, Failure> {
    if !quick {
        return Ok(ledger.check_everything(home, None, &Progress::of_work(common.language))?);
    }
    let summary = ledger.look_at_health(home, None)?;
    Ok(Health { summary, report: HealthReport { checks: Vec::new() }, archives: Vec::new() })
}

/// Writes what health is made of, a line each.
pub(crate) fn write_items(output: &mut Output, language: Language, items: &[HealthItem]) -> io::Result<()> {
    let table = Table::new(vec![
        Column::left(language.say("项目", "item")),
        Column::left(language.say("状态", "state")),
        Column::unbounded(language.say("说明", "what it says")),
    ]);
    let row = |item: &HealthItem| {
        vec![
            label(language, item.name).to_owned(),
            word(language, item.state).to_owned(),
            said(language, item),
        ]
    };
    table.write(output, &items.iter().map(row).collect::<Vec<_>>())
}

/// Says in words what was changed by something else than the program.
fn found(language: Language, finding: &TamperFinding) -> String {
    let seq = finding.seq.map(|seq| seq.to_string()).unwrap_or_default();
    let name = finding.value.as_deref().unwrap_or_default();
    match language {
        Language::Zh => match finding.kind {
            TamperKind::EntryEdited => format!("操作日志第 {seq} 号的内容被改动过。"),
            TamperKind::EntryMissing => format!("操作日志第 {seq} 号附近有操作被删除或移动。"),
            TamperKind::JournalCut => format!("操作日志从第 {seq} 号起不见了，或文件被换成了另一份。"),
            TamperKind::AccountEdited => format!("账号“{name}”被改动过。"),
            TamperKind::AccessEdited => "使用方式、闲置锁定或功能开关被改动过。".to_owned(),
        },
        Language::En => match finding.kind {
            TamperKind::EntryEdited => format!("Entry {seq} of the journal is not what was written."),
            TamperKind::EntryMissing => format!("Entries of the journal near {seq} were removed or moved."),
            TamperKind::JournalCut => {
                format!("The journal is gone from entry {seq} on, or the file is another one.")
            }
            TamperKind::AccountEdited => format!("The account “{name}” was changed."),
            TamperKind::AccessEdited => {
                "The way of working, the idle lock or a feature switch was changed.".to_owned()
            }
        },
    }
}

fn said(language: Language, item: &HealthItem) -> String {
    let mut params = item.params.clone();
    if let Some(at) = params.get_mut("at") {
        *at = instant(at);
    }
    language.message(item.code, &params)
}

const fn word(language: Language, state: HealthState) -> &'static str {
    let english = match state {
        HealthState::Ok => "ok",
        HealthState::Attention => "attention",
        HealthState::Fault => "fault",
        HealthState::Unknown => "unknown",
    };
    language.say(state.label(), english)
}

const fn label(language: Language, name: Aspect) -> &'static str {
    let english = match name {
        Aspect::Integrity => "file integrity",
        Aspect::References => "references between records",
        Aspect::Journal => "chain of the journal",
        Aspect::Derived => "progress and search words",
        Aspect::Trust => "changed by others",
        Aspect::Backup => "last backup",
        Aspect::Places => "backup places",
        Aspect::Archive => "journal archive",
        Aspect::Drill => "drill",
        Aspect::Disk => "disk space",
        Aspect::Size => "size of the ledger",
        Aspect::Clock => "clock",
        Aspect::Slow => "slow commands",
        Aspect::Errors => "internal errors",
        Aspect::Program => "program version",
        Aspect::Sqlite => "SQLite version",
        Aspect::WebView => "web view version",
    };
    language.say(name.label(), english)
}
