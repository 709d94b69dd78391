//! What `lantai migrate` writes for people.

use std::io::{self, Write};

use ledger::domain::migration::{
    Migrated, MigrationCheck, MigrationLoss, MigrationPlan, MigrationRehearsal, MigrationState, Purpose,
};
use ledger::migration::{Interrupted, Standing, Stopped};

use super::names;
use crate::commands::journal::instant;
use crate::language::Language;
use crate::table::{Column, Table};

/// Characters of a checksum that tell it from any other.
const SHORT: usize = 12;

pub(super) fn standing(output: &mut impl Write, language: Language, standing: &Standing) -> io::Result<()> {
    let status = &standing.status;
    let (schema, known) = (status.schema, status.known);
    match (language, status.pending()) {
        (Language::Zh, 0) => writeln!(output, "结构 {schema:04}，与本程序一致")?,
        (Language::En, 0) => writeln!(output, "structure {schema:04}, that of this program")?,
        (Language::Zh, pending) => {
            writeln!(output, "结构 {schema:04}，本程序用 {known:04}：还有 {pending} 步待升级")?;
        }
        (Language::En, pending) => {
            writeln!(output, "structure {schema:04}, this program uses {known:04}: {pending} pending")?;
        }
    }
    if let Some(interrupted) = &standing.interrupted {
        tell_interrupted(output, language, interrupted)?;
    }
    let columns = vec![
        Column::left(language.say("步", "step")),
        Column::left(language.say("名称", "name")),
        Column::left(language.say("执行时间", "applied")),
        Column::left(language.say("版本", "version")),
        Column::left(language.say("可回退", "reversible")),
        Column::left(language.say("校验和", "checksum")),
        Column::unbounded(language.say("用途", "purpose")),
    ];
    let rows: Vec<Vec<String>> = status.migrations.iter().map(|one| cells(language, one)).collect();
    Table::new(columns).write(output, &rows)?;
    if let Some(rollback) = &standing.rollback {
        let (from, to) = (rollback.migrated.from, rollback.migrated.to);
        let (at, since) = (instant(&rollback.at), rollback.operations_since);
        match language {
            Language::Zh => writeln!(
                output,
                "{at} 从 {from:04} 回退到 {to:04}，之后 {since} 项操作。撤销回退：lantai migrate undo"
            )?,
            Language::En => writeln!(
                output,
                "{at} rolled back from {from:04} to {to:04}, {since} operations since. To undo: lantai migrate undo"
            )?,
        }
    }
    Ok(())
}

fn tell_interrupted(output: &mut impl Write, language: Language, told: &Interrupted) -> io::Result<()> {
    let (at, from, to) = (instant(&told.at), told.from, told.to);
    match (language, told.ended) {
        (Language::Zh, Stopped::Finished) => {
            writeln!(output, "{at} 从 {from:04} 到 {to:04} 时程序中断，结构变更已完成。")
        }
        (Language::En, Stopped::Finished) => {
            writeln!(output, "{at} interrupted on the way from {from:04} to {to:04}; it is complete.")
        }
        (Language::Zh, Stopped::NothingDone) => {
            writeln!(output, "{at} 从 {from:04} 到 {to:04} 时程序中断，台账与之前一样。")
        }
        (Language::En, Stopped::NothingDone) => {
            writeln!(output, "{at} interrupted on the way from {from:04} to {to:04}; nothing was done.")
        }
    }
}

fn cells(language: Language, state: &MigrationState) -> Vec<String> {
    let applied = state.applied.as_ref();
    vec![
        format!("{:04}", state.number),
        state.name.clone(),
        applied.map_or_else(|| language.say("待升级", "pending").to_owned(), |applied| instant(&applied.at)),
        applied.map(|applied| applied.program_version.clone()).unwrap_or_default(),
        if state.reversible { language.say("是", "yes") } else { language.say("否", "no") }.to_owned(),
        state.checksum.chars().take(SHORT).collect(),
        purpose(language, &state.purpose).to_owned(),
    ]
}

pub(super) fn plan(output: &mut impl Write, language: Language, plan: &MigrationPlan) -> io::Result<()> {
    let (from, to) = (plan.from, plan.to);
    if plan.steps.is_empty() {
        return match language {
            Language::Zh => writeln!(output, "结构已是 {to:04}，没有要做的"),
            Language::En => writeln!(output, "the structure is {to:04} already: nothing to do"),
        };
    }
    match (language, plan.is_rollback()) {
        (Language::Zh, false) => writeln!(output, "升级：{from:04} → {to:04}")?,
        (Language::Zh, true) => writeln!(output, "回退：{from:04} → {to:04}")?,
        (Language::En, false) => writeln!(output, "upgrade: {from:04} → {to:04}")?,
        (Language::En, true) => writeln!(output, "rollback: {from:04} → {to:04}")?,
    }
    for step in &plan.steps {
        writeln!(output, "  {:04} {}  {}", step.number, step.name, purpose(language, &step.purpose))?;
        for table in &step.tables {
            let rows = language.say("行", "rows");
            writeln!(output, "       {}  {} {rows}", names::table(language, &table.table), table.rows)?;
        }
        let seconds = step.estimated_ms.div_ceil(1000);
        match language {
            Language::Zh => writeln!(output, "       估计 {seconds} 秒以内")?,
            Language::En => writeln!(output, "       estimated: within {seconds} s")?,
        }
    }
    losses(output, language, &plan.losses)?;
    if !plan.opened_by.is_empty() {
        let by = plan.opened_by.join(language.say("、", ", "));
        writeln!(output, "{} {by}", language.say("之后能打开它的版本：", "opened afterwards by:"))?;
    }
    Ok(())
}

pub(super) fn rehearsal(
    output: &mut impl Write,
    language: Language,
    rehearsal: &MigrationRehearsal,
) -> io::Result<()> {
    for step in &rehearsal.steps {
        writeln!(output, "  {:04}  {}", step.number, seconds(step.ms))?;
    }
    let checks: Vec<&str> = rehearsal.checks.iter().map(|check| check_word(language, *check)).collect();
    let checks = checks.join(language.say("、", ", "));
    let total = seconds(rehearsal.total_ms);
    match language {
        Language::Zh => writeln!(output, "演练通过（{total}）：{checks}")?,
        Language::En => writeln!(output, "the rehearsal passed ({total}): {checks}")?,
    }
    losses(output, language, &rehearsal.losses)
}

pub(super) fn migrated(
    output: &mut impl Write,
    language: Language,
    migrated: Option<&Migrated>,
) -> io::Result<()> {
    let Some(migrated) = migrated else {
        return writeln!(output, "{}", language.say("没有要做的", "nothing to do"));
    };
    let Migrated { from, to, before, .. } = migrated;
    match (language, migrated.is_rollback()) {
        (Language::Zh, false) => writeln!(output, "已升级：{from:04} → {to:04}")?,
        (Language::Zh, true) => writeln!(output, "已回退：{from:04} → {to:04}")?,
        (Language::En, false) => writeln!(output, "upgraded: {from:04} → {to:04}")?,
        (Language::En, true) => writeln!(output, "rolled back: {from:04} → {to:04}")?,
    }
    losses(output, language, &migrated.losses)?;
    writeln!(output, "{} {before}", language.say("之前的台账已备份为", "the ledger before is kept as"))?;
    if migrated.is_rollback() {
        writeln!(output, "{}lantai migrate undo", language.say("撤销回退：", "to undo: "))?;
    }
    Ok(())
}

fn losses(output: &mut impl Write, language: Language, losses: &[MigrationLoss]) -> io::Result<()> {
    if losses.is_empty() {
        return writeln!(output, "{}", language.say("不丢失任何内容", "nothing is lost"));
    }
    writeln!(output, "{}", language.say("会丢失：", "lost:"))?;
    for MigrationLoss { table, column, count } in losses {
        let table = names::table(language, table);
        match (language, column) {
            (Language::Zh, None) => writeln!(output, "  {table}  {count} 行")?,
            (Language::Zh, Some(column)) => writeln!(output, "  {table}.{column}  {count} 行的值")?,
            (Language::En, None) => writeln!(output, "  {table}  {count} rows")?,
            (Language::En, Some(column)) => writeln!(output, "  {table}.{column}  values of {count} rows")?,
        }
    }
    Ok(())
}

const fn check_word(language: Language, check: MigrationCheck) -> &'static str {
    match check {
        MigrationCheck::Structure => language.say("结构与新建的一致", "structure as in a new ledger"),
        MigrationCheck::References => language.say("引用完整", "references whole"),
        MigrationCheck::Rows => language.say("保留的记录逐行不变", "every row that stays unchanged"),
        MigrationCheck::Integrity => language.say("文件完整", "file sound"),
        MigrationCheck::Journal => language.say("操作日志校验链正常", "chain of the journal sound"),
    }
}

fn purpose(language: Language, purpose: &Purpose) -> &str {
    language.say(&purpose.zh, &purpose.en)
}

fn seconds(ms: u64) -> String {
    format!("{}.{:02} s", ms / 1000, ms % 1000 / 10)
}
