//! What a person can do with evaluations.

use domain::access::{Operation, Row};
use domain::detail::EvaluationDetail;
use domain::evaluation::{Evaluation, EvaluationRow};
use domain::list::{ListQuery, Page};
use domain::rating::Rating;
use domain::{Code, Noun, Problem};
use storage::{Reader, Writer};

use crate::error::{refuse_broken, tidied};
use crate::project::{chosen, found};
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of evaluations.
    pub fn list_evaluations(&self, query: &ListQuery) -> Result<Page<EvaluationRow>> {
        self.read(|reader| storage::evaluation::list(reader, query))
    }

    /// Returns an evaluation with its contract.
    pub fn evaluation_detail(&self, id: i64) -> Result<EvaluationDetail> {
        self.read(|reader| found(id, storage::evaluation::detail(reader, id)?))
    }

    /// Says what an evaluation would come to if it were saved as it is, over `id` where given.
    pub fn rate_evaluation(&self, id: Option<i64>, evaluation: &Evaluation) -> Result<Rating> {
        self.read(|reader| {
            let before = id.map(|id| found(id, storage::evaluation::get(reader, id)?)).transpose()?;
            let evaluation = settled(reader, evaluation, before.as_ref().map(|before| &before.record))?;
            let (weights, bands) = (storage::rules::weights(reader)?, storage::rules::bands(reader)?);
            Ok(Rating::of(&evaluation, &weights, &bands))
        })
    }

    /// Creates the evaluation of a contract; its comprehensive score is computed, unless one is
    /// given.
    pub fn create_evaluation(&self, session: &Session, evaluation: &Evaluation) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::Create(Noun::Evaluation), Row::Any)?;
        let subject = self.read(|reader| contract_code(reader, evaluation.contract_id))?;
        let evaluation = tidied(evaluation)?;
        self.perform(session, Operation::Create(Noun::Evaluation), &subject, |writer| {
            let evaluation = settled(writer, &evaluation, None)?;
            check(writer, &evaluation, None)?;
            Ok(storage::evaluation::insert(writer, &evaluation)?)
        })
    }

    /// Updates an evaluation that is still at `revision`; see [`Evaluation::settle`].
    pub fn update_evaluation(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        evaluation: &Evaluation,
    ) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::Update(Noun::Evaluation), Row::Any)?;
        let subject = self.read(|reader| contract_code(reader, evaluation.contract_id))?;
        let evaluation = tidied(evaluation)?;
        self.perform(session, Operation::Update(Noun::Evaluation), &subject, |writer| {
            let before = found(id, storage::evaluation::get(writer, id)?)?.record;
            let evaluation = settled(writer, &evaluation, Some(&before))?;
            check(writer, &evaluation, Some(id))?;
            storage::evaluation::update(writer, id, revision, &evaluation)?;
            Ok(id)
        })
    }
}

/// Returns the evaluation with its comprehensive score as the rules have it now.
fn settled(
    reader: &Reader<'_>,
    evaluation: &Evaluation,
    before: Option<&Evaluation>,
) -> storage::Result<Evaluation> {
    let mut evaluation = evaluation.clone();
    evaluation.settle(before, &storage::rules::weights(reader)?);
    Ok(evaluation)
}

/// Checks an evaluation against its own rules, and that its contract has no other.
fn check(writer: &Writer<'_>, evaluation: &Evaluation, own: Option<i64>) -> Result<()> {
    refuse_broken(evaluation.check())?;
    match storage::evaluation::id_by_contract(writer, evaluation.contract_id)? {
        Some(id) if own != Some(id) => {
            Err(Error::rule(Problem::new(Code::EvaluationExists).field("contract_id")))
        }
        _ => Ok(()),
    }
}

/// Names an evaluation in the journal: by its contract.
fn contract_code(reader: &Reader<'_>, contract_id: i64) -> storage::Result<String> {
    Ok(chosen("contract_id", storage::contract::get(reader, contract_id)?)?.record.code)
}
