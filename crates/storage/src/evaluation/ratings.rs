//! Suppliers with their evaluations.

use std::collections::HashMap;

use domain::evaluation::{EvaluationRow, trend};
use domain::list::{ListQuery, Page};
use domain::rating::{SupplierRating, newest};

use super::rows_by_ids;
use crate::cell::Cells;
use crate::{Reader, Result, list, supplier};

/// Returns a page of suppliers with their scores, asked for as a list of suppliers is.
///
/// As many statements for a page of any length: suppliers, their evaluations, the scores of these.
pub fn ratings(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<SupplierRating>> {
    let page = supplier::list(reader, query)?;
    let suppliers: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
    let mut evaluations = of_suppliers(reader, &suppliers)?;
    let rows = page.rows.into_iter().map(|row| {
        let own = evaluations.remove(&row.id).unwrap_or_default();
        let rated = own.iter().filter(|evaluation| evaluation.comprehensive_score.is_some()).count();
        SupplierRating {
            id: row.id,
            name: row.name,
            mean_score: row.mean_score,
            grade: row.grade,
            evaluations: i64::try_from(rated).unwrap_or(i64::MAX),
            newest: newest(&own).cloned(),
            trend: trend(&own),
        }
    });
    Ok(Page { rows: rows.collect(), count: page.count, totals: page.totals })
}

/// Returns the evaluations of each supplier.
fn of_suppliers(reader: &Reader<'_>, suppliers: &[i64]) -> Result<HashMap<i64, Vec<EvaluationRow>>> {
    let sql = "SELECT e.id, c.supplier_id FROM json_each(?1) AS page
               CROSS JOIN contract AS c ON c.supplier_id = page.value
               JOIN evaluation AS e ON e.contract_id = c.id";
    let pair = |cells: &mut Cells<'_, '_>| Ok::<(i64, i64), _>((cells.take()?, cells.take()?));
    let owners: HashMap<i64, i64> =
        list::by_ids(reader, "evaluation", sql, suppliers, pair)?.into_iter().collect();
    let ids: Vec<i64> = owners.keys().copied().collect();
    let mut evaluations: HashMap<i64, Vec<EvaluationRow>> = HashMap::new();
    for row in rows_by_ids(reader, &ids)? {
        if let Some(supplier) = owners.get(&row.id) {
            evaluations.entry(*supplier).or_default().push(row);
        }
    }
    Ok(evaluations)
}
