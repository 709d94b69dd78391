//! Two suppliers that are one company, made one and taken apart again.

use anyhow::{Context, Result};
use ledger::domain::merge::{MergeField, MergeRequest};
use ledger::domain::supplier::SupplierStatus;
use ledger::domain::{Code, Noun};
use tests::program::Desk;

use super::pair::Pair;
use super::{named, session};
use crate::kit;

const EVERYTHING: &[MergeField] =
    &[MergeField::Uscc, MergeField::Bank, MergeField::Contact, MergeField::Status, MergeField::Code];

#[test]
fn a_preview_tells_what_a_merge_then_does() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let preview = pair.ledger.preview_merge(pair.kept, pair.gone)?;
    assert_eq!(pair.contents()?, before, "a preview changes nothing");
    let codes: Vec<&str> = preview.contracts.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["HT-2", "HT-3"]);
    assert_eq!((preview.interviews.len(), preview.procurements.len()), (1, 1));
    pair.merge(&[MergeField::Bank])?;
    let survivor = pair.ledger.supplier_detail(pair.kept)?;
    assert_eq!(survivor.supplier.record.former_names, preview.former_names);
    assert_eq!(preview.former_names, ["甲一建", "甲建设（集团）有限公司", "甲二建", "甲三建"]);
    let record = &survivor.supplier.record;
    assert_eq!((record.bank.as_deref(), record.contact.as_deref()), (Some("建行"), Some("张三")));
    let row = &survivor.row;
    assert_eq!((row.contracts, row.interviews, row.breaches), (3, 1, 1));
    assert_eq!((row.total_amount.to_string(), row.paid.to_string()), ("1500.00".into(), "200.00".into()));
    let code = pair.ledger.supplier_detail(pair.gone).err().context("gone")?.code();
    assert_eq!(code, Code::RecordNotFound);
    let entry = &pair.ledger.list_journal(0, 1)?.rows[0];
    assert_eq!(entry.operation, "merge_suppliers", "one operation");
    assert_eq!(entry.subject, "甲建设（集团）有限公司 → 甲建设有限公司");
    Ok(())
}

#[test]
fn the_undo_of_a_merge_brings_back_every_row_and_its_redo_merges_again() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let seq = pair.merge(EVERYTHING)?;
    let after = pair.contents()?;
    let rehearsed = pair.ledger.rehearse_undo(&session(), seq)?;
    assert_eq!(pair.contents()?, after);
    let undone = pair.ledger.undo(&session(), seq)?.value;
    assert_eq!((undone.reversed, undone.kept_changed, undone.kept_referred), (6, 0, 0), "{undone:?}");
    assert_eq!(rehearsed.reversed, undone.reversed);
    assert_eq!(pair.contents()?, before);
    pair.ledger.undo(&session(), undone.seq.context("an entry")?)?;
    assert_eq!(pair.contents()?, after);
    Ok(())
}

#[test]
fn the_undo_of_a_merge_keeps_what_was_edited_since_and_still_brings_everything_back() -> Result<()> {
    let pair = Pair::new()?;
    let seq = pair.merge(EVERYTHING)?;
    pair.edit_contract(|contract| contract.remarks = Some("合并后补记".to_owned()))?;
    pair.edit_survivor(|supplier| {
        supplier.phone = Some("0592-1".to_owned());
        supplier.former_names.retain(|name| name != "甲一建");
        supplier.former_names.push("甲四建".to_owned());
    })?;
    let undone = pair.ledger.undo(&session(), seq)?.value;
    assert_eq!((undone.reversed, undone.kept_changed, undone.kept_referred), (6, 0, 0), "{undone:?}");
    let gone = pair.ledger.supplier_detail(pair.gone)?;
    let codes: Vec<&str> = gone.contracts.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["HT-2", "HT-3"], "the edited contract too");
    assert_eq!((gone.row.interviews, gone.row.total_amount.to_string()), (1, "500.00".to_owned()));
    assert_eq!(gone.supplier.record.former_names, ["甲二建", "甲三建"]);
    assert_eq!(gone.supplier.record.uscc.as_deref(), Some("91350211M000100Y46"));
    let contract = pair.ledger.contract_detail(pair.contract)?.contract;
    assert_eq!(contract.record.remarks.as_deref(), Some("合并后补记"));
    assert_eq!(contract.revision, 4, "its own change, so that an open form notices");
    let kept = pair.ledger.supplier_detail(pair.kept)?.supplier.record;
    assert_eq!((kept.uscc, kept.bank, kept.contact.as_deref()), (None, None, Some("张三")));
    assert_eq!((kept.code.as_deref(), kept.phone.as_deref()), (Some("0001"), Some("0592-1")));
    assert_eq!(kept.status, SupplierStatus::Qualified);
    assert_eq!(kept.former_names, ["甲四建"]);
    Ok(())
}

#[test]
fn what_was_changed_again_in_the_same_field_stays() -> Result<()> {
    let pair = Pair::new()?;
    let other = Pair::find(&pair.ledger, Noun::Supplier, "丙公司")?;
    let seq = pair.merge(&[MergeField::Bank])?;
    pair.edit_contract(|contract| contract.supplier_id = other)?;
    pair.edit_survivor(|supplier| supplier.bank = Some("工行".to_owned()))?;
    let undone = pair.ledger.undo(&session(), seq)?.value;
    assert_eq!((undone.reversed, undone.kept_changed), (4, 2), "{undone:?}");
    assert_eq!(pair.ledger.contract_detail(pair.contract)?.contract.record.supplier_id, other);
    let kept = pair.ledger.supplier_detail(pair.kept)?.supplier.record;
    assert_eq!((kept.bank.as_deref(), kept.former_names), (Some("工行"), vec!["甲一建".to_owned()]));
    assert_eq!(pair.ledger.supplier_detail(pair.gone)?.row.contracts, 1);
    Ok(())
}

#[test]
fn merges_on_top_of_each_other_are_undone_from_the_top() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let third = Pair::find(&pair.ledger, Noun::Supplier, "丙公司")?;
    let first = pair.merge(&[])?;
    let detail = |id| anyhow::Ok(pair.ledger.supplier_detail(id)?.supplier.revision);
    let request = MergeRequest {
        kept_id: third,
        kept_revision: detail(third)?,
        gone_id: pair.kept,
        gone_revision: detail(pair.kept)?,
        taken: Vec::new(),
        confirmed: false,
    };
    let second = pair.ledger.merge_suppliers(&session(), &request)?.seq.context("an entry")?;
    let refused = pair.ledger.undo(&session(), first).err().context("refused")?;
    assert_eq!(refused.code(), Code::SupplierUnmergeSurvivorGone);
    pair.ledger.undo(&session(), second)?;
    pair.ledger.undo(&session(), first)?;
    assert_eq!(pair.contents()?, before);
    Ok(())
}

#[test]
fn a_name_that_was_given_away_since_stands_in_the_way_of_an_undo() -> Result<()> {
    let pair = Pair::new()?;
    let seq = pair.merge(&[])?;
    named(&pair.ledger, "甲建设(集团) 有限公司", &[])?;
    let after = pair.contents()?;
    let refused = pair.ledger.undo(&session(), seq).err().context("refused")?;
    assert_eq!(refused.code(), Code::SupplierUnmergeTaken);
    assert_eq!(refused.params()["value"], "甲建设（集团）有限公司");
    assert_eq!(pair.contents()?, after);
    Ok(())
}

#[test]
fn a_merge_that_rests_on_old_versions_or_breaks_a_rule_does_nothing() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let mut request = pair.request(&[])?;
    request.gone_revision += 1;
    let code = |request: &MergeRequest| {
        Ok::<_, anyhow::Error>(
            pair.ledger.merge_suppliers(&session(), request).err().context("refused")?.code(),
        )
    };
    assert_eq!(code(&request)?, Code::RecordStale);
    let itself = MergeRequest { gone_id: pair.kept, ..pair.request(&[])? };
    assert_eq!(code(&itself)?, Code::SupplierMergeSame);
    assert_eq!(pair.contents()?, before);
    Ok(())
}

#[test]
fn the_command_line_merges_and_rehearses() -> Result<()> {
    let desk = kit::plant()?;
    let before = kit::everything(&desk)?;
    let merge = |options: &[&str]| {
        let call = ["supplier", "merge", "乙设备有限公司", "甲 建筑公司", "--json"];
        desk.lantai(call.iter().chain(options))
    };
    let told = merge(&["--dry-run"])?.ended_with(0)?.json()?;
    assert_eq!(kit::everything(&desk)?, before);
    assert_eq!((&told["kept"], &told["gone"]), (&"乙设备有限公司".into(), &"甲建设有限公司".into()));
    assert_eq!(told["contracts"], serde_json::json!(["HT-001", "HT-001-1"]));
    assert_eq!(told["procurements"], serde_json::json!(["ZC-001"]));
    assert_eq!(told["former_names"], serde_json::json!(["甲建设有限公司", "甲建筑公司"]));
    let taken = |report: &serde_json::Value| report["differences"][0]["taken"].clone();
    assert_eq!((&told["differences"][0]["field"], taken(&told)), (&"code".into(), "kept".into()));
    let done = merge(&["--take", "code"])?.ended_with(0)?.json()?;
    assert_eq!(taken(&done), "gone");
    let survivor = kit::record(&desk, "supplier", "name", "乙设备有限公司")?;
    assert_eq!((&survivor["code"], &survivor["contracts"]), (&"0001".into(), &2.into()));
    desk.lantai(["journal", "undo", &done["journal_seq"].to_string()])?.ended_with(0)?;
    assert_eq!(kit::everything(&desk)?, before);
    let unknown = desk.lantai(["supplier", "merge", "甲建设", "乙设备有限公司"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("[supplier.unknown]"), "{unknown:?}");
    assert!(unknown.stderr.contains("甲建设有限公司"), "names near ones: {unknown:?}");
    let text = desk.lantai(["supplier", "merge", "乙设备有限公司", "甲建筑公司", "--dry-run"])?;
    assert!(text.ended_with(0)?.stdout.contains("没有合并"));
    Ok(())
}

#[test]
fn two_credit_codes_are_merged_only_where_that_is_confirmed() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let suppliers = "供应商名称,统一社会信用代码\n甲公司,91350211M000100Y46\n乙公司,91350200MA0000001W\n";
    kit::import_text(&desk, "supplier", suppliers, &["--accept-valid"])?;
    assert_eq!(kit::list(&desk, "supplier", &[])?.len(), 2);
    let call = ["supplier", "merge", "甲公司", "乙公司"];
    let refused = desk.lantai(call)?.ended_with(2)?;
    assert!(refused.stderr.contains("[supplier.merge_uscc_differs]"), "{refused:?}");
    desk.lantai(call.iter().chain(&["--dry-run"]))?.ended_with(1)?;
    desk.lantai(call.iter().chain(&["--confirm"]))?.ended_with(0)?;
    assert_eq!(kit::list(&desk, "supplier", &[])?.len(), 1);
    Ok(())
}
