//! `lantai recover`: what brings back a damaged ledger, and what each way loses.

use std::io::{self, Write};
use std::path::Path;

use ledger::backup::{self, Ladder, Rebuilt, Recovered, Recovery, Restored, Rung, WayBack};
use ledger::domain::comparison::LedgerComparison;
use ledger::domain::{Code, Noun};
use ledger::{Error, Home, Ledger, Session};
use serde::Serialize;

use super::backup::moment::write_lack;
use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::progress::Progress;

/// Lost records that are told one by one; `--json` tells all.
const TOLD: usize = 50;

#[derive(Debug, clap::Args)]
pub(crate) struct RecoverArguments {
    /// 用修复出的台账替换损坏的；不给时只说明能救回什么、丢了什么
    #[arg(long)]
    yes: bool,
    /// 用哪种办法：salvage 逐行读出，replay 用最新的完好备份和其后的操作重做
    #[arg(long, value_enum, default_value = "salvage")]
    by: Way,
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Way {
    Salvage,
    Replay,
}

/// Both ways, as programs read them.
#[derive(Serialize)]
struct RecoverJson<'ladder> {
    /// Whether the ledger was sound already.
    sound: bool,
    recovered: Option<&'ladder Recovered>,
    replayed: Option<ReplayedJson<'ladder>>,
    /// What each way has that the other lacks: replayed before, recovered now.
    comparison: Option<&'ladder LedgerComparison>,
    /// The way that is to be looked at first.
    first: Option<Way>,
    /// Where the damaged files lie now; none where nothing was put in their place.
    put_in_place: Option<&'ladder Restored>,
}

#[derive(Serialize)]
struct ReplayedJson<'ladder> {
    seq: i64,
    at: Option<&'ladder str>,
    backup: Option<&'ladder str>,
    operations: u64,
    /// The operations that nothing brings back.
    lack: Option<LackJson>,
}

#[derive(Serialize)]
struct LackJson {
    first: i64,
    last: i64,
}

/// Recovers a ledger; exit status 1 where something is lost, or may be.
pub(crate) fn run(common: &Common, arguments: &RecoverArguments) -> Result<Status, Failure> {
    let (language, path) = (common.language, common.path()?);
    let session = Session::of_this_computer();
    let Some(why) = what_is_wrong(&path, &session)? else {
        return tell_of_sound(language, arguments.json);
    };
    let places = Home::find().backup_folders(&path).unwrap_or_else(|_| vec![backup::built_in(&path)]);
    let progress = Progress::of_work(language);
    let ladder = Ladder::climb(&path, &session, &places, &progress)?;
    drop(progress);
    let put_in_place = if arguments.yes {
        Some(put_in_place(&path, &session, &ladder, arguments.by, &why, language)?)
    } else {
        None
    };
    tell(
        arguments.json,
        || json(&ladder, put_in_place.as_ref()),
        |output| {
            write_ways(output, language, &ladder)?;
            write_done(output, language, &ladder, put_in_place.as_ref())
        },
    )?;
    Ok(if is_whole(&ladder, arguments.by) { Status::Sound } else { Status::ErrorsInData })
}

/// Says why a ledger is to be recovered; none where it is sound.
fn what_is_wrong(path: &Path, session: &Session) -> Result<Option<Error>, Failure> {
    match Ledger::open(path) {
        Err(why) if backup::may_be_recovered(&why) => Ok(Some(why)),
        Err(why) => Err(why.into()),
        Ok(ledger) => {
            let sound = ledger.check_health(session).is_ok_and(|report| report.is_healthy());
            Ok((!sound).then(|| backup::damaged(path)))
        }
    }
}

fn put_in_place(
    path: &Path,
    session: &Session,
    ladder: &Ladder,
    way: Way,
    why: &Error,
    language: Language,
) -> Result<Restored, Failure> {
    let missing = |code: Code| Failure::new(code, "path", path.display().to_string());
    let candidate = match way {
        Way::Salvage => {
            let recovered = ladder.recovered.as_ref().ok_or_else(|| missing(Code::LedgerNothingReadable))?;
            recovered.candidate()?
        }
        Way::Replay => {
            let replayed = ladder.replayed.as_ref();
            let none = || Failure::new(Code::MomentUnknown, "value", "newest".to_owned());
            replayed.ok_or_else(none)?.candidate()
        }
    };
    let progress = Progress::of_bytes(language);
    Ok(backup::restore_in_place_of(path, session, &candidate, why, &progress)?.1)
}

/// Whether the way that was asked for loses nothing.
fn is_whole(ladder: &Ladder, way: Way) -> bool {
    match way {
        Way::Salvage => ladder.recovered.as_ref().is_some_and(|one| one.recovered.is_whole()),
        Way::Replay => ladder.replayed.as_ref().is_some_and(|replayed| replayed.lack.is_none()),
    }
}

fn json<'ladder>(ladder: &'ladder Ladder, put_in_place: Option<&'ladder Restored>) -> RecoverJson<'ladder> {
    let replayed = ladder.replayed.as_ref().map(|replayed| ReplayedJson {
        seq: replayed.reached.seq,
        at: replayed.reached_at.as_deref(),
        backup: replayed.base.as_deref(),
        operations: replayed.replayed,
        lack: replayed.lack.as_ref().map(|lack| LackJson { first: lack.first, last: lack.last }),
    });
    let first = match ladder.first() {
        WayBack::Replayed => Way::Replay,
        WayBack::Recovered => Way::Salvage,
    };
    RecoverJson {
        sound: false,
        recovered: ladder.recovered.as_ref().map(|one| &one.recovered),
        replayed,
        comparison: ladder.comparison.as_ref(),
        first: Some(first),
        put_in_place,
    }
}

fn tell_of_sound(language: Language, as_json: bool) -> Result<Status, Failure> {
    let nothing = || RecoverJson {
        sound: true,
        recovered: None,
        replayed: None,
        comparison: None,
        first: None,
        put_in_place: None,
    };
    let said = language.say("台账正常，无需修复。", "The ledger is sound; nothing to recover.");
    tell(as_json, nothing, |output| writeln!(output, "{said}"))
}

/// Writes both ways, the one to be looked at first before the other.
fn write_ways(output: &mut Output, language: Language, ladder: &Ladder) -> io::Result<()> {
    let (replayed, recovered) = (ladder.replayed.as_ref(), ladder.recovered.as_ref());
    let replayed = |output: &mut Output| replayed.map_or(Ok(()), |one| write_replayed(output, language, one));
    let recovered =
        |output: &mut Output| recovered.map_or(Ok(()), |one| write_recovered(output, language, one));
    match ladder.first() {
        WayBack::Replayed => {
            replayed(output)?;
            recovered(output)?;
        }
        WayBack::Recovered => {
            recovered(output)?;
            replayed(output)?;
        }
    }
    ladder.comparison.as_ref().map_or(Ok(()), |comparison| write_comparison(output, language, comparison))
}

fn write_replayed(output: &mut Output, language: Language, replayed: &Rebuilt) -> io::Result<()> {
    let (seq, count) = (replayed.reached.seq, replayed.replayed);
    let base = replayed.base.as_deref();
    match language {
        Language::Zh => {
            let base = base.unwrap_or("空台账");
            writeln!(output, "重做操作（--by replay）：从 {base} 起重做 {count} 项操作，到第 {seq} 号")?;
        }
        Language::En => {
            let base = base.unwrap_or("an empty ledger");
            writeln!(output, "operations done again (--by replay): {count} upon {base}, up to #{seq}")?;
        }
    }
    replayed.lack.as_ref().map_or(Ok(()), |lack| write_lack(output, language, lack))
}

fn write_recovered(output: &mut Output, language: Language, recovery: &Recovery) -> io::Result<()> {
    let recovered = &recovery.recovered;
    let way = match recovered.rung {
        Rung::Reindexed => language.say("索引已重建，记录没有缺失", "indexes made anew; no row was missing"),
        Rung::Salvaged => language.say("逐行读出到新台账", "read row by row into a new ledger"),
    };
    writeln!(output, "{way}（--by salvage）")?;
    for (noun, count) in &recovered.saved {
        writeln!(output, "{}  {count}", named(language, *noun))?;
    }
    let entries = language.say("操作日志", "journal");
    writeln!(output, "{entries}  {}", recovered.entries)?;
    write_lost(output, language, recovered)
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

/// Writes what each way has that the other lacks.
fn write_comparison(output: &mut Output, language: Language, both: &LedgerComparison) -> io::Result<()> {
    let sum = |count: fn(&ledger::domain::comparison::NounComparison) -> i64| -> i64 {
        both.nouns.iter().map(count).sum()
    };
    let (replayed, recovered) = (sum(|noun| noun.missing), sum(|noun| noun.new));
    let changed = sum(|noun| noun.changed);
    match language {
        Language::Zh => writeln!(
            output,
            "两种办法相比：只有重做操作才有的 {replayed} 条，只有逐行读出才有的 {recovered} 条，内容不同的 {changed} 条"
        ),
        Language::En => writeln!(
            output,
            "beside each other: {replayed} records only by replay, {recovered} only by salvage, {changed} differ"
        ),
    }
}

fn write_done(
    output: &mut Output,
    language: Language,
    ladder: &Ladder,
    put_in_place: Option<&Restored>,
) -> io::Result<()> {
    match put_in_place.map(|restored| restored.quarantine.as_ref()) {
        Some(Some(folder)) => {
            let label =
                language.say("已替换；损坏的文件保存在", "put in place; the damaged files are kept in");
            writeln!(output, "{label} {}", folder.display())
        }
        Some(None) => writeln!(output, "{}", language.say("已替换。", "Put in place.")),
        None => {
            let way = match ladder.first() {
                WayBack::Replayed => "replay",
                WayBack::Recovered => "salvage",
            };
            match language {
                Language::Zh => {
                    writeln!(output, "台账尚未改动。加 --yes 用修复出的台账替换；建议 --by {way}。")
                }
                Language::En => {
                    writeln!(output, "Nothing was changed; --yes puts it in place. Advised: --by {way}.")
                }
            }
        }
    }
}

fn named(language: Language, noun: Noun) -> &'static str {
    match language {
        Language::Zh => noun.label(),
        Language::En => noun.name(),
    }
}
