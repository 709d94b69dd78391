//! What a person can do with interviews.

use domain::access::Operation;
use domain::detail::InterviewDetail;
use domain::interview::{self, Interview, InterviewCards, InterviewRow, InterviewStatus, OVERDUE};
use domain::list::{Comparison, Filter, ListQuery, Page};
use domain::{Code, Noun, Problem};
use storage::perform::Verdict;
use storage::{Reader, Writer};

use crate::error::{refuse_broken, tidied};
use crate::project::{chosen, found};
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of interviews. `overdue` is a condition as any field is.
    pub fn list_interviews(&self, query: &ListQuery) -> Result<Page<InterviewRow>> {
        let today = self.clock().today();
        let query = interview::on_day(query, today)?;
        let page = self.read(|reader| storage::interview::list(reader, &query))?;
        let rows = page.rows.into_iter().map(|row| row.on(today)).collect();
        Ok(Page { rows, count: page.count, totals: page.totals })
    }

    /// Counts the interviews of a list by where they stand, as the list itself counts them.
    ///
    /// The list's own conditions on the status do not count: a card shows what choosing it gives.
    pub fn interview_cards(&self, query: &ListQuery) -> Result<InterviewCards> {
        let today = self.clock().today();
        self.read(|reader| {
            let count = |card: Filter| {
                let query = interview::on_day(&interview::of_card(query, card), today)?;
                Ok::<_, storage::Error>(storage::interview::list(reader, &query)?.count)
            };
            let status = |status: InterviewStatus| count(is("status", status.label()));
            Ok(InterviewCards {
                open: status(InterviewStatus::Open)?,
                in_progress: status(InterviewStatus::InProgress)?,
                done: status(InterviewStatus::Done)?,
                record_only: status(InterviewStatus::RecordOnly)?,
                overdue: count(is(OVERDUE, "true"))?,
            })
        })
    }

    /// Returns an interview with its supplier and contract.
    pub fn interview_detail(&self, id: i64) -> Result<InterviewDetail> {
        let today = self.clock().today();
        let detail = self.read(|reader| found(id, storage::interview::detail(reader, id)?))?;
        Ok(InterviewDetail { row: detail.row.on(today), ..detail })
    }

    /// Creates an interview.
    pub fn create_interview(&self, session: &Session, interview: &Interview) -> Result<Outcome<i64>> {
        let interview = &tidied(interview)?;
        let subject = self.read(|reader| subject(reader, interview))?;
        self.perform(session, Operation::Create(Noun::Interview), &subject, |writer| {
            self.check_interview(writer, interview)?;
            Ok(storage::interview::insert(writer, interview)?)
        })
    }

    /// Updates an interview that is still at `revision`.
    ///
    /// # Errors
    ///
    /// `interview.moves_back` where the status goes back and no reason is given; a given reason
    /// stands in the journal.
    pub fn update_interview(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        interview: &Interview,
        reason: Option<&str>,
    ) -> Result<Outcome<i64>> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        let interview = &tidied(interview)?;
        let subject = self.read(|reader| subject(reader, interview))?;
        let entry = self.entry(session, Operation::Update(Noun::Interview), &subject)?;
        self.store().perform_or_roll_back(entry, |writer| {
            let before = found(id, storage::interview::get(writer, id)?)?.record.status;
            self.check_interview(writer, interview)?;
            interview.check_move(before, reason)?;
            storage::interview::update(writer, id, revision, interview)?;
            let back = reason.filter(|_| before.moves_back_to(interview.status));
            let facts = |reason: &str| serde_json::json!({ "moved_back_reason": reason }).to_string();
            Ok(Verdict::Commit(id, back.map(facts)))
        })
    }

    /// Checks an interview against its own rules and against its contract.
    fn check_interview(&self, writer: &Writer<'_>, interview: &Interview) -> Result<()> {
        refuse_broken(interview.check(self.clock().today()))?;
        contract_of_other(writer, interview)?.map_or(Ok(()), |problem| Err(Error::rule(problem)))
    }
}

/// Returns what is wrong with the contract of an interview: it is another supplier's.
pub(crate) fn contract_of_other(
    reader: &Reader<'_>,
    interview: &Interview,
) -> storage::Result<Option<Problem>> {
    let Some(contract_id) = interview.contract_id else { return Ok(None) };
    let contract = chosen("contract_id", storage::contract::get(reader, contract_id)?)?.record;
    if contract.supplier_id == interview.supplier_id {
        return Ok(None);
    }
    let supplier = found(contract.supplier_id, storage::supplier::get(reader, contract.supplier_id)?)?;
    let problem = Problem::new(Code::InterviewContractOfOther).field("contract_id");
    Ok(Some(problem.param("supplier", &supplier.record.name)))
}

/// Names an interview in the journal: with whom, and when.
fn subject(reader: &Reader<'_>, interview: &Interview) -> storage::Result<String> {
    let supplier = chosen("supplier_id", storage::supplier::get(reader, interview.supplier_id)?)?;
    Ok(format!("{} {}", supplier.record.name, interview.held_on))
}

fn is(field: &str, value: &str) -> Filter {
    Filter { field: field.to_owned(), comparison: Comparison::Is, values: vec![value.to_owned()] }
}
