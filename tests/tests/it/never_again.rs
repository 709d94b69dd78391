//! Defects of the program that Lantai replaces. Each is a test; none may come back.

use anyhow::{Context, Result};
use serde_json::Value;
use tests::program::Desk;
use tests::{row, workbook};

use crate::kit::{self, codes, count, everything, import_text, list, plant, record};

const CONTRACT_HEADER: &str = "合同编号,合同名称,文件定位,乙方,合同金额,签订日期,项目编码\n";

fn contract(desk: &Desk, row: &str, options: &[&str]) -> Result<Value> {
    import_text(desk, "contract", &format!("{CONTRACT_HEADER}{row}\n"), options)
}

/// "A dry run that checks nothing."
#[test]
fn a_dry_run_checks_what_the_import_checks() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    let row = "HT-010,合同,分包合同,无名公司,一万,昨天,9999";
    let rehearsed = contract(&desk, row, &["--dry-run"])?;
    assert_eq!(count(&rehearsed, "error"), Some(1));
    for code in [
        "cell.not_choice",
        "row.supplier_unknown",
        "cell.not_amount",
        "cell.not_date",
        "row.reference_unknown",
    ] {
        assert!(codes(&rehearsed).contains(&code), "{code}: {rehearsed}");
    }
    let imported = contract(&desk, row, &[])?;
    assert_eq!(imported["issues"], rehearsed["issues"]);
    assert_eq!(imported["rows"], rehearsed["rows"]);
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

/// "Two payments of one month on one contract merged (153 rows in, 141 stored)."
#[test]
fn as_many_payments_are_stored_as_there_are_rows() -> Result<()> {
    let desk = plant()?;
    let before = list(&desk, "payment", &[])?.len();
    // 153 rows, twelve of which have contract, month and day in common with another one.
    let rows: Vec<String> = (0..153)
        .map(|number| {
            let month = number % 12 + 1;
            let day = if number < 24 { 5 } else { number % 28 + 1 };
            format!("HT-003,{},2024-{month:02}-{day:02}\n", 1000 + number / 12)
        })
        .collect();
    let report =
        import_text(&desk, "payment", &format!("合同编号,付款金额,付款日期\n{}", rows.concat()), &[])?;
    assert_eq!(count(&report, "insert"), Some(153));
    assert_eq!(list(&desk, "payment", &[])?.len(), before + 153);
    Ok(())
}

/// The same, for payments that are equal in everything.
#[test]
fn two_equal_payments_stay_two() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,付款金额,付款日期\nHT-003,1000,2024-05-01\nHT-003,1000,2024-05-01\n";
    let report = import_text(&desk, "payment", text, &[])?;
    assert_eq!(count(&report, "insert"), Some(2));
    assert!(codes(&report).contains(&"payment.looks_repeated"), "a warning, never a merge: {report}");
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["paid"], "2000.00");
    // And they are known again.
    let again = import_text(&desk, "payment", text, &[])?;
    assert_eq!((count(&again, "insert"), count(&again, "unchanged")), (Some(0), Some(2)));
    Ok(())
}

/// A payment with a code is not the equal payment without one.
#[test]
fn a_payment_with_a_code_does_not_swallow_an_equal_one_without() -> Result<()> {
    let desk = plant()?;
    let header = "付款编号,合同编号,付款金额,付款日期\n";
    let coded = "FK-1,HT-003,1000,2024-05-01\n";
    import_text(&desk, "payment", &format!("{header}{coded}"), &[])?;
    let both = format!("{header}{coded},HT-003,1000,2024-05-01\n");
    let report = import_text(&desk, "payment", &both, &[])?;
    assert_eq!((count(&report, "unchanged"), count(&report, "insert")), (Some(1), Some(1)), "{report}");
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["paid"], "2000.00");
    Ok(())
}

/// "Unparseable amount or date stored as empty."
#[test]
fn a_cell_that_cannot_be_understood_is_an_error_and_never_empty() -> Result<()> {
    let cells = [
        ("十万元整", "2024-03-05", "cell.not_amount"),
        ("12,34.5.6", "2024-03-05", "cell.not_amount"),
        ("100.005", "2024-03-05", "cell.too_many_decimals"),
        ("100", "2024年13月5日", "cell.not_date"),
        ("100", "2024-02-30", "cell.not_date"),
        ("100", "待定", "cell.not_date"),
        ("100", "03/04/05", "cell.ambiguous_date"),
    ];
    for (amount, date, code) in cells {
        let desk = plant()?;
        let report = contract(&desk, &format!("HT-010,合同,,乙设备有限公司,\"{amount}\",{date},"), &[])?;
        assert_eq!(codes(&report), [code], "{amount} {date}");
        let issue = &report["issues"][0];
        assert_eq!((&issue["row"], &issue["severity"]), (&2.into(), &"error".into()));
        let is_amount = code != "cell.not_date" && code != "cell.ambiguous_date";
        assert_eq!(issue["column"], if is_amount { "合同金额" } else { "签订日期" });
        assert_eq!(issue["value"], if is_amount { amount } else { date });
        assert!(issue["message"].as_str().is_some_and(|message| message.contains(if is_amount {
            amount
        } else {
            date
        })));
        assert_eq!(list(&desk, "contract", &["--search", "HT-010"])?, [] as [Value; 0]);
    }
    Ok(())
}

/// "Unknown enum silently 主合同."
#[test]
fn an_unknown_word_of_a_closed_list_is_an_error_that_offers_the_known_ones() -> Result<()> {
    let desk = plant()?;
    let report = contract(&desk, "HT-010,合同,分包合同,乙设备有限公司,100,2024-03-05,", &[])?;
    assert_eq!(codes(&report), ["cell.not_choice"]);
    let message = report["issues"][0]["message"].as_str().context("message")?;
    assert!(message.contains("分包合同") && message.contains("补充协议"), "{message}");
    Ok(())
}

/// "Unknown project imported unlinked."
#[test]
fn an_unknown_project_is_an_error() -> Result<()> {
    let desk = plant()?;
    let report = contract(&desk, "HT-010,合同,,乙设备有限公司,100,2024-03-05,9999", &["--accept-valid"])?;
    assert_eq!(codes(&report), ["row.reference_unknown"]);
    assert_eq!(list(&desk, "contract", &["--search", "HT-010"])?, [] as [Value; 0]);
    Ok(())
}

/// "Errors only on a console."
#[test]
fn every_problem_of_every_row_is_in_the_report() -> Result<()> {
    let desk = plant()?;
    let rows: Vec<String> =
        (0..300).map(|number| format!("HT-{number:04},合同,错,无名,错,错,错\n")).collect();
    let report = import_text(&desk, "contract", &format!("{CONTRACT_HEADER}{}", rows.concat()), &[])?;
    assert_eq!(count(&report, "error"), Some(300));
    assert_eq!(codes(&report).len(), 1500, "five cells of each of 300 rows");
    let last = report["issues"].as_array().and_then(|issues| issues.last()).context("issues")?;
    assert_eq!(last["row"], 301);
    for field in ["sheet", "row", "column", "value", "code", "severity", "message"] {
        assert!(!last[field].is_null(), "{field}");
    }
    Ok(())
}

/// "A downloaded template that the importer refuses."
#[test]
fn a_downloaded_template_can_be_imported() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    for kind in kit::KINDS {
        for extension in ["xlsx", "csv"] {
            let file = desk.path(format!("{kind}-template.{extension}"));
            let to = file.to_str().context("UTF-8")?;
            desk.lantai(["template", kind, "--to", to])?.ended_with(0)?;
            let run = kit::import(&desk, kind, &file, &[])?
                .ended_with(0)
                .with_context(|| format!("{kind}.{extension}"))?;
            let report = run.json()?;
            let all_skipped = codes(&report).iter().all(|code| *code == "row.is_example");
            assert!(all_skipped, "{kind}.{extension}: {report}");
        }
    }
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

/// "Export headers that the importer does not know."
#[test]
fn every_column_of_an_export_is_known_to_the_importer() -> Result<()> {
    let desk = plant()?;
    for kind in kit::KINDS {
        let file = desk.path(format!("{kind}-export.csv"));
        desk.lantai(["export", kind, "--to", file.to_str().context("UTF-8")?])?.ended_with(0)?;
        if list(&desk, kind, &[])?.is_empty() {
            continue;
        }
        let report = kit::import(&desk, kind, &file, &["--dry-run"])?.ended_with(0)?.json()?;
        assert_eq!(count(&report, "update"), Some(0), "{kind}: {report}");
    }
    // A header that was not understood would leave its field as it is, so: into an empty ledger.
    let copy = Desk::with_ledger()?;
    for kind in ["project", "supplier", "procurement", "contract", "payment", "evaluation"] {
        let file = desk.path(format!("{kind}-export.csv"));
        kit::import(&copy, kind, &file, &[])?.ended_with(0).with_context(|| kind.to_owned())?;
    }
    assert_eq!(everything(&copy)?, everything(&desk)?);
    Ok(())
}

/// "Import that deletes the project's rows first."
#[test]
fn an_import_deletes_nothing_that_it_does_not_name() -> Result<()> {
    let desk = plant()?;
    let before = list(&desk, "contract", &[])?;
    contract(&desk, "HT-010,新合同,,乙设备有限公司,100,2024-03-05,0101", &[])?;
    let after = list(&desk, "contract", &[])?;
    assert_eq!(after.len(), before.len() + 1);
    for kept in &before {
        assert!(after.iter().any(|one| one["code"] == kept["code"]), "{kept}");
    }
    Ok(())
}

/// The same for fields: a file that does not say a thing leaves it as it is.
#[test]
fn a_column_that_the_file_lacks_stays_as_it_is() -> Result<()> {
    let desk = plant()?;
    let before = record(&desk, "contract", "code", "HT-001")?;
    let report =
        import_text(&desk, "contract", "合同编号,合同名称,乙方\nHT-001,土建工程,甲建设有限公司\n", &[])?;
    assert_eq!(count(&report, "unchanged"), Some(1), "{report}");
    assert_eq!(record(&desk, "contract", "code", "HT-001")?, before);
    Ok(())
}

/// "Payment progress that counts supplements in the base and not in the payments."
#[test]
fn progress_counts_supplements_in_the_base_and_in_the_payments() -> Result<()> {
    let desk = plant()?;
    let main = record(&desk, "contract", "code", "HT-001")?;
    assert_eq!(main["family_amount"], "1200000.00");
    assert_eq!(main["paid"], "550000.50", "300000 + 150000.50 on it, 100000 on its supplement");
    assert_eq!(main["base"], "1200000.00");
    assert_eq!(main["progress"], "0.4583");
    assert_eq!(main["remaining"], "649999.50");
    let child = record(&desk, "contract", "code", "HT-001-1")?;
    assert_eq!((&child["paid"], &child["progress"]), (&"100000.00".into(), &"0.5000".into()));
    let without_amount = record(&desk, "contract", "code", "HT-003")?;
    assert_eq!((&without_amount["base"], &without_amount["progress"]), (&Value::Null, &Value::Null));
    Ok(())
}

/// Once settled, the final amount is the base; refunds subtract.
#[test]
fn progress_is_measured_against_the_settlement_and_refunds_subtract() -> Result<()> {
    let desk = plant()?;
    import_text(&desk, "settlement", "合同编号,最终结算金额(元)\nHT-002,480000\n", &[])?;
    let settled = record(&desk, "contract", "code", "HT-002")?;
    assert_eq!((&settled["base"], &settled["progress"]), (&"480000.00".into(), &"1.0417".into()));
    assert_eq!(settled["status"], "已结算");
    import_text(&desk, "payment", "合同编号,付款金额,付款日期,退款\nHT-002,20000,2024-05-01,是\n", &[])?;
    let refunded = record(&desk, "contract", "code", "HT-002")?;
    assert_eq!((&refunded["paid"], &refunded["progress"]), (&"480000.00".into(), &"1.0000".into()));
    Ok(())
}

/// "Supplier matching by substring."
#[test]
fn a_supplier_is_never_matched_by_a_part_of_its_name() -> Result<()> {
    let desk = plant()?;
    for name in ["甲建设", "建设有限公司", "甲建设有限公司分公司二处"] {
        let report = contract(&desk, &format!("HT-010,合同,,{name},100,2024-03-05,"), &["--dry-run"])?;
        assert_eq!(codes(&report), ["row.supplier_unknown"], "{name}");
    }
    contract(&desk, "HT-010,合同,,甲建设有限公司 分公司,100,2024-03-05,", &[])?;
    assert_eq!(record(&desk, "contract", "code", "HT-010")?["supplier"], "甲建设有限公司分公司");
    contract(&desk, "HT-011,合同,,甲建筑公司,100,2024-03-05,", &[])?;
    assert_eq!(
        record(&desk, "contract", "code", "HT-011")?["supplier"],
        "甲建设有限公司",
        "by its former name"
    );
    Ok(())
}

/// "0 treated as 'no score'."
#[test]
fn zero_is_a_score_and_empty_is_none() -> Result<()> {
    let desk = plant()?;
    let header = "序号,合同序号,末次评价得分,2023年度评价得分\n";
    import_text(&desk, "evaluation", &format!("{header}1,HT-003,0,100\n"), &[])?;
    let zero = record(&desk, "evaluation", "contract_code", "HT-003")?;
    assert_eq!((&zero["last_score"], &zero["comprehensive_score"]), (&"0.00".into(), &"40.00".into()));
    assert_eq!(zero["grade"], "不合格");
    let desk = plant()?;
    import_text(&desk, "evaluation", &format!("{header}1,HT-003,,100\n"), &[])?;
    let none = record(&desk, "evaluation", "contract_code", "HT-003")?;
    assert_eq!((&none["last_score"], &none["comprehensive_score"]), (&Value::Null, &Value::Null));
    let supplier = record(&desk, "supplier", "name", "甲建设有限公司分公司")?;
    assert_eq!(supplier["mean_score"], Value::Null, "未评价 is not 0");
    Ok(())
}

/// "Year filter on the day of import."
#[test]
fn the_year_of_a_score_is_the_one_of_its_column() -> Result<()> {
    let desk = plant()?;
    let text =
        "序号,合同序号,末次评价得分,2000年度评价得分,2019年评价得分,2100年度评价得分\n1,HT-003,90,70,80,90\n";
    let report = import_text(&desk, "evaluation", text, &[])?;
    assert_eq!(count(&report, "insert"), Some(1), "{report}");
    let scores = &record(&desk, "evaluation", "contract_code", "HT-003")?["yearly_scores"];
    assert_eq!(*scores, serde_json::json!({ "2000": "70.00", "2019": "80.00", "2100": "90.00" }));
    Ok(())
}

/// "Line breaks lost."
#[test]
fn line_breaks_survive_import_and_export() -> Result<()> {
    let desk = plant()?;
    let words = "第一期 30%\n第二期 60%\n\n质保金 10%";
    let file = desk.path("lines.xlsx");
    let rows = [row!["HT-003", 100.0, "2024-05-01", words]];
    workbook::write(&file, "付款", &["合同编号", "付款金额", "付款日期", "付款事由"], &rows)?;
    let report = kit::import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
    let code = report["rows"][0]["key"].as_str().context("key")?.to_owned();
    assert_eq!(record(&desk, "payment", "code", &code)?["purpose"], words);
    for extension in ["xlsx", "csv"] {
        let file = desk.path(format!("out.{extension}"));
        desk.lantai(["export", "payment", "--to", file.to_str().context("UTF-8")?])?.ended_with(0)?;
        let report = kit::import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
        assert_eq!(count(&report, "update"), Some(0), "{extension}: {report}");
        assert_eq!(record(&desk, "payment", "code", &code)?["purpose"], words, "{extension}");
    }
    Ok(())
}
