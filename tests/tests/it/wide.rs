//! Payments with a column for each month.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::kit::{codes, count, import_text, list, plant, record};

const HEADER: &str = "合同编号或序号,结算价（元）,2023年12月,2024年上半年,2024年7月\n";

fn payments(desk: &tests::program::Desk, contract: &str) -> Result<Vec<(String, String)>> {
    let text = |payment: &Value, name: &str| payment[name].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<(String, String)> = list(desk, "payment", &[])?
        .iter()
        .filter(|payment| payment["contract_code"] == contract)
        .map(|payment| (text(payment, "paid_on"), text(payment, "amount")))
        .collect();
    found.sort();
    Ok(found)
}

#[test]
fn each_filled_month_becomes_one_payment_of_its_last_day() -> Result<()> {
    let desk = plant()?;
    let table = format!("{HEADER}HT-003,,100,200.5,0\n");
    let report = import_text(&desk, "payment", &table, &[])?;
    assert_eq!((count(&report, "insert"), count(&report, "error")), (Some(2), Some(0)), "{report}");
    let expected = [("2023-12-31", "100.00"), ("2024-06-30", "200.50")]
        .map(|(day, amount)| (day.to_owned(), amount.to_owned()));
    assert_eq!(payments(&desk, "HT-003")?, expected);
    // The table grows every month: only what is new is added.
    let again = import_text(&desk, "payment", &format!("{HEADER}HT-003,,100,200.5,300\n"), &[])?;
    assert_eq!((count(&again, "unchanged"), count(&again, "insert")), (Some(2), Some(1)), "{again}");
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["paid"], "600.50");
    Ok(())
}

#[test]
fn a_bad_month_is_an_error_of_its_own_cell() -> Result<()> {
    let desk = plant()?;
    let table = format!("{HEADER}HT-003,,100,若干,-5\nHT-404,,1,,\n");
    let report = import_text(&desk, "payment", &table, &["--dry-run"])?;
    assert_eq!(codes(&report), ["cell.not_amount", "payment.amount_not_positive", "row.reference_unknown"]);
    let place = |at: usize| (report["issues"][at]["row"].as_u64(), report["issues"][at]["column"].as_str());
    assert_eq!(place(0), (Some(2), Some("2024年上半年")));
    assert_eq!(place(1), (Some(2), Some("2024年7月")));
    assert_eq!(place(2), (Some(3), Some("合同编号或序号")));
    let columns: Vec<&str> =
        report["rows"].as_array().context("rows")?.iter().filter_map(|row| row["column"].as_str()).collect();
    assert_eq!(columns, ["2023年12月", "2024年上半年", "2024年7月", "2023年12月"]);
    Ok(())
}

/// A settled contract without a payment is not left out for want of one.
#[test]
fn a_settlement_beside_empty_months_is_imported_and_an_empty_row_is_told() -> Result<()> {
    let desk = plant()?;
    let table = format!("{HEADER}HT-002,480000,,,\nHT-003,,,,\n");
    let report = import_text(&desk, "payment", &table, &[])?;
    assert_eq!((count(&report, "update"), count(&report, "skipped")), (Some(1), Some(1)), "{report}");
    assert_eq!(codes(&report), ["row.has_no_payment"]);
    assert_eq!(record(&desk, "contract", "code", "HT-002")?["status"], "已结算");
    let again = import_text(&desk, "payment", &table, &[])?;
    assert_eq!(count(&again, "unchanged"), Some(1));
    let wrong = import_text(&desk, "payment", &format!("{HEADER}HT-404,1,,,\n,2,,,\n"), &["--dry-run"])?;
    assert_eq!(codes(&wrong), ["row.reference_unknown", "record.field_missing"], "{wrong}");
    Ok(())
}

/// Two scores of one row are wrong: each is told at its own year.
#[test]
fn a_problem_of_a_repeated_column_stands_in_that_column() -> Result<()> {
    let desk = plant()?;
    let text = "序号,合同序号,末次评价得分,2023年度评价得分,2024年度评价得分\n1,HT-003,90,101,优\n";
    let report = import_text(&desk, "evaluation", text, &["--dry-run"])?;
    let columns: Vec<Option<&str>> =
        report["issues"].as_array().context("issues")?.iter().map(|issue| issue["column"].as_str()).collect();
    assert_eq!(columns, [Some("2023年度评价得分"), Some("2024年度评价得分")], "{report}");
    Ok(())
}
