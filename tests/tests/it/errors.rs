//! The error workbook: what was not imported, corrected in place and imported again.

use anyhow::{Context, Result};
use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

use crate::kit::{self, count, list, plant, text_file};

const BAD: &str = "备注栏,合同编号,付款金额（元）,付款日期,付款事由\n\
    甲,HT-003,100.00,2024-03-05,第一笔\n\
    乙,HT-003,壹佰万,2024-03-06,第二笔\n\
    丙,HT-不存在,300.00,2024-03-07,第三笔\n";

fn cells(path: &std::path::Path) -> Result<Vec<Vec<String>>> {
    let mut workbook: Xlsx<_> = open_workbook(path)?;
    let range = workbook.worksheet_range_at(0).context("a sheet")??;
    Ok(range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect())
}

#[test]
fn only_unresolved_rows_in_the_clerks_own_columns_with_what_to_do() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "付款.csv", BAD)?;
    let errors = desk.path("未导入.xlsx");
    let told = errors.display().to_string();
    let report = kit::import(&desk, "payment", &file, &["--accept-valid", "--errors", &told])?
        .ended_with(1)?
        .json()?;
    assert_eq!((count(&report, "insert"), count(&report, "error")), (Some(1), Some(2)));
    let found = cells(&errors)?;
    assert_eq!(found[0], ["备注栏", "合同编号", "付款金额（元）", "付款日期", "付款事由", "错误说明"]);
    assert_eq!(found[1][..5], ["乙", "HT-003", "壹佰万", "2024-03-06", "第二笔"]);
    assert_eq!(found[2][..5], ["丙", "HT-不存在", "300.00", "2024-03-07", "第三笔"]);
    assert!(found[1][5].contains("壹佰万") && found[2][5].contains("HT-不存在"), "{found:?}");
    Ok(())
}

#[test]
fn a_corrected_error_workbook_is_imported_as_it_is() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "付款.csv", BAD)?;
    let errors = desk.path("未导入.xlsx");
    let told = errors.display().to_string();
    kit::import(&desk, "payment", &file, &["--accept-valid", "--errors", &told])?.ended_with(1)?;
    let before = list(&desk, "payment", &[])?.len();
    let mut rows = cells(&errors)?;
    rows[1][2] = "200.00".to_owned();
    rows[2][1] = "HT-003".to_owned();
    let corrected = desk.path("改好.xlsx");
    write(&rows, &corrected)?;
    let report = kit::import(&desk, "payment", &corrected, &[])?.ended_with(0)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "error")), (Some(2), Some(0)), "{report}");
    assert_eq!(list(&desk, "payment", &[])?.len(), before + 2);
    Ok(())
}

/// Each bad month comes back in a row of its own, which says what is wrong with it and nothing of the
/// months beside it.
#[test]
fn a_bad_month_tells_of_itself_alone() -> Result<()> {
    let desk = plant()?;
    let table = "合同编号,2023年12月,2024年上半年,2024年7月\nHT-003,100,若干,-5\nHT-404,1,2,\n";
    let file = text_file(&desk, "逐月.csv", table)?;
    let errors = desk.path("未导入.xlsx");
    let told = errors.display().to_string();
    kit::import(&desk, "payment", &file, &["--dry-run", "--errors", &told])?.ended_with(1)?;
    let found = cells(&errors)?;
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(found[1][..4], ["HT-003", "", "若干", ""]);
    assert_eq!(found[2][..4], ["HT-003", "", "", "-5"]);
    assert!(found[1][4].contains("若干") && !found[1][4].contains('\n'), "{found:?}");
    assert!(!found[2][4].contains("若干") && !found[2][4].contains('\n'), "{found:?}");
    for row in &found[3..] {
        assert_eq!(row[4].matches("HT-404").count(), 1, "{found:?}");
    }
    Ok(())
}

#[test]
fn without_errors_there_is_no_error_workbook() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "付款.csv", "合同编号,付款金额（元）,付款日期\nHT-003,1.00,2024-03-05\n")?;
    let errors = desk.path("未导入.xlsx");
    let told = errors.display().to_string();
    kit::import(&desk, "payment", &file, &["--errors", &told])?.ended_with(0)?;
    assert!(!errors.exists());
    Ok(())
}

/// What a person said of the columns of a file holds for its error workbook, and what they wrote
/// into cells stands in it.
#[test]
fn the_error_workbook_of_a_planned_import_needs_no_plan() -> Result<()> {
    let desk = plant()?;
    let text = "单位：万元,,,\n合同编号,实付,付款日期,经办\nHT-003,0.01,2024-05-01,张\nHT-003,一百,2024-06-01,李\nHT-404,0.03,昨天,王\n";
    let file = text_file(&desk, "五月.csv", text)?;
    let errors = desk.path("未导入.xlsx");
    let told = errors.display().to_string();
    let plan =
        ["--column", "实付=amount", "--cell", "5:付款日期=2024-07-01", "--accept-valid", "--errors", &told];
    let report = kit::import(&desk, "payment", &file, &plan)?.ended_with(1)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "error")), (Some(1), Some(2)), "{report}");
    let mut rows = cells(&errors)?;
    assert_eq!(rows[0], ["合同编号", "实付（万元）", "付款日期", "经办", "错误说明"]);
    assert_eq!(rows[2][2], "2024-07-01", "as it was written anew");
    rows[1][1] = "0.02".to_owned();
    rows[2][0] = "HT-003".to_owned();
    let corrected = desk.path("改好.xlsx");
    write(&rows, &corrected)?;
    let report = kit::import(&desk, "payment", &corrected, &["--column", "实付（万元）=amount"])?
        .ended_with(0)?
        .json()?;
    assert_eq!(count(&report, "insert"), Some(2), "{report}");
    assert_eq!(kit::record(&desk, "contract", "code", "HT-003")?["paid"], "600.00");
    Ok(())
}

fn write(rows: &[Vec<String>], to: &std::path::Path) -> Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(row) {
            sheet.write_string(at, column, text)?;
        }
    }
    Ok(book.save(to)?)
}
