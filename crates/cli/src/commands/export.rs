//! `lantai export`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use ledger::Home;
use ledger::domain::list::ListQuery;
use ledger::domain::{Code, Noun};

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::say;
use crate::progress::Progress;

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArguments {
    /// 要导出的类别；all 为全部，每类一张工作表
    #[arg(value_name = "KIND", value_parser = subject())]
    subject: Subject,
    /// 写到哪个文件，.xlsx 或 .csv
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// CSV 的编码，默认带 BOM 的 UTF-8
    #[arg(long, value_name = "ENCODING", value_parser = ["utf-8", "gb18030"])]
    encoding: Option<String>,
    /// 按窗口里保存的导出格式：它的列、顺序和标题；这样的文件供查看，不能再导入
    #[arg(long, value_name = "NAME")]
    layout: Option<String>,
}

/// What is exported.
#[derive(Debug, Clone, Copy)]
enum Subject {
    All,
    Kind(Noun),
}

/// Writes all records of a kind, or of every kind, to a file.
pub(crate) fn run(common: &Common, arguments: &ExportArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let watch = Progress::new(common.language);
    let rows = match (arguments.subject, &arguments.layout) {
        (Subject::All, None) => ledger.export_all(&arguments.to, &watch)?,
        (Subject::All, Some(_)) => return Err(Failure::new(Code::LayoutNeedsKind, "value", "all")),
        (Subject::Kind(noun), None) => {
            let encoding = arguments.encoding.as_deref();
            ledger.export_list(noun, &ListQuery::default(), &arguments.to, encoding, &watch)?
        }
        (Subject::Kind(noun), Some(name)) => {
            let layout = Home::find().export_layout(noun, name)?;
            let encoding = arguments.encoding.as_deref().or(layout.format.encoding());
            let everything = ListQuery::default();
            ledger.export_columns(noun, &everything, &layout.columns, &arguments.to, encoding, &watch)?
        }
    };
    drop(watch);
    let path = arguments.to.display();
    match common.language {
        Language::Zh => say(format_args!("已导出 {rows} 行到 {path}")),
        Language::En => say(format_args!("{rows} rows exported to {path}")),
    }
}

fn subject() -> impl TypedValueParser<Value = Subject> {
    let names = Noun::ALL.iter().map(|noun| noun.name()).chain(["all"]);
    PossibleValuesParser::new(names).map(|name| Noun::from_name(&name).map_or(Subject::All, Subject::Kind))
}
