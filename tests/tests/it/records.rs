//! Which record a row means, and what becomes of it.

use anyhow::{Context, Result};

use crate::kit::{self, codes, count, import_text, list, plant, record, text_file};

#[test]
fn modes_touch_only_new_or_only_known_records() -> Result<()> {
    let desk = plant()?;
    let text = "项目编码,项目名称,备注\n0101,一号机组改名,x\n0103,三号机组,x\n";
    let insert = import_text(&desk, "project", text, &["--mode", "insert", "--dry-run"])?;
    assert_eq!((codes(&insert), count(&insert, "insert")), (vec!["row.exists"], Some(1)));
    let update = import_text(&desk, "project", text, &["--mode", "update", "--dry-run"])?;
    assert_eq!((codes(&update), count(&update, "update")), (vec!["row.missing"], Some(1)));
    let both = import_text(&desk, "project", text, &[])?;
    assert_eq!((count(&both, "insert"), count(&both, "update")), (Some(1), Some(1)));
    Ok(())
}

#[test]
fn unknown_suppliers_are_created_only_when_asked() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,合同名称,乙方\nHT-010,一,丙公司\nHT-011,二,丙 公司\nHT-012,三,甲建筑公司\n";
    let refused = import_text(&desk, "contract", text, &["--dry-run"])?;
    assert_eq!(codes(&refused), ["row.supplier_unknown"; 2]);
    let report = import_text(&desk, "contract", text, &["--create-suppliers"])?;
    assert_eq!(count(&report, "insert"), Some(3));
    assert_eq!(record(&desk, "supplier", "name", "丙公司")?["contracts"], 2);
    assert_eq!(record(&desk, "contract", "code", "HT-012")?["supplier"], "甲建设有限公司");
    Ok(())
}

#[test]
fn a_contract_is_meant_by_code_or_sequence_and_never_guessed() -> Result<()> {
    let desk = plant()?;
    // The sequence of one contract is the code of another.
    import_text(
        &desk,
        "contract",
        "合同编号,合同序号,合同名称,乙方\nX-1,X-2,一,乙设备有限公司\nX-2,X-3,二,乙设备有限公司\n",
        &[],
    )?;
    let report = import_text(
        &desk,
        "payment",
        "合同编号,付款金额,付款日期\nX-2,1,2024-05-01\nX-3,1,2024-05-01\n",
        &["--accept-valid"],
    )?;
    assert_eq!(codes(&report), ["row.reference_ambiguous"]);
    let message = report["issues"][0]["message"].as_str().context("message")?;
    assert!(message.contains("X-1") && message.contains("X-2"), "names both: {message}");
    assert_eq!(record(&desk, "contract", "code", "X-2")?["paid"], "1.00");
    Ok(())
}

#[test]
fn a_supplement_may_stand_before_its_main_contract() -> Result<()> {
    let desk = plant()?;
    let text = "\
文件定位,关联主合同编号,合同编号,合同名称,乙方,合同金额,项目编码
补充协议,HT-010,HT-010-1,补充,乙设备有限公司,-100,
主合同,,HT-010,主,乙设备有限公司,1000,0101
";
    let report = import_text(&desk, "contract", text, &[])?;
    assert_eq!(count(&report, "insert"), Some(2), "{report}");
    assert_eq!(record(&desk, "contract", "code", "HT-010")?["family_amount"], "900.00");
    let child = record(&desk, "contract", "code", "HT-010-1")?;
    assert_eq!(
        (&child["parent_code"], &child["project_code"]),
        (&"HT-010".into(), &"0101".into()),
        "inherits"
    );
    Ok(())
}

#[test]
fn settlement_columns_settle_the_main_contract_once() -> Result<()> {
    let desk = plant()?;
    let text = "\
合同编号,付款金额,付款日期,结算价（元）,是否办理结算,结算完成时间,结算资料归档时间
HT-001,1000,2024-05-01,1180000,是,2024-06-01,2024-07-01
HT-001-1,1000,2024-05-02,1180000,已结算,2024-06-01,
HT-003,1000,2024-05-02,,否,,
";
    let report = import_text(&desk, "payment", text, &[])?;
    assert_eq!(count(&report, "insert"), Some(3), "its own rows, once: {report}");
    let settlements = list(&desk, "settlement", &[])?;
    assert_eq!(settlements.len(), 1, "{settlements:?}");
    assert_eq!(settlements[0]["contract_code"], "HT-001", "of the supplement's main contract");
    assert_eq!(settlements[0]["final_amount"], "1180000.00");
    assert_eq!(settlements[0]["completed_on"], "2024-06-01");
    assert_eq!(settlements[0]["archived_on"], "2024-07-01");
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["status"], "在执行");
    Ok(())
}

#[test]
fn settlement_columns_that_contradict_each_other_are_errors() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,付款金额,付款日期,结算价（元）,是否办理结算\nHT-001,1000,2024-05-01,1180000,是\nHT-001,1000,2024-05-02,1190000,是\n";
    let report = import_text(&desk, "payment", text, &[])?;
    assert!(codes(&report).contains(&"settlement.contradicts"), "{report}");
    assert_eq!(report["committed"], false);
    assert!(list(&desk, "settlement", &[])?.is_empty());
    Ok(())
}

/// What departments send every month: the old rows again, and this month's.
#[test]
fn a_cumulative_monthly_table_adds_only_what_is_new() -> Result<()> {
    let desk = plant()?;
    let mut table = "合同编号,付款金额,付款日期\n".to_owned();
    let months = [
        "HT-003,1000,2024-05-01\nHT-003,1000,2024-05-01\n",
        "HT-003,1000,2024-06-01\nHT-003,1000,2024-05-01\n",
        "HT-002,7,2024-07-01\nHT-003,1000,2024-06-01\nHT-003,1000,2024-07-01\n",
    ];
    let mut known = 0;
    for month in months {
        table.push_str(month);
        let new = month.lines().count() as u64;
        let report = import_text(&desk, "payment", &table, &[])?;
        assert_eq!(
            (count(&report, "insert"), count(&report, "unchanged")),
            (Some(new), Some(known)),
            "{month}"
        );
        known += new;
    }
    let on = |code: &str| -> Result<usize> {
        Ok(list(&desk, "payment", &[])?.iter().filter(|one| one["contract_code"] == code).count())
    };
    assert_eq!(on("HT-003")?, 6);
    Ok(())
}

#[test]
fn codes_of_payments_without_one_go_on_from_the_last() -> Result<()> {
    let desk = plant()?;
    import_text(
        &desk,
        "payment",
        "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\nA-002,1,2024-05-01\n",
        &[],
    )?;
    import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-003,2,2024-05-02\n", &[])?;
    let codes: Vec<String> = list(&desk, "payment", &["--supplier", "甲建设有限公司分公司"])?
        .iter()
        .filter_map(|one| one["code"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(codes.len(), 2);
    assert!(
        codes.contains(&"HT-003-FK-001".to_owned()) && codes.contains(&"HT-003-FK-002".to_owned()),
        "{codes:?}"
    );
    record(&desk, "payment", "code", "A-002-FK-002")?;
    Ok(())
}

#[test]
fn one_record_twice_in_a_file_is_an_error() -> Result<()> {
    let desk = plant()?;
    let text = "项目编码,项目名称,备注\n0109,甲,x\n0109,乙,x\n";
    let report = import_text(&desk, "project", text, &[])?;
    assert_eq!(codes(&report), ["row.duplicate_in_file"]);
    assert_eq!(report["issues"][0]["row"], 3);
    Ok(())
}

#[test]
fn the_same_file_again_changes_nothing_and_says_so() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "p.csv", "项目编码,项目名称,备注\n0109,甲,x\n")?;
    kit::import(&desk, "project", &file, &[])?.ended_with(0)?;
    let path = file.to_str().context("UTF-8")?;
    let again = desk.lantai(["import", path, "--kind", "project"])?.ended_with(0)?;
    assert!(again.stdout.contains("同一文件已导入过"), "{again:?}");
    assert!(again.stdout.contains("未变 1"), "{again:?}");
    Ok(())
}
