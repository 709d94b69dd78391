//! `lantai recover`: what can still be got out of a damaged ledger.

use std::io::{self, Write};

use ledger::backup::{self, Recovered, Restored, Rung};
use ledger::domain::Noun;
use ledger::{Error, Home, Ledger, Session};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::progress::Progress;

/// Lost records that are told one by one; `--json` tells all.
const TOLD: usize = 50;

#[derive(Debug, clap::Args)]
pub(crate) struct RecoverArguments {
    /// 用修复出的台账替换损坏的；不给时只说明能救回什么、丢了什么
    #[arg(long)]
    yes: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Serialize)]
struct RecoveredJson<'recovered> {
    /// Whether the ledger was sound already.
    sound: bool,
    recovered: Option<&'recovered Recovered>,
    /// Where the damaged files lie now; none where nothing was put in their place.
    put_in_place: Option<&'recovered Restored>,
}

/// Recovers a ledger; exit status 1 where something is lost, or may be.
pub(crate) fn run(common: &Common, arguments: &RecoverArguments) -> Result<Status, Failure> {
    let path = common.path()?;
    let session = Session::of_this_computer();
    let Some(why) = what_is_wrong(&path, &session)? else {
        return tell(common.language, arguments, None, None);
    };
    let places = Home::find().backup_folders(&path).unwrap_or_else(|_| vec![backup::built_in(&path)]);
    let recovery = backup::recover(&path, &session, &places)?;
    let recovered = recovery.recovered.clone();
    let put_in_place = if arguments.yes {
        Some(recovery.put_in_place(&session, &why, &Progress::of_bytes(common.language))?.1)
    } else {
        None
    };
    tell(common.language, arguments, Some(&recovered), put_in_place.as_ref())
}

/// Says why a ledger is to be recovered; none where it is sound.
fn what_is_wrong(path: &std::path::Path, session: &Session) -> Result<Option<Error>, Failure> {
    match Ledger::open(path) {
        Err(why) if backup::may_be_recovered(&why) => Ok(Some(why)),
        Err(why) => Err(why.into()),
        Ok(ledger) => {
            let sound = ledger.check_health(session).is_ok_and(|report| report.is_healthy());
            Ok((!sound).then(|| backup::damaged(path)))
        }
    }
}

fn tell(
    language: Language,
    arguments: &RecoverArguments,
    recovered: Option<&Recovered>,
    put_in_place: Option<&Restored>,
) -> Result<Status, Failure> {
    let mut output = Output::open();
    if arguments.json {
        let json = RecoveredJson { sound: recovered.is_none(), recovered, put_in_place };
        serde_json::to_writer(&mut output, &json).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        match recovered {
            None => {
                let sound = "台账正常，无需修复。";
                writeln!(output, "{}", language.say(sound, "The ledger is sound; nothing to recover."))?;
            }
            Some(recovered) => write_recovered(&mut output, language, recovered, put_in_place)?,
        }
    }
    output.flush()?;
    let whole = recovered.is_none_or(is_whole);
    Ok(if whole { Status::Sound } else { Status::ErrorsInData })
}

/// Whether nothing is missing.
fn is_whole(recovered: &Recovered) -> bool {
    recovered.lost.is_empty() && !recovered.journal_is_cut
}

fn write_recovered(
    output: &mut Output,
    language: Language,
    recovered: &Recovered,
    put_in_place: Option<&Restored>,
) -> io::Result<()> {
    let way = match recovered.rung {
        Rung::Reindexed => language.say("索引已重建，记录没有缺失", "indexes made anew; no row was missing"),
        Rung::Salvaged => language.say("逐行读出到新台账", "read row by row into a new ledger"),
    };
    writeln!(output, "{way}")?;
    for (noun, count) in &recovered.saved {
        writeln!(output, "{}  {count}", named(language, *noun))?;
    }
    let entries = language.say("操作日志", "journal");
    writeln!(output, "{entries}  {}", recovered.entries)?;
    write_lost(output, language, recovered)?;
    match put_in_place.map(|restored| restored.quarantine.as_ref()) {
        Some(Some(folder)) => {
            let label =
                language.say("已替换；损坏的文件保存在", "put in place; the damaged files are kept in");
            writeln!(output, "{label} {}", folder.display())
        }
        Some(None) => writeln!(output, "{}", language.say("已替换。", "Put in place.")),
        None => {
            let nothing = "台账尚未改动。加 --yes 用修复出的台账替换。";
            writeln!(output, "{}", language.say(nothing, "Nothing was changed; --yes puts it in place."))
        }
    }
}

fn write_lost(output: &mut Output, language: Language, recovered: &Recovered) -> io::Result<()> {
    let (lost, gone, empty) = (recovered.lost.len(), recovered.orphans, recovered.loosened);
    match language {
        Language::Zh => writeln!(output, "丢失 {lost} 条")?,
        Language::En => writeln!(output, "{lost} records are lost")?,
    }
    for record in recovered.lost.iter().take(TOLD) {
        writeln!(output, "  {} {}", named(language, record.noun), record.key)?;
    }
    if lost > TOLD {
        writeln!(output, "  …")?;
    }
    if recovered.journal_is_cut {
        let cut = "操作日志有缺口，缺口之后的操作无从核对";
        let english = "the journal has a gap; what was done behind it cannot be checked";
        writeln!(output, "{}", language.say(cut, english))?;
    }
    match language {
        Language::Zh => writeln!(output, "因所属记录丢失而去掉 {gone} 条；清空的引用 {empty} 处"),
        Language::En => {
            writeln!(output, "{gone} without the record they belong to; {empty} references emptied")
        }
    }
}

fn named(language: Language, noun: Noun) -> &'static str {
    match language {
        Language::Zh => noun.label(),
        Language::En => noun.name(),
    }
}
