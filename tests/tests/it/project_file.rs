//! 项目档案: everything that belongs to a project, as a workbook and for programs.

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, Result};
use calamine::{Data, Reader, Xlsx};
use ledger::domain::Code;
use ledger::{Ledger, Watch};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit;

/// The plant with a refund, a settlement and a talk.
fn plant() -> Result<Desk> {
    let desk = kit::plant()?;
    let refund = "关联合同编号,实付金额(元),付款日期,退款\nHT-001,50000,2023-09-01,是\n";
    let settlement = "合同编号,最终结算金额(元),结算完成时间\nHT-002,480000,2023-12-01\n";
    let talk = "供应商,关联合同,约谈类型,约谈日期,约谈人,约谈原因,约谈内容,整改要求\n\
                甲建设有限公司,HT-001,违约约谈,2024-06-01,王五,延期,说明,限期\n";
    for (kind, text) in [("payment", refund), ("settlement", settlement), ("interview", talk)] {
        let report = kit::import_text(&desk, kind, text, &[])?;
        anyhow::ensure!(kit::count(&report, "insert") == Some(1), "{report}");
    }
    Ok(desk)
}

/// The cells of a sheet below its heading, the header first.
fn sheet(path: &Path, name: &str) -> Result<Vec<Vec<Data>>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path)?;
    Ok(workbook.worksheet_range(name)?.rows().skip(1).map(<[Data]>::to_vec).collect())
}

fn cell(rows: &[Vec<Data>], row: usize, label: &str) -> Result<Data> {
    let column = rows[0].iter().position(|cell| *cell == label);
    Ok(rows[row][column.with_context(|| format!("no column {label}"))?].clone())
}

#[test]
fn the_file_of_a_project_has_a_sheet_for_everything_that_belongs_to_it() -> Result<()> {
    let desk = plant()?;
    let path = desk.path("项目档案.xlsx");
    let to = path.to_str().context("UTF-8")?;
    let said = desk.lantai(["report", "project", "一号机组改造", "--to", to])?.ended_with(0)?;
    assert!(said.stdout.contains("1 个项目"), "{said:?}");
    let workbook: Xlsx<_> = calamine::open_workbook(&path)?;
    assert_eq!(workbook.sheet_names(), ["汇总", "采购", "合同", "付款", "结算", "评价", "约谈"]);
    // Windows replaces no file that somebody reads.
    drop(workbook);
    let summary = sheet(&path, "汇总")?;
    assert_eq!(cell(&summary, 1, "项目编码")?, Data::String("0101".to_owned()), "zeros survive");
    assert_eq!(cell(&summary, 1, "合同总价")?, Data::Float(1_200_000.0));
    assert_eq!(cell(&summary, 1, "已付")?, Data::Float(500_000.5), "the refund subtracts");
    assert_eq!(cell(&sheet(&path, "采购")?, 1, "中标金额")?, Data::Float(1_000_000.0));
    let contracts = sheet(&path, "合同")?;
    assert_eq!(contracts.len(), 4, "header, main contract, supplement, total: {contracts:?}");
    assert_eq!(cell(&contracts, 2, "合同总价")?, Data::Empty, "so that the column adds up");
    assert_eq!(cell(&contracts, 3, "签约合同价")?, Data::Float(1_200_000.0));
    let payments = sheet(&path, "付款")?;
    assert_eq!(payments.len(), 6, "header, three payments, refund, total: {payments:?}");
    assert_eq!(cell(&payments, 5, "金额（退款为负）")?, Data::Float(500_000.5));
    assert_eq!(sheet(&path, "结算")?.len(), 1, "the other project's");
    assert_eq!(cell(&sheet(&path, "评价")?, 1, "2023年度评价得分")?, Data::Float(84.5));
    assert_eq!(cell(&sheet(&path, "约谈")?, 1, "整改要求")?, Data::String("限期".to_owned()));

    desk.lantai(["report", "project", "--all", "--to", to])?.ended_with(0)?;
    assert_eq!(sheet(&path, "汇总")?.len(), 4, "header, two projects, total");
    let settlements = sheet(&path, "结算")?;
    assert_eq!(cell(&settlements, 1, "项目编码")?, Data::String("0102".to_owned()));
    assert_eq!(cell(&settlements, 1, "与合同总价差额")?, Data::Float(-20_000.0));
    Ok(())
}

#[test]
fn the_file_for_programs_says_the_same_as_the_lists() -> Result<()> {
    let desk = plant()?;
    let all = desk.lantai(["report", "project", "--all", "--json"])?.ended_with(0)?.json()?;
    let listed = kit::list(&desk, "project", &[])?;
    let files = all.as_array().context("an array")?;
    assert_eq!(files.len(), listed.len());
    for (file, listed) in files.iter().zip(&listed) {
        for (field, value) in listed.as_object().context("a record")? {
            assert_eq!(&file[field], value, "{field}");
        }
    }
    for (noun, field) in [("contract", "contracts"), ("payment", "payments"), ("settlement", "settlements")] {
        let records = |file: &Value| file[field].as_array().cloned().unwrap_or_default();
        let mut told: Vec<String> = files.iter().flat_map(records).map(|one| one.to_string()).collect();
        let mut listed: Vec<String> = kit::list(&desk, noun, &[])?.iter().map(Value::to_string).collect();
        told.sort();
        // The supplement of the plant names no project of its own.
        listed.retain(|record| noun != "contract" || told.contains(record));
        listed.sort();
        assert_eq!(told, listed, "{noun}");
    }
    assert_eq!((&files[1]["settled"], &files[1]["remaining"]), (&json!(1), &json!("-20000.00")));
    Ok(())
}

#[test]
fn a_project_that_cannot_be_told_is_refused_with_what_to_do() -> Result<()> {
    let desk = plant()?;
    let twin = "项目编码,项目名称\n0103,一号机组改造\n";
    kit::import_text(&desk, "project", twin, &[])?;
    let unknown = desk.lantai(["report", "project", "无名", "--json"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("project.unknown"), "{unknown:?}");
    let two = desk.lantai(["report", "project", "一号机组改造", "--json"])?.ended_with(2)?;
    assert!(two.stderr.contains("project.ambiguous") && two.stderr.contains("0101、0103"), "{two:?}");
    let one = desk.lantai(["report", "project", "0103", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(one[0]["contracts"], json!([]));
    let csv = desk.lantai(["report", "project", "--all", "--to", "x.csv"])?.ended_with(2)?;
    assert!(csv.stderr.contains("[file.format_unknown]"), "{csv:?}");
    desk.lantai(["report", "project"])?.ended_with(2)?;
    Ok(())
}

struct Stop;

impl Watch for Stop {
    fn progress(&self, _done: u64, _total: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Break(())
    }
}

#[test]
fn a_cancelled_report_leaves_the_old_file() -> Result<()> {
    let desk = plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let path = desk.path("档案.xlsx");
    std::fs::write(&path, "old")?;
    let refused = ledger.report_projects(&ledger.all_projects()?, &path, &Stop).err().context("stopped")?;
    assert_eq!(refused.code(), Code::Cancelled);
    assert_eq!(std::fs::read(&path)?, b"old");
    Ok(())
}
