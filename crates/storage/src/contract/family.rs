//! What a family was paid, for the check of a payment.

use domain::Money;
use rusqlite::OptionalExtension;

use crate::{Reader, Result};

/// Returns what was paid on the family of a contract, and what its progress is measured against.
///
/// The payment `without` does not count: it is the one that is being changed.
pub fn family_paid_and_base(
    reader: &Reader<'_>,
    contract_id: i64,
    without: Option<i64>,
) -> Result<(Money, Option<Money>)> {
    let mut statement = reader.connection().prepare_cached(include_str!("family_paid.sql"))?;
    let found = statement
        .query_row((contract_id, without), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)));
    let (paid, base) = found.optional()?.unwrap_or_default();
    Ok((Money::from_fen(paid), base.map(Money::from_fen)))
}
