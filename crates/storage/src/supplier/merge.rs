//! What goes over to another supplier when two are merged.

use domain::merge::Merged;

use crate::{Reader, Result, Writer, contract, interview, keys, procurement};

/// The operation whose undo takes back field by field; see `undo::unmerge`.
pub const MERGE: &str = "merge_suppliers";

/// Everything that refers to a supplier.
#[derive(Debug)]
pub struct Belongings {
    pub contracts: Vec<domain::contract::ContractRow>,
    pub interviews: Vec<domain::interview::InterviewRow>,
    pub procurements: Vec<domain::procurement::ProcurementRow>,
}

/// Reads everything that refers to a supplier.
pub fn belongings(reader: &Reader<'_>, id: i64) -> Result<Belongings> {
    let ids = |sql| keys::ids(reader, sql, id);
    let contracts = ids("SELECT id FROM contract WHERE supplier_id = ?1 ORDER BY code")?;
    let interviews = ids("SELECT id FROM interview WHERE supplier_id = ?1 ORDER BY held_on DESC, id DESC")?;
    let procurements = ids("SELECT id FROM procurement WHERE winning_supplier_id = ?1 ORDER BY code")?;
    Ok(Belongings {
        contracts: contract::rows_by_ids(reader, &contracts)?,
        interviews: interview::rows_by_ids(reader, &interviews)?,
        procurements: procurement::rows_by_ids(reader, &procurements)?,
    })
}

/// Gives everything that refers to one supplier to another; each record is changed, and says so.
pub fn hand_over(writer: &Writer<'_>, from: i64, to: i64) -> Result<Merged> {
    let stamp = writer.stamp();
    let give = |table: &str, column: &str| -> Result<i64> {
        let sql = format!(
            "UPDATE {table} SET {column} = ?2, revision = revision + 1, updated_at = ?3, updated_by = ?4
             WHERE {column} = ?1"
        );
        let mut statement = writer.connection().prepare_cached(&sql)?;
        let given = statement.execute((from, to, &stamp.at, &stamp.actor))?;
        Ok(i64::try_from(given).unwrap_or(i64::MAX))
    };
    Ok(Merged {
        contracts: give("contract", "supplier_id")?,
        interviews: give("interview", "supplier_id")?,
        procurements: give("procurement", "winning_supplier_id")?,
    })
}
