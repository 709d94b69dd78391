//! A ledger on a day of its own, and records to fill it with.

use std::sync::Arc;

use domain::contract::{Contract, ContractKind};
use domain::date::Date;
use domain::payment::Payment;
use domain::procurement::Procurement;
use domain::project::{Project, ProjectStatus};
use domain::settlement::Settlement;
use domain::supplier::Supplier;
use domain::{Code, Money};
use jiff::Timestamp;
use ledger::{Clock, Ledger, Result, Session};

/// The day on which every test is played.
pub(crate) const TODAY: &str = "2024-06-15";

#[derive(Debug)]
struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        format!("{TODAY}T02:00:00Z").parse().expect("an instant")
    }

    fn today(&self) -> Date {
        date(TODAY)
    }
}

/// A ledger in a folder that goes with it.
pub(crate) struct Desk {
    pub(crate) ledger: Ledger,
    pub(crate) session: Session,
    _folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("台账.lantai");
        let ledger = Ledger::create_with(&path, Arc::new(Fixed)).expect("a new ledger");
        let session = Session::named("王");
        Self { ledger, session, _folder: folder }
    }

    pub(crate) fn project(&self, code: &str) -> i64 {
        self.ledger.create_project(&self.session, &project(code)).expect("a project").value
    }

    pub(crate) fn supplier(&self, name: &str) -> i64 {
        self.ledger.create_supplier(&self.session, &supplier(name)).expect("a supplier").value
    }

    pub(crate) fn procurement(&self, procurement: &Procurement) -> i64 {
        self.ledger.create_procurement(&self.session, procurement).expect("a procurement").value
    }

    pub(crate) fn contract(&self, contract: &Contract) -> i64 {
        self.ledger.create_contract(&self.session, contract).expect("a contract").value
    }

    pub(crate) fn pay(&self, payment: &Payment) -> i64 {
        self.ledger.create_payment(&self.session, payment, None).expect("a payment").value
    }
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub(crate) fn money(text: &str) -> Money {
    text.parse().expect("an amount")
}

pub(crate) fn project(code: &str) -> Project {
    Project {
        code: code.to_owned(),
        name: format!("项目{code}"),
        description: None,
        manager: None,
        status: ProjectStatus::Running,
        remarks: None,
    }
}

pub(crate) fn supplier(name: &str) -> Supplier {
    Supplier::named(name)
}

pub(crate) fn procurement(code: &str) -> Procurement {
    Procurement { code: code.to_owned(), name: format!("采购{code}"), ..Procurement::default() }
}

pub(crate) fn contract(code: &str, supplier_id: i64, amount: &str) -> Contract {
    Contract { amount: Some(money(amount)), ..Contract::plain(code, &format!("合同{code}"), supplier_id) }
}

pub(crate) fn supplement(code: &str, parent: i64, supplier_id: i64, amount: &str) -> Contract {
    Contract {
        kind: ContractKind::Supplement,
        parent_id: Some(parent),
        ..contract(code, supplier_id, amount)
    }
}

pub(crate) fn payment(contract_id: i64, amount: &str) -> Payment {
    Payment::plain(contract_id, "", money(amount), date("2024-03-05"))
}

pub(crate) fn settlement(contract_id: i64, final_amount: &str) -> Settlement {
    Settlement {
        contract_id,
        final_amount: money(final_amount),
        completed_on: None,
        archived_on: None,
        remarks: None,
    }
}

/// Returns the code and the field of every broken rule.
pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T>) -> Vec<(Code, Option<String>)> {
    let error = outcome.expect_err("refused");
    let problems = error.problems();
    if problems.is_empty() {
        return vec![(error.code(), None)];
    }
    problems.into_iter().map(|problem| (problem.code, problem.field)).collect()
}

/// The code and the field of one broken rule, as [`refused`] tells them.
pub(crate) fn at(code: Code, field: &str) -> (Code, Option<String>) {
    (code, Some(field.to_owned()))
}
