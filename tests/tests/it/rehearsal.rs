//! A rehearsal is the import itself, not kept: it says what the import then does.

use anyhow::{Result, ensure};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::kit::{import_text, plant};

/// One row of a payment table, good or bad.
pub(crate) fn payment_row() -> impl Strategy<Value = String> {
    let contract =
        prop::sample::select(vec!["HT-001", "A-001", "HT-001-1", "HT-002", "HT-003", "HT-404", ""]);
    let amount = prop_oneof![
        4 => (1_u32..5).prop_map(|yuan| format!("{yuan}00")),
        1 => prop::sample::select(vec!["", "-5", "0", "一百", "1.234", "2万"]).prop_map(str::to_owned),
    ];
    let date = prop_oneof![
        4 => (1_u32..4).prop_map(|day| format!("2024-05-{day:02}")),
        1 => prop::sample::select(vec!["", "昨天", "2024-02-30", "20240506"]).prop_map(str::to_owned),
    ];
    let settled = prop::sample::select(vec![",", ",", ",", "900,是", "901,是", ",否", ",是"]);
    (contract, amount, date, settled)
        .prop_map(|(contract, amount, date, settled)| format!("{contract},{amount},{date},{settled}\n"))
}

/// One row of a contract table, good or bad.
pub(crate) fn contract_row() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["主合同", "", "补充协议", "框架协议", "分包"]);
    let parent = prop::sample::select(vec!["", "", "HT-001", "N-1", "HT-404"]);
    let code = prop::sample::select(vec!["N-1", "N-2", "N-3", "HT-001", "HT-003", ""]);
    let supplier = prop::sample::select(vec!["甲建设有限公司", "甲建筑公司", "新公司", "乙设备有限公司", ""]);
    let amount = prop::sample::select(vec!["100", "", "-100", "壹佰"]);
    (kind, parent, code, supplier, amount).prop_map(|(kind, parent, code, supplier, amount)| {
        format!("{kind},{parent},{code},合同,{supplier},{amount}\n")
    })
}

fn same_as_import(kind: &str, text: &str, options: &[&str]) -> Result<()> {
    let desk = plant()?;
    let before = std::fs::read(desk.ledger())?;
    let rehearsed = import_text(&desk, kind, text, &[options, &["--dry-run"]].concat())?;
    ensure!(std::fs::read(desk.ledger())? == before, "the rehearsal changed the ledger");
    let committed = import_text(&desk, kind, text, &[options, &["--accept-valid"]].concat())?;
    for part in ["counts", "rows", "issues", "sha256"] {
        ensure!(rehearsed[part] == committed[part], "{part}: {rehearsed} then {committed}");
    }
    Ok(())
}

fn check(header: &str, row: impl Strategy<Value = String>, kind: &str, options: &[&str]) -> Result<()> {
    // Each case starts a dozen processes: few cases, many rows.
    let mut runner = TestRunner::new(Config {
        cases: 12,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    });
    let tables = prop::collection::vec(row, 1..20);
    runner.run(&tables, |rows| {
        let text = format!("{header}\n{}", rows.concat());
        same_as_import(kind, &text, options)
            .map_err(|error| TestCaseError::fail(format!("{error:#}\n{text}")))
    })?;
    Ok(())
}

#[test]
fn a_rehearsal_of_payments_tells_what_the_import_does() -> Result<()> {
    check("合同编号,付款金额,付款日期,结算价（元）,是否办理结算", payment_row(), "payment", &[])
}

#[test]
fn a_rehearsal_of_contracts_tells_what_the_import_does() -> Result<()> {
    let header = "文件定位,关联主合同编号,合同编号,合同名称,乙方,合同金额";
    check(header, contract_row(), "contract", &[])?;
    check(header, contract_row(), "contract", &["--create-suppliers"])
}
