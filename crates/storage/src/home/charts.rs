//! The sums behind the four charts.

use domain::date::Date;
use domain::grade::Bands;
use domain::home::{
    GradeCount, MonthPaid, ProjectProgress, TypeAmount, month_filters, month_of, value_filters,
};
use domain::procurement::Category;
use domain::{Money, Ratio, Score};

use crate::cell::Cells;
use crate::{Reader, Result};

/// Sums what was paid in each of the months that begin on `firsts`, which ascend.
pub fn paid_by_month(reader: &Reader<'_>, firsts: &[Date]) -> Result<Vec<MonthPaid>> {
    let days: Vec<String> = firsts.iter().map(Date::to_string).collect();
    let mut statement = reader.connection().prepare_cached(include_str!("paid_by_month.sql"))?;
    let sums = statement.query_map([serde_json::Value::from(days).to_string()], |row| row.get(0))?;
    let sums = sums.collect::<rusqlite::Result<Vec<i64>>>()?;
    let month = |(first, fen): (&Date, i64)| MonthPaid {
        month: month_of(*first),
        paid: Money::from_fen(fen),
        filters: month_filters(*first),
    };
    Ok(firsts.iter().zip(sums).map(month).collect())
}

/// Counts and sums contracts by their type, in the order in which people expect types.
pub fn amounts_by_type(reader: &Reader<'_>) -> Result<Vec<TypeAmount>> {
    let mut statement = reader.connection().prepare_cached(include_str!("amounts_by_type.sql"))?;
    let mut rows = statement.query([])?;
    let mut types = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "contract");
        let category: Option<Category> = cells.take()?;
        let filters = value_filters("type", category.map(Category::label));
        types.push(TypeAmount { category, contracts: cells.take()?, amount: cells.take()?, filters });
    }
    types.sort_by_key(|part| (part.category.is_none(), part.category));
    Ok(types)
}

/// Counts suppliers by the grade of their mean score, the best first and 未评价 last.
pub fn suppliers_by_grade(reader: &Reader<'_>, bands: &Bands) -> Result<Vec<GradeCount>> {
    let mut statement = reader.connection().prepare_cached(include_str!("suppliers_by_grade.sql"))?;
    let mut rows = statement.query([])?;
    let mut counts: Vec<(Option<String>, i64)> =
        bands.bands().iter().map(|band| (Some(band.name.clone()), 0)).chain([(None, 0)]).collect();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "supplier_position");
        let (score, suppliers): (Option<Score>, i64) = (cells.take()?, cells.take()?);
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

/// Returns the `most` projects with the most to pay, with what was paid of it.
pub fn projects(reader: &Reader<'_>, most: u32) -> Result<Vec<ProjectProgress>> {
    let mut statement = reader.connection().prepare_cached(include_str!("projects.sql"))?;
    let mut rows = statement.query([most])?;
    let mut projects = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "project");
        let (id, code, name): (i64, String, String) = (cells.take()?, cells.take()?, cells.take()?);
        let (base, paid): (Money, Money) = (cells.take()?, cells.take()?);
        let filters = value_filters("project_code", Some(&code));
        projects.push(ProjectProgress {
            id,
            code,
            name,
            base,
            paid,
            progress: Ratio::of(paid, base),
            filters,
        });
    }
    Ok(projects)
}
