//! `lantai evaluation`, and what lists tell of evaluations and interviews.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::{count, everything, import_text, list, plant, record};

fn asked(desk: &Desk, arguments: &[&str]) -> Result<Value> {
    desk.lantai(["evaluation"].iter().chain(arguments).chain(&["--json"]))?.ended_with(0)?.json()
}

#[test]
fn a_contract_is_due_in_a_year_without_its_score() -> Result<()> {
    let desk = plant()?;
    let due = asked(&desk, &["due", "--year", "2023"])?;
    let due = due.as_array().context("a list")?;
    assert_eq!(due.len(), 1, "{due:?}");
    assert_eq!((&due[0]["code"], &due[0]["has_evaluation"]), (&json!("HT-002"), &json!(true)));
    assert_eq!(due[0].get("id"), None, "no internal number goes out");
    import_text(&desk, "evaluation", "合同序号,2023年度评价得分\nA-002,0\n", &[])?;
    assert_eq!(asked(&desk, &["due", "--year", "2023"])?, json!([]), "0 is a score");
    Ok(())
}

#[test]
fn a_given_score_stands_beside_the_computed_one() -> Result<()> {
    let desk = plant()?;
    let differences = asked(&desk, &["differences"])?;
    let only = differences.get(0).context("one difference")?;
    // 60 % × 75 + 40 % × 60
    assert_eq!((&only["comprehensive_score"], &only["computed_score"]), (&json!("70.25"), &json!("69.00")));
    assert_eq!((&only["grade"], &only["computed_grade"]), (&json!("合格"), &json!("不合格")));
    assert_eq!(differences.as_array().map(Vec::len), Some(1));
    Ok(())
}

#[test]
fn a_trial_tells_who_changes_and_writes_nothing() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    // 10 % × 88 + 90 % × 82.25 = 82.825: the same grade, and with other weights another one.
    let trial = asked(&desk, &["try", "--last", "10", "--process", "90"])?;
    assert_eq!((&trial["contracts"]["rescored"], &trial["contracts"]["changed"]), (&json!(1), &json!(0)));
    assert_eq!(trial["given"], 1);
    assert_eq!(everything(&desk)?, before);
    let uneven = desk.lantai(["evaluation", "try", "--last", "70", "--process", "40"])?.ended_with(2)?;
    assert!(uneven.stderr.contains("100%"), "{}", uneven.stderr);
    Ok(())
}

#[test]
fn a_score_keeps_its_origin_and_its_weights_from_ledger_to_ledger() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("evaluations.xlsx");
    let name = file.to_str().context("UTF-8")?;
    desk.lantai(["export", "evaluation", "--to", name])?.ended_with(0)?;
    // Other weights in force at the other place change nothing of what was computed here.
    let other = plant()?;
    other.lantai(["settings", "set", "last_percent", "30"])?.ended_with(0)?;
    let evaluations = list(&other, "evaluation", &[])?;
    let codes: Vec<&str> = evaluations.iter().filter_map(|one| one["contract_code"].as_str()).collect();
    for code in codes {
        other.lantai(["delete", "evaluation", code])?.ended_with(0)?;
    }
    let report = crate::kit::import(&other, "evaluation", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(count(&report, "insert"), Some(2), "{report}");
    assert_eq!(list(&other, "evaluation", &[])?, list(&desk, "evaluation", &[])?);
    let one = record(&other, "evaluation", "contract_code", "HT-001")?;
    let kept = (&one["comprehensive_score"], &one["comprehensive_origin"]);
    assert_eq!(kept, (&json!("85.70"), &json!("computed")));
    Ok(())
}

#[test]
fn an_interview_lists_its_texts_with_line_breaks_and_the_days_left() -> Result<()> {
    let desk = plant()?;
    let text = "\
供应商,合同编号,约谈类型,约谈日期,约谈人,约谈原因,约谈内容,整改要求,整改期限,跟进状态
乙设备有限公司,HT-002,违约约谈,2024-03-05,张三,供货延期,\"第一行
第二行\",十日内到货,2024-03-15,整改中
";
    let report = import_text(&desk, "interview", text, &[])?;
    assert_eq!(count(&report, "insert"), Some(1), "{report}");
    let one = record(&desk, "interview", "supplier", "乙设备有限公司")?;
    assert_eq!((&one["content"], &one["status"]), (&json!("第一行\n第二行"), &json!("整改中")));
    assert!(one["days_left"].as_i64().context("days")? < 0, "long overdue");
    Ok(())
}
