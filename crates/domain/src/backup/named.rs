//! Settings of backups by name, as the command line shows and sets them.

use super::BackupSettings;
use crate::{Code, Problem};

/// The name of every setting that is one value; the places stand apart.
pub const NAMES: &[&str] = &[
    "on_exit",
    "every_hours",
    "weekly_check",
    "keep_hours",
    "keep_days",
    "keep_weeks",
    "keep_months",
    "keep_apart",
    "keep_verified",
    "archive",
    "encrypt",
    "unreachable_days",
];

impl BackupSettings {
    /// Returns a setting as text; none where there is no setting of that name.
    pub fn named(&self, name: &str) -> Option<String> {
        let rule = &self.rule;
        Some(match name {
            "on_exit" => self.schedule.on_exit.to_string(),
            "every_hours" => self.schedule.every_hours.unwrap_or_default().to_string(),
            "weekly_check" => self.schedule.weekly_check.to_string(),
            "keep_hours" => rule.hours.to_string(),
            "keep_days" => rule.days.to_string(),
            "keep_weeks" => rule.weeks.to_string(),
            "keep_months" => rule.months.to_string(),
            "keep_apart" => rule.apart.to_string(),
            "keep_verified" => rule.verified.to_string(),
            "archive" => self.archive.to_string(),
            "encrypt" => self.encrypt.to_string(),
            "unreachable_days" => self.unreachable_days.to_string(),
            _ => return None,
        })
    }

    /// Sets a setting from text; the rules of [`BackupSettings::check`] are for afterwards.
    ///
    /// `every_hours` 0 means never.
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
        let number = || text.parse::<u16>().map_err(|_| bad("12"));
        let flag = || text.parse::<bool>().map_err(|_| bad("true / false"));
        let rule = &mut self.rule;
        match name {
            "on_exit" => self.schedule.on_exit = flag()?,
            "every_hours" => self.schedule.every_hours = Some(number()?).filter(|hours| *hours > 0),
            "weekly_check" => self.schedule.weekly_check = flag()?,
            "keep_hours" => rule.hours = number()?,
            "keep_days" => rule.days = number()?,
            "keep_weeks" => rule.weeks = number()?,
            "keep_months" => rule.months = number()?,
            "keep_apart" => rule.apart = number()?,
            "keep_verified" => rule.verified = number()?,
            "archive" => self.archive = flag()?,
            "encrypt" => self.encrypt = flag()?,
            "unreachable_days" => self.unreachable_days = number()?,
            _ => {
                let problem = Problem::new(Code::SettingsUnknown).param("value", name);
                return Err(problem.param("choices", &NAMES.join(", ")));
            }
        }
        Ok(())
    }
}
