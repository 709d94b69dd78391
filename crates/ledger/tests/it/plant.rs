//! A small plant on a fixed day.

use std::error::Error;
use std::sync::Arc;

use ledger::domain::Code;
use ledger::domain::contract::Contract;
use ledger::domain::date::Date;
use ledger::domain::evaluation::Evaluation;
use ledger::domain::supplier::Supplier;
use ledger::{Clock, Ledger, Session};

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The day on which every test stands.
pub(crate) const TODAY: &str = "2025-11-21";

/// A clock that stands still.
#[derive(Debug)]
struct Noon;

impl Clock for Noon {
    fn now(&self) -> jiff::Timestamp {
        format!("{TODAY}T04:00:00Z").parse().expect("an instant")
    }

    fn today(&self) -> Date {
        day(TODAY)
    }
}

/// An open ledger in a folder of its own.
pub(crate) struct Plant {
    pub(crate) ledger: Ledger,
    pub(crate) session: Session,
    _folder: tempfile::TempDir,
}

impl Plant {
    pub(crate) fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let ledger = Ledger::create_with(&folder.path().join("test.db"), Arc::new(Noon))?;
        // As the window asks.
        ledger.keep_at_hand();
        ledger.wait_until_at_hand();
        Ok(Self { ledger, session: Session::named("wang"), _folder: folder })
    }

    pub(crate) fn supplier(&self, name: &str) -> Result<i64> {
        let supplier = Supplier::named(name);
        Ok(self.ledger.create_supplier(&self.session, &supplier)?.value)
    }

    pub(crate) fn contract(&self, code: &str, supplier_id: i64) -> Result<i64> {
        self.contract_as(code, supplier_id, |_| {})
    }

    pub(crate) fn contract_as(
        &self,
        code: &str,
        supplier_id: i64,
        change: impl FnOnce(&mut Contract),
    ) -> Result<i64> {
        let mut contract = contract(code, supplier_id);
        change(&mut contract);
        Ok(self.ledger.create_contract(&self.session, &contract)?.value)
    }

    /// An evaluation with scores of years; "" is no last score.
    pub(crate) fn evaluate(&self, contract_id: i64, last: &str, yearly: &[(u16, &str)]) -> Result<i64> {
        let evaluation = evaluation(contract_id, last, yearly);
        Ok(self.ledger.create_evaluation(&self.session, &evaluation)?.value)
    }
}

pub(crate) fn evaluation(contract_id: i64, last: &str, yearly: &[(u16, &str)]) -> Evaluation {
    let score = |text: &str| text.parse().expect("a score");
    Evaluation {
        last_score: (!last.is_empty()).then(|| score(last)),
        yearly_scores: yearly.iter().map(|(year, text)| (*year, score(text))).collect(),
        ..Evaluation::of_contract(contract_id)
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Returns the code with which something was refused.
pub(crate) fn refused<T: std::fmt::Debug>(result: ledger::Result<T>) -> Code {
    result.expect_err("it is refused").code()
}

fn contract(code: &str, supplier_id: i64) -> Contract {
    let record = serde_json::json!({
        "code": code, "name": "土建工程", "kind": "主合同", "source": "直接签订", "supplier_id": supplier_id,
    });
    serde_json::from_value(record).expect("a contract")
}
