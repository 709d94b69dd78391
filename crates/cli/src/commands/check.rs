//! `lantai check`: whether the ledger is sound.

use std::io::{self, Write};

use ledger::Session;
use ledger::domain::health::{Check, CheckResult};

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArguments {
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

/// Checks the ledger; a fault ends with exit status 1.
pub(crate) fn run(common: &Common, arguments: &CheckArguments) -> Result<Status, Failure> {
    let report = common.open()?.check_health(&Session::of_this_computer())?;
    let mut output = Output::open();
    if arguments.json {
        serde_json::to_writer(&mut output, &report).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        for result in &report.checks {
            write_result(&mut output, common.language, result)?;
        }
    }
    output.flush()?;
    Ok(if report.is_healthy() { Status::Sound } else { Status::ErrorsInData })
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
