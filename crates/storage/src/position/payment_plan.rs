//! The position of the rows of payment plans.

use domain::contract::ContractStatus;
use domain::payment_plan::{PaymentPlan, PlanBasis, PlanPosition};
use domain::position::Position;
use domain::{Money, Ratio};
use rusqlite::{CachedStatement, Connection};

use crate::Result;
use crate::cell::{Cells, ToCell};

/// The rows of a document's plan, each with what the payments that serve it come to.
const ROWS: &str = include_str!("plan_rows.sql");
const KEEP: &str = include_str!("keep_payment_plan.sql");

/// Forgets the positions of rows that are gone.
pub(super) fn forget_gone(connection: &Connection, touched: &[i64]) -> Result<()> {
    let mut forget = connection.prepare_cached(
        "DELETE FROM payment_plan_position
         WHERE payment_plan_id = ?1 AND NOT EXISTS (SELECT 1 FROM payment_plan WHERE id = ?1)",
    )?;
    for id in touched {
        forget.execute([id])?;
    }
    Ok(())
}

/// Computes the plans of one document after the other.
pub(super) struct Plans<'c> {
    rows: CachedStatement<'c>,
    keep: CachedStatement<'c>,
    /// The rows that were computed so far.
    pub(super) refreshed: Vec<i64>,
}

impl<'c> Plans<'c> {
    pub(super) fn of(connection: &'c Connection) -> Result<Self> {
        let (rows, keep) = (connection.prepare_cached(ROWS)?, connection.prepare_cached(KEEP)?);
        Ok(Self { rows, keep, refreshed: Vec::new() })
    }

    /// Computes the plan of a document anew. Payments and amounts are of the document itself; what
    /// falls due is of its family.
    pub(super) fn refresh(&mut self, document: i64, amount: Option<Money>, family: &Position) -> Result<()> {
        let paid_up = family.remaining.is_some_and(|remaining| remaining <= Money::ZERO);
        let terminated = family.status == ContractStatus::Terminated;
        let basis = PlanBasis { contract_amount: amount, family_closed: paid_up || terminated };
        let mut rows = self.rows.query([document])?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::new(row, "payment_plan");
            let (id, paid) = (cells.take()?, cells.take()?);
            let plan = PaymentPlan {
                contract_id: document,
                term: String::new(),
                due_on: cells.take()?,
                amount: cells.take()?,
                percent: cells.take()?,
                remarks: None,
            };
            let position = PlanPosition::of(&plan, paid, basis);
            self.keep.execute((
                id,
                position.payable.map(Money::fen),
                position.share.map(Ratio::ten_thousandths),
                position.paid.fen(),
                position.open.map(Money::fen),
                position.progress.map(Ratio::ten_thousandths),
                position.standing.label(),
                position.falls_due_on.as_ref().map(ToCell::cell),
            ))?;
            self.refreshed.push(id);
        }
        Ok(())
    }
}
