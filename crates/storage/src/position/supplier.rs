//! The position of suppliers: what each has undertaken.

use domain::contract::ContractStatus;
use domain::interview::InterviewKind;
use domain::{Money, Ratio, Score};
use rusqlite::{Connection, OptionalExtension};
use rust_decimal::Decimal;

use crate::Result;
use crate::perform::GoOn;

const UNDERTAKEN: &str = include_str!("undertaken.sql");
const SCORES: &str = include_str!("scores.sql");
const KEEP: &str = include_str!("keep_supplier.sql");

/// Computes the positions of the given suppliers anew.
pub(super) fn refresh(connection: &Connection, suppliers: &[i64], go_on: GoOn<'_>) -> Result<()> {
    let mut exists = connection.prepare_cached("SELECT 1 FROM supplier WHERE id = ?1")?;
    let mut forget = connection.prepare_cached("DELETE FROM supplier_position WHERE supplier_id = ?1")?;
    for id in suppliers {
        go_on()?;
        if exists.exists([id])? {
            refresh_one(connection, *id)?;
        } else {
            forget.execute([id])?;
        }
    }
    Ok(())
}

fn refresh_one(connection: &Connection, id: i64) -> Result<()> {
    let mut undertaken = connection.prepare_cached(UNDERTAKEN)?;
    let (contracts, in_execution, total, paid, measured_paid, base) =
        undertaken.query_row((id, ContractStatus::InExecution.label()), |row| {
            let fen = |column| row.get(column).map(Money::from_fen);
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, fen(2)?, fen(3)?, fen(4)?, fen(5)?))
        })?;
    let mut talks = connection
        .prepare_cached("SELECT count(*), ifnull(sum(kind = ?2), 0) FROM interview WHERE supplier_id = ?1")?;
    let (interviews, breaches): (i64, i64) =
        talks.query_row((id, InterviewKind::Breach.label()), |row| Ok((row.get(0)?, row.get(1)?)))?;
    connection.prepare_cached(KEEP)?.execute((
        id,
        contracts,
        in_execution,
        total.fen(),
        paid.fen(),
        Ratio::of(measured_paid, base).map(Ratio::ten_thousandths),
        mean_score(connection, id)?.map(Score::hundredths),
        interviews,
        breaches,
    ))?;
    Ok(())
}

/// Returns the mean of the comprehensive scores; none is 未评价.
fn mean_score(connection: &Connection, id: i64) -> Result<Option<Score>> {
    let mut statement = connection.prepare_cached(SCORES)?;
    let sums: Option<(i64, i64)> =
        statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(sums.filter(|(_, count)| *count > 0).and_then(|(sum, count)| {
        let mean = Decimal::new(sum, 2) / Decimal::from(count);
        Score::rounded(mean).ok()
    }))
}
