//! The rules of the ledger, case by case and for all inputs.

mod amounts;
mod backups;
mod contracts;
mod dates;
mod deadlines;
mod due;
mod fields;
mod names;
mod payment_plans;
mod positions;
mod records;
mod scores;
mod settings;
mod suppliers;
mod upkeep;

use domain::{Code, Problems};

/// The codes and fields of what is wrong, in the order of their discovery.
fn codes(problems: Problems) -> Vec<(Code, String)> {
    problems.into_iter().map(|problem| (problem.code, problem.field.unwrap_or_default())).collect()
}

fn wrong(code: Code, field: &str) -> (Code, String) {
    (code, field.to_owned())
}
