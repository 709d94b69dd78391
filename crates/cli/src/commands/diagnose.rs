//! `lantai diagnose`: what IT is handed when something is wrong, without anything of the ledger's
//! business.

use std::io::Write;
use std::path::PathBuf;

use ledger::{Home, Ledger};

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::tell;
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct DiagnoseArguments {
    /// 写到哪个 .zip 文件
    #[arg(long, value_name = "FILE.zip")]
    to: PathBuf,
    /// 以 JSON 输出包中有什么
    #[arg(long)]
    pub(crate) json: bool,
}

/// Writes the package, also where the ledger does not open: it then says why.
pub(crate) fn run(common: &Common, arguments: &DiagnoseArguments) -> Result<Status, Failure> {
    let ledger = common.path().map_err(|failure| failure.code()).and_then(|path| {
        Ledger::open(&path).map_err(|error| {
            tracing::info!(code = %error.code(), story = error.story(), "the ledger does not open");
            error.code()
        })
    });
    let package = Home::find().diagnose(ledger.as_ref().map_err(|code| *code), None)?;
    package.save(&arguments.to)?;
    let parts = package.preview();
    tell(
        arguments.json,
        || &parts,
        |output| {
            let table = Table::new(vec![
                Column::left(common.language.say("文件", "file")),
                Column::right(common.language.say("字节", "bytes")),
            ]);
            let rows: Vec<Vec<String>> =
                parts.iter().map(|part| vec![part.name.clone(), part.bytes.to_string()]).collect();
            table.write(output, &rows)?;
            writeln!(output, "{}", saved(common.language, arguments))
        },
    )
}

fn saved(language: Language, arguments: &DiagnoseArguments) -> String {
    let to = arguments.to.display();
    match language {
        Language::Zh => format!("已保存诊断包 {to}，其中没有台账的内容"),
        Language::En => {
            format!("Saved the diagnostics package {to}; nothing of the ledger's records is in it")
        }
    }
}
