//! The sums behind the four charts.

use domain::date::Date;
use domain::grade::Bands;
use domain::home::{
    GradeCount, MonthPaid, ProjectProgress, TypeAmount, month_filters, month_of, value_filters,
};
use domain::procurement::Category;
use domain::{Money, Ratio};

use super::kept::{self, OfScore, OfType};
use crate::cell::Cells;
use crate::{Reader, Result, list};

/// Sums what was paid in each of the months that begin on `firsts`, which ascend.
pub fn paid_by_month(reader: &Reader<'_>, firsts: &[Date]) -> Result<Vec<MonthPaid>> {
    let ends = firsts.last().and_then(|last| next_month(*last));
    let days: Vec<Date> = firsts.iter().copied().chain(ends).collect();
    let sums = match kept::paid_between(reader, &days)? {
        Some(sums) => sums,
        None => paid_in_file(reader, firsts)?,
    };
    let month = |(first, fen): (&Date, i64)| MonthPaid {
        month: month_of(*first),
        paid: Money::from_fen(fen),
        filters: month_filters(*first),
    };
    Ok(firsts.iter().zip(sums).map(month).collect())
}

fn next_month(first: Date) -> Option<Date> {
    let civil = first.civil().checked_add(jiff::Span::new().months(1)).ok()?;
    Date::from_civil(civil).ok()
}

fn paid_in_file(reader: &Reader<'_>, firsts: &[Date]) -> Result<Vec<i64>> {
    let days: Vec<String> = firsts.iter().map(Date::to_string).collect();
    let mut statement = reader.connection().prepare_cached(include_str!("paid_by_month.sql"))?;
    let sums = statement.query_map([serde_json::Value::from(days).to_string()], |row| row.get(0))?;
    Ok(sums.collect::<rusqlite::Result<_>>()?)
}

/// Counts and sums contracts by their type, in the order in which people expect types.
pub fn amounts_by_type(reader: &Reader<'_>) -> Result<Vec<TypeAmount>> {
    let found = match kept::by_type(reader)? {
        Some(found) => found,
        None => types_in_file(reader)?,
    };
    let part = |(category, contracts, amount): OfType| {
        let filters = value_filters("type", category.map(Category::label));
        TypeAmount { category, contracts, amount, filters }
    };
    let mut types: Vec<TypeAmount> = found.into_iter().map(part).collect();
    types.sort_by_key(|part| (part.category.is_none(), part.category));
    Ok(types)
}

fn types_in_file(reader: &Reader<'_>) -> Result<Vec<OfType>> {
    let mut statement = reader.connection().prepare_cached(include_str!("amounts_by_type.sql"))?;
    let mut rows = statement.query([])?;
    let mut types = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "contract");
        types.push((cells.take()?, cells.take()?, cells.take()?));
    }
    Ok(types)
}

/// Counts suppliers by the grade of their mean score, the best first and 未评价 last.
pub fn suppliers_by_grade(reader: &Reader<'_>, bands: &Bands) -> Result<Vec<GradeCount>> {
    let scores = match kept::by_score(reader)? {
        Some(scores) => scores,
        None => scores_in_file(reader)?,
    };
    let mut counts: Vec<(Option<String>, i64)> =
        bands.bands().iter().map(|band| (Some(band.name.clone()), 0)).chain([(None, 0)]).collect();
    for (score, suppliers) in scores {
        let grade = score.map(|score| bands.grade(score));
        if let Some((_, count)) = counts.iter_mut().find(|(of, _)| *of == grade) {
            *count += suppliers;
        }
    }
    let part = |(grade, suppliers): (Option<String>, i64)| {
        let filters = match &grade {
            Some(grade) => value_filters("grade", Some(grade)),
            None => value_filters("mean_score", None),
        };
        GradeCount { grade, suppliers, filters }
    };
    Ok(counts.into_iter().map(part).collect())
}

fn scores_in_file(reader: &Reader<'_>) -> Result<Vec<OfScore>> {
    let mut statement = reader.connection().prepare_cached(include_str!("suppliers_by_grade.sql"))?;
    let mut rows = statement.query([])?;
    let mut scores = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "supplier_position");
        scores.push((cells.take()?, cells.take()?));
    }
    Ok(scores)
}

/// Returns the `most` projects with the most to pay, with what was paid of it.
pub fn projects(reader: &Reader<'_>, most: u32) -> Result<Vec<ProjectProgress>> {
    let found = match kept::by_project(reader, most as usize)? {
        Some(found) => found,
        None => projects_in_file(reader, most)?,
    };
    let ids: Vec<i64> = found.iter().map(|(id, _, _)| *id).collect();
    let code_and_name = |cells: &mut Cells<'_, '_>| Ok::<(String, String), _>((cells.take()?, cells.take()?));
    let names = list::by_ids(reader, "project", NAMES, &ids, code_and_name)?;
    let part = |((id, base, paid), (code, name)): ((i64, i64, i64), (String, String))| {
        let (base, paid) = (Money::from_fen(base), Money::from_fen(paid));
        let filters = value_filters("project_code", Some(&code));
        ProjectProgress { id, code, name, base, paid, progress: Ratio::of(paid, base), filters }
    };
    Ok(found.into_iter().zip(names).map(part).collect())
}

const NAMES: &str = "SELECT t.code, t.name FROM json_each(?1) AS page
    CROSS JOIN project AS t ON t.id = page.value ORDER BY page.key";

fn projects_in_file(reader: &Reader<'_>, most: u32) -> Result<Vec<(i64, i64, i64)>> {
    let mut statement = reader.connection().prepare_cached(include_str!("projects.sql"))?;
    let found = statement.query_map([most], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
