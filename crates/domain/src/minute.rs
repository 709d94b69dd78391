//! Times of day as people note them down.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::Date;

/// A time to the minute where the computer stands, written `YYYY-MM-DD HH:MM` in the file, in JSON
/// and on screen.
///
/// It is kept as a person entered it: what an auditor compares with a paper says the same on every
/// computer, whatever its time zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(jiff::civil::DateTime);

/// Says that a text is no time of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time such as 2026-11-21 17:05")]
pub struct MinuteError;

impl Minute {
    /// Takes a local time, and leaves its seconds out.
    pub fn from_civil(time: jiff::civil::DateTime) -> Result<Self, MinuteError> {
        Date::from_civil(time.date()).map_err(|_| MinuteError)?;
        let whole = time.with().second(0).subsec_nanosecond(0).build();
        whole.map(Self).map_err(|_| MinuteError)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns how many minutes pass until `later`; negative where it is earlier.
    pub fn minutes_until(self, later: Self) -> i64 {
        self.0.duration_until(later.0).as_mins()
    }

    pub fn date(self) -> Date {
        // Every way to a minute has looked at its date.
        Date::from_civil(self.0.date()).unwrap_or(Date::FIRST)
    }

    pub fn hour(self) -> u8 {
        self.0.hour().unsigned_abs()
    }

    pub fn minute(self) -> u8 {
        self.0.minute().unsigned_abs()
    }
}

impl FromStr for Minute {
    type Err = MinuteError;

    /// Reads exactly `YYYY-MM-DD HH:MM`.
    fn from_str(text: &str) -> Result<Self, MinuteError> {
        let (date, time) = text.split_once(' ').ok_or(MinuteError)?;
        let date: Date = date.parse().map_err(|_| MinuteError)?;
        let (hour, minute) = time.split_once(':').ok_or(MinuteError)?;
        let part = |digits: &str| {
            let is_two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<i8>().ok().filter(|_| is_two).ok_or(MinuteError)
        };
        let time = jiff::civil::Time::new(part(hour)?, part(minute)?, 0, 0).map_err(|_| MinuteError)?;
        Ok(Self(date.civil().to_datetime(time)))
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}", self.date(), self.hour(), self.minute())
    }
}

impl fmt::Debug for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Minute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Minute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

stored_as_text_in_typescript!(Minute);
