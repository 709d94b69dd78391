//! Out of the ledger and back: nothing changes but what a person changed.

use std::path::Path;

use anyhow::{Context, Result};
use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use tests::program::Desk;

use crate::kit::{self, count, everything, import_text, plant};

const KINDS: &[&str] = &[
    "project",
    "supplier",
    "procurement",
    "contract",
    "payment_plan",
    "payment",
    "settlement",
    "evaluation",
];

/// A plant with whatever makes an export difficult.
fn difficult_plant() -> Result<Desk> {
    let desk = plant()?;
    let plans = "\
关联合同编号,付款节点,应付日期,应付金额(元),应付比例,备注
HT-003,\"=1+1\",2024-02-29,0.01,,'单引号
HT-003,第一次,,,33.33%,\"第一行
第二行\"
HT-001,预付款,2024-05-01,,30%,
";
    let report = import_text(&desk, "payment_plan", plans, &[])?;
    assert_eq!(count(&report, "insert"), Some(3), "{report}");
    let payments = "\
关联合同编号,实付金额(元),付款日期,付款事由,发票号码,退款,付款节点
HT-003,0.01,2024-02-29,\"=1+1\",00000000,,=1+1
HT-003,123456789.10,1999-12-31,\"第一行
第二行,逗号\"\"引号\"\"\",-5,,
HT-003,5,2024-05-01,@某人,+86,是,第一次
HT-003,5,2024-05-01,'单引号,0x10,是,
";
    let report = import_text(&desk, "payment", payments, &[])?;
    assert_eq!(count(&report, "insert"), Some(4), "{report}");
    import_text(
        &desk,
        "settlement",
        "合同编号,最终结算金额(元),结算完成时间\nHT-002,490000,2024-01-31\n",
        &[],
    )?;
    Ok(desk)
}

fn export(desk: &Desk, kind: &str, name: &str, options: &[&str]) -> Result<std::path::PathBuf> {
    let file = desk.path(name);
    let to = file.to_str().context("UTF-8")?;
    desk.lantai(["export", kind, "--to", to].iter().chain(options))?.ended_with(0)?;
    Ok(file)
}

#[test]
fn an_export_that_nobody_changed_changes_nothing() -> Result<()> {
    let desk = difficult_plant()?;
    let before = everything(&desk)?;
    let formats: &[(&str, &[&str])] = &[("xlsx", &[]), ("csv", &[]), ("csv", &["--encoding", "gb18030"])];
    for kind in KINDS {
        for (extension, options) in formats {
            let file = export(&desk, kind, &format!("{kind}.{extension}"), options)?;
            let report = kit::import(&desk, kind, &file, &[])?
                .ended_with(0)
                .with_context(|| format!("{kind}.{extension} {options:?}"))?
                .json()?;
            let records = kit::list(&desk, kind, &[])?.len() as u64;
            assert_eq!(count(&report, "unchanged"), Some(records), "{kind}.{extension}: {report}");
            for action in ["insert", "update", "conflict", "error"] {
                assert_eq!(count(&report, action), Some(0), "{kind}.{extension} {action}: {report}");
            }
        }
    }
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn one_changed_cell_is_exactly_one_update() -> Result<()> {
    let desk = difficult_plant()?;
    for extension in ["csv", "xlsx"] {
        let file = export(&desk, "contract", &format!("contract.{extension}"), &[])?;
        let new = format!("设备采购（{extension}）");
        if extension == "csv" {
            let text = std::fs::read_to_string(&file)?;
            std::fs::write(&file, text.replacen(",设备采购,", &format!(",{new},"), 1))?;
        } else {
            edit_cell(&file, "设备采购（csv）", &new)?;
        }
        let before = everything(&desk)?;
        let report = kit::import(&desk, "contract", &file, &[])?.ended_with(0)?.json()?;
        assert_eq!(
            (count(&report, "update"), count(&report, "insert")),
            (Some(1), Some(0)),
            "{extension}: {report}"
        );
        let updated: Vec<&Value> =
            report["rows"].as_array().into_iter().flatten().filter(|row| row["action"] == "update").collect();
        assert_eq!(updated.len(), 1);
        assert_eq!(updated[0]["key"], "HT-002");
        let mut expected = before;
        let changed = expected[3].iter_mut().find(|one| one["code"] == "HT-002").context("HT-002")?;
        changed["name"] = new.into();
        assert_eq!(everything(&desk)?, expected, "{extension}");
    }
    Ok(())
}

/// In another ledger the hidden numbers of an export are those of other records.
#[test]
fn an_export_of_another_ledger_is_a_file_like_any_other() -> Result<()> {
    let desk = plant()?;
    let file = export(&desk, "supplier", "supplier.xlsx", &[])?;
    let other = Desk::with_ledger()?;
    import_text(&other, "supplier", "供应商名称,联系人\n丙公司,张三\n丁公司,李四\n戊公司,王五\n", &[])?;
    let before = kit::list(&other, "supplier", &[])?;
    let report = kit::import(&other, "supplier", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "update")), (Some(3), Some(0)), "{report}");
    let after = kit::list(&other, "supplier", &[])?;
    assert_eq!(after.len(), 6);
    assert!(before.iter().all(|one| after.contains(one)), "{after:?}");
    Ok(())
}

/// A changed code is a new code of the same record.
#[test]
fn a_code_that_was_changed_in_an_export_renames_the_record() -> Result<()> {
    let desk = plant()?;
    let file = export(&desk, "project", "project.csv", &[])?;
    let text = std::fs::read_to_string(&file)?;
    std::fs::write(&file, text.replacen("0102,", "0202,", 1))?;
    let report = kit::import(&desk, "project", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "update")), (Some(0), Some(1)), "{report}");
    assert_eq!(kit::record(&desk, "project", "code", "0202")?["name"], "二号机组改造");
    assert_eq!(kit::record(&desk, "contract", "code", "HT-002")?["project_code"], "0202");
    Ok(())
}

/// A row that was changed in the ledger after the export is a conflict, not an overwriting.
#[test]
fn a_record_that_changed_since_the_export_is_a_conflict() -> Result<()> {
    let desk = plant()?;
    let file = export(&desk, "project", "project.csv", &[])?;
    let text = std::fs::read_to_string(&file)?;
    std::fs::write(&file, text.replacen("一号机组改造", "一号机组大修", 1))?;
    import_text(&desk, "project", "项目编码,项目名称,项目负责人\n0101,一号机组改造,王五\n", &[])?;
    let before = everything(&desk)?;
    let report = kit::import(&desk, "project", &file, &[])?.ended_with(1)?.json()?;
    assert_eq!((count(&report, "conflict"), count(&report, "update")), (Some(1), Some(0)), "{report}");
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

/// Empties a cell of an export: that is a change, too.
#[test]
fn a_cell_that_was_emptied_in_an_export_is_emptied_in_the_ledger() -> Result<()> {
    let desk = plant()?;
    let file = export(&desk, "project", "project.csv", &[])?;
    let text = std::fs::read_to_string(&file)?;
    std::fs::write(&file, text.replacen(",张三,", ",,", 1))?;
    let report = kit::import(&desk, "project", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(count(&report, "update"), Some(1), "{report}");
    assert_eq!(kit::record(&desk, "project", "code", "0101")?["manager"], Value::Null);
    Ok(())
}

#[test]
fn the_whole_ledger_goes_into_one_workbook_with_a_sheet_for_each_noun() -> Result<()> {
    let desk = difficult_plant()?;
    let file = export(&desk, "all", "all.xlsx", &[])?;
    let workbook: Xlsx<_> = open_workbook(&file)?;
    let sheets = workbook.sheet_names();
    for label in ["项目", "采购", "供应商", "合同", "付款", "结算", "履约评价", "约谈记录"]
    {
        assert!(sheets.iter().any(|sheet| sheet == label), "{label}: {sheets:?}");
    }
    for kind in KINDS {
        let report =
            kit::import(&desk, kind, &file, &[])?.ended_with(0).with_context(|| kind.to_string())?.json()?;
        for action in ["insert", "update", "error"] {
            assert_eq!(count(&report, action), Some(0), "{kind} {action}: {report}");
        }
    }
    Ok(())
}

#[test]
fn no_formula_is_ever_written_from_data() -> Result<()> {
    let desk = difficult_plant()?;
    let csv = std::fs::read_to_string(export(&desk, "payment", "p.csv", &[])?)?;
    assert!(csv.starts_with('\u{feff}'), "a BOM, for Excel");
    for dangerous in [",=1+1", ",@某人", ",+86", ",-5"] {
        assert!(!csv.contains(dangerous), "{dangerous}");
    }
    assert!(csv.contains(",'=1+1"), "{csv}");
    let mut workbook: Xlsx<_> = open_workbook(export(&desk, "payment", "p.xlsx", &[])?)?;
    let formulas = workbook.worksheet_formula("付款")?;
    let foreign: Vec<&String> = formulas
        .used_cells()
        .map(|(_, _, formula)| formula)
        .filter(|formula| !formula.contains("SUBTOTAL"))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    Ok(())
}

#[test]
fn an_export_is_gb18030_where_asked() -> Result<()> {
    let desk = plant()?;
    let bytes = std::fs::read(export(&desk, "project", "p.csv", &["--encoding", "gb18030"])?)?;
    let (text, _, had_errors) = encoding_rs::GB18030.decode(&bytes);
    assert!(!had_errors);
    assert!(text.contains("一号机组改造"));
    assert!(std::str::from_utf8(&bytes).is_err());
    Ok(())
}

/// Replaces the text of one cell, as a clerk does; everything else is written as it was read.
fn edit_cell(file: &Path, old: &str, new: &str) -> Result<()> {
    let mut source: Xlsx<_> = open_workbook(file)?;
    let name = source.sheet_names().first().context("no sheet")?.clone();
    let range = source.worksheet_range(&name)?;
    let (top, left) = range.start().context("empty")?;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(&name)?;
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let mut edits = 0;
    for (row, cells) in (top..).zip(range.rows()) {
        for (column, cell) in (u16::try_from(left)?..).zip(cells) {
            match cell {
                Data::Empty => {}
                Data::String(text) if text == old => {
                    edits += 1;
                    sheet.write_string(row, column, new)?;
                }
                Data::Float(number) => _ = sheet.write_number(row, column, *number)?,
                #[expect(clippy::cast_precision_loss, reason = "ids of a test are small")]
                Data::Int(number) => _ = sheet.write_number(row, column, *number as f64)?,
                Data::DateTime(serial) => {
                    sheet.write_number_with_format(row, column, serial.as_f64(), &date)?;
                }
                Data::String(_)
                | Data::Bool(_)
                | Data::DateTimeIso(_)
                | Data::DurationIso(_)
                | Data::Error(_) => {
                    sheet.write_string(row, column, cell.to_string())?;
                }
            }
        }
    }
    assert_eq!(edits, 1, "{old} stands once in {}", file.display());
    Ok(book.save(file)?)
}
