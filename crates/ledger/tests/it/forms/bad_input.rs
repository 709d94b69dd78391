//! Bad input in every field of the forms: refused in words at the field, or kept as it should be.

use domain::contract::Contract;
use domain::evaluation::Evaluation;
use domain::interview::Interview;
use domain::payment::Payment;
use domain::procurement::Procurement;
use domain::project::Project;
use domain::settlement::Settlement;
use domain::supplier::Supplier;
use domain::text::Texts;
use domain::{Code, Money};
use ledger::Result;
use serde_json::{Value, json};

use super::desk::{Desk, at, contract, payment, procurement, project, refused, settlement};

/// A form: the record that it saves as JSON, and how it saves it.
struct Form {
    noun: &'static str,
    record: Value,
    save: fn(&Desk, Value) -> Result<i64>,
    read: fn(&Desk, i64) -> Value,
}

fn of<T: serde::de::DeserializeOwned>(record: Value) -> T {
    serde_json::from_value(record).expect("a record")
}

fn forms(desk: &Desk) -> Vec<Form> {
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-0", supplier, "1000000"));
    let json = |record| serde_json::to_value(record).expect("JSON");
    vec![
        Form {
            noun: "project",
            record: serde_json::to_value(project("X")).expect("JSON"),
            save: |desk, record| Ok(desk.ledger.create_project(&desk.session, &of(record))?.value),
            read: |desk, id| {
                serde_json::to_value(desk.ledger.project_detail(id).expect("there").project.record)
                    .expect("JSON")
            },
        },
        Form {
            noun: "procurement",
            record: serde_json::to_value(procurement("X")).expect("JSON"),
            save: |desk, record| Ok(desk.ledger.create_procurement(&desk.session, &of(record))?.value),
            read: |desk, id| {
                let detail = desk.ledger.procurement_detail(id).expect("there");
                serde_json::to_value(detail.procurement.record).expect("JSON")
            },
        },
        Form {
            noun: "contract",
            record: json(contract("X", supplier, "1")),
            save: |desk, record| Ok(desk.ledger.create_contract(&desk.session, &of(record))?.value),
            read: |desk, id| {
                let detail = desk.ledger.contract_detail(id).expect("there");
                serde_json::to_value(detail.contract.record).expect("JSON")
            },
        },
        Form {
            noun: "payment",
            record: serde_json::to_value(payment(main, "1")).expect("JSON"),
            save: |desk, record| Ok(desk.ledger.create_payment(&desk.session, &of(record), None)?.value),
            read: |desk, id| {
                serde_json::to_value(desk.ledger.payment_detail(id).expect("there").payment.record)
                    .expect("JSON")
            },
        },
        Form {
            noun: "settlement",
            record: serde_json::to_value(settlement(main, "1")).expect("JSON"),
            save: |desk, record| Ok(desk.ledger.create_settlement(&desk.session, &of(record))?.value),
            read: |desk, id| {
                let detail = desk.ledger.settlement_detail(id).expect("there");
                serde_json::to_value(detail.settlement.record).expect("JSON")
            },
        },
        Form {
            noun: "supplier",
            record: serde_json::to_value(Supplier::named("乙公司")).expect("JSON"),
            save: |desk, record| Ok(desk.ledger.create_supplier(&desk.session, &of(record))?.value),
            read: |desk, id| {
                let detail = desk.ledger.supplier_detail(id).expect("there");
                serde_json::to_value(detail.supplier.record).expect("JSON")
            },
        },
        Form {
            noun: "evaluation",
            record: serde_json::to_value(Evaluation::of_contract(main)).expect("JSON"),
            save: |desk, record| Ok(desk.ledger.create_evaluation(&desk.session, &of(record))?.value),
            read: |desk, id| {
                let detail = desk.ledger.evaluation_detail(id).expect("there");
                serde_json::to_value(detail.evaluation.record).expect("JSON")
            },
        },
        Form {
            noun: "interview",
            record: json!({
                "supplier_id": supplier, "contract_id": null, "kind": "履约沟通", "held_on": "2024-03-05",
                "interviewer": "周敏", "representative": null, "reason": "进度", "content": "催促",
                "rectification": null, "due_on": null, "result": null, "status": "仅记录",
            }),
            save: |desk, record| Ok(desk.ledger.create_interview(&desk.session, &of(record))?.value),
            read: |desk, id| {
                let detail = desk.ledger.interview_detail(id).expect("there");
                serde_json::to_value(detail.interview.record).expect("JSON")
            },
        },
    ]
}

/// The texts of each form; everything else is a number, a date, a choice or a reference.
fn texts(noun: &str) -> Vec<&'static str> {
    let all = match noun {
        "project" => Project::TEXTS,
        "procurement" => Procurement::TEXTS,
        "contract" => Contract::TEXTS,
        "payment" => Payment::TEXTS,
        "settlement" => Settlement::TEXTS,
        "supplier" => Supplier::TEXTS,
        "evaluation" => Evaluation::TEXTS,
        "interview" => Interview::TEXTS,
        _ => panic!("a form without texts: {noun}"),
    };
    // The code and the credit code of a supplier are tidied further, and tested where that is.
    let elsewhere = |field: &&str| noun == "supplier" && matches!(*field, "code" | "uscc");
    all.iter().copied().filter(|field| !elsewhere(field)).collect()
}

#[test]
fn a_text_of_a_hundred_thousand_characters_is_refused_at_its_field() {
    let desk = Desk::new();
    for form in forms(&desk) {
        for field in texts(form.noun) {
            let mut record = form.record.clone();
            record[field] = json!("长".repeat(100_000));
            let expected = [(Code::CellTooLong, Some(field.to_owned()))];
            assert_eq!(refused((form.save)(&desk, record)), expected, "{} {field}", form.noun);
        }
    }
}

#[test]
fn whatever_people_paste_is_kept_as_text_without_what_cannot_be_seen() {
    let hostile = [
        ("'; DROP TABLE contract; --", "'; DROP TABLE contract; --"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("👷🏗️ 焚烧炉", "👷🏗️ 焚烧炉"),
        ("  前\u{0}后\u{7} \t", "前后"),
        ("一行\r\n二行\r三行", "一行\n二行\n三行"),
    ];
    for (pasted, kept) in hostile {
        let desk = Desk::new();
        for form in forms(&desk) {
            let mut record = form.record.clone();
            let words = texts(form.noun).into_iter().filter(|field| !matches!(*field, "code" | "sequence"));
            for field in words.clone() {
                record[field] = json!(pasted);
            }
            let id = (form.save)(&desk, record).expect("saved");
            let stored = (form.read)(&desk, id);
            for field in words {
                assert_eq!(stored[field], json!(kept), "{} {field}", form.noun);
            }
        }
        assert_eq!(desk.ledger.counts().expect("counts").iter().map(|(_, count)| count).sum::<i64>(), 10);
    }
}

#[test]
fn a_code_keeps_to_one_line_of_a_hundred_characters() {
    let desk = Desk::new();
    for form in forms(&desk).iter().filter(|form| texts(form.noun).contains(&"code")) {
        for bad in ["X\nY".to_owned(), "9".repeat(101)] {
            let mut record = form.record.clone();
            record["code"] = json!(bad);
            let expected = [(Code::RecordCodeInvalid, Some("code".to_owned()))];
            assert_eq!(refused((form.save)(&desk, record)), expected, "{}", form.noun);
        }
        let mut record = form.record.clone();
        record["code"] = json!("\u{feff} 00７\u{200b} ");
        let id = (form.save)(&desk, record).expect("saved");
        assert_eq!((form.read)(&desk, id)["code"], json!("00７"), "{}", form.noun);
    }
}

#[test]
fn a_code_that_differs_only_in_width_or_case_is_taken() {
    let desk = Desk::new();
    for form in forms(&desk).iter().filter(|form| texts(form.noun).contains(&"code")) {
        let with = |code: &str| {
            let mut record = form.record.clone();
            record["code"] = json!(code);
            (form.save)(&desk, record)
        };
        with("ht（2024）-Ａ1").expect("saved");
        for same in ["ht（2024）-Ａ1", "HT(2024)-a1", "ＨＴ（２０２４）－ａ１", " ht(2024) -A1"]
        {
            let expected = [(Code::RecordCodeTaken, Some("code".to_owned()))];
            assert_eq!(refused(with(same)), expected, "{} {same}", form.noun);
        }
        with("ht（2024）-Ａ2").expect("another code");
    }
    let supplier = desk.supplier("乙公司");
    let mut first = contract("S-1", supplier, "1");
    first.sequence = Some("BHHY-NH-001".to_owned());
    let id = desk.contract(&first);
    let mut second = contract("S-2", supplier, "1");
    second.sequence = Some("bhhy-nh-００1".to_owned());
    let taken = refused(desk.ledger.create_contract(&desk.session, &second));
    assert_eq!(taken, [(Code::RecordCodeTaken, Some("sequence".to_owned()))]);
    // Its own code in another spelling is not another record's.
    first.sequence = Some("bhhy-nh-001".to_owned());
    desk.ledger.update_contract(&desk.session, id, 1, &first).expect("saved");
}

#[test]
fn a_code_of_another_spelling_is_free_once_its_record_is_gone_and_taken_when_it_is_back() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let spelt = |code| desk.ledger.create_contract(&desk.session, &contract(code, supplier, "1"));
    let first = spelt("ht-00１").expect("saved");
    desk.ledger.undo(&desk.session, first.seq.expect("an operation")).expect("undone");
    let second = spelt("HT-001").expect("free");
    let gone = desk.ledger.undo(&desk.session, second.seq.expect("an operation")).expect("undone");
    spelt("Ht-002").expect("another code");
    desk.ledger.undo(&desk.session, gone.seq.expect("an operation")).expect("undone");
    assert_eq!(refused(spelt("ht-00１")), [at(Code::RecordCodeTaken, "code")]);
    assert_eq!(refused(spelt("ＨＴ-002")), [at(Code::RecordCodeTaken, "code")]);
}

#[test]
fn amounts_and_dates_that_are_none_never_become_a_record() {
    let amounts = ["1e400", "12.345", "NaN", "１２", "1,000", "", "10000000000000.01", "-"];
    let dates = ["2024-02-30", "2024-13-01", "24-01-01", "1899-12-31", "2200-01-01", "2024/1/1", ""];
    let desk = Desk::new();
    for form in forms(&desk) {
        let fields = form.record.as_object().expect("a record").keys().cloned().collect::<Vec<_>>();
        let reads = |field: &str, value: &str| {
            let mut record = form.record.clone();
            record[field] = json!(value);
            match form.noun {
                "procurement" => serde_json::from_value::<Procurement>(record).is_ok(),
                "contract" => serde_json::from_value::<Contract>(record).is_ok(),
                "payment" => serde_json::from_value::<Payment>(record).is_ok(),
                "settlement" => serde_json::from_value::<Settlement>(record).is_ok(),
                _ => false,
            }
        };
        for field in fields.iter().filter(|field| field.contains("amount") || *field == "control_price") {
            for bad in amounts {
                assert!(!reads(field, bad), "{} {field} {bad}", form.noun);
            }
        }
        for field in fields.iter().filter(|field| field.ends_with("_on") || field.ends_with("_until")) {
            for bad in dates {
                assert!(!reads(field, bad), "{} {field} {bad}", form.noun);
            }
        }
    }
    assert!("99999999999999999999".parse::<Money>().is_err());
}

#[test]
fn a_record_that_was_deleted_after_it_was_picked_is_told_at_its_field() {
    let desk = Desk::new();
    for form in forms(&desk) {
        let fields = form.record.as_object().expect("a record").keys();
        for field in fields.filter(|field| field.ends_with("_id")) {
            let mut record = form.record.clone();
            record[field] = json!(99_999);
            match field.as_str() {
                "parent_id" => record["kind"] = json!("补充协议"),
                "procurement_id" => record["source"] = json!("采购合同"),
                _ => {}
            }
            let expected = [(Code::RecordReferenceGone, Some(field.clone()))];
            assert_eq!(refused((form.save)(&desk, record)), expected, "{} {field}", form.noun);
        }
    }
}
