//! Backups in further places: where they are, copying, removing and decrypting one.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ledger::backup::{Backup, Found, PlaceReport, Unsealed, built_in};
use ledger::domain::Code;
use ledger::domain::backup::PlaceStanding;
use ledger::{Home, SystemClock};

use super::passphrase::PassphraseArguments;
use super::show::{self, BackupJson};
use crate::Status;
use crate::arguments::Common;
use crate::commands::journal::instant;
use crate::consent::ConsentArguments;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::tell;
use crate::progress::Progress;
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct PlacesArguments {
    /// 写一个小文件再删除，证明每个位置现在写得进去、放得下一份备份；有一个不行，退出状态为 1
    #[arg(long)]
    test: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CopyArguments {
    /// 备份的文件名，见 `lantai backup list`
    name: String,
    /// 复制到哪个文件夹；设置了加密时加密
    #[arg(long = "to", value_name = "DIR")]
    to: PathBuf,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DeleteArguments {
    /// 备份的文件名，见 `lantai backup list`
    name: String,
    /// 不再询问；最近通过校验的几份也删除
    #[arg(long)]
    yes: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DecryptArguments {
    /// 加密的备份文件（.age）
    file: PathBuf,
    /// 解密到哪个文件夹
    #[arg(long = "to", value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseArguments,
    /// 以 JSON 输出
    #[arg(long)]
    pub(super) json: bool,
}

/// Tells of every place, whatever the state of the ledger.
pub(super) fn places(common: &Common, arguments: &PlacesArguments) -> Result<Status, Failure> {
    let (home, ledger) = (Home::find(), common.path()?);
    let mut standings = home.backup_places(&ledger, &SystemClock)?;
    let mut works = true;
    if arguments.test {
        for place in standings.iter_mut().filter(|place| !place.built_in) {
            place.failure = home.test_backup_place(&ledger, &place.folder).err().map(|error| error.code());
            works &= place.failure.is_none();
        }
    }
    let overdue = standings.iter().any(|place| place.overdue);
    tell(arguments.json, || &standings, |output| write_places(output, common.language, &standings))?;
    Ok(if overdue || !works { Status::ErrorsInData } else { Status::Sound })
}

/// Copies one backup into any folder.
pub(super) fn copy(common: &Common, arguments: &CopyArguments) -> Result<Status, Failure> {
    let progress = Progress::of_bytes(common.language);
    let copy = Home::find().copy_backup(&common.path()?, &arguments.name, &arguments.to, &progress)?;
    drop(progress);
    tell(arguments.json, || BackupJson::from(&copy), |output| show::made(output, common.language, &copy))
}

/// Removes one backup from every place.
pub(super) fn delete(common: &Common, arguments: &DeleteArguments) -> Result<Status, Failure> {
    let (home, ledger) = (Home::find(), common.path()?);
    let found = home.find_backup(&ledger, &arguments.name)?;
    ask(common.language, &found, arguments)?;
    let gone = home.delete_backup(&ledger, &arguments.name, arguments.yes)?;
    tell(
        arguments.json,
        || &gone,
        |output| {
            let word = common.language.say("已删除", "removed");
            gone.iter().try_for_each(|file| writeln!(output, "{}  {word}", file.display()))
        },
    )
}

/// Decrypts a backup file into a folder, where it is a backup like any other.
pub(super) fn decrypt(language: Language, arguments: &DecryptArguments) -> Result<Status, Failure> {
    let passphrase = arguments.passphrase.read(language, &arguments.file)?;
    let opened = ledger::backup::decrypt(&arguments.file, &passphrase, &arguments.to)?;
    tell(arguments.json, || BackupJson::from(&opened), |output| show::made(output, language, &opened))
}

/// Makes a backup readable for a restore; asks for the passphrase of an encrypted one.
pub(super) fn readable(
    language: Language,
    path: &Path,
    passphrase: &PassphraseArguments,
    ledger: &Path,
) -> Result<Unsealed, Failure> {
    let passphrase = passphrase.read(language, path)?;
    Ok(Unsealed::of(path, Some(&passphrase), ledger)?)
}

/// Returns the backups of every place, or of one folder, newest first, whatever the state of the ledger.
pub(super) fn listed(ledger: &Path, place: Option<&Path>) -> Result<Vec<Found>, Failure> {
    let Some(place) = place else { return Ok(Home::find().backups_everywhere(ledger)?) };
    let alone = |backup: Backup| Found { copies: vec![backup.path.clone()], backup };
    let found = ledger::backup::list(place).map_err(ledger::Error::from)?;
    Ok(found.into_iter().map(alone).collect())
}

/// Says which places did not get what they should have; true where one is missing for too long.
pub(super) fn warn_of_places(
    language: Language,
    ledger: &Path,
    reports: &[PlaceReport],
) -> Result<bool, Failure> {
    let mut stderr = io::stderr().lock();
    for report in reports {
        if let Some(failure) = &report.failure {
            let message = language.message(failure.code, &failure.params);
            let _ = writeln!(stderr, "{} [{}] {message}", language.say("提醒", "note"), failure.code);
        }
    }
    let standings = Home::find().backup_places(ledger, &SystemClock)?;
    Ok(standings.iter().any(|place| place.overdue))
}

fn ask(language: Language, found: &Found, arguments: &DeleteArguments) -> Result<(), Failure> {
    let (name, count) = (&arguments.name, found.copies.len());
    let question = match language {
        Language::Zh => format!("将删除备份“{name}”（{count} 处）。"),
        Language::En => format!("“{name}” will be deleted from {count} places. "),
    };
    let consent = ConsentArguments { yes: arguments.yes, json: arguments.json };
    consent.ask(language, &question, Failure::new(Code::BackupNotConfirmed, "value", name))
}

fn write_places(output: &mut impl Write, language: Language, places: &[PlaceStanding]) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("状态", "state")),
        Column::left(language.say("最近到达", "last reached")),
        Column::left(language.say("最新备份", "newest backup")),
        Column::right(language.say("可用空间", "free")),
        Column::left(language.say("上次失败", "last failure")),
        Column::unbounded(language.say("位置", "place")),
    ];
    let rows: Vec<Vec<String>> = places
        .iter()
        .map(|place| {
            vec![
                state(language, place).to_owned(),
                place.reached_at.as_deref().map(instant).unwrap_or_default(),
                place.newest.clone().unwrap_or_default(),
                place.free.map(show::size).unwrap_or_default(),
                place.failure.map(|code| code.to_string()).unwrap_or_default(),
                place.folder.display().to_string(),
            ]
        })
        .collect();
    Table::new(columns).write(output, &rows)
}

fn state(language: Language, place: &PlaceStanding) -> &'static str {
    match (place.built_in, place.reachable, place.overdue) {
        (true, _, _) => language.say("台账旁", "beside the ledger"),
        (false, _, true) => language.say("多日未到达", "not reached for days"),
        (false, true, false) => language.say("可访问", "can be reached"),
        (false, false, false) => language.say("不可访问", "cannot be reached"),
    }
}

/// Returns the folder of a backup, as people know it.
pub(super) fn folders(found: &Found) -> Vec<String> {
    let folder = |copy: &PathBuf| copy.parent().unwrap_or(copy).display().to_string();
    found.copies.iter().map(folder).collect()
}

/// Finds the file that a name or a path means.
pub(super) fn meant(ledger: &Path, place: Option<&Path>, name: &str) -> PathBuf {
    let place = place.map_or_else(|| built_in(ledger), Path::to_owned);
    if let Ok(path) = ledger::backup::find(&place, name) {
        return path;
    }
    let found = Home::find().find_backup(ledger, name);
    let named = found.ok().and_then(|found| {
        found.copies.into_iter().find(|copy| copy.file_name().is_some_and(|file| file == name))
    });
    named.unwrap_or_else(|| PathBuf::from(name))
}
