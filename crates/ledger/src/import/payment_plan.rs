//! 付款计划 from rows, one instalment each.

use std::collections::HashMap;

use domain::payment_plan::PaymentPlan;
use domain::{Code, Money, Problem};
use exchange::{Field, Value};
use storage::Reader;
use storage::payment_plan::PlanTerms;

use super::importer::{Assigned, Context, Importer, NOT_STATED, assign_contract, show_contract};
use super::row::RowView;
use crate::Result;

#[derive(Debug)]
pub(super) struct PaymentPlans {
    in_ledger: PlanTerms,
    /// The amounts of the contracts that rows named so far.
    amounts: HashMap<i64, Option<Money>>,
    /// That the amount and the percentage of the row at hand contradict each other.
    contradiction: Option<Problem>,
}

impl PaymentPlans {
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self> {
        let in_ledger = PlanTerms::load(reader)?;
        Ok(Self { in_ledger, amounts: HashMap::new(), contradiction: None })
    }

    fn amount_of(&mut self, reader: &Reader<'_>, contract_id: i64) -> Result<Option<Money>> {
        if let Some(known) = self.amounts.get(&contract_id) {
            return Ok(*known);
        }
        let contract = storage::contract::get(reader, contract_id)?;
        let amount = contract.and_then(|contract| contract.record.amount);
        self.amounts.insert(contract_id, amount);
        Ok(amount)
    }
}

impl Importer for PaymentPlans {
    type Record = PaymentPlan;

    fn blank(&self) -> PaymentPlan {
        PaymentPlan::of_contract(NOT_STATED)
    }

    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut PaymentPlan,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        assign_contract(context, &mut record.contract_id, field, value)
    }

    fn show(&self, context: &Context, record: &PaymentPlan, field: Field) -> Option<Value> {
        show_contract(context, record.contract_id, field)
    }

    fn required(&self, _: &PaymentPlan) -> &'static [&'static str] {
        &["contract", "term"]
    }

    /// Amount and percentage are one statement: a row that states one of them takes the other back,
    /// and a row that states both is settled.
    fn complete(
        &mut self,
        reader: &Reader<'_>,
        record: &mut PaymentPlan,
        view: RowView<'_>,
        _: Option<&PaymentPlan>,
    ) -> Result<()> {
        self.contradiction = None;
        match (view.value("amount").is_some(), view.value("percent").is_some()) {
            (true, false) => record.percent = None,
            (false, true) => record.amount = None,
            (true, true) => {
                let amount = self.amount_of(reader, record.contract_id)?;
                self.contradiction = record.settle(amount).err();
            }
            (false, false) => {}
        }
        Ok(())
    }

    fn problems(
        &mut self,
        reader: &Reader<'_>,
        _: &Context,
        record: &PaymentPlan,
        own: Option<i64>,
    ) -> Result<Vec<Problem>> {
        if let Some(problem) = self.contradiction.take() {
            return Ok(vec![problem]);
        }
        let mut problems: Vec<Problem> = record.check().into_iter().collect();
        if let Some(id) = own
            && let Some(before) = storage::payment_plan::get(reader, id)?
            && before.record.contract_id != record.contract_id
        {
            problems.push(Problem::new(Code::PaymentPlanContractFixed).field("contract"));
        }
        Ok(problems)
    }

    fn identify(&mut self, _: &Context, record: &PaymentPlan) -> Option<i64> {
        self.in_ledger.id(record.contract_id, &record.term)
    }

    fn key(&self, context: &Context, record: &PaymentPlan) -> Option<String> {
        let contract = context.references.contract_code(record.contract_id)?;
        Some(format!("{contract} {}", record.term))
    }

    fn note(&mut self, _: &mut Context, id: i64, record: &PaymentPlan) {
        self.in_ledger.insert(id, record.contract_id, &record.term);
    }
}
