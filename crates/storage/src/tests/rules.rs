//! The weights and the bands that people set.

use domain::grade::{Band, Bands, Weights};
use domain::{Code, Score};

use super::{TestResult, empty_ledger, reader, writer};
use crate::{Error, rules};

#[test]
fn a_new_ledger_has_the_rules_of_the_field() -> TestResult {
    let connection = empty_ledger()?;
    assert_eq!(rules::weights(&reader(&connection))?, Weights::default());
    assert_eq!(rules::bands(&reader(&connection))?, Bands::default());
    Ok(())
}

#[test]
fn weights_are_kept_as_set_and_refused_unless_they_add_up() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let weights = Weights { last_percent: 100, process_percent: 0, process_alone: true };
    rules::set_weights(&writer, &weights)?;
    let wrong = Weights { last_percent: 60, process_percent: 50, process_alone: false };
    let refused = rules::set_weights(&writer, &wrong);
    assert!(matches!(refused, Err(Error::Rule(problem)) if problem.code == Code::WeightsNotHundred));
    assert_eq!(rules::weights(&writer)?, weights);
    Ok(())
}

#[test]
fn bands_may_change_names_and_thresholds_with_each_other() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let band =
        |name: &str, from| Score::from_hundredths(from).map(|from| Band { name: name.to_owned(), from });
    let bands = Bands::new(vec![band("良好", 9000)?, band("优秀", 8000)?, band("差", 0)?])?;
    rules::set_bands(&writer, &bands)?;
    assert_eq!(rules::bands(&writer)?, bands);
    Ok(())
}
