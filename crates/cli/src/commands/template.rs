//! `lantai template`.

use std::path::PathBuf;

use ledger::domain::Noun;
use ledger::export::write_template;

use crate::Status;
use crate::arguments::{Common, kind};
use crate::failure::Failure;
use crate::output::say;

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
    let told = common.language.say("已保存模板", "Template saved:");
    say(format_args!("{told} {}", arguments.to.display()))
}
