//! Deleting records: one operation, what others refer to stays and they are named, undo.

use anyhow::{Context, Result};
use ledger::domain::list::ListQuery;
use ledger::domain::selection::{RecordVersion, Selection};
use ledger::domain::{Code, Noun};
use ledger::{Ledger, Session};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::{KINDS, everything, import_text, list, plant, record};

/// Deletes by code with `--json`, and returns the report whatever the exit status.
fn delete(desk: &Desk, kind: &str, codes: &[&str], status: i32) -> Result<Value> {
    let run = desk.lantai(["delete", kind, "--json"].iter().chain(codes))?;
    run.ended_with(status)?.json()
}

fn undo_last(desk: &Desk, report: &Value) -> Result<()> {
    let seq = report["journal_seq"].to_string();
    desk.lantai(["journal", "undo", &seq])?.ended_with(0)?;
    Ok(())
}

#[test]
fn what_others_refer_to_stays_and_they_are_named() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    let report = delete(&desk, "contract", &["HT-001"], 1)?;
    assert_eq!((&report["deleted"], &report["refused"]), (&json!(0), &json!(1)));
    assert_eq!(report["journal_seq"], Value::Null);
    let refused = &report["records"][0];
    assert_eq!(refused["code"], "record.referred");
    let named = |kind: &str| {
        let of = refused["referrers"].as_array().into_iter().flatten().find(|of| of["kind"] == kind);
        of.map(|of| (of["count"].clone(), of["first"].clone()))
    };
    assert_eq!(named("contract"), Some((json!(1), json!(["HT-001-1"]))));
    assert_eq!(named("payment"), Some((json!(2), json!(["A-001-FK-001", "A-001-FK-002"]))));
    assert_eq!(named("evaluation"), Some((json!(1), json!(["HT-001"]))));
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn a_deletion_shows_in_the_figures_and_an_undo_brings_all_of_it_back() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    let report = delete(&desk, "payment", &["A-001-FK-001", "A-001-FK-002"], 0)?;
    assert_eq!(report["deleted"], 2);
    assert_eq!(record(&desk, "contract", "code", "HT-001")?["paid"], "100000.00");
    undo_last(&desk, &report)?;
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

/// In any order: the supplement stands in the way of its main contract only while it is there.
#[test]
fn a_main_contract_goes_together_with_its_supplement_in_one_operation() -> Result<()> {
    let desk = plant()?;
    let payments: Vec<String> = list(&desk, "payment", &[])?
        .iter()
        .filter_map(|one| one["code"].as_str().map(str::to_owned))
        .filter(|code| code.starts_with("A-001"))
        .collect();
    let payments: Vec<&str> = payments.iter().map(String::as_str).collect();
    delete(&desk, "payment", &payments, 0)?;
    delete(&desk, "evaluation", &["HT-001"], 0)?;
    let before = everything(&desk)?;
    let report = delete(&desk, "contract", &["HT-001", "HT-001-1"], 0)?;
    assert_eq!((&report["deleted"], &report["refused"]), (&json!(2), &json!(0)));
    assert!(!list(&desk, "contract", &[])?.iter().any(|one| one["code"] == "HT-001"));
    let shown = desk.lantai(["journal", "list", "--json"])?.ended_with(0)?.json()?;
    let newest = shown.as_array().and_then(|entries| entries.first()).context("no entry")?;
    assert_eq!(newest["operation"], "delete_contract");
    undo_last(&desk, &report)?;
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn every_kind_can_be_deleted_and_brought_back() -> Result<()> {
    let desk = plant()?;
    let settled = "合同编号,最终结算金额(元)\nHT-002,498000\n";
    import_text(&desk, "settlement", settled, &[])?;
    let talk = "供应商,约谈类型,约谈日期,约谈人,约谈原因,约谈内容\n乙设备有限公司,履约沟通,2024-03-05,张三,延期,催货\n";
    import_text(&desk, "interview", talk, &[])?;
    import_text(&desk, "project", "项目编码,项目名称\nP9,空项目\n", &[])?;
    import_text(&desk, "supplier", "供应商名称,曾用名/别名\n空公司,旧空公司\n", &[])?;
    import_text(&desk, "procurement", "招采编号,采购项目名称\nZC-9,空采购\n", &[])?;
    let plan = "合同编号,付款节点,应付比例\nHT-002,预付款,30%\n";
    import_text(&desk, "payment_plan", plan, &[])?;
    let codes = [
        "P9",
        "空 公司",
        "ZC-9",
        "HT-003",
        "HT-002 预付款",
        "A-002-FK-001",
        "A-002",
        "HT-002",
        "乙设备有限公司 2024-03-05",
    ];
    for (kind, code) in KINDS.iter().zip(codes) {
        let before = everything(&desk)?;
        let count = list(&desk, kind, &[])?.len();
        let rehearsed = delete(&desk, kind, &["--dry-run", code], 0)?;
        assert_eq!((&rehearsed["deleted"], &rehearsed["journal_seq"]), (&json!(1), &Value::Null), "{kind}");
        assert_eq!(everything(&desk)?, before, "a rehearsal of {kind} changes nothing");
        let report = delete(&desk, kind, &[code], 0)?;
        assert_eq!(report["records"], rehearsed["records"], "{kind}");
        assert_eq!(list(&desk, kind, &[])?.len(), count - 1, "{kind}");
        undo_last(&desk, &report)?;
        assert_eq!(everything(&desk)?, before, "{kind}");
    }
    Ok(())
}

#[test]
fn a_code_that_means_nothing_is_refused_and_the_others_go() -> Result<()> {
    let desk = plant()?;
    let report = delete(&desk, "contract", &["HT-003", "HT-999"], 1)?;
    assert_eq!((&report["deleted"], &report["refused"]), (&json!(1), &json!(1)));
    assert_eq!(report["records"][0]["code"], "record.not_found");
    let run = desk.lantai(["delete", "supplier", "甲建设有限公司", "--lang", "en"])?.ended_with(1)?;
    assert!(run.stdout.contains("contract HT-001, HT-001-1 × 2;"), "{}", run.stdout);
    Ok(())
}

fn open(desk: &Desk) -> Result<(Ledger, Session)> {
    Ok((Ledger::open(&desk.ledger())?, Session::named("张三")))
}

#[test]
fn a_record_that_changed_since_it_was_chosen_stays() -> Result<()> {
    let desk = plant()?;
    let (ledger, session) = open(&desk)?;
    let payment = &ledger.list_payments(&ListQuery { limit: 1, ..ListQuery::default() })?.rows[0];
    let known = RecordVersion { id: payment.id, revision: Some(payment.revision + 1) };
    let report = ledger.delete_records(&session, Noun::Payment, &Selection::Records(vec![known]))?;
    let code = report.records[0].refusal.as_ref().map(|refusal| refusal.code);
    assert_eq!((report.deleted, report.seq, code), (0, None, Some(Code::RecordStale)));
    Ok(())
}

/// Ctrl+A chooses by the query, not by the rows that were read.
#[test]
fn everything_that_fits_is_chosen_but_for_what_was_taken_out() -> Result<()> {
    let desk = plant()?;
    let (ledger, session) = open(&desk)?;
    let query = ListQuery { search: "HT-001".to_owned(), ..ListQuery::default() };
    let fitting = ledger.list_payments(&ListQuery { limit: 100, ..query.clone() })?;
    assert_eq!(fitting.count, 3);
    let spared = &fitting.rows[0];
    let chosen = Selection::Fitting { query: query.clone(), except: vec![spared.id] };
    let summary = ledger.selection_summary(Noun::Payment, &chosen)?;
    let amounts: Vec<i64> = fitting.rows[1..].iter().map(|row| row.amount.fen()).collect();
    assert_eq!(summary.count, 2);
    assert_eq!(summary.sums[0].sum.fen(), amounts.iter().sum::<i64>());
    assert_eq!(
        summary.sums[0].mean.map(ledger::domain::Money::fen),
        Some(i64::midpoint(amounts[0], amounts[1]))
    );
    let report = ledger.delete_records(&session, Noun::Payment, &chosen)?;
    assert_eq!((report.deleted, report.refused), (2, 0));
    assert_eq!(ledger.list_payments(&query)?.count, 1);
    assert_eq!(ledger.list_payments(&ListQuery { limit: 9, ..query })?.rows[0].code, spared.code);
    Ok(())
}

#[test]
fn a_range_is_what_stands_between_two_places_in_the_order_of_the_list() -> Result<()> {
    let desk = plant()?;
    let (ledger, _) = open(&desk)?;
    let query = ListQuery { limit: 100, ..ListQuery::default() };
    let all = ledger.list_payments(&query)?.rows;
    let range = ledger.selection_range(Noun::Payment, &query, 1, 2)?;
    assert_eq!(range, all[1..=2].iter().map(|row| row.id).collect::<Vec<_>>());
    assert_eq!(ledger.selection_range(Noun::Payment, &query, 0, 5_000)?.len(), all.len());
    Ok(())
}
