//! Work at random: whatever people do, it can all be taken back, and what is computed is what a
//! computation from nothing says.

use anyhow::{Result, ensure};
use ledger::domain::contract::Contract;
use ledger::domain::evaluation::Evaluation;
use ledger::domain::interview::Interview;
use ledger::domain::list::ListQuery;
use ledger::domain::merge::MergeRequest;
use ledger::domain::payment::Payment;
use ledger::domain::payment_plan::{PaymentPlan, PlanEntry, PlanVersion};
use ledger::domain::project::Project;
use ledger::domain::selection::Selection;
use ledger::domain::settlement::Settlement;
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Noun, Ratio};
use ledger::{Ledger, Session};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tests::rows;

/// The tables of what people state: everything but the journal and what is computed.
const STATED: &[&str] = &[
    "project",
    "supplier",
    "supplier_former_name",
    "procurement",
    "contract",
    "payment_plan",
    "payment",
    "settlement",
    "evaluation",
    "evaluation_score",
    "interview",
    "score_weights",
    "grade_band",
    "settings",
];

/// One thing that a person may do; numbers choose among the records there are.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    what: u8,
    which: u16,
    other: u16,
    amount: i32,
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..18_u8, any::<u16>(), any::<u16>(), 1..100_000_i32);
    let step = step.prop_map(|(what, which, other, amount)| Step { what, which, other, amount });
    prop::collection::vec(step, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_can_be_undone_in_reverse(steps in steps()) {
        let played = play(&steps);
        prop_assert!(played.is_ok(), "{:?}", played);
    }
}

fn play(steps: &[Step]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("random.lantai");
    let office = Office { ledger: Ledger::create(&path)?, session: Session::named("proptest") };
    let start = stated(&path)?;
    for step in steps {
        match office.take(step) {
            // A broken rule is an answer; only our own failure is none.
            Err(error) if error.code() == Code::Internal => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
    }
    office.is_sound()?;
    for seq in (1..=office.entries()?).rev() {
        // An undo among the steps was itself undone just before.
        let report = office.ledger.undo(&office.session, seq)?.value;
        ensure!(report.kept_changed + report.kept_referred == 0, "#{seq} was kept: {report:?}");
    }
    ensure!(stated(&path)? == start, "the ledger is not as it was");
    office.is_sound()
}

pub(crate) struct Office {
    pub(crate) ledger: Ledger,
    pub(crate) session: Session,
}

impl Office {
    /// Does one step where the ledger has what it needs.
    pub(crate) fn take(&self, step: &Step) -> ledger::Result<()> {
        let (ledger, session) = (&self.ledger, &self.session);
        match step.what {
            0 => drop(ledger.create_project(session, &project(step))?),
            1 | 2 => drop(ledger.create_supplier(session, &supplier(step))?),
            3..=5 => self.sign(step)?,
            6 | 7 => self.pay(step)?,
            8 => self.settle(step)?,
            9 => self.evaluate(step)?,
            10 => self.interview(step)?,
            11 => self.change_contract(step)?,
            12 => self.rename_supplier(step)?,
            13 => self.delete(step)?,
            14 => self.undo_one(step)?,
            15 => self.merge(step)?,
            16 => self.plan(step)?,
            _ => self.change_settings(step)?,
        }
        Ok(())
    }

    fn sign(&self, step: &Step) -> ledger::Result<()> {
        let Some(supplier) = self.one(Noun::Supplier, step.which)? else { return Ok(()) };
        let parent = self.one(Noun::Contract, step.other)?.filter(|_| step.amount % 3 == 0);
        let kind = if parent.is_none() { "主合同" } else { "补充协议" };
        let contract: Contract = record(json!({
            "code": format!("HT-{}", step.which % 200), "name": "土建工程", "kind": kind,
            "parent_id": parent, "source": "直接签订", "supplier_id": supplier,
            "project_id": self.one(Noun::Project, step.other)?,
            "amount": format!("{}.00", step.amount),
        }));
        self.ledger.create_contract(&self.session, &contract).map(drop)
    }

    fn pay(&self, step: &Step) -> ledger::Result<()> {
        let Some(contract) = self.one(Noun::Contract, step.which)? else { return Ok(()) };
        let plan = self.ledger.contract_detail(contract)?.plan;
        let payment: Payment = record(json!({
            "code": "", "contract_id": contract, "payment_plan_id": plan.proposed(), "amount": format!("{}.50", step.amount),
            "paid_on": "2024-05-06", "refund": step.other.is_multiple_of(5),
        }));
        let reason = (step.other.is_multiple_of(2)).then_some("应急");
        self.ledger.create_payment(&self.session, &payment, reason).map(drop)
    }

    /// Adds a row to the plan of a contract, and takes its first one out every third time.
    fn plan(&self, step: &Step) -> ledger::Result<()> {
        let Some(contract) = self.one(Noun::Contract, step.which)? else { return Ok(()) };
        let rows = self.ledger.contract_detail(contract)?.plan.rows;
        let percent = (step.amount % 2 == 0).then_some("0.3000");
        let plan: PaymentPlan = record(json!({
            "contract_id": contract, "term": format!("第{}次", step.other % 5), "percent": percent,
            "amount": percent.is_none().then(|| format!("{}.00", step.amount)), "due_on": "2024-05-06",
        }));
        let first = rows.first().filter(|_| step.amount % 3 == 0);
        let gone: Vec<PlanVersion> =
            first.iter().map(|row| PlanVersion { id: row.id, revision: row.revision }).collect();
        let row = PlanEntry { known: None, plan };
        self.ledger.save_payment_plan(&self.session, contract, &[row], &gone).map(drop)
    }

    fn settle(&self, step: &Step) -> ledger::Result<()> {
        let Some(contract) = self.one(Noun::Contract, step.which)? else { return Ok(()) };
        let settlement: Settlement =
            record(json!({ "contract_id": contract, "final_amount": format!("{}.00", step.amount) }));
        self.ledger.create_settlement(&self.session, &settlement).map(drop)
    }

    fn evaluate(&self, step: &Step) -> ledger::Result<()> {
        let Some(contract) = self.one(Noun::Contract, step.which)? else { return Ok(()) };
        let mut evaluation = Evaluation::of_contract(contract);
        evaluation.last_score = format!("{}", step.other % 101).parse().ok();
        self.ledger.create_evaluation(&self.session, &evaluation).map(drop)
    }

    fn interview(&self, step: &Step) -> ledger::Result<()> {
        let Some(supplier) = self.one(Noun::Supplier, step.which)? else { return Ok(()) };
        let kind = if step.other.is_multiple_of(2) { "违约约谈" } else { "履约沟通" };
        let interview: Interview = record(json!({
            "supplier_id": supplier, "kind": kind, "held_on": "2024-05-06", "interviewer": "周敏",
            "reason": "进度", "content": "催促", "status": "仅记录",
        }));
        self.ledger.create_interview(&self.session, &interview).map(drop)
    }

    fn change_contract(&self, step: &Step) -> ledger::Result<()> {
        let Some(id) = self.one(Noun::Contract, step.which)? else { return Ok(()) };
        let stored = self.ledger.contract_detail(id)?.contract;
        let supplier = self.one(Noun::Supplier, step.other)?.unwrap_or(stored.record.supplier_id);
        let amount = format!("{}.25", step.amount).parse().ok();
        let changed = Contract { amount, supplier_id: supplier, ..stored.record };
        self.ledger.update_contract(&self.session, id, stored.revision, &changed).map(drop)
    }

    fn rename_supplier(&self, step: &Step) -> ledger::Result<()> {
        let Some(id) = self.one(Noun::Supplier, step.which)? else { return Ok(()) };
        let stored = self.ledger.supplier_detail(id)?.supplier;
        let former_names = vec![stored.record.name.clone()];
        let changed = Supplier { former_names, ..supplier(step) };
        self.ledger.update_supplier(&self.session, id, stored.revision, &changed).map(drop)
    }

    /// Deletes everything of a noun that nothing refers to, or one record.
    fn delete(&self, step: &Step) -> ledger::Result<()> {
        let nouns = [
            Noun::Payment,
            Noun::PaymentPlan,
            Noun::Contract,
            Noun::Supplier,
            Noun::Interview,
            Noun::Evaluation,
        ];
        let noun = nouns[usize::from(step.which) % nouns.len()];
        let all = self.ids(noun)?;
        let kept = usize::from(step.other) % (all.len() + 1);
        let except = all.into_iter().take(kept).collect();
        let selection = Selection::Fitting { query: ListQuery::default(), except };
        self.ledger.delete_records(&self.session, noun, &selection).map(drop)
    }

    fn undo_one(&self, step: &Step) -> ledger::Result<()> {
        let entries = self.entries()?;
        if entries == 0 {
            return Ok(());
        }
        self.ledger.undo(&self.session, i64::from(step.which) % entries + 1).map(drop)
    }

    fn merge(&self, step: &Step) -> ledger::Result<()> {
        let kept = self.one(Noun::Supplier, step.which)?;
        let gone = self.one(Noun::Supplier, step.other)?.filter(|gone| kept != Some(*gone));
        let Some((kept_id, gone_id)) = kept.zip(gone) else { return Ok(()) };
        let revision = |id| Ok::<_, ledger::Error>(self.ledger.supplier_detail(id)?.supplier.revision);
        let request = MergeRequest {
            kept_id,
            kept_revision: revision(kept_id)?,
            gone_id,
            gone_revision: revision(gone_id)?,
            taken: Vec::new(),
            confirmed: true,
        };
        self.ledger.merge_suppliers(&self.session, &request).map(drop)
    }

    fn change_settings(&self, step: &Step) -> ledger::Result<()> {
        let stored = self.ledger.settings()?;
        let mut settings = stored.settings;
        settings.growth_limit = Ratio::from_ten_thousandths(i64::from(step.which % 10_000));
        self.ledger.update_settings(&self.session, stored.revision, &settings).map(drop)
    }

    fn one(&self, noun: Noun, which: u16) -> ledger::Result<Option<i64>> {
        let ids = self.ids(noun)?;
        Ok(ids.get(usize::from(which) % ids.len().max(1)).copied())
    }

    fn ids(&self, noun: Noun) -> ledger::Result<Vec<i64>> {
        let query = ListQuery { limit: 1000, ..ListQuery::default() };
        let ledger = &self.ledger;
        Ok(match noun {
            Noun::Project => ledger.list_projects(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::Procurement => ledger.list_procurements(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::Supplier => ledger.list_suppliers(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::Contract => ledger.list_contracts(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::PaymentPlan => ledger.list_payment_plans(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::Payment => ledger.list_payments(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::Settlement => ledger.list_settlements(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::Evaluation => ledger.list_evaluations(&query)?.rows.iter().map(|row| row.id).collect(),
            Noun::Interview => ledger.list_interviews(&query)?.rows.iter().map(|row| row.id).collect(),
        })
    }

    fn entries(&self) -> ledger::Result<i64> {
        Ok(self.ledger.list_journal(0, 1)?.count)
    }

    pub(crate) fn is_sound(&self) -> Result<()> {
        let report = self.ledger.check_health(&self.session)?;
        ensure!(report.is_healthy(), "{report:?}");
        Ok(())
    }
}

fn project(step: &Step) -> Project {
    record(json!({ "code": format!("XM-{}", step.which % 20), "name": "项目", "status": "进行中" }))
}

fn supplier(step: &Step) -> Supplier {
    let mut supplier = Supplier::named(&format!("岚州{}号建设有限公司", step.other % 30));
    supplier.code = (step.amount % 4 == 0).then(|| format!("GYS-{}", step.which % 30));
    supplier
}

fn record<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a record")
}

/// Returns every row of what people state.
fn stated(path: &std::path::Path) -> Result<Vec<String>> {
    rows::of_tables(&rows::read_only(path)?, STATED)
}
