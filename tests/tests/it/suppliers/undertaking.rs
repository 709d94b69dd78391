//! What a supplier has undertaken, on screen, as a report, and for programs.

use anyhow::{Context, Result};
use calamine::{Data, Reader, Xlsx};
use ledger::domain::Code;
use ledger::domain::contract::ContractStatus;
use ledger::domain::undertaking::Undertaking;

use super::pair::Pair;
use crate::kit;

#[test]
fn what_is_undertaken_is_shown_by_status_with_the_totals_of_the_supplier() -> Result<()> {
    let settlement = "合同编号,最终结算金额(元),结算完成时间\nHT-2,400,2024-07-01\n";
    let pair = Pair::with(&[("settlement", settlement)])?;
    let folder = tempfile::tempdir()?;
    let all = pair.ledger.undertaken(pair.gone, None)?;
    let codes = |undertaking: &Undertaking| -> Vec<String> {
        undertaking.families.iter().map(|family| family.contract.code.clone()).collect()
    };
    assert_eq!(codes(&all), ["HT-2", "HT-3"]);
    let row = &all.supplier;
    assert_eq!((all.totals.amount, all.totals.paid), (row.total_amount, row.paid));
    assert_eq!(all.totals.progress, row.progress, "one definition of progress");
    assert_eq!(all.totals.progress.map(|ratio| ratio.to_string()).as_deref(), Some("0.5000"));
    let counts: Vec<i64> = all.counts.iter().map(|one| one.count).collect();
    assert_eq!(counts, [1, 1, 0], "in execution, settled, terminated");
    let settled = pair.ledger.undertaken(pair.gone, Some(ContractStatus::Settled))?;
    assert_eq!(codes(&settled), ["HT-2"]);
    assert_eq!(settled.counts, all.counts, "whatever is shown");
    let open = pair.ledger.undertaken(pair.gone, Some(ContractStatus::InExecution))?;
    assert_eq!((codes(&open), open.totals.progress), (vec!["HT-3".to_owned()], None), "— is not 0 %");

    let csv = folder.path().join("承接.csv");
    assert_eq!(pair.ledger.export_undertaken(pair.gone, None, &csv)?, 2);
    let text = std::fs::read_to_string(&csv)?;
    assert!(text.contains("HT-2,") && text.contains(",50%,"), "{text}");
    let refused = pair.ledger.export_undertaken(pair.gone, None, &folder.path().join("承接.pdf"));
    assert_eq!(refused.err().context("refused")?.code(), Code::FileFormatUnknown);
    Ok(())
}

/// The cells of a sheet below its heading, the header first.
fn sheet(path: &std::path::Path, name: &str) -> Result<Vec<Vec<Data>>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path)?;
    let range = workbook.worksheet_range(name)?;
    Ok(range.rows().skip(1).map(<[Data]>::to_vec).collect())
}

#[test]
fn the_report_of_suppliers_has_real_numbers_and_dates() -> Result<()> {
    let desk = kit::plant()?;
    let interviews = "\
供应商,关联合同,约谈类型,约谈日期,约谈人,约谈原因,约谈内容,整改要求
甲建设有限公司,HT-001,违约约谈,2024-06-01,王五,=1+1,\"第一行
第二行\",限期
";
    kit::import_text(&desk, "interview", interviews, &[])?;
    let path = desk.path("档案.xlsx");
    let to = path.to_str().context("UTF-8")?;
    desk.lantai(["report", "supplier", "甲 建筑公司", "--to", to])?.ended_with(0)?;
    let cell = |rows: &[Vec<Data>], row: usize, label: &str| -> Result<Data> {
        let column = rows[0].iter().position(|cell| *cell == label);
        Ok(rows[row][column.with_context(|| format!("no column {label}"))?].clone())
    };
    let summary = sheet(&path, "汇总")?;
    assert_eq!(cell(&summary, 1, "供应商名称")?, Data::String("甲建设有限公司".to_owned()));
    assert_eq!(cell(&summary, 1, "合同总额")?, Data::Float(1_200_000.0));
    assert_eq!(cell(&summary, 1, "违约")?, Data::Float(1.0));
    assert_eq!(cell(&summary, 2, "合同总额")?, Data::Float(1_200_000.0), "the total");
    let contracts = sheet(&path, "合同")?;
    assert_eq!(contracts.len(), 4, "header, main contract, supplement, total: {contracts:?}");
    assert_eq!(cell(&contracts, 1, "合同总价")?, Data::Float(1_200_000.0), "of the family");
    assert_eq!(cell(&contracts, 2, "签约合同价")?, Data::Float(200_000.0));
    assert_eq!(cell(&contracts, 2, "合同总价")?, Data::Empty, "so that the column adds up");
    assert_eq!(cell(&contracts, 3, "签约合同价")?, Data::Float(1_200_000.0));
    assert!(matches!(cell(&contracts, 1, "签订日期")?, Data::DateTime(day) if day.as_f64() > 44_000.0));
    assert!(matches!(cell(&contracts, 1, "付款进度")?, Data::Float(ratio) if ratio > 0.45 && ratio < 0.46));
    let evaluations = sheet(&path, "评价")?;
    assert_eq!(cell(&evaluations, 1, "2023年度评价得分")?, Data::Float(84.5));
    let interviews = sheet(&path, "约谈")?;
    assert_eq!(cell(&interviews, 1, "约谈原因")?, Data::String("=1+1".to_owned()), "never a formula");
    assert!(cell(&interviews, 1, "约谈内容")?.to_string().contains('\n'), "line breaks survive");

    desk.lantai(["report", "supplier", "--all", "--to", to])?.ended_with(0)?;
    let summary = sheet(&path, "汇总")?;
    assert_eq!(summary.len(), 5, "header, three suppliers, total");
    assert_eq!(cell(&summary, 3, "等级")?, Data::String("未评价".to_owned()), "which is not 0");
    Ok(())
}

#[test]
fn the_report_for_programs_says_the_same_as_the_lists() -> Result<()> {
    let desk = kit::plant()?;
    let all = desk.lantai(["report", "supplier", "--all", "--json"])?.ended_with(0)?.json()?;
    let listed = kit::list(&desk, "supplier", &[])?;
    let files = all.as_array().context("an array")?;
    assert_eq!(files.len(), listed.len());
    for (file, listed) in files.iter().zip(&listed) {
        for (field, value) in listed.as_object().context("a record")? {
            assert_eq!(&file[field], value, "{field}");
        }
    }
    let first = files.iter().find(|file| file["code"] == "0001").context("甲建设有限公司")?;
    assert_eq!(first["contracts_undertaken"][0]["code"], "HT-001");
    assert_eq!(first["trend"][0], serde_json::json!({ "year": 2022, "score": "80.00" }));
    for call in [vec!["report", "supplier"], vec!["report", "supplier", "--all"]] {
        desk.lantai(call)?.ended_with(2)?;
    }
    let unknown = desk.lantai(["report", "supplier", "无名", "--json"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("supplier.unknown"));
    let csv = desk.lantai(["report", "supplier", "--all", "--to", "x.csv"])?.ended_with(2)?;
    assert!(csv.stderr.contains("[file.format_unknown]"));
    Ok(())
}
