//! One field of many records at once: one operation, broken rules keep records as they are, undo.

use anyhow::Result;
use ledger::domain::list::ListQuery;
use ledger::domain::selection::{RecordVersion, Selection};
use ledger::domain::{Code, Noun, batch};
use ledger::{Ledger, Session};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::{everything, plant, record};

fn open(desk: &Desk) -> Result<(Ledger, Session)> {
    Ok((Ledger::open(&desk.ledger())?, Session::named("张三")))
}

fn all() -> Selection {
    Selection::Fitting { query: ListQuery::default(), except: Vec::new() }
}

#[test]
fn many_records_get_a_value_in_one_operation_that_one_undo_takes_back() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    let seq = {
        let (ledger, session) = open(&desk)?;
        let rehearsed = ledger.rehearse_batch_edit(
            &session,
            Noun::Contract,
            &all(),
            "signed_on",
            &json!("2024-02-02"),
        )?;
        assert_eq!((rehearsed.edited, rehearsed.refused, rehearsed.seq), (4, 0, None));
        let done = ledger.batch_edit(&session, Noun::Contract, &all(), "signed_on", &json!("2024-02-02"))?;
        assert_eq!((done.edited, done.changed.as_slice()), (4, &[Noun::Contract][..]));
        let again = ledger.batch_edit(&session, Noun::Contract, &all(), "signed_on", &json!("2024-02-02"))?;
        assert_eq!((again.edited, again.unchanged, again.seq), (0, 4, None));
        let seq = done.seq.unwrap_or_default();
        assert_eq!(ledger.journal_changes(seq)?.len(), 4);
        seq.to_string()
    };
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["signed_on"], "2024-02-02");
    desk.lantai(["journal", "undo", &seq])?.ended_with(0)?;
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn what_would_break_a_rule_stays_and_is_named_with_the_rule() -> Result<()> {
    let desk = plant()?;
    let (ledger, session) = open(&desk)?;
    // HT-001 is given a start; an end before it breaks a rule of HT-001 alone.
    let query = ListQuery { search: "HT-001".to_owned(), limit: 9, ..ListQuery::default() };
    let main = ledger.list_contracts(&query)?.rows.into_iter().find(|row| row.code == "HT-001");
    let main = main.ok_or_else(|| anyhow::anyhow!("HT-001"))?;
    let one = Selection::Records(vec![RecordVersion { id: main.id, revision: Some(main.revision) }]);
    ledger.batch_edit(&session, Noun::Contract, &one, "starts_on", &json!("2024-06-01"))?;
    let report = ledger.batch_edit(&session, Noun::Contract, &all(), "ends_on", &json!("2024-01-01"))?;
    assert_eq!((report.edited, report.refused), (3, 1));
    assert_eq!(report.refusals[0].record.key, "HT-001");
    assert_eq!(report.refusals[0].problems[0].code, Code::ContractEndsBeforeStart);
    let stale = ledger.batch_edit(&session, Noun::Contract, &one, "signed_on", &json!("2024-02-02"))?;
    assert_eq!(stale.refusals[0].problems[0].code, Code::RecordStale);
    Ok(())
}

#[test]
fn a_supplier_is_not_blacklisted_without_a_reason() -> Result<()> {
    let desk = plant()?;
    let (ledger, session) = open(&desk)?;
    let report = ledger.batch_edit(&session, Noun::Supplier, &all(), "status", &json!("黑名单"))?;
    assert_eq!((report.edited, report.refused), (1, 2), "one of them has a reason already");
    assert_eq!(report.refusals[0].problems[0].code, Code::SupplierStatusReasonMissing);
    Ok(())
}

#[test]
fn bad_values_and_fields_that_tell_records_apart_are_refused() -> Result<()> {
    let desk = plant()?;
    let (ledger, session) = open(&desk)?;
    let ask = |field: &str, value: Value| {
        let asked = ledger.rehearse_batch_edit(&session, Noun::Contract, &all(), field, &value);
        asked.map(|report| (report.edited, report.refusals[0].problems[0].code)).map_err(|error| error.code())
    };
    for bad in [json!("2024-02-30"), json!(7), json!("'; DROP"), json!({ "a": 1 })] {
        assert_eq!(ask("signed_on", bad.clone()), Ok((0, Code::ListBadValue)), "{bad}");
    }
    for field in ["code", "name", "amount", "supplier_id", "parent_id", "revision", "no_such_field"] {
        assert_eq!(ask(field, json!("x")), Err(Code::ListUnknownField), "{field}");
    }
    assert_eq!(
        ask("project_id", json!(999)),
        Ok((0, Code::RecordReferenceGone)),
        "a project that there is not"
    );
    Ok(())
}

/// A field that a record does not have would be given to nobody without a word.
#[test]
fn every_field_that_is_offered_is_one_of_the_record() -> Result<()> {
    let desk = plant()?;
    let (ledger, session) = open(&desk)?;
    for noun in Noun::ALL {
        for field in batch::fields(*noun) {
            let value = json!({ "no field": "takes this" });
            let report = ledger.rehearse_batch_edit(&session, *noun, &all(), field, &value)?;
            assert_eq!((report.edited, report.unchanged), (0, 0), "{noun} {field}");
        }
    }
    Ok(())
}
