//! What a person can do with the payment plan of a contract.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Operation, Row};
use domain::contract::Contract;
use domain::detail::PaymentPlanDetail;
use domain::list::{ListQuery, Page};
use domain::payment_plan::{self, PaymentPlan, PaymentPlanRow, PlanEntry, PlanPreview, PlanVersion};
use domain::text::Texts;
use domain::{Code, Problem};
use storage::Writer;

use crate::project::{chosen, found};
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of the rows of payment plans.
    pub fn list_payment_plans(&self, query: &ListQuery) -> Result<Page<PaymentPlanRow>> {
        self.read(|reader| storage::payment_plan::list(reader, query))
    }

    /// Returns a row of a payment plan with its contract and the payments that serve it.
    pub fn payment_plan_detail(&self, id: i64) -> Result<PaymentPlanDetail> {
        self.read(|reader| found(id, storage::payment_plan::detail(reader, id)?))
    }

    /// Returns what the rows of a plan come to that is being entered, and what is unusual about it.
    pub fn preview_payment_plan(&self, contract_id: i64, rows: &[PaymentPlan]) -> Result<PlanPreview> {
        let contract = self.planned(contract_id)?;
        Ok(PlanPreview::of(rows, contract.amount))
    }

    /// Returns the plan of one contract as it would be for another; changes nothing.
    pub fn copied_payment_plan(&self, from: i64, to: i64) -> Result<Vec<PaymentPlan>> {
        let (from, to) = (self.contract_detail(from)?, self.planned(to)?);
        let rows: Vec<PaymentPlan> = from.plan.rows.iter().map(PaymentPlanRow::stated).collect();
        Ok(payment_plan::copied(&rows, &from.contract.record, &to))
    }

    /// Saves the plan of a contract as one operation: rows that are new, rows that changed, and
    /// rows that are gone. A row that nobody names stays as it is.
    ///
    /// # Errors
    ///
    /// A problem of a row names it by its place: `2.term`. A row that payments serve stays:
    /// `record.referred`.
    pub fn save_payment_plan(
        &self,
        session: &Session,
        contract_id: i64,
        rows: &[PlanEntry],
        gone: &[PlanVersion],
    ) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::SavePaymentPlan, Row::Any)?;
        let rows = checked(contract_id, rows)?;
        let subject = self.planned(contract_id)?.code;
        self.perform(session, Operation::SavePaymentPlan, &subject, |writer| {
            let mut terms = terms_of(writer, contract_id)?;
            for PlanVersion { id, revision } in gone {
                refuse_other(&terms, *id)?;
                storage::payment_plan::delete(writer, *id, *revision)?;
                terms.remove(id);
            }
            refuse_repeated(&terms, &rows)?;
            change_known(writer, &terms, &rows)?;
            for entry in rows.iter().filter(|entry| entry.known.is_none()) {
                storage::payment_plan::insert(writer, &entry.plan)?;
            }
            Ok(contract_id)
        })
    }

    /// Returns the contract that a plan belongs to.
    fn planned(&self, id: i64) -> Result<Contract> {
        self.read(|reader| Ok(chosen("contract_id", storage::contract::get(reader, id)?)?.record))
    }
}

/// The 付款节点 of each row of a plan, by its id.
type Terms = BTreeMap<i64, String>;

fn terms_of(writer: &Writer<'_>, contract_id: i64) -> Result<Terms> {
    let ids = storage::payment_plan::ids_of_contract(writer, contract_id)?;
    let rows = storage::payment_plan::get_some(writer, &ids)?;
    Ok(rows.into_iter().map(|(id, row)| (id, row.record.term)).collect())
}

/// Returns the rows as they are kept; refuses those that break a rule, each by its place.
fn checked(contract_id: i64, rows: &[PlanEntry]) -> Result<Vec<PlanEntry>> {
    let mut entries = Vec::with_capacity(rows.len());
    let mut problems = Vec::new();
    for (place, PlanEntry { known, plan }) in rows.iter().enumerate() {
        let plan = PaymentPlan { contract_id, ..plan.tidied() };
        let broken = plan.check_lengths().into_iter().chain(plan.check());
        problems.extend(broken.map(|problem| at(place, problem)));
        entries.push(PlanEntry { known: *known, plan });
    }
    if problems.is_empty() { Ok(entries) } else { Err(Error::Rules(problems)) }
}

/// Says in which row of a plan a problem is.
fn at(place: usize, problem: Problem) -> Problem {
    let field = problem.field.clone().unwrap_or_default();
    problem.field(&format!("{place}.{field}"))
}

/// Refuses a row that is gone, or that stands in another plan.
fn refuse_other(terms: &Terms, id: i64) -> Result<()> {
    if terms.contains_key(&id) { Ok(()) } else { Err(storage::Error::NotFound { id }.into()) }
}

/// Refuses a plan in which two rows would have one name.
fn refuse_repeated(terms: &Terms, rows: &[PlanEntry]) -> Result<()> {
    let entered: BTreeSet<i64> = rows.iter().filter_map(|row| row.known.map(|known| known.id)).collect();
    let stay = terms.iter().filter(|(id, _)| !entered.contains(id));
    let mut taken: BTreeSet<&str> = stay.map(|(_, term)| term.as_str()).collect();
    for (place, PlanEntry { plan, .. }) in rows.iter().enumerate() {
        if !taken.insert(&plan.term) {
            return Err(Error::rule(at(place, term_taken(&plan.term))));
        }
    }
    Ok(())
}

fn term_taken(term: &str) -> Problem {
    Problem::new(Code::PaymentPlanTermTaken).field("term").param("value", term)
}

/// Writes over the rows that changed. Their names may change places, so those that change are given
/// up first.
fn change_known(writer: &Writer<'_>, terms: &Terms, rows: &[PlanEntry]) -> Result<()> {
    let mut changed = Vec::new();
    for PlanEntry { known, plan } in rows {
        let Some(PlanVersion { id, revision }) = *known else { continue };
        refuse_other(terms, id)?;
        let same = storage::payment_plan::get(writer, id)?
            .is_some_and(|stored| stored.revision == revision && stored.record == *plan);
        if !same {
            changed.push((id, revision, plan));
        }
    }
    let is_renamed = |id: &i64, plan: &PaymentPlan| terms.get(id) != Some(&plan.term);
    let renamed = changed.iter().filter(|(id, _, plan)| is_renamed(id, plan));
    let renamed: Vec<i64> = renamed.map(|(id, ..)| *id).collect();
    storage::payment_plan::free_terms(writer, &renamed)?;
    for (id, revision, plan) in changed {
        storage::payment_plan::update(writer, id, revision, plan)?;
    }
    Ok(())
}
