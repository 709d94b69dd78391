//! What `lantai backup` writes.

use std::io::{self, Write};

use ledger::backup::{Backup, Drill, Found, GoneSegment, Ground, Manifest, Plan, Reason};
use serde::Serialize;

use super::everywhere::folders;
use crate::commands::journal::instant;
use crate::language::Language;
use crate::table::{Column, Table};

/// A backup as programs read it: its manifest, and where it is.
#[derive(Serialize)]
pub(super) struct BackupJson<'backup> {
    name: String,
    path: String,
    /// The folders in which it lies.
    places: Vec<String>,
    #[serde(flatten)]
    manifest: &'backup Manifest,
}

impl<'backup> From<&'backup Backup> for BackupJson<'backup> {
    fn from(backup: &'backup Backup) -> Self {
        let folder = backup.path.parent().unwrap_or(&backup.path).display().to_string();
        let path = backup.path.display().to_string();
        Self { name: name(backup), path, places: vec![folder], manifest: &backup.manifest }
    }
}

impl<'backup> From<&'backup Found> for BackupJson<'backup> {
    fn from(found: &'backup Found) -> Self {
        Self { places: folders(found), ..Self::from(&found.backup) }
    }
}

/// Whether a backup is what its manifest says.
#[derive(Serialize)]
pub(super) struct Verdict {
    pub(super) name: String,
    pub(super) sound: bool,
    /// What does not fit.
    pub(super) damage: Option<String>,
    /// What people are told instead of a bare yes or no.
    #[serde(skip)]
    pub(super) said: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct PlanJson {
    dry_run: bool,
    kept: Vec<KeptJson>,
    gone: Vec<String>,
    /// Segments of the journal archive, by file name.
    segments_gone: Vec<String>,
}

#[derive(Serialize)]
struct KeptJson {
    name: String,
    ground: Ground,
}

impl PlanJson {
    pub(super) fn of(plan: &Plan, dry_run: bool) -> Self {
        let kept = plan.kept.iter().map(|(backup, ground)| KeptJson { name: name(backup), ground: *ground });
        Self {
            dry_run,
            kept: kept.collect(),
            gone: plan.gone.iter().map(name).collect(),
            segments_gone: plan.segments.iter().map(GoneSegment::name).collect(),
        }
    }
}

/// Returns the file name of a backup.
pub(super) fn name(backup: &Backup) -> String {
    backup.name()
}

pub(super) fn made(output: &mut impl Write, language: Language, backup: &Backup) -> io::Result<()> {
    let label = language.say("已备份并校验", "backed up and verified");
    writeln!(output, "{label} {} · {}", backup.path.display(), size(backup.manifest.bytes))
}

pub(super) fn backups(output: &mut impl Write, language: Language, found: &[Found]) -> io::Result<()> {
    let columns = vec![
        Column::unbounded(language.say("备份", "backup")),
        Column::left(language.say("时间", "at")),
        Column::left(language.say("缘由", "reason")),
        Column::right(language.say("大小", "size")),
        Column::right(language.say("操作数", "operations")),
        Column::right(language.say("位置", "places")),
        Column::left(language.say("备注", "note")),
    ];
    let rows: Vec<Vec<String>> = found.iter().map(|found| cells(language, found)).collect();
    Table::new(columns).write(output, &rows)
}

fn cells(language: Language, found: &Found) -> Vec<String> {
    let manifest = &found.backup.manifest;
    vec![
        name(&found.backup),
        instant(&manifest.made_at),
        reason(language, manifest.reason).to_owned(),
        size(manifest.bytes),
        manifest.journal_head.as_ref().map_or(0, |head| head.seq).to_string(),
        found.copies.len().to_string(),
        manifest.note.clone().unwrap_or_default(),
    ]
}

pub(super) fn verdicts(output: &mut impl Write, language: Language, verdicts: &[Verdict]) -> io::Result<()> {
    for verdict in verdicts {
        let word = if verdict.sound {
            language.say("正常", "sound")
        } else {
            language.say("已损坏", "damaged")
        };
        let word = verdict.said.unwrap_or(word);
        writeln!(output, "{}  {word}", verdict.name)?;
    }
    Ok(())
}

pub(super) fn plan(output: &mut impl Write, language: Language, plan: &Plan, dry: bool) -> io::Result<()> {
    for (backup, ground) in &plan.kept {
        writeln!(output, "{}  {}", name(backup), kept_as(language, *ground))?;
    }
    let word = if dry { language.say("将删除", "would go") } else { language.say("已删除", "removed") };
    for backup in &plan.gone {
        writeln!(output, "{}  {word}", name(backup))?;
    }
    for segment in &plan.segments {
        writeln!(output, "{}  #{}–#{}  {word}", segment.name(), segment.first, segment.last)?;
    }
    Ok(())
}

pub(super) fn drill(output: &mut impl Write, language: Language, drill: &Drill) -> io::Result<()> {
    for proof in &drill.proofs {
        let (name, contracts) = (&proof.backup, proof.contracts);
        match language {
            Language::Zh => writeln!(output, "{name}  可以恢复，检查无异常，合同 {contracts} 份")?,
            Language::En => writeln!(output, "{name}  can be restored, found sound, {contracts} contracts")?,
        }
    }
    Ok(())
}

fn reason(language: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::Manual => language.say("手动", "manual"),
        Reason::Scheduled => language.say("定时", "scheduled"),
        Reason::BeforeImport => language.say("导入前", "before import"),
        Reason::BeforeMigration => language.say("升级前", "before migration"),
        Reason::BeforeRestore => language.say("恢复前", "before restore"),
    }
}

fn kept_as(language: Language, ground: Ground) -> &'static str {
    match ground {
        Ground::Recent => language.say("保留：最近", "kept: recent"),
        Ground::Daily => language.say("保留：当天最新", "kept: newest of its day"),
        Ground::Weekly => language.say("保留：当周最新", "kept: newest of its week"),
        Ground::Monthly => language.say("保留：当月最新", "kept: newest of its month"),
        Ground::Apart => language.say("保留：升级前或恢复前", "kept: before a migration or a restore"),
        Ground::LastVerified => language.say("保留：最近通过校验", "kept: among the last that verify"),
        Ground::Damaged => language.say("保留：已损坏，请人工处理", "kept: damaged, a person decides"),
    }
}

/// Says a size as people do, in megabytes.
pub(super) fn size(bytes: u64) -> String {
    let tenths = bytes.div_ceil(104_858);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
