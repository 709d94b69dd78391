//! `lantai check`: whether the ledger is sound, its backups are in order, and the computer serves it.

use std::io::{self, Write};

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
use crate::output::Output;
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
    #[serde(flatten)]
    circumstances: &'check Circumstances,
    archives: &'check [ArchiveReport],
}

/// Checks everything that health is made of; a fault ends with exit status 1, what a person should
/// see to does not.
pub(crate) fn run(common: &Common, arguments: &CheckArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let home = Home::find();
    let health = look(common, &ledger, &home, arguments.quick)?;
    let mut output = Output::open();
    if arguments.json {
        let circumstances = ledger.circumstances(&home)?;
        let Health { summary, report, archives } = &health;
        let json = CheckJson { summary, report, circumstances: &circumstances, archives };
        serde_json::to_writer(&mut output, &json).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        write_items(&mut output, common.language, &health.summary.items)?;
        for report in &health.archives {
            archive::write(&mut output, common.language, report)?;
        }
    }
    output.flush()?;
    let are_whole = health.archives.iter().all(ArchiveReport::is_whole);
    let is_sound = !health.summary.is_faulty() && health.report.is_healthy() && are_whole;
    Ok(if is_sound { Status::Sound } else { Status::ErrorsInData })
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
