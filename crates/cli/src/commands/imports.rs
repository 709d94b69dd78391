//! `lantai imports`: the imports that were made, and their files.

use std::io;
use std::path::PathBuf;

use ledger::domain::exchange::Counts;
use ledger::domain::plan::{ColumnMatch, RememberedMapping, RememberedValue};
use ledger::domain::{Code, Noun};
use ledger::import::{PastImport, Remembered};
use serde::Serialize;

use super::journal::instant;
use crate::Status;
use crate::arguments::{Common, JsonArguments};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, say, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum ImportsCommand {
    /// 列出导入历史，最新的在前
    List(JsonArguments),
    /// 把某次导入的原文件另存出来
    Original(OriginalArguments),
    /// 列出记住的列对应和取值决定
    Memory(JsonArguments),
    /// 忘掉一项：列对应用其指纹，取值决定用其编号，见 `lantai imports memory`
    Forget(ForgetArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ForgetArguments {
    /// 指纹或编号
    what: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct OriginalArguments {
    /// 导入的编号，见 `lantai imports list`
    seq: i64,
    /// 存到哪里
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// An import as programs read it.
#[derive(Serialize)]
struct ImportJson<'import> {
    seq: i64,
    at: &'import str,
    actor: &'import str,
    file: &'import str,
    sha256: &'import str,
    kind: Noun,
    sheet: &'import str,
    counts: &'import Counts,
    columns: &'import [ColumnMatch],
    backup: Option<&'import str>,
    original_bytes: Option<i64>,
    undone_by: Option<i64>,
}

impl ImportsCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::List(arguments) | Self::Memory(arguments) => arguments.json,
            Self::Original(_) | Self::Forget(_) => false,
        }
    }
}

pub(crate) fn run(common: &Common, command: &ImportsCommand) -> Result<Status, Failure> {
    match command {
        ImportsCommand::List(arguments) => list(common, arguments.json),
        ImportsCommand::Original(arguments) => original(common, arguments),
        ImportsCommand::Memory(arguments) => memory(common, arguments.json),
        ImportsCommand::Forget(arguments) => forget(common, &arguments.what),
    }
}

fn list(common: &Common, json: bool) -> Result<Status, Failure> {
    let imports = common.open()?.imports()?;
    tell(
        json,
        || imports.iter().map(ImportJson::from).collect::<Vec<_>>(),
        |output| write_table(output, common.language, &imports),
    )
}

fn original(common: &Common, arguments: &OriginalArguments) -> Result<Status, Failure> {
    let bytes = common.open()?.save_import_original(arguments.seq, &arguments.to)?;
    say(format_args!("{} · {bytes} B", arguments.to.display()))
}

fn memory(common: &Common, json: bool) -> Result<Status, Failure> {
    let Remembered { mappings, values } = common.open()?.import_memory()?;
    tell(
        json,
        || serde_json::json!({ "mappings": mappings, "values": values }),
        |output| write_memory(output, common.language, &mappings, &values),
    )
}

fn forget(common: &Common, what: &str) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let session = ledger.session();
    let was_known = match what.parse() {
        Ok(id) => ledger.forget_value(session, id)?,
        Err(_) => ledger.forget_mapping(session, what)?,
    };
    if was_known { Ok(Status::Sound) } else { Err(Failure::new(Code::ImportNotRemembered, "value", what)) }
}

fn write_memory(
    output: &mut Output,
    language: Language,
    mappings: &[RememberedMapping],
    values: &[RememberedValue],
) -> io::Result<()> {
    let columns = || {
        vec![
            Column::left(language.say("编号", "id")),
            Column::left(language.say("类别", "kind")),
            Column::left(language.say("来自", "from")),
            Column::unbounded(language.say("内容", "content")),
        ]
    };
    let mapping = |known: &RememberedMapping| {
        let labels: Vec<&str> = known.columns.keys().map(String::as_str).collect();
        let kind = language.noun(known.kind).to_owned();
        let content = match labels.as_slice() {
            [] => language.say("表头所在的行", "the row of the header").to_owned(),
            labels => labels.join("、"),
        };
        vec![known.fingerprint.clone(), kind, known.file.clone(), content]
    };
    let value = |known: &RememberedValue| {
        let kind = known.kind.map_or("", |kind| language.noun(kind)).to_owned();
        let content = format!("{} → {}", known.text, known.becomes);
        vec![known.id.to_string(), kind, known.actor.clone(), content]
    };
    let rows: Vec<Vec<String>> = mappings.iter().map(mapping).chain(values.iter().map(value)).collect();
    Table::new(columns()).write(output, &rows)
}

impl<'import> From<&'import PastImport> for ImportJson<'import> {
    fn from(PastImport { entry, summary, original_bytes }: &'import PastImport) -> Self {
        Self {
            seq: entry.seq,
            at: &entry.at,
            actor: &entry.actor,
            file: &summary.file,
            sha256: &summary.sha256,
            kind: summary.kind,
            sheet: &summary.sheet,
            counts: &summary.counts,
            columns: &summary.columns,
            backup: summary.backup.as_deref(),
            original_bytes: *original_bytes,
            undone_by: entry.undone_by,
        }
    }
}

fn write_table(output: &mut Output, language: Language, imports: &[PastImport]) -> io::Result<()> {
    let columns = vec![
        Column::right(language.say("编号", "seq")),
        Column::left(language.say("时间", "at")),
        Column::left(language.say("操作人", "actor")),
        Column::left(language.say("文件", "file")),
        Column::left(language.say("类别", "kind")),
        Column::right(language.say("新增", "insert")),
        Column::right(language.say("更新", "update")),
        Column::right(language.say("未导入", "left out")),
        Column::left(language.say("原文件", "original")),
        Column::left(language.say("状态", "state")),
    ];
    let rows: Vec<Vec<String>> = imports.iter().map(|past| cells(language, past)).collect();
    Table::new(columns).write(output, &rows)
}

fn cells(language: Language, PastImport { entry, summary, original_bytes }: &PastImport) -> Vec<String> {
    let counts = &summary.counts;
    let undone = |seq| format!("{} #{seq}", language.say("已撤销：", "undone by"));
    vec![
        entry.seq.to_string(),
        instant(&entry.at),
        entry.actor.clone(),
        summary.file.clone(),
        language.noun(summary.kind).to_owned(),
        counts.insert.to_string(),
        counts.update.to_string(),
        (counts.error + counts.conflict).to_string(),
        language
            .say(
                if original_bytes.is_some() { "有" } else { "无" },
                if original_bytes.is_some() { "kept" } else { "—" },
            )
            .to_owned(),
        entry.undone_by.map(undone).unwrap_or_default(),
    ]
}
