//! Contracts that should have been evaluated in a year and were not.

use std::collections::{BTreeMap, HashMap};

use domain::Noun;
use domain::contract::ContractStatus;
use domain::date::Date;
use domain::list::Page;
use domain::rating::{DueEvaluation, DueFacts, DueQuery};

use crate::access::Reader;
use crate::cell::Cells;
use crate::columns::{Kept, between};
use crate::error::Result;
use crate::search::IdSet;
use crate::{keys, list};

/// The heads of families with what decides whether they are due, by their code.
const HEADS: &str = include_str!("heads.sql");
const EVALUATED: &str = "SELECT evaluation_id FROM evaluation_score WHERE kind = 'yearly' AND ordinal = ?1";
const OWN: &str = "SELECT e.contract_id, e.id FROM json_each(?1) AS page
    CROSS JOIN evaluation AS e ON e.contract_id = page.value";

/// Returns a page of the contracts that are due, by their code.
pub fn due(reader: &Reader<'_>, query: DueQuery, offset: u32, limit: u32) -> Result<Page<DueEvaluation>> {
    let mut found = found(reader, query)?;
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let page = between(&mut found, offset as usize, limit as usize);
    let ids: Vec<i64> = page.iter().map(|(_, id)| *id).collect();
    let own = list::by_ids(reader, "evaluation", OWN, &ids, |cells| {
        Ok::<(i64, i64), _>((cells.take()?, cells.take()?))
    })?;
    let own: HashMap<i64, i64> = own.into_iter().collect();
    let contracts = crate::contract::rows_by_ids(reader, &ids)?.into_iter();
    let row = |contract: domain::contract::ContractRow| DueEvaluation {
        evaluation_id: own.get(&contract.id).copied(),
        contract,
    };
    Ok(Page { rows: contracts.map(row).collect(), count, totals: BTreeMap::new() })
}

/// Counts the contracts that are due.
pub fn due_count(reader: &Reader<'_>, query: DueQuery) -> Result<i64> {
    Ok(i64::try_from(found(reader, query)?.len()).unwrap_or(i64::MAX))
}

/// A contract that is due, behind a number that grows with its code.
type Due = (u32, i64);

fn found(reader: &Reader<'_>, query: DueQuery) -> Result<Vec<Due>> {
    let evaluated: IdSet = keys::ids(reader, EVALUATED, query.year)?.into_iter().collect();
    if let Some(kept) = reader.kept()?
        && let Some(found) = of_kept(&kept, query, &evaluated)
    {
        return Ok(found);
    }
    of_file(reader, query, &evaluated)
}

fn of_file(reader: &Reader<'_>, query: DueQuery, evaluated: &IdSet) -> Result<Vec<Due>> {
    let mut statement = reader.connection().prepare_cached(HEADS)?;
    let mut rows = statement.query([])?;
    let mut due = Vec::new();
    let mut number = 0;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "contract");
        let id: i64 = cells.take()?;
        let (status, began_on, settled_on) = (cells.take()?, cells.take()?, cells.take()?);
        let (evaluation, has_last_score): (Option<i64>, bool) = (cells.take()?, cells.take()?);
        let has_score_of_year = evaluation.is_some_and(|id| evaluated.contains(id));
        let facts = DueFacts { status, began_on, settled_on, has_last_score, has_score_of_year };
        if query.asks_for(&facts) {
            due.push((number, id));
        }
        number += 1;
    }
    Ok(due)
}

/// The same, of the columns in memory; none where one of them is not kept.
fn of_kept(kept: &Kept, query: DueQuery, evaluated: &IdSet) -> Option<Vec<Due>> {
    let (contracts, settlements, evaluations) =
        (kept.table(Noun::Contract)?, kept.table(Noun::Settlement)?, kept.table(Noun::Evaluation)?);
    let day = |text: &str| text.parse::<Date>().ok();
    let (starts, signed) = (contracts.column("t.starts_on")?, contracts.column("t.signed_on")?);
    let (starts, signed) = (starts.reading(day), signed.reading(day));
    let status = contracts.column("p.status")?.reading(ContractStatus::from_label);
    let (code, parents) = (contracts.column("t.code")?, contracts.reference("parent_id")?);
    let completed = settlements.column("t.completed_on")?.reading(day);
    let settled_by = settlements.by_reference("contract_id", contracts.end)?;
    let evaluated_by = evaluations.by_reference("contract_id", contracts.end)?;
    let last_score = evaluations.column("t.last_score_hundredths")?;
    let mut due = Vec::new();
    for (id, place) in contracts.present.iter().filter_map(|id| Some((id, usize::try_from(id).ok()?))) {
        if parents.get(place).is_some_and(|parent| *parent != 0) {
            continue;
        }
        let (settlement, evaluation) = (settled_by[place], evaluated_by[place]);
        let facts = DueFacts {
            status: status(place)?,
            began_on: starts(place).or_else(|| signed(place)),
            settled_on: (settlement != 0).then(|| completed(settlement as usize)).flatten(),
            has_last_score: evaluation != 0 && last_score.number(evaluation as usize).is_some(),
            has_score_of_year: evaluation != 0 && evaluated.contains(evaluation.into()),
        };
        if query.asks_for(&facts) {
            due.push((code.place(place), id));
        }
    }
    Some(due)
}
