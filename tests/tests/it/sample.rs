//! The workbooks of the sample ledger: they import cleanly, in the order of their numbers.

use anyhow::{Context, Result};
use serde_json::Value;
use tests::program::Desk;
use tests::workspace;

use crate::kit::{self, count, list};

const WORKBOOKS: &[(&str, &str)] = &[
    ("project", "1_project.xlsx"),
    ("supplier", "2_supplier.xlsx"),
    ("procurement", "3_procurement.xlsx"),
    ("contract", "4_contract.xlsx"),
    ("payment_plan", "4_payment_plan.xlsx"),
    ("payment", "5_payment.xlsx"),
    ("evaluation", "6_evaluation.xlsx"),
    ("interview", "7_interview.xlsx"),
];

fn sample() -> Result<Desk> {
    let desk = Desk::with_ledger()?;
    for (kind, name) in WORKBOOKS {
        let file = workspace::root().join("crates/ledger/sample").join(name);
        let report = kit::import(&desk, kind, &file, &[])?
            .ended_with(0)
            .with_context(|| (*name).to_owned())?
            .json()?;
        assert_eq!(report["committed"], true, "{name}");
    }
    Ok(desk)
}

#[test]
fn the_sample_is_a_ledger_with_all_that_a_real_one_has() -> Result<()> {
    let desk = sample()?;
    let contracts = list(&desk, "contract", &[])?;
    let of_kind = |kind: &str| contracts.iter().filter(|one| one["kind"] == kind).count();
    assert_eq!(contracts.len(), 120);
    assert_eq!((of_kind("补充协议"), of_kind("解除协议"), of_kind("框架协议")), (20, 3, 2));
    assert!(contracts.iter().any(|one| one["source"] == "采购合同" && one["procurement_code"].is_string()));
    let status = |status: &str| contracts.iter().any(|one| one["status"] == status);
    assert!(status("在执行") && status("已结算") && status("已解除"));
    let over = |one: &&Value| one["progress"].as_str().is_some_and(|progress| progress > "1.0000");
    assert_eq!(contracts.iter().filter(over).filter(|one| one["kind"] == "主合同").count(), 2);
    assert!(contracts.iter().any(|one| one["kind"] == "框架协议" && one["progress"].is_null()));
    let plans = list(&desk, "payment_plan", &[])?;
    let standing = |standing: &str| plans.iter().any(|one| one["standing"] == standing);
    assert!(standing("已付清") && standing("未付"), "{plans:?}");
    let payments = list(&desk, "payment", &[])?;
    assert!(payments.len() > 550, "{}", payments.len());
    assert_eq!(payments.iter().filter(|one| one["refund"] == true).count(), 4);
    assert!(list(&desk, "settlement", &[])?.len() > 20);
    let evaluations = list(&desk, "evaluation", &[])?;
    assert_eq!(evaluations.len(), 90);
    assert!(
        evaluations.iter().any(|one| one["last_score"] == "0.00" && one["comprehensive_score"] == "0.00")
    );
    assert!(
        evaluations.iter().any(|one| one["last_score"].is_null() && one["comprehensive_score"].is_null())
    );
    assert!(evaluations.iter().any(|one| one["comprehensive_origin"] == "imported"));
    let interviews = list(&desk, "interview", &[])?;
    let with = |status: &str| interviews.iter().filter(|one| one["status"] == status).count();
    assert_eq!((with("待整改"), with("整改中"), with("已完成"), with("仅记录")), (1, 1, 4, 3));
    let suppliers = list(&desk, "supplier", &[])?;
    assert!(
        suppliers.iter().any(|one| one["status"] == "黑名单")
            && suppliers.iter().any(|one| one["grade"].is_null())
    );
    Ok(())
}

#[test]
fn the_sample_again_changes_nothing() -> Result<()> {
    let desk = sample()?;
    for (kind, name) in WORKBOOKS {
        let file = workspace::root().join("crates/ledger/sample").join(name);
        let report = kit::import(&desk, kind, &file, &[])?.ended_with(0)?.json()?;
        assert_eq!((count(&report, "insert"), count(&report, "update")), (Some(0), Some(0)), "{name}");
    }
    Ok(())
}
