//! A supplier with everything that is known of it.

use domain::Stored;
use domain::detail::SupplierDetail;
use domain::evaluation::trend;
use domain::supplier::{Supplier, SupplierRow};

use super::rows_by_ids;
use crate::list::of_owners;
use crate::{Reader, Result, contract, evaluation, interview, table};

const CONTRACTS: &str = "SELECT o.key, t.id FROM json_each(?1) AS o
     CROSS JOIN contract AS t ON t.supplier_id = o.value ORDER BY o.key, t.code";
const EVALUATIONS: &str = "SELECT o.key, t.id FROM json_each(?1) AS o
     CROSS JOIN contract AS c ON c.supplier_id = o.value
     CROSS JOIN evaluation AS t ON t.contract_id = c.id ORDER BY o.key, c.code";
const INTERVIEWS: &str = "SELECT o.key, t.id FROM json_each(?1) AS o
     CROSS JOIN interview AS t ON t.supplier_id = o.value ORDER BY o.key, t.held_on DESC, t.id DESC";

/// Returns a supplier with its contracts, evaluations and interviews; none where there is no such
/// supplier.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<SupplierDetail>> {
    Ok(details(reader, &[id])?.pop())
}

/// Returns suppliers with all that [`detail`] tells, in this order, with as many statements for all
/// as for one; those that are gone are left out.
pub fn details(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<SupplierDetail>> {
    let rows = rows_by_ids(reader, ids)?;
    let owners: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut records = table::get_some::<Supplier>(reader, &owners)?;
    let mut contracts = of_owners(reader, CONTRACTS, &owners, contract::rows_by_ids)?.into_iter();
    let mut evaluations = of_owners(reader, EVALUATIONS, &owners, evaluation::rows_by_ids)?.into_iter();
    let mut interviews = of_owners(reader, INTERVIEWS, &owners, interview::rows_by_ids)?.into_iter();
    let detail = |row: SupplierRow| {
        let evaluations = evaluations.next().unwrap_or_default();
        Some(SupplierDetail {
            supplier: with_former_names(records.remove(&row.id)?, &row),
            row,
            contracts: contracts.next().unwrap_or_default(),
            trend: trend(&evaluations),
            evaluations,
            interviews: interviews.next().unwrap_or_default(),
        })
    };
    Ok(rows.into_iter().filter_map(detail).collect())
}

fn with_former_names(mut supplier: Stored<Supplier>, row: &SupplierRow) -> Stored<Supplier> {
    supplier.record.former_names.clone_from(&row.former_names);
    supplier
}
