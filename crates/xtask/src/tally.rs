//! How many tests passed and failed, read from what the runners say.

use std::fmt;
use std::ops::AddAssign;

/// Tests that were run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// One failure that no test stands for: a check, or a suite that could not be run.
    pub(crate) const ONE_FAILURE: Self = Self { passed: 0, failed: 1 };

    /// Reads a closing line of cargo's runner: `test result: ok. 5 passed; 0 failed; …`.
    pub(crate) fn of_cargo_line(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let count = |name: &str| {
            let part = counts.split(';').find_map(|part| part.trim().strip_suffix(name))?;
            part.trim().parse().ok()
        };
        Some(Self { passed: count("passed")?, failed: count("failed")? })
    }

    /// Reads the JSON report of vitest.
    pub(crate) fn of_vitest_report(report: &str) -> Option<Self> {
        let report: serde_json::Value = serde_json::from_str(report).ok()?;
        let count = |name: &str| report.get(name)?.as_u64();
        let tests = Self { passed: count("numPassedTests")?, failed: count("numFailedTests")? };
        let broken_files = count("numFailedTestSuites")?;
        // A file that cannot be loaded has no test that could fail.
        let failed = if tests.failed == 0 { broken_files } else { tests.failed };
        Some(Self { failed, ..tests })
    }

    /// Makes sure that a run which reported failure counts as one, whatever its lines said.
    pub(crate) fn of_run(self, succeeded: bool) -> Self {
        if succeeded || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_of_cargo_is_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(Tally::of_cargo_line(line), Some(Tally { passed: 12, failed: 3 }));
        assert_eq!(Tally::of_cargo_line("test one ... ok"), None);
    }

    #[test]
    fn a_file_that_vitest_cannot_load_is_a_failure() {
        let report = r#"{"numPassedTests": 4, "numFailedTests": 0, "numFailedTestSuites": 1}"#;
        assert_eq!(Tally::of_vitest_report(report), Some(Tally { passed: 4, failed: 1 }));
    }

    #[test]
    fn a_run_that_failed_without_a_failed_test_is_a_failure() {
        assert_eq!(Tally::default().of_run(false), Tally::ONE_FAILURE);
        let counted = Tally { passed: 1, failed: 2 };
        assert_eq!(counted.of_run(false), counted);
    }
}
