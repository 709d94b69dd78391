//! Settings by name, as the command line shows and sets them.

use super::Settings;
use crate::grade::Band;
use crate::{Code, Problem, Ratio};

/// The name of every setting that stands alone.
pub const NAMES: &[&str] = &[
    "growth_limit",
    "expiry_days",
    "expiry_urgent_days",
    "retention_days",
    "last_percent",
    "process_alone",
    "evaluate_in_execution",
    "evaluate_settled",
    "bands",
    "keep_originals",
];

impl Settings {
    /// Returns a setting as text; none where there is no setting of that name.
    pub fn named(&self, name: &str) -> Option<String> {
        Some(match name {
            "growth_limit" => format!("{}%", percent(self.growth_limit)),
            "expiry_days" => self.expiry_days.to_string(),
            "expiry_urgent_days" => self.expiry_urgent_days.to_string(),
            "retention_days" => self.retention_days.to_string(),
            "last_percent" => self.weights.last_percent.to_string(),
            "process_alone" => self.weights.process_alone.to_string(),
            "evaluate_in_execution" => self.evaluation_rule.in_execution.to_string(),
            "evaluate_settled" => self.evaluation_rule.settled.to_string(),
            "bands" => {
                let bands: Vec<String> =
                    self.bands.iter().map(|band| format!("{}:{}", band.name, band.from)).collect();
                bands.join(",")
            }
            "keep_originals" => self.keep_originals.to_string(),
            _ => return None,
        })
    }

    /// Sets a setting from text; the rules of [`Settings::check`] are for afterwards.
    ///
    /// # Errors
    ///
    /// `settings.unknown` where there is no such setting, `settings.bad_value` where the text does
    /// not fit it.
    pub fn set_named(&mut self, name: &str, text: &str) -> Result<(), Problem> {
        let text = text.trim();
        let bad = |expected: &str| {
            let problem = Problem::new(Code::SettingsBadValue).field(name).param("name", name);
            problem.param("value", text).param("expected", expected)
        };
        let days = || text.parse::<u16>().map_err(|_| bad("30"));
        let flag = || text.parse::<bool>().map_err(|_| bad("true / false"));
        match name {
            "growth_limit" => self.growth_limit = ratio(text).ok_or_else(|| bad("10% / 0.1"))?,
            "expiry_days" => self.expiry_days = days()?,
            "expiry_urgent_days" => self.expiry_urgent_days = days()?,
            "retention_days" => self.retention_days = days()?,
            "last_percent" => {
                let last: u8 = text.parse().ok().filter(|last| *last <= 100).ok_or_else(|| bad("0–100"))?;
                self.weights.last_percent = last;
                self.weights.process_percent = 100 - last;
            }
            "process_alone" => self.weights.process_alone = flag()?,
            "evaluate_in_execution" => self.evaluation_rule.in_execution = flag()?,
            "evaluate_settled" => self.evaluation_rule.settled = flag()?,
            "bands" => self.bands = bands(text).ok_or_else(|| bad("A:90,B:80,C:0"))?,
            "keep_originals" => self.keep_originals = flag()?,
            _ => {
                let problem = Problem::new(Code::SettingsUnknown).param("value", name);
                return Err(problem.param("choices", &NAMES.join(", ")));
            }
        }
        Ok(())
    }
}

fn percent(ratio: Ratio) -> String {
    (ratio.value() * rust_decimal::Decimal::ONE_HUNDRED).normalize().to_string()
}

/// Reads `10%` or `0.1`.
fn ratio(text: &str) -> Option<Ratio> {
    match text.strip_suffix('%') {
        Some(percent) => {
            let number: rust_decimal::Decimal = percent.trim().parse().ok()?;
            number.checked_div(rust_decimal::Decimal::ONE_HUNDRED).map(Ratio::rounded)
        }
        None => text.parse().ok(),
    }
}

/// Reads `优秀:90,良好:80`; full-width punctuation is as good.
fn bands(text: &str) -> Option<Vec<Band>> {
    let text = text.replace('：', ":").replace(['，', '、'], ",");
    text.split(',')
        .map(|part| {
            let (name, from) = part.rsplit_once(':')?;
            Some(Band { name: name.trim().to_owned(), from: from.trim().parse().ok()? })
        })
        .collect()
}
