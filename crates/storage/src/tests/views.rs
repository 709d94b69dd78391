//! Home page and views of evaluations: the columns in memory say what the file says.

use domain::date::Date;
use domain::home::{TodoKind, months};
use domain::rating::DueQuery;
use domain::settings::EvaluationRule;

use super::TestResult;
use crate::columns::Columns;
use crate::search::tests::shared;
use crate::{Reader, Result, evaluation, home, settings};

const TODAY: &str = "2024-06-15";

/// Asks once of the file, and once of the columns.
fn both<T: std::fmt::Debug + PartialEq>(ask: impl Fn(&Reader<'_>) -> Result<T>) -> Result<T> {
    let columns = Columns::new(shared().store.path());
    columns.keep();
    columns.wait();
    let of = |columns: Option<&Columns>| {
        shared().store.read(|reader| {
            let reader = reader.on(TODAY.parse().expect("a date")).beside(columns);
            assert_eq!(reader.kept()?.is_some(), columns.is_some());
            ask(&reader)
        })
    };
    let (file, kept) = (of(None)?, of(Some(&columns))?);
    assert_eq!(kept, file);
    Ok(file)
}

#[test]
fn what_waits_is_the_same_from_memory() -> TestResult {
    let today: Date = TODAY.parse()?;
    let mut waiting = 0;
    for kind in TodoKind::ALL {
        let found = both(|reader| home::waiting(reader, *kind, today, &settings::get(reader)?.settings))?;
        waiting += usize::from(found.count > 0);
    }
    assert!(waiting > 5, "{waiting} kinds wait");
    Ok(())
}

#[test]
fn the_charts_are_the_same_from_memory() -> TestResult {
    let days = months(TODAY.parse()?, 30);
    assert!(both(|reader| home::paid_by_month(reader, &days))?.len() == 30);
    assert!(!both(home::amounts_by_type)?.is_empty());
    let grades = both(|reader| home::suppliers_by_grade(reader, &crate::rules::bands(reader)?))?;
    assert!(grades.iter().filter(|part| part.suppliers > 0).count() > 1, "{grades:?}");
    let projects = both(|reader| home::projects(reader, 3))?;
    assert!(projects.len() > 1 && projects[0].base >= projects[1].base, "{projects:?}");
    Ok(())
}

#[test]
fn what_is_due_is_the_same_from_memory_in_every_year_by_every_rule() -> TestResult {
    let mut due = 0;
    for year in 2021..=2026 {
        for (in_execution, settled) in [(true, true), (true, false), (false, true), (false, false)] {
            let query = DueQuery { year, rule: EvaluationRule { in_execution, settled } };
            let page = both(|reader| evaluation::due(reader, query, 2, 40))?;
            let codes: Vec<&str> = page.rows.iter().map(|row| row.contract.code.as_str()).collect();
            assert!(codes.is_sorted(), "{codes:?}");
            assert_eq!(both(|reader| evaluation::due_count(reader, query))?, page.count);
            due += page.count;
        }
    }
    assert!(due > 0, "nothing is ever due");
    Ok(())
}

#[test]
fn what_evaluations_stand_at_is_the_same_from_memory() -> TestResult {
    let mut standings = both(evaluation::standings)?;
    standings.sort_by_key(|standing| standing.evaluation_id);
    assert!(standings.iter().any(|standing| standing.computed || standing.comprehensive.is_some()));
    Ok(())
}
