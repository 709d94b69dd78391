//! What a person can do with payments.

use domain::access::Operation;
use domain::detail::{PaymentDetail, PositionPreview};
use domain::list::{ListQuery, Page};
use domain::payment::{Payment, PaymentRow, code_of};
use domain::position::overpaid;
use domain::{Code, Money, Noun, Problem, Ratio};
use storage::Writer;

use crate::error::{refuse_broken, refuse_taken, tidied};
use crate::project::{chosen, found};
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of payments.
    pub fn list_payments(&self, query: &ListQuery) -> Result<Page<PaymentRow>> {
        self.read(|reader| storage::payment::list(reader, query))
    }

    /// Returns a payment with its contract.
    pub fn payment_detail(&self, id: i64) -> Result<PaymentDetail> {
        self.read(|reader| found(id, storage::payment::detail(reader, id)?))
    }

    /// Returns where the family will stand once a payment is saved, and the code it will get.
    ///
    /// `own` is the payment itself where it is being edited: its old amount does not count.
    pub fn preview_payment(
        &self,
        own: Option<i64>,
        contract_id: i64,
        amount: Option<Money>,
        refund: bool,
    ) -> Result<PositionPreview> {
        let amount = amount.unwrap_or_default();
        self.read(|reader| {
            let contract = storage::contract::rows_by_ids(reader, &[contract_id])?.pop();
            let contract = found(contract_id, contract)?;
            let plan = storage::payment_plan::of_contract(reader, contract_id, contract.amount)?;
            let family = |without| storage::contract::family_paid_and_base(reader, contract_id, without);
            let (paid_before, base) = family(None)?;
            let paid = family(own)?.0 + if refund { -amount } else { amount };
            Ok(PositionPreview {
                contract,
                paid_before,
                paid,
                base,
                progress: base.and_then(|base| Ratio::of(paid, base)),
                remaining: base.map(|base| base - paid),
                difference: None,
                next_code: Some(next_code(reader, contract_id)?),
                proposed_plan_id: plan.proposed(),
                plan: plan.rows,
            })
        })
    }

    /// Returns what is unusual about a payment that is being entered; it may be saved so.
    pub fn check_payment(&self, own: Option<i64>, payment: &Payment) -> Result<Vec<Problem>> {
        let Payment { contract_id, paid_on, amount, refund, .. } = *payment;
        let equal = self
            .read(|reader| storage::payment::equal_payments(reader, contract_id, paid_on, amount, refund))?;
        let mut warnings = Vec::new();
        if equal.into_iter().any(|id| own != Some(id)) {
            let problem = Problem::new(Code::PaymentLooksRepeated).field("amount");
            warnings.push(problem.param("value", &amount.to_string()).param("date", &paid_on.to_string()));
        }
        let today = self.clock().today();
        if paid_on > today {
            let problem = Problem::new(Code::PaymentInFuture).field("paid_on");
            warnings.push(problem.param("date", &today.to_string()));
        }
        Ok(warnings)
    }

    /// Creates a payment; an empty code becomes the next free one of the contract.
    ///
    /// # Errors
    ///
    /// `payment.overpays` where the family would be paid more than its base and no reason is
    /// given; a given reason stands in the journal.
    pub fn create_payment(
        &self,
        session: &Session,
        payment: &Payment,
        overpay_reason: Option<&str>,
    ) -> Result<Outcome<i64>> {
        self.change_payment(session, Operation::Create(Noun::Payment), payment, overpay_reason, None)
    }

    /// Updates a payment that is still at `revision`; see [`Ledger::create_payment`].
    pub fn update_payment(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        payment: &Payment,
        overpay_reason: Option<&str>,
    ) -> Result<Outcome<i64>> {
        self.change_payment(
            session,
            Operation::Update(Noun::Payment),
            payment,
            overpay_reason,
            Some((id, revision)),
        )
    }

    fn change_payment(
        &self,
        session: &Session,
        operation: Operation,
        payment: &Payment,
        overpay_reason: Option<&str>,
        known: Option<(i64, i64)>,
    ) -> Result<Outcome<i64>> {
        let reason = overpay_reason.map(str::trim).filter(|reason| !reason.is_empty());
        let mut payment = tidied(payment)?;
        if payment.code.trim().is_empty() {
            payment.code = self.read(|reader| next_code(reader, payment.contract_id))?;
        }
        let detail = reason.map(|reason| serde_json::json!({ "overpay_reason": reason }).to_string());
        let subject = payment.code.clone();
        let entry = self.entry(session, operation, &subject)?;
        self.store().perform_or_roll_back(entry, |writer| {
            let own = known.map(|(id, _)| id);
            refuse_broken(payment.check())?;
            let taken = storage::codes::taken(writer, Noun::Payment, "code", &payment.code, own)?;
            refuse_taken("code", &payment.code, own, taken)?;
            refuse_plan_of_other(writer, &payment)?;
            if reason.is_none() {
                refuse_overpaying(writer, &payment, own)?;
            }
            let id = match known {
                None => storage::payment::insert(writer, &payment)?,
                Some((id, revision)) => {
                    storage::payment::update(writer, id, revision, &payment)?;
                    id
                }
            };
            Ok(storage::perform::Verdict::Commit(id, detail))
        })
    }
}

fn next_code(reader: &storage::Reader<'_>, contract_id: i64) -> storage::Result<String> {
    let contract = chosen("contract_id", storage::contract::get(reader, contract_id)?)?.record;
    let prefix = contract.sequence.unwrap_or(contract.code);
    Ok(code_of(&prefix, storage::payment::next_number(reader, &prefix)?))
}

/// Refuses a payment that serves an instalment of another contract.
pub(crate) fn refuse_plan_of_other(writer: &Writer<'_>, payment: &Payment) -> Result<()> {
    let Some(id) = payment.payment_plan_id else { return Ok(()) };
    let plan = chosen("payment_plan_id", storage::payment_plan::get(writer, id)?)?.record;
    if plan.contract_id == payment.contract_id {
        return Ok(());
    }
    Err(Error::rule(Problem::new(Code::PaymentPlanOfOther).field("payment_plan_id")))
}

/// Refuses a payment that would take its family over 100 % (DOMAIN: payment progress).
fn refuse_overpaying(writer: &Writer<'_>, payment: &Payment, own: Option<i64>) -> Result<()> {
    if payment.refund {
        return Ok(());
    }
    let (paid, base) = storage::contract::family_paid_and_base(writer, payment.contract_id, own)?;
    let Some(progress) = overpaid(paid + payment.signed_amount(), base) else { return Ok(()) };
    let problem = Problem::new(Code::PaymentOverpays).field("amount");
    Err(Error::rule(problem.param("progress", &progress.percent())))
}
