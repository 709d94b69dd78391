//! 运维记录 on the command line: listed for people and for programs, and as a workbook.

use anyhow::{Context, Result};
use calamine::{Data, Reader, Xlsx};
use ledger::domain::minute::Minute;
use ledger::domain::upkeep::{
    ChangeOutcome, DrillKind, DrillRecord, DrillResult, Incident, IncidentLevel, SystemChange,
};
use ledger::{Ledger, Session};
use serde_json::json;
use tests::program::Desk;

fn at(text: &str) -> Result<Minute> {
    text.parse().context("a time")
}

#[expect(clippy::unnecessary_wraps, reason = "the fields that it fills may be empty")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A ledger with a fault that is understood, one that is open, a change and a drill.
fn site() -> Result<Desk> {
    let desk = Desk::with_ledger()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let session = Session::named("张三");
    let open = Incident {
        level: IncidentLevel::P2,
        title: "打印机不出纸".to_owned(),
        description: None,
        found_at: at("2026-02-01 08:00")?,
        found_by: "李四".to_owned(),
        confirmed_at: None,
        located_at: None,
        handled_at: None,
        handled_by: None,
        analysed_at: None,
        cause: None,
        measures: None,
        links: None,
    };
    let understood = Incident {
        level: IncidentLevel::P0,
        title: "台账打不开".to_owned(),
        description: some("第一行\n第二行"),
        found_at: at("2025-03-01 08:00")?,
        confirmed_at: Some(at("2025-03-01 08:05")?),
        located_at: Some(at("2025-03-01 08:20")?),
        handled_at: Some(at("2025-03-01 09:15")?),
        handled_by: some("张三"),
        analysed_at: Some(at("2025-03-02 10:00")?),
        cause: some("磁盘写满"),
        measures: some("换盘"),
        links: some("db_backup_20250301_070000.sqlite3"),
        ..open.clone()
    };
    ledger.create_upkeep(&session, &understood)?;
    ledger.create_upkeep(&session, &open)?;
    ledger.create_upkeep(&session, &change()?)?;
    let drill = DrillRecord {
        kind: DrillKind::Restore,
        held_at: at("2026-01-15 09:00")?,
        held_by: "张三".to_owned(),
        scope: "恢复最新一份备份".to_owned(),
        result: DrillResult::Passed,
        seconds: Some(42),
        findings: None,
        links: None,
    };
    ledger.create_upkeep(&session, &drill)?;
    Ok(desk)
}

fn change() -> Result<SystemChange> {
    Ok(SystemChange {
        title: "升级程序".to_owned(),
        description: None,
        risk: some("低；可回退"),
        applied_at: at("2026-01-10 09:00")?,
        applied_by: "张三".to_owned(),
        assessed_at: Some(at("2026-01-10 10:00")?),
        assessed_by: some("李四"),
        approved_at: Some(at("2026-01-11 09:00")?),
        approved_by: some("王五"),
        done_at: Some(at("2026-01-12 20:00")?),
        done_by: some("张三"),
        outcome: Some(ChangeOutcome::RolledBack),
        concluded_at: Some(at("2026-01-12 21:00")?),
        concluded_by: some("王五"),
        note: some("打印不正常"),
        links: some("#1"),
    })
}

#[test]
fn records_are_listed_for_people_and_for_programs_by_year_and_state() -> Result<()> {
    let desk = site()?;
    let said = desk.lantai(["upkeep", "list", "incident"])?.ended_with(0)?.stdout;
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.iter().any(|line| line.contains("P0") && line.contains("已复盘")), "{said}");
    assert!(lines.iter().any(|line| line.contains("75")), "the minutes until it was handled: {said}");
    let open = desk.lantai(["upkeep", "list", "incident", "--open", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(open.as_array().map(Vec::len), Some(1));
    assert_eq!((&open[0]["title"], &open[0]["stage"]), (&json!("打印机不出纸"), &json!("已发现")));
    let last_year =
        desk.lantai(["upkeep", "list", "incident", "--year", "2025", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(last_year[0]["minutes_to_handle"], json!(75));
    let changes = desk.lantai(["upkeep", "list", "change", "--closed", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(changes[0]["stage"], json!("已回退"));
    let drills = desk.lantai(["upkeep", "list", "drill", "--lang", "en"])?.ended_with(0)?.stdout;
    assert!(drills.contains("seconds") && drills.contains("42"), "{drills}");
    let none = desk.lantai(["upkeep", "list", "drill", "--year", "1999"])?.ended_with(0)?.stdout;
    assert_eq!(none.trim(), "没有这样的记录。");
    desk.lantai(["upkeep", "list", "other"])?.ended_with(2)?;
    Ok(())
}

#[test]
fn an_export_has_a_sheet_for_each_kind_and_every_record_of_the_year() -> Result<()> {
    let desk = site()?;
    let path = desk.path("运维记录.xlsx");
    let to = path.to_str().context("UTF-8")?;
    let said = desk.lantai(["upkeep", "export", "--to", to])?.ended_with(0)?.stdout;
    assert!(said.contains("4 条运维记录"), "{said}");
    let mut workbook: Xlsx<_> = calamine::open_workbook(&path)?;
    assert_eq!(workbook.sheet_names(), ["故障", "变更", "演练"]);
    let mut cell = |sheet: &str, row, column| -> Result<Data> {
        Ok(workbook.worksheet_range(sheet)?.get_value((row, column)).cloned().unwrap_or_default())
    };
    assert!(cell("故障", 0, 0)?.to_string().starts_with("运维记录 · 全部 · 导出于"));
    assert_eq!(cell("故障", 1, 3)?.to_string(), "发现时间");
    assert_eq!(cell("故障", 3, 3)?.to_string(), "2025-03-01 08:00");
    assert_eq!(cell("故障", 3, 10)?, Data::Float(75.0));
    assert_eq!(cell("故障", 3, 11)?.to_string(), "第一行\n第二行");
    assert_eq!(cell("变更", 2, 12)?.to_string(), "已回退");
    assert_eq!(cell("演练", 2, 5)?, Data::Float(42.0));
    // Windows replaces no file that somebody reads.
    drop(workbook);
    let said = desk.lantai(["upkeep", "export", "--to", to, "--year", "2025"])?.ended_with(0)?.stdout;
    assert!(said.contains("1 条运维记录"), "{said}");
    let refused = desk.lantai(["upkeep", "export", "--to", "a.csv"])?.ended_with(2)?;
    assert!(refused.stderr.contains("file.format_unknown"), "{refused:?}");
    Ok(())
}
