//! The documents of a family and what it was paid, for the checks of what is being entered.

use domain::Money;
use domain::surroundings::Relative;
use rusqlite::OptionalExtension;

use crate::cell::Cells;
use crate::{Reader, Result};

/// Returns the documents of the family of a main contract, but for the contract `own`.
pub fn relatives(reader: &Reader<'_>, main: i64, own: Option<i64>) -> Result<Vec<Relative>> {
    let sql = "SELECT id, code, kind, amount_fen, project_id, supplier_id FROM contract
               WHERE (id = ?1 OR parent_id = ?1) AND id IS NOT ?2 ORDER BY parent_id IS NOT NULL, code";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query((main, own))?;
    let mut relatives = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "contract");
        let _id: i64 = cells.take()?;
        relatives.push(Relative {
            code: cells.take()?,
            kind: cells.take()?,
            amount: cells.take()?,
            project_id: cells.take()?,
            supplier_id: cells.take()?,
        });
    }
    Ok(relatives)
}

/// Returns what was paid on the family of a main contract and on the contract `own`, which may
/// stand outside of it still, and what the family was settled at.
pub fn paid_and_settled(reader: &Reader<'_>, main: i64, own: Option<i64>) -> Result<(Money, Option<Money>)> {
    let sql = "SELECT
        (SELECT ifnull(sum(own_paid_fen), 0) FROM contract_position WHERE main_id = ?1 OR contract_id = ?2),
        (SELECT final_amount_fen FROM settlement WHERE contract_id = ?1)";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let (paid, settled): (i64, Option<i64>) =
        statement.query_row((main, own), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((Money::from_fen(paid), settled.map(Money::from_fen)))
}

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
