//! Suppliers through the operations: their rules against each other, and near names.

mod merge;
mod pair;
mod undertaking;

use anyhow::{Context, Result};
use ledger::domain::Code;
use ledger::domain::supplier::{Supplier, SupplierStatus};
use ledger::{Ledger, Session};
use tempfile::TempDir;

fn open() -> Result<(TempDir, Ledger)> {
    let folder = tempfile::tempdir()?;
    let ledger = Ledger::create(&folder.path().join("台账.sqlite3"))?;
    Ok((folder, ledger))
}

fn session() -> Session {
    Session::named("张三")
}

fn create(ledger: &Ledger, supplier: &Supplier) -> ledger::Result<i64> {
    Ok(ledger.create_supplier(&session(), supplier)?.value)
}

fn named(ledger: &Ledger, name: &str, former_names: &[&str]) -> ledger::Result<i64> {
    let former_names = former_names.iter().map(|name| (*name).to_owned()).collect();
    create(ledger, &Supplier { former_names, ..Supplier::named(name) })
}

#[test]
fn near_names_are_found_by_present_and_former_name_the_same_name_first() -> Result<()> {
    let (_folder, ledger) = open()?;
    let once = named(&ledger, "厦门长江环境科技有限公司", &["厦门市政工程（集团）公司", "厦门市政"])?;
    let near = named(&ledger, "厦门市政工程集团有限公司", &[])?;
    named(&ledger, "漳州电力安装有限公司", &[])?;
    let found = |name: &str, own| -> Result<Vec<(i64, Option<String>, bool)>> {
        let similar = ledger.similar_suppliers(name, own)?;
        Ok(similar.into_iter().map(|one| (one.id, one.former_name, one.same)).collect())
    };
    let former = Some("厦门市政工程（集团）公司".to_owned());
    let typed = "厦门市政工程 (集团)公司";
    assert_eq!(found(typed, None)?, [(once, former.clone(), true), (near, None, false)]);
    assert_eq!(found(typed, Some(once))?, [(near, None, false)], "never the one that is edited");
    assert_eq!(found("厦门市政工程集团有限公司", Some(near))?, [(once, former, false)]);
    assert_eq!(found("北京", None)?, []);
    assert_eq!(found("", None)?, []);
    Ok(())
}

#[test]
fn what_another_supplier_has_is_refused_at_its_field() -> Result<()> {
    let (_folder, ledger) = open()?;
    let first = Supplier {
        code: Some("A01".to_owned()),
        uscc: Some("91350211M000100Y46".to_owned()),
        ..Supplier::named("甲公司")
    };
    create(&ledger, &first)?;
    let second = Supplier::named("乙公司");
    let cases: [(Supplier, Code, &str); 4] = [
        (Supplier::named("甲 公司"), Code::SupplierNameTaken, "name"),
        (Supplier { code: Some("ａ０１".to_owned()), ..second.clone() }, Code::RecordCodeTaken, "code"),
        (
            Supplier { uscc: Some(" 91350211m000100y46".to_owned()), ..second.clone() },
            Code::RecordCodeTaken,
            "uscc",
        ),
        (
            Supplier { former_names: vec!["甲公司".to_owned()], ..second.clone() },
            Code::SupplierFormerNameTaken,
            "former_names",
        ),
    ];
    for (supplier, code, field) in cases {
        let refused = create(&ledger, &supplier).err().context("refused")?;
        let problem = refused.problems().into_iter().next().context("a problem")?;
        assert_eq!((problem.code, problem.field.as_deref()), (code, Some(field)));
    }
    create(&ledger, &second)?;
    Ok(())
}

#[test]
fn whoever_is_chosen_is_warned_of_by_status() -> Result<()> {
    let (_folder, ledger) = open()?;
    let good = named(&ledger, "甲公司", &[])?;
    let bad = Supplier {
        status: SupplierStatus::Blacklisted,
        status_reason: Some("围标".to_owned()),
        status_on: Some("2024-03-05".parse()?),
        ..Supplier::named("乙公司")
    };
    let bad = create(&ledger, &bad)?;
    assert_eq!(ledger.supplier_warnings(good)?, []);
    let warnings = ledger.supplier_warnings(bad)?;
    assert_eq!(warnings.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::SupplierBlacklisted]);
    Ok(())
}
