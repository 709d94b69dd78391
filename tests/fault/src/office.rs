//! People at work: random operations through the one door that they all go through.

use std::path::Path;

use anyhow::{Result, ensure};
use ledger::domain::contract::Contract;
use ledger::domain::list::ListQuery;
use ledger::domain::payment::Payment;
use ledger::domain::payment_plan::PlanEntry;
use ledger::domain::plan::ImportPlan;
use ledger::domain::reading::Reading;
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Noun};
use ledger::{Ledger, Session, Unwatched};
use serde_json::json;

use crate::chance::Chance;

/// Rows of one import.
const IMPORTED: u64 = 120;

/// What was acknowledged: what a person was told is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The number of the entry in the journal.
    Entry(i64),
    /// The file name of a backup.
    Backup(String),
    /// The ledger had no reason to change, or refused by a rule.
    Nothing,
}

/// A ledger with the person who works on it.
#[derive(Debug)]
pub struct Office {
    pub ledger: Ledger,
    session: Session,
    chance: Chance,
}

impl Office {
    /// Opens the ledger; the same seed does the same work on the same ledger.
    pub fn open(path: &Path, seed: u64) -> ledger::Result<Self> {
        Ok(Self { ledger: Ledger::open(path)?, session: session(), chance: Chance::of(seed) })
    }

    /// Makes a ledger with a supplier and a contract to work on.
    pub fn found(path: &Path) -> ledger::Result<()> {
        let ledger = Ledger::create(path)?;
        let supplier = ledger.create_supplier(&session(), &Supplier::named("岚州建设有限公司"))?.value;
        ledger.create_contract(&session(), &contract("HT-0", supplier)).map(drop)
    }

    /// Does one operation, whichever comes up.
    ///
    /// # Errors
    ///
    /// Only what no rule explains: a rule that refuses is an answer.
    pub fn work(&mut self) -> ledger::Result<Done> {
        let what = self.chance.below(20);
        let done = match what {
            0..=2 => self.hire(),
            3..=5 => self.sign(),
            6..=11 => self.pay(),
            12 | 13 => self.rename(),
            14 => self.remove(),
            15 => self.undo(),
            16..=18 => self.import(),
            _ => self.back_up(),
        };
        match done {
            Err(error) if !error.problems().is_empty() || error.code() == Code::NothingReversed => {
                Ok(Done::Nothing)
            }
            done => done,
        }
    }

    /// Does one operation that surely changes the ledger.
    pub fn hire(&mut self) -> ledger::Result<Done> {
        let name = format!("岚州{}号建设有限公司", self.chance.draw());
        acknowledged(self.ledger.create_supplier(&self.session, &Supplier::named(&name))?.seq)
    }

    /// Imports a table of payments: many rows in one operation.
    pub fn import(&mut self) -> ledger::Result<Done> {
        let row = |chance: &mut Chance| format!("HT-0\t{}.25\t2024-05-06\n", chance.below(90_000) + 1);
        let rows: String = (0..IMPORTED).map(|_| row(&mut self.chance)).collect();
        let file = self.ledger.open_pasted(&format!("关联合同编号\t实付金额(元)\t付款日期\n{rows}"))?;
        let plan = ImportPlan { reading: Reading::of(Some(Noun::Payment), None), ..ImportPlan::default() };
        let import = self.ledger.plan_import(&file, plan)?;
        let report = self.ledger.commit_import(&self.session, &import, false, &Unwatched)?;
        acknowledged(report.summary.journal_seq)
    }

    /// Says in how many instalments the first contract is to be paid.
    pub fn plan_payments(&mut self) -> ledger::Result<Done> {
        let instalment = |number: u64| {
            let amount = format!("{}.00", 1_000 + number);
            let planned = json!({ "contract_id": 1, "term": format!("第 {number} 期"), "amount": amount });
            Ok(PlanEntry { known: None, plan: serde_json::from_value(planned)? })
        };
        let rows: Vec<PlanEntry> = (1..=20).map(instalment).collect::<ledger::Result<_>>()?;
        acknowledged(self.ledger.save_payment_plan(&self.session, 1, &rows, &[])?.seq)
    }

    /// Makes a backup beside the ledger.
    pub fn back_up(&mut self) -> ledger::Result<Done> {
        let backup = self.ledger.create_backup(&self.ledger.backup_folder(), None, &Unwatched)?;
        let name = backup.path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(name.map_or(Done::Nothing, Done::Backup))
    }

    /// Requires that file, references, journal and everything computed are sound.
    pub fn expect_sound(&self) -> Result<()> {
        let report = self.ledger.check_health(&self.session)?;
        ensure!(report.is_healthy(), "{report:?}");
        Ok(())
    }

    fn sign(&mut self) -> ledger::Result<Done> {
        let supplier = self.one(Noun::Supplier)?.unwrap_or(1);
        let contract = contract(&format!("HT-{}", self.chance.draw()), supplier);
        acknowledged(self.ledger.create_contract(&self.session, &contract)?.seq)
    }

    fn pay(&mut self) -> ledger::Result<Done> {
        let contract = self.one(Noun::Contract)?.unwrap_or(1);
        let amount = format!("{}.50", self.chance.below(9000) + 1);
        let paid = json!({ "code": "", "contract_id": contract, "amount": amount, "paid_on": "2024-05-06",
            "refund": false });
        let payment: Payment = serde_json::from_value(paid)?;
        acknowledged(self.ledger.create_payment(&self.session, &payment, Some("应急"))?.seq)
    }

    fn rename(&mut self) -> ledger::Result<Done> {
        let Some(id) = self.one(Noun::Supplier)? else { return Ok(Done::Nothing) };
        let stored = self.ledger.supplier_detail(id)?.supplier;
        let name = format!("岚州{}号工程有限公司", self.chance.draw());
        let former_names = vec![stored.record.name.clone()];
        let renamed = Supplier { name, former_names, ..stored.record };
        acknowledged(self.ledger.update_supplier(&self.session, id, stored.revision, &renamed)?.seq)
    }

    fn remove(&mut self) -> ledger::Result<Done> {
        let Some(id) = self.one(Noun::Payment)? else { return Ok(Done::Nothing) };
        let record = ledger::domain::selection::RecordVersion { id, revision: None };
        let selection = ledger::domain::selection::Selection::Records(vec![record]);
        acknowledged(self.ledger.delete_records(&self.session, Noun::Payment, &selection)?.seq)
    }

    fn undo(&mut self) -> ledger::Result<Done> {
        let newest = self.ledger.list_journal(0, 1)?.rows;
        let Some(entry) = newest.first().filter(|entry| entry.seq > 2) else { return Ok(Done::Nothing) };
        acknowledged(self.ledger.undo(&self.session, entry.seq)?.seq)
    }

    fn one(&mut self, noun: Noun) -> ledger::Result<Option<i64>> {
        let query = ListQuery { limit: 1000, ..ListQuery::default() };
        let ids = self.ledger.selection_range(noun, &query, 0, 999)?;
        Ok(self.chance.one(&ids).copied())
    }
}

fn session() -> Session {
    Session::named("故障")
}

fn contract(code: &str, supplier: i64) -> Contract {
    let signed = json!({ "code": code, "name": "土建工程", "kind": "主合同", "source": "直接签订",
        "supplier_id": supplier, "amount": "1000000.00" });
    serde_json::from_value(signed).expect("a contract")
}

#[expect(clippy::unnecessary_wraps, reason = "the last step of operations that may fail")]
fn acknowledged(seq: Option<i64>) -> ledger::Result<Done> {
    Ok(seq.map_or(Done::Nothing, Done::Entry))
}
