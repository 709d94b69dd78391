//! `lantai backup compare`: what differs between a backup and the ledger now.

use std::io::{self, Write};

use ledger::Ledger;
use ledger::backup::{self, BackupBeside, Unsealed};
use ledger::domain::Noun;
use ledger::domain::comparison::{Difference, DifferingRecord, LedgerComparison};
use ledger::domain::journal::FieldChange;
use serde::Serialize;

use super::passphrase::PassphraseArguments;
use super::{PlaceArguments, everywhere};
use crate::Status;
use crate::arguments::kind;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::tell;
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct CompareArguments {
    /// 备份的文件名，见 `lantai backup list`
    name: String,
    /// 逐条列出这类记录的差异
    #[arg(long, value_name = "KIND", value_parser = kind())]
    kind: Option<Noun>,
    /// 最多列出多少条
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: u32,
    #[command(flatten)]
    passphrase: PassphraseArguments,
    #[command(flatten)]
    pub(super) place: PlaceArguments,
}

/// A record that differs, and in what.
#[derive(Serialize)]
struct RecordJson {
    #[serde(flatten)]
    record: DifferingRecord,
    fields: Vec<FieldChange>,
}

#[derive(Serialize)]
struct RecordsJson {
    count: i64,
    records: Vec<RecordJson>,
}

pub(super) fn run(
    ledger: &Ledger,
    language: Language,
    arguments: &CompareArguments,
) -> Result<Status, Failure> {
    let backup = readable(ledger, language, arguments)?;
    let beside = ledger.backup_beside(&backup.backup.path)?;
    let Some(noun) = arguments.kind else {
        let comparison = beside.comparison()?;
        return tell(
            arguments.place.json,
            || &comparison,
            |output| write_counts(output, language, &comparison),
        );
    };
    let records = records(&beside, noun, arguments.limit)?;
    tell(arguments.place.json, || &records, |output| write_records(output, language, &records))
}

/// Finds the backup in whatever place it lies; asks for the passphrase of an encrypted one.
fn readable(ledger: &Ledger, language: Language, arguments: &CompareArguments) -> Result<Unsealed, Failure> {
    let place = &arguments.place;
    let mut path = everywhere::meant(ledger.path(), place.place.as_deref(), &arguments.name);
    if !path.is_file() {
        path = ledger.find_backup(&place.folder(ledger), &arguments.name)?;
    }
    if backup::is_sealed(&path) {
        return everywhere::readable(language, &path, &arguments.passphrase, ledger.path());
    }
    Ok(Unsealed::of(&path, None, ledger.path())?)
}

fn records(beside: &BackupBeside, noun: Noun, limit: u32) -> Result<RecordsJson, Failure> {
    let page = beside.page(noun, None, 0, limit)?;
    let mut records = Vec::with_capacity(page.rows.len());
    for record in page.rows {
        let fields = beside.fields(noun, record.id)?;
        records.push(RecordJson { record, fields });
    }
    Ok(RecordsJson { count: page.count, records })
}

fn write_counts(
    output: &mut impl Write,
    language: Language,
    comparison: &LedgerComparison,
) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("类别", "kind")),
        Column::right(language.say("备份中", "in the backup")),
        Column::right(language.say("现在", "now")),
        Column::right(language.say("已修改", "changed")),
        Column::right(language.say("现在没有", "missing now")),
        Column::right(language.say("后来新增", "new since")),
    ];
    let counts = comparison.nouns.iter().map(|counts| {
        let numbers = [counts.before, counts.now, counts.changed, counts.missing, counts.new];
        let name = language.say(counts.noun.label(), counts.noun.name()).to_owned();
        std::iter::once(name).chain(numbers.map(|number| number.to_string())).collect()
    });
    Table::new(columns).write(output, &counts.collect::<Vec<Vec<String>>>())?;
    let (before, now) = (comparison.seq_before, comparison.seq_now);
    match language {
        Language::Zh => writeln!(output, "备份停在第 {before} 号操作，台账现在是第 {now} 号")?,
        Language::En => writeln!(output, "the backup stands at operation {before}, the ledger at {now}")?,
    }
    if comparison.settings {
        writeln!(output, "{}", language.say("设置也有不同", "the settings differ too"))?;
    }
    Ok(())
}

fn write_records(output: &mut impl Write, language: Language, records: &RecordsJson) -> io::Result<()> {
    for RecordJson { record, fields } in &records.records {
        let word = match record.difference {
            Difference::Changed => language.say("已修改", "changed"),
            Difference::Missing => language.say("现在没有", "missing now"),
            Difference::New => language.say("后来新增", "new since"),
        };
        writeln!(output, "{word}  {}", record.key)?;
        let shown = if record.difference == Difference::Changed { fields.as_slice() } else { &[] };
        for FieldChange { field, old, new } in shown {
            let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
            writeln!(output, "    {field}: {} → {}", said(old), said(new))?;
        }
    }
    let left = records.count - i64::try_from(records.records.len()).unwrap_or_default();
    if left > 0 {
        match language {
            Language::Zh => writeln!(output, "另有 {left} 条，用 --limit 列出")?,
            Language::En => writeln!(output, "{left} more; --limit lists them")?,
        }
    }
    Ok(())
}
