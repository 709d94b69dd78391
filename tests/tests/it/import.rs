//! Imports of files as departments send them.

use std::path::PathBuf;

use anyhow::{Context, Result};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use tests::program::Desk;
use tests::{row, workbook};

use crate::kit::{self, codes, count, everything, import_text, list, plant, record, text_file};

/// The same table in every format that departments send is the same import.
#[test]
fn csv_in_each_encoding_and_a_workbook_say_the_same() -> Result<()> {
    let text = "合同编号,付款金额（元）,付款日期,付款事由\nHT-003,\"1,234.50\",2024-03-05,季度款—第①期\n";
    let mut results = Vec::new();
    for format in ["utf-8", "bom", "gb18030", "xlsx"] {
        let desk = plant()?;
        let file = in_format(&desk, format, text)?;
        let report = kit::import(&desk, "payment", &file, &[])?.ended_with(0).context(format)?.json()?;
        assert_eq!((count(&report, "insert"), report["committed"].as_bool()), (Some(1), Some(true)));
        results.push(everything(&desk)?);
    }
    assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "{results:#?}");
    Ok(())
}

fn in_format(desk: &Desk, format: &str, text: &str) -> Result<PathBuf> {
    let file = desk.path(if format == "xlsx" { "付款.xlsx" } else { "付款.csv" });
    match format {
        "bom" => std::fs::write(&file, format!("\u{feff}{text}"))?,
        "gb18030" => std::fs::write(&file, encoding_rs::GB18030.encode(text).0)?,
        "xlsx" => {
            let header = ["合同编号", "付款金额（元）", "付款日期", "付款事由"];
            workbook::write(&file, "付款", &header, &[row!["HT-003", 1234.5, "2024-03-05", "季度款—第①期"]])?;
        }
        _ => std::fs::write(&file, text)?,
    }
    Ok(file)
}

#[test]
fn a_stated_encoding_is_obeyed() -> Result<()> {
    let desk = plant()?;
    let text = "项目编码,项目名称,项目状态\nP1,灰场,进行中\n";
    let file = desk.path("项目.csv");
    std::fs::write(&file, encoding_rs::GB18030.encode(text).0)?;
    let wrong = kit::import(&desk, "project", &file, &["--encoding", "utf-8"])?.ended_with(2)?;
    assert!(wrong.stderr.contains("file."), "{wrong:?}");
    kit::import(&desk, "project", &file, &["--encoding", "gb18030"])?.ended_with(0)?;
    assert_eq!(record(&desk, "project", "code", "P1")?["name"], "灰场");
    Ok(())
}

/// Titles above the header, real dates, numbers, text amounts, subtotals and notes below.
#[test]
fn a_workbook_as_offices_make_them() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("办公室.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("付款明细")?;
    let date = Format::new().set_num_format("yyyy/m/d");
    sheet.write_string(0, 0, "某电厂付款台账（单位：元）")?;
    for (column, label) in (0_u16..).zip(["序号", "合同 编号*", "付款金额（元）", "支付日期", "备注"])
    {
        sheet.write_string(2, column, label)?;
    }
    sheet.write_number(3, 0, 1.0)?.write_string(3, 1, "HT-003")?.write_number(3, 2, 0.1 + 0.2)?;
    sheet.write_datetime_with_format(3, 3, ExcelDateTime::from_ymd(2024, 3, 5)?, &date)?;
    sheet.write_number(4, 0, 2.0)?.write_string(4, 1, "HT-003")?.write_string(4, 2, "￥１２，３４５.60元")?;
    sheet.write_string(4, 3, "2024年3月6日")?;
    sheet.write_number(5, 0, 3.0)?.write_string(5, 1, "A-002")?.write_string(5, 2, "1.5万")?;
    sheet.write_number(5, 3, 45358.0)?;
    sheet.write_string(6, 0, "合计")?.write_number(6, 2, 27345.9)?;
    sheet.write_string(8, 0, "注：以上金额含税")?;
    book.save(&file)?;
    let report = kit::import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "skipped")), (Some(3), Some(2)), "{report}");
    let skipped: Vec<&Value> = report["issues"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|issue| issue["severity"] == "warning")
        .collect();
    assert_eq!(
        skipped.iter().map(|issue| &issue["row"]).collect::<Vec<_>>(),
        [&Value::from(7), &Value::from(9)]
    );
    let mut paid: Vec<(String, String)> = list(&desk, "payment", &[])?
        .iter()
        .filter(|one| one["paid_on"].as_str() > Some("2024-03-04"))
        .map(|one| (one["paid_on"].to_string(), one["amount"].to_string()))
        .collect();
    paid.sort();
    let expected = [("2024-03-05", "0.30"), ("2024-03-06", "12345.60"), ("2024-03-07", "15000.00")];
    let expected: Vec<(String, String)> =
        expected.iter().map(|(day, amount)| (format!("\"{day}\""), format!("\"{amount}\""))).collect();
    assert_eq!(paid, expected);
    Ok(())
}

#[test]
fn a_column_in_wan_yuan_is_converted() -> Result<()> {
    let desk = plant()?;
    import_text(
        &desk,
        "contract",
        "合同编号,合同名称,乙方,合同金额(万元)\nHT-010,合同,乙设备有限公司,12.3456\n",
        &[],
    )?;
    assert_eq!(record(&desk, "contract", "code", "HT-010")?["amount"], "123456.00");
    Ok(())
}

#[test]
fn a_long_code_that_excel_destroyed_is_an_error() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("suppliers.xlsx");
    let rows = [row!["丙公司", 6_222_021_234_567_890_123.0], row!["丁公司", "6222021234567890123"]];
    workbook::write(&file, "供应商", &["供应商名称", "银行账号", "联系人"], &rows)?;
    let report = kit::import(&desk, "supplier", &file, &[])?.ended_with(1)?.json()?;
    assert_eq!(codes(&report), ["cell.digits_lost"]);
    assert_eq!(report["issues"][0]["row"], 2);
    Ok(())
}

#[test]
fn leading_zeros_of_a_code_stay() -> Result<()> {
    let desk = plant()?;
    assert_eq!(record(&desk, "supplier", "name", "甲建设有限公司")?["code"], "0001");
    assert_eq!(record(&desk, "project", "name", "一号机组改造")?["code"], "0101");
    Ok(())
}

#[test]
fn with_errors_nothing_is_imported_unless_the_valid_rows_are_accepted() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    let paid = list(&desk, "payment", &[])?.len();
    let text = "合同编号,付款金额,付款日期\nHT-003,100,2024-05-01\nHT-404,100,2024-05-01\n";
    let file = text_file(&desk, "payments.csv", text)?;
    let report = kit::import(&desk, "payment", &file, &[])?.ended_with(1)?.json()?;
    assert_eq!((&report["committed"], &report["journal_seq"]), (&false.into(), &Value::Null));
    assert_eq!(everything(&desk)?, before);
    let report = kit::import(&desk, "payment", &file, &["--accept-valid"])?.ended_with(1)?.json()?;
    assert_eq!((&report["committed"], report["journal_seq"].is_i64()), (&true.into(), true));
    assert_eq!(list(&desk, "payment", &[])?.len(), paid + 1);
    Ok(())
}

#[test]
fn the_counts_add_up_to_the_data_rows() -> Result<()> {
    let desk = plant()?;
    let text = "\
合同编号,付款金额,付款日期,结算价（元）,是否办理结算
HT-002,500000,2023-05-06,490000,是
HT-003,100,2024-05-01,,
HT-404,100,2024-05-01,,
合计,500200,,,
";
    let report = import_text(&desk, "payment", text, &["--accept-valid"])?;
    let counts = report["counts"].as_object().context("counts")?;
    let total: u64 = counts.values().filter_map(Value::as_u64).sum();
    assert_eq!(total, 4);
    assert_eq!(report["rows"].as_array().map(Vec::len), Some(4));
    assert_eq!(report["rows"][0]["row"], 2, "1-based rows of the sheet");
    Ok(())
}

#[test]
fn an_evaluation_table_without_header_is_recognised_by_its_columns() -> Result<()> {
    for remarks in [false, true] {
        let desk = plant()?;
        let file = desk.path("评价.xlsx");
        let mut rows = vec![
            row![1.0, "HT-003", "", 90.0, "", "", "", "", 80.0, "", "", "", 85.5],
            row![2.0, "HT-001-1", 77.5, 90.0, "", "", "", "", "", "", "", "", ""],
        ];
        if remarks {
            for row in &mut rows {
                row.push("备注文字".into());
            }
        }
        write_headless(&file, &rows)?;
        let report = kit::import(&desk, "evaluation", &file, &[])?.ended_with(0)?.json()?;
        assert_eq!(count(&report, "insert"), Some(2), "{report}");
        let one = record(&desk, "evaluation", "contract_code", "HT-003")?;
        assert_eq!(one["yearly_scores"], serde_json::json!({ "2023": "80.00" }));
        assert_eq!(one["irregular_scores"], serde_json::json!({ "2": "85.50" }));
        // 0.6 × 90 + 0.4 × (80 + 85.5) ÷ 2
        assert_eq!(
            (&one["comprehensive_score"], &one["comprehensive_origin"]),
            (&"87.10".into(), &"computed".into())
        );
        assert_eq!(one["remarks"], if remarks { "备注文字".into() } else { Value::Null });
        let given = record(&desk, "evaluation", "contract_code", "HT-001-1")?;
        assert_eq!(
            (&given["comprehensive_score"], &given["comprehensive_origin"]),
            (&"77.50".into(), &"imported".into())
        );
    }
    Ok(())
}

fn write_headless(file: &std::path::Path, rows: &[Vec<workbook::Cell>]) -> Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                workbook::Cell::Text(text) => _ = sheet.write_string(row, column, text)?,
                workbook::Cell::Number(number) => _ = sheet.write_number(row, column, *number)?,
                workbook::Cell::Empty => {}
            }
        }
    }
    Ok(book.save(file)?)
}

#[test]
fn an_imported_comprehensive_score_is_kept_and_its_difference_is_told() -> Result<()> {
    let desk = plant()?;
    let kept = record(&desk, "evaluation", "contract_code", "HT-002")?;
    assert_eq!(
        (&kept["comprehensive_score"], &kept["comprehensive_origin"]),
        (&"70.25".into(), &"imported".into())
    );
    let text = "序号,合同序号,履约综合评价得分,末次评价得分\n1,HT-003,70,80\n";
    let report = import_text(&desk, "evaluation", text, &[])?;
    assert_eq!(codes(&report), ["evaluation.differs_from_computed"]);
    assert_eq!(report["issues"][0]["severity"], "warning");
    assert_eq!(report["committed"], true);
    Ok(())
}

#[test]
fn the_sheet_is_found_by_its_header_named_or_asked_for() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("多表.xlsx");
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明")?.write_string(0, 0, "本表由财务部填写")?;
    for (name, amount) in [("一季度", 1.0), ("二季度", 2.0)] {
        let sheet = book.add_worksheet().set_name(name)?;
        for (column, label) in (0_u16..).zip(["合同编号", "付款金额", "付款日期"]) {
            sheet.write_string(0, column, label)?;
        }
        sheet.write_string(1, 0, "HT-003")?.write_number(1, 1, amount)?.write_string(1, 2, "2024-05-01")?;
    }
    book.save(&file)?;
    let ambiguous = kit::import(&desk, "payment", &file, &[])?.ended_with(2)?;
    assert!(ambiguous.stderr.contains("file.sheet_ambiguous"), "{ambiguous:?}");
    assert!(ambiguous.stderr.contains("一季度") && ambiguous.stderr.contains("二季度"), "{ambiguous:?}");
    let unknown = kit::import(&desk, "payment", &file, &["--sheet", "三季度"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("file.sheet_unknown"), "{unknown:?}");
    kit::import(&desk, "payment", &file, &["--sheet", "二季度"])?.ended_with(0)?;
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["paid"], "2.00");
    Ok(())
}
