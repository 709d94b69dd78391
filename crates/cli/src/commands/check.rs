//! `lantai check`: whether the ledger is sound.

use std::io::{self, Write};

use ledger::domain::archive::ArchiveReport;
use ledger::domain::health::{Check, CheckResult, HealthReport};
use ledger::health::Circumstances;
use ledger::{Home, Session};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::commands::backup::archive;
use crate::commands::journal::instant;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::progress::Progress;

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArguments {
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Serialize)]
struct CheckJson<'check> {
    #[serde(flatten)]
    report: &'check HealthReport,
    #[serde(flatten)]
    circumstances: &'check Circumstances,
    archives: &'check [ArchiveReport],
}

/// Checks the ledger and the archives of its journal; a fault ends with exit status 1.
pub(crate) fn run(common: &Common, arguments: &CheckArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let report = ledger.check_health(&Session::of_this_computer())?;
    let (home, progress) = (Home::find(), Progress::of_bytes(common.language));
    let circumstances = ledger.circumstances(&home)?;
    let archives = ledger.inspect_archives(&home, &progress)?;
    drop(progress);
    let mut output = Output::open();
    if arguments.json {
        let json = CheckJson { report: &report, circumstances: &circumstances, archives: &archives };
        serde_json::to_writer(&mut output, &json).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        for result in &report.checks {
            write_result(&mut output, common.language, result)?;
        }
        write_circumstances(&mut output, common.language, &circumstances)?;
        for report in &archives {
            archive::write(&mut output, common.language, report)?;
        }
    }
    output.flush()?;
    let is_sound = report.is_healthy() && archives.iter().all(ArchiveReport::is_whole);
    Ok(if is_sound { Status::Sound } else { Status::ErrorsInData })
}

fn write_result(output: &mut Output, language: Language, result: &CheckResult) -> io::Result<()> {
    let label = match result.check {
        Check::Integrity => language.say("文件完整性", "file integrity"),
        Check::References => language.say("记录之间的引用", "references between records"),
        Check::Journal => language.say("操作日志校验链", "chain of the journal"),
        Check::Derived => language.say("付款进度与检索词", "progress and search words"),
    };
    if result.faults == 0 {
        return writeln!(output, "{label}  {}", language.say("正常", "sound"));
    }
    let told = result.first.join(language.say("；", "; "));
    match language {
        Language::Zh => writeln!(output, "{label}  {} 处异常：{told}", result.faults),
        Language::En => writeln!(output, "{label}  {} faults: {told}", result.faults),
    }
}

fn write_circumstances(output: &mut Output, language: Language, told: &Circumstances) -> io::Result<()> {
    let never = language.say("从未", "never");
    let at = |moment: &Option<String>| moment.as_deref().map_or(never.to_owned(), instant);
    let (schema, backups) = (told.schema_version, &told.backups);
    let (last, drill, unsaved) = (at(&backups.last_backup), at(&backups.last_drill), backups.unsaved);
    let free = told.free_bytes.map_or("—".to_owned(), |bytes| format!("{} MB", bytes >> 20));
    match language {
        Language::Zh => writeln!(
            output,
            "结构版本  {schema}\n上次备份  {last}，之后 {unsaved} 项操作不在备份中\n上次演练  {drill}\n可用空间  {free}"
        )?,
        Language::En => writeln!(
            output,
            "structure  {schema}\nlast backup  {last}, {unsaved} operations since are in none\nlast drill  {drill}\nfree space  {free}"
        )?,
    }
    for notice in &backups.notices {
        writeln!(output, "{}", language.message(notice.code, &notice.params))?;
    }
    Ok(())
}
