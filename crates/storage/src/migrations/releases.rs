//! The versions that people have, and the schema of their ledgers.

use domain::migration::Release;
use domain::{Code, Problem};

use super::known_version;
use crate::Result;

/// Every version that was released before this one. Of each there is a ledger in
/// `tests/fixtures/releases`, which every later version opens.
const RELEASED: &[(&str, i64)] = &[("0.1.0", 5)];

/// Returns the versions for which a ledger can be prepared, this one last.
pub(super) fn releases() -> Vec<Release> {
    let this = (env!("CARGO_PKG_VERSION"), known_version());
    let before = RELEASED.iter().filter(|(version, _)| *version != this.0);
    before
        .chain([&this])
        .map(|(version, schema)| Release { version: (*version).to_owned(), schema: *schema })
        .collect()
}

/// Returns the lowest schema that any program opens.
pub fn first_schema() -> i64 {
    RELEASED.first().map_or(1, |(_, schema)| *schema)
}

/// Returns the schema for which a version of the program is made.
///
/// # Errors
///
/// `migration.release_unknown`, with those that are known.
pub fn schema_of(version: &str) -> Result<i64> {
    let releases = releases();
    if let Some(release) = releases.iter().find(|release| release.version == version) {
        return Ok(release.schema);
    }
    let known: Vec<&str> = releases.iter().map(|release| release.version.as_str()).collect();
    let problem = Problem::new(Code::MigrationReleaseUnknown).param("value", version);
    Err(problem.param("known", &known.join("、")).into())
}
