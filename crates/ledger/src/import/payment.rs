//! 付款 from rows, one payment each, with what such files say of settlements.

use std::collections::{HashMap, HashSet};

use domain::date::Date;
use domain::exchange::CellChange;
use domain::payment::Payment;
use domain::period::Period;
use domain::{Code, Money, Problem};
use exchange::{Field, Value};
use storage::contract::ContractKey;
use storage::payment::{EqualPayments, PaymentCodes};
use storage::payment_plan::PlanTerms;
use storage::{Reader, Writer};

use super::importer::{Assigned, Context, Importer, NOT_STATED, assign_contract, stated};
use super::row::RowView;
use super::settlement::{Stated, StatedSettlements};
use crate::Result;
use crate::fields::reference_text;

/// What tells payments apart that have no code.
type Likeness = (i64, Date, Money, bool);

/// What was seen of one likeness.
#[derive(Debug, Default)]
struct Seen {
    rows: usize,
    /// The place among the equal payments of the ledger that the next row is compared with.
    next: usize,
}

#[derive(Debug)]
pub(super) struct Payments {
    codes: PaymentCodes,
    in_ledger: EqualPayments,
    /// The rows without a code so far.
    in_file: HashMap<Likeness, Seen>,
    /// The payments of the ledger that rows name by their code.
    named: HashSet<i64>,
    settlements: StatedSettlements,
    plans: PlanTerms,
    /// What is wrong with the 付款节点 of the row at hand.
    wrong_term: Option<Problem>,
}

impl Payments {
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self {
            codes: PaymentCodes::load(reader)?,
            in_ledger: EqualPayments::load(reader)?,
            in_file: HashMap::new(),
            named: HashSet::new(),
            settlements: StatedSettlements::load(reader)?,
            plans: PlanTerms::load(reader)?,
            wrong_term: None,
        })
    }
}

/// Returns the day on which a payment in the column of a month or half-year counts as made.
fn last_day(field: Field) -> Option<Date> {
    Some(Period::from_ordinal(field.ordinal?)?.last_day())
}

fn likeness(record: &Payment) -> Likeness {
    (record.contract_id, record.paid_on, record.amount, record.refund)
}

impl Importer for Payments {
    type Record = Payment;

    fn blank(&self) -> Payment {
        Payment::plain(NOT_STATED, "", Money::ZERO, Date::FIRST)
    }

    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut Payment,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        match (field.name, value) {
            ("contract", _) => assign_contract(context, &mut record.contract_id, field, value),
            // The project of a payment is its contract's; a code that does not exist is a slip.
            ("project", Some(value)) => context.references.project(&reference_text(value)).map(|_| ()).into(),
            // Which row of a plan a term means is known when the contract is: see `complete`.
            ("term", None) => {
                record.payment_plan_id = None;
                Assigned::Done
            }
            ("term", Some(_)) | ("project" | "paid_in", None) => Assigned::Done,
            ("paid_in", Some(Value::Money(amount))) => {
                record.amount = *amount;
                record.paid_on = last_day(field).unwrap_or(record.paid_on);
                Assigned::Done
            }
            // Not to say that it is a refund says that it is none.
            ("refund", None) => {
                record.refund = false;
                Assigned::Done
            }
            _ => Assigned::NotMine,
        }
    }

    fn show(&self, context: &Context, record: &Payment, field: Field) -> Option<Value> {
        if field.name == "paid_in" {
            return (last_day(field) == Some(record.paid_on)).then_some(Value::Money(record.amount));
        }
        let text = match field.name {
            "contract" => context.references.contract_code(record.contract_id),
            "term" => self.plans.term(record.payment_plan_id?).map(str::to_owned),
            _ => None,
        };
        text.map(Value::Text)
    }

    fn required(&self, _: &Payment) -> &'static [&'static str] {
        &["contract", "amount", "paid_on"]
    }

    /// Finds the row of the contract's plan that the row names.
    fn complete(
        &mut self,
        _: &Reader<'_>,
        record: &mut Payment,
        view: RowView<'_>,
        _: Option<&Payment>,
    ) -> Result<()> {
        self.wrong_term = None;
        let Some(term) = view.value("term").map(reference_text) else { return Ok(()) };
        record.payment_plan_id = self.plans.id(record.contract_id, &term);
        if record.payment_plan_id.is_none() && record.contract_id != NOT_STATED {
            let known = self.plans.of_contract(record.contract_id).collect::<Vec<_>>().join("、");
            let problem = Problem::new(Code::PaymentTermUnknown).field("term").param("value", &term);
            let contract = view.value("contract").map(reference_text).unwrap_or_default();
            self.wrong_term = Some(problem.param("contract", &contract).param("terms", &known));
        }
        Ok(())
    }

    fn problems(
        &mut self,
        _: &Reader<'_>,
        _: &Context,
        record: &Payment,
        _: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let of_other = record
            .payment_plan_id
            .is_some_and(|id| self.plans.contract(id) != Some(record.contract_id))
            .then(|| Problem::new(Code::PaymentPlanOfOther).field("contract"));
        Ok(record.check().into_iter().chain(self.wrong_term.take()).chain(of_other).collect())
    }

    /// A payment without a code gets the next free one, which a later row may state.
    fn comes_last(&self, record: &Payment, view: RowView<'_>) -> bool {
        record.code.is_empty() && view.cell("code").is_some()
    }

    fn warnings(&mut self, record: &Payment, own: Option<i64>) -> Vec<Problem> {
        let like = likeness(record);
        let again = self.in_file.get(&like).is_some_and(|seen| seen.rows > 1);
        let known = self.in_ledger.find(like.0, like.1, like.2, like.3);
        if own.is_some() || (!again && known.is_empty()) {
            return Vec::new();
        }
        let problem = Problem::new(Code::PaymentLooksRepeated).field("amount");
        vec![problem.param("value", &record.amount.to_string()).param("date", &record.paid_on.to_string())]
    }

    fn identify(&mut self, _: &Context, record: &Payment) -> Option<i64> {
        if !record.code.is_empty() {
            let named = self.codes.id(&record.code);
            self.named.extend(named);
            return named;
        }
        // The file's second equal row is the ledger's second: a cumulative table adds only what
        // is new, and two equal payments stay two. One that a row names by its code is taken.
        let like = likeness(record);
        let equal = self.in_ledger.find(like.0, like.1, like.2, like.3);
        let seen = self.in_file.entry(like).or_default();
        while equal.get(seen.next).is_some_and(|id| self.named.contains(id)) {
            seen.next += 1;
        }
        let meant = equal.get(seen.next).copied();
        seen.rows += 1;
        seen.next += 1;
        meant
    }

    fn key(&self, _: &Context, record: &Payment) -> Option<String> {
        stated(&record.code)
    }

    fn give_code(&mut self, context: &Context, record: &mut Payment) {
        if record.code.is_empty() {
            let key = context.references.contracts.get(record.contract_id);
            record.code = self.codes.next(key.map(ContractKey::payment_prefix).unwrap_or_default());
        }
    }

    fn note(&mut self, _: &mut Context, id: i64, record: &Payment) {
        self.codes.insert(&record.code, id);
    }

    fn check_beside(
        &mut self,
        reader: &Reader<'_>,
        context: &Context,
        record: &Payment,
        view: RowView<'_>,
    ) -> Result<Vec<Problem>> {
        let main = context.references.contracts.get(record.contract_id).map(ContractKey::main_id);
        let stated = Stated::in_payment_row(view);
        if let (Some(main), Some(stated)) = (main, stated) {
            return self.settlements.check(reader, main, stated, view);
        }
        self.settlements.nothing_stated();
        Ok(Vec::new())
    }

    fn key_beside(&self, context: &Context, record: &Payment) -> Option<String> {
        context.references.contract_code(record.contract_id)
    }

    fn write_beside(&mut self, writer: &Writer<'_>, _: &Context) -> Result<Vec<CellChange>> {
        self.settlements.write(writer)
    }
}
