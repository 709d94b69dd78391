//! Payment plans as files: in, out, named by payments, and taken back.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::{codes, count, everything, import_text, list, plant, record};

/// As departments write it: a title, 万元, both columns, days in several forms.
const PLANS: &str = "\
厂区付款计划表,,,,,
合同序号,付款阶段,计划付款日期,计划金额（万元）,付款比例,备注
A-001,预付款,2023年3月1日,30,30%,
A-001,进度款,2023.7.31,,0.6,按月
HT-001,质保金,,10,,验收后一年
HT-002,一次付清,2023/5/1,,100%,
合计,,,40,,
";

fn planned() -> Result<Desk> {
    let desk = plant()?;
    let report = import_text(&desk, "payment_plan", PLANS, &[])?;
    assert_eq!((count(&report, "insert"), count(&report, "skipped")), (Some(4), Some(1)), "{report}");
    Ok(desk)
}

fn plan(desk: &Desk, term: &str) -> Result<Value> {
    record(desk, "payment_plan", "term", term)
}

#[test]
fn a_plan_is_read_as_departments_write_it() -> Result<()> {
    let desk = planned()?;
    let advance = plan(&desk, "预付款")?;
    assert_eq!((&advance["amount"], &advance["percent"]), (&Value::Null, &json!("0.3000")));
    assert_eq!((&advance["payable"], &advance["due_on"]), (&json!("300000.00"), &json!("2023-03-01")));
    let kept = plan(&desk, "质保金")?;
    assert_eq!((&kept["amount"], &kept["share"]), (&json!("100000.00"), &json!("0.1000")));
    assert_eq!(kept["state"], "未到期");
    assert_eq!(plan(&desk, "进度款")?["state"], "逾期");
    // The same file again, and one that changes a day and says a percentage in the place of an amount.
    let again = import_text(&desk, "payment_plan", PLANS, &[])?;
    assert_eq!(count(&again, "unchanged"), Some(4), "{again}");
    let changed = "合同编号,付款节点,应付日期,应付比例\nHT-001,质保金,2025-01-31,5%\n";
    let report = import_text(&desk, "payment_plan", changed, &[])?;
    assert_eq!((count(&report, "update"), count(&report, "insert")), (Some(1), Some(0)), "{report}");
    let kept = plan(&desk, "质保金")?;
    assert_eq!((&kept["amount"], &kept["payable"]), (&Value::Null, &json!("50000.00")));
    let seq = report["journal_seq"].to_string();
    desk.lantai(["journal", "undo", &seq])?.ended_with(0)?;
    assert_eq!(plan(&desk, "质保金")?["amount"], "100000.00");
    Ok(())
}

#[test]
fn what_is_wrong_with_a_row_is_told() -> Result<()> {
    let desk = planned()?;
    let before = everything(&desk)?;
    let cases = [
        ("HT-001,甲,300000,40%", "payment_plan.contradicts"),
        ("HT-001,甲,,", "payment_plan.amount_missing"),
        ("HT-001,甲,0,", "payment_plan.amount_not_positive"),
        ("HT-001,甲,,120%", "payment_plan.percent_out_of_range"),
        ("HT-009,甲,1,", "row.reference_unknown"),
        ("HT-001,,1,", "record.field_missing"),
    ];
    for (row, code) in cases {
        let text = format!("合同编号,付款节点,应付金额(元),应付比例\n{row}\n");
        let report = import_text(&desk, "payment_plan", &text, &[])?;
        assert_eq!(codes(&report), [code], "{row}: {report}");
    }
    let twice = "合同编号,付款节点,应付金额(元)\nHT-003,甲,1\nHT-003,甲,2\n";
    assert_eq!(codes(&import_text(&desk, "payment_plan", twice, &[])?), ["row.duplicate_in_file"]);
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn payments_of_a_file_name_the_instalment_that_they_serve() -> Result<()> {
    let desk = planned()?;
    let named = "合同编号,付款金额,付款日期,付款节点\nHT-001,250000,2024-05-01,预付款\n";
    let report = import_text(&desk, "payment", named, &[])?;
    assert_eq!(count(&report, "insert"), Some(1), "{report}");
    assert_eq!(plan(&desk, "预付款")?["open"], "50000.00");
    let unknown = named.replace("预付款", "定金").replace("250000", "1");
    let report = import_text(&desk, "payment", &unknown, &[])?;
    assert_eq!(codes(&report), ["payment.term_unknown"]);
    let message = report["issues"][0]["message"].as_str().context("a message")?;
    assert!(message.contains("预付款、进度款、质保金"), "it says which there are: {message}");
    // Another contract's instalment is none of this one's.
    let other = unknown.replace("HT-001", "HT-002").replace("定金", "预付款");
    assert_eq!(codes(&import_text(&desk, "payment", &other, &[])?), ["payment.term_unknown"]);
    // A payment that moves to another contract leaves its instalment.
    let code = list(&desk, "payment", &[])?
        .into_iter()
        .find(|one| one["term"] == "预付款")
        .and_then(|one| one["code"].as_str().map(str::to_owned))
        .context("the payment")?;
    let moved = format!("付款编号,合同编号,付款金额,付款日期\n{code},HT-002,250000,2024-05-01\n");
    assert_eq!(codes(&import_text(&desk, "payment", &moved, &[])?), ["payment.plan_of_other"]);
    Ok(())
}

#[test]
fn a_row_that_a_payment_serves_is_not_deleted() -> Result<()> {
    let desk = planned()?;
    let named = "合同编号,付款金额,付款日期,付款节点\nHT-001,250000,2024-05-01,预付款\n";
    import_text(&desk, "payment", named, &[])?;
    let delete =
        |key: &str, status| desk.lantai(["delete", "payment_plan", key, "--json"])?.ended_with(status);
    let report = delete("HT-001 预付款", 1)?.json()?;
    assert_eq!(report["records"][0]["code"], "record.referred", "{report}");
    let report = delete("A-001 进度款", 0)?.json()?;
    assert_eq!(report["deleted"], 1, "{report}");
    assert_eq!(list(&desk, "payment_plan", &[])?.len(), 3);
    Ok(())
}

#[test]
fn what_is_due_stands_among_the_to_dos() -> Result<()> {
    let desk = planned()?;
    let todos = desk.lantai(["todo", "--json"])?.ended_with(0)?.json()?;
    let of = |code: &str| {
        let all = todos["todos"].as_array().into_iter().flatten();
        all.clone().find(|todo| todo["code"] == code).cloned()
    };
    let overdue = of("todo.payment_overdue").context("the line")?;
    // 一次付清 is of a contract that is paid up.
    assert_eq!((&overdue["count"], &overdue["amount"]), (&json!(2), &json!("900000.00")), "{overdue}");
    assert_eq!(of("todo.payment_due"), None);
    Ok(())
}
