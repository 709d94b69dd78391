//! The settings of a ledger: limits, notice periods, weights and grades, as people set them.

mod named;

use crate::grade::{Band, Bands, Weights};
use crate::{Code, Problem, Problems, Ratio};

pub use named::NAMES;

/// The most days of notice: a year ahead is no notice any more.
pub const MOST_DAYS: u16 = 366;

/// Everything that people may set for a ledger.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Settings {
    /// 累计增补预警比例: growth by supplements above this is warned of.
    pub growth_limit: Ratio,
    /// How many days before its end a contract is said to expire.
    pub expiry_days: u16,
    /// How many days before its end a contract is said to expire urgently; fewer than the first.
    pub expiry_urgent_days: u16,
    /// How many days before the release date a retention is told of.
    pub retention_days: u16,
    /// How much the last score and the process mean count.
    pub weights: Weights,
    /// The bands of grades, best first.
    pub bands: Vec<Band>,
    pub evaluation_rule: EvaluationRule,
    /// Whether the ledger keeps the files of its imports for reference.
    pub keep_originals: bool,
}

/// Which contracts must be evaluated each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvaluationRule {
    /// Contracts in execution.
    pub in_execution: bool,
    /// Contracts settled within the year.
    pub settled: bool,
}

/// The settings in force, with what a save must know of them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StoredSettings {
    pub settings: Settings,
    /// Grows by one with each change of any setting.
    pub revision: i64,
    /// UTC, RFC 3339; none where nobody has changed a setting yet.
    pub updated_at: Option<String>,
    pub updated_by: Option<String>,
}

impl Default for Settings {
    /// 10 %, 30 and 7 days, 60/40, the four grades, every contract in execution or settled this
    /// year (DOMAIN: rules).
    fn default() -> Self {
        Self {
            growth_limit: Ratio::from_ten_thousandths(1000),
            expiry_days: 30,
            expiry_urgent_days: 7,
            retention_days: 30,
            weights: Weights::default(),
            bands: Bands::default().bands().to_vec(),
            evaluation_rule: EvaluationRule { in_execution: true, settled: true },
            keep_originals: true,
        }
    }
}

impl Settings {
    /// Checks every rule that settings obey.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        let limit = self.growth_limit.ten_thousandths();
        if !(0..=10_000).contains(&limit) {
            problems.add(Problem::new(Code::RatioOutOfRange).field("growth_limit"));
        }
        self.check_days(&mut problems);
        let rules = [self.weights.check().err(), Bands::new(self.bands.clone()).err()];
        rules.into_iter().flatten().for_each(|problem| problems.add(problem));
        problems
    }

    fn check_days(&self, problems: &mut Problems) {
        let days = [
            ("expiry_days", self.expiry_days),
            ("expiry_urgent_days", self.expiry_urgent_days),
            ("retention_days", self.retention_days),
        ];
        for (field, _) in days.into_iter().filter(|(_, days)| !(1..=MOST_DAYS).contains(days)) {
            let problem = Problem::new(Code::SettingsDaysOutOfRange).field(field);
            problems.add(problem.param("limit", &MOST_DAYS.to_string()));
        }
        if self.expiry_urgent_days >= self.expiry_days && self.expiry_urgent_days <= MOST_DAYS {
            let problem = Problem::new(Code::SettingsUrgentNotEarlier).field("expiry_urgent_days");
            problems.add(problem.param("value", &self.expiry_days.to_string()));
        }
    }
}
