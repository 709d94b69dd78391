//! The plan of one contract as it would be for another.

use rust_decimal::RoundingStrategy;

use super::PaymentPlan;
use crate::Money;
use crate::contract::Contract;

/// Returns the rows of a plan as they would be for another contract.
///
/// A percentage stays, for it is what was agreed. An amount becomes the same part of the other
/// contract. A due date stands as many days after the signing as it stood; where a contract has no
/// signing date, nobody can tell, and it is left empty.
pub fn copied(rows: &[PaymentPlan], from: &Contract, to: &Contract) -> Vec<PaymentPlan> {
    let later = from.signed_on.zip(to.signed_on).map(|(then, now)| then.days_until(now));
    let row = |row: &PaymentPlan| PaymentPlan {
        amount: row.amount.map(|amount| scaled(amount, from.amount, to.amount)),
        due_on: row.due_on.zip(later).and_then(|(day, later)| day.shifted(later)),
        ..row.clone()
    };
    rows.iter().map(row).collect()
}

/// Returns the same part of another amount, half up to the fen. It stays as it is where one of the
/// contracts has no amount, or where nothing would be left of it.
fn scaled(amount: Money, from: Option<Money>, to: Option<Money>) -> Money {
    let part = from.filter(|base| base.is_positive()).zip(to).and_then(|(from, to)| {
        let yuan = amount.yuan().checked_mul(to.yuan())?.checked_div(from.yuan())?;
        Money::from_yuan(yuan.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)).ok()
    });
    part.filter(|part| part.is_positive()).unwrap_or(amount)
}
