//! `lantai template`.

use std::io::Write;
use std::path::PathBuf;

use ledger::domain::Noun;
use ledger::export::write_template;

use crate::Status;
use crate::arguments::{Common, kind};
use crate::failure::Failure;
use crate::output::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct TemplateArguments {
    /// 模板的类别
    #[arg(value_parser = kind())]
    kind: Noun,
    /// 写到哪个文件，.xlsx 或 .csv
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Writes the template of a kind.
pub(crate) fn run(common: &Common, arguments: &TemplateArguments) -> Result<Status, Failure> {
    common.refuse_missing()?;
    write_template(arguments.kind, &arguments.to)?;
    let mut output = Output::open();
    let told = common.language.say("已保存模板", "Template saved:");
    writeln!(output, "{told} {}", arguments.to.display())?;
    Ok(output.flush().map(|()| Status::Sound)?)
}
