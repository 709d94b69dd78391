//! `lantai report go-live`: what was looked at before and after an installation or an upgrade.

use std::io::{self, Write};
use std::path::PathBuf;

use ledger::Home;
use ledger::domain::go_live::GoLiveReport;

use crate::Status;
use crate::arguments::Common;
use crate::commands::check::write_items;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::progress::Progress;
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct GoLiveArguments {
    /// 与哪份备份比较数量与金额，见 `lantai backup list`
    #[arg(long, value_name = "NAME")]
    backup: Option<String>,
    /// 写到哪个 .xlsx 文件
    #[arg(long, value_name = "FILE.xlsx")]
    to: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

/// Looks at everything; a fault ends with exit status 1, other totals than those of the backup do
/// not: an operation since is no fault.
pub(super) fn run(common: &Common, arguments: &GoLiveArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let progress = Progress::of_work(common.language);
    let report = ledger.go_live_report(&Home::find(), None, arguments.backup.as_deref(), &progress)?;
    if let Some(to) = &arguments.to {
        ledger.write_go_live(&report, to, &progress)?;
    }
    drop(progress);
    tell(
        arguments.json,
        || &report,
        |output| {
            write(output, common.language, &report)?;
            let Some(to) = &arguments.to else { return Ok(()) };
            writeln!(output, "{} {}", common.language.say("已写入", "Written to"), to.display())
        },
    )?;
    Ok(if report.is_faulty() { Status::ErrorsInData } else { Status::Sound })
}

fn write(output: &mut Output, language: Language, report: &GoLiveReport) -> io::Result<()> {
    write_items(output, language, &report.items)?;
    writeln!(output)?;
    let table = Table::new(vec![
        Column::left(language.say("类别", "kind")),
        Column::right(language.say("数量", "records")),
        Column::right(language.say("备份中的数量", "in the backup")),
        Column::right(language.say("金额合计", "amount")),
        Column::right(language.say("备份中的金额", "in the backup")),
        Column::left(language.say("核对", "verdict")),
    ]);
    let shown = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let verdict =
        |same| if same { language.say("一致", "same") } else { language.say("不同", "differs") };
    let rows = report.totals.iter().map(|row| {
        vec![
            language.noun(row.noun).to_owned(),
            row.count.to_string(),
            shown(row.before.map(|before| before.count.to_string())),
            shown(row.amount.map(|amount| amount.to_string())),
            shown(row.before.and_then(|before| before.amount).map(|amount| amount.to_string())),
            row.before.map_or("", |_| verdict(row.same)).to_owned(),
        ]
    });
    table.write(output, &rows.collect::<Vec<_>>())?;
    writeln!(output)?;
    let done = report.manual.iter().filter(|item| item.done_at.is_some()).count();
    writeln!(output, "{} {done} / {}", language.say("人工检查", "checked by people"), report.manual.len())
}
