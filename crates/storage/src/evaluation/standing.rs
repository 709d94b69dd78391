//! What every evaluation stands at, and putting other weights to all of them.

use domain::Noun;
use domain::evaluation::{Process, ScoreOrigin};
use domain::grade::Weights;
use domain::trial::Standing;

use crate::access::{Reader, Writer};
use crate::columns::Kept;
use crate::error::Result;

/// Reads every evaluation as far as its score comes from it.
pub fn standings(reader: &Reader<'_>) -> Result<Vec<Standing>> {
    if let Some(kept) = reader.kept()?
        && let Some(standings) = of_kept(&kept)
    {
        return Ok(standings);
    }
    let mut statement = reader.connection().prepare_cached(include_str!("standings.sql"))?;
    let mut rows = statement.query([ScoreOrigin::Computed.label()])?;
    let mut standings = Vec::new();
    while let Some(row) = rows.next()? {
        standings.push(Standing {
            evaluation_id: row.get(0)?,
            supplier_id: row.get(1)?,
            last: row.get(2)?,
            process: Process { sum_hundredths: row.get(3)?, count: row.get(4)? },
            comprehensive: row.get(5)?,
            computed: row.get(6)?,
        });
    }
    Ok(standings)
}

/// The same, of the columns in memory; none where one of them is not kept.
fn of_kept(kept: &Kept) -> Option<Vec<Standing>> {
    let (evaluations, contracts) = (kept.table(Noun::Evaluation)?, kept.table(Noun::Contract)?);
    let (contract, supplier) = (evaluations.reference("contract_id")?, contracts.reference("supplier_id")?);
    let (last, comprehensive) = (
        evaluations.column("t.last_score_hundredths")?,
        evaluations.column("t.comprehensive_score_hundredths")?,
    );
    let (sum, count) =
        (evaluations.column("t.process_sum_hundredths")?, evaluations.column("t.process_count")?);
    let computed = evaluations.column("t.comprehensive_origin")?;
    let computed = computed.reading(|origin| Some(origin == ScoreOrigin::Computed.label()));
    let standing = |evaluation_id: i64| {
        let id = usize::try_from(evaluation_id).ok()?;
        Some(Standing {
            evaluation_id,
            supplier_id: supplier.get(*contract.get(id)? as usize).copied()?.into(),
            last: last.number(id),
            process: Process { sum_hundredths: sum.number(id)?, count: count.number(id)? },
            comprehensive: comprehensive.number(id),
            computed: computed(id)?,
        })
    };
    evaluations.present.iter().map(standing).collect()
}

/// Computes every computed score anew with these weights, and returns how many were.
///
/// A score that stays as it is takes the weights all the same: it was computed with them now.
pub fn recompute(writer: &Writer<'_>, weights: &Weights) -> Result<i64> {
    let standings = standings(writer)?;
    let stamp = writer.stamp();
    let mut update = writer.connection().prepare_cached(include_str!("recompute.sql"))?;
    let mut count = 0;
    for standing in standings.iter().filter(|standing| standing.computed) {
        let score = standing.by_rule(weights);
        let used = score.map(|_| weights);
        count += update.execute((
            &stamp.at,
            &stamp.actor,
            score,
            used.map(|weights| weights.last_percent),
            used.map(|weights| weights.process_percent),
            used.map(|weights| weights.process_alone),
            standing.evaluation_id,
        ))?;
    }
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}
