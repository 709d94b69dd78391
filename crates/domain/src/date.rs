//! Civil dates of the ledger.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the calendar, written `YYYY-MM-DD` in the file, in JSON and on screen.
///
/// A ledger of contracts has no day before 1900 or after 2199: such a date is a slip of the hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// Says that a text or three numbers are no day of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date between 1900-01-01 and 2199-12-31")]
pub struct DateError;

impl Date {
    /// The first day of the ledger's calendar.
    pub const FIRST: Self = Self(jiff::civil::date(1900, 1, 1));

    /// The last day of the ledger's calendar.
    pub const LAST: Self = Self(jiff::civil::date(2199, 12, 31));

    /// Takes year, month and day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        Self::from_civil(jiff::civil::Date::new(year, month, day).map_err(|_| DateError)?)
    }

    /// Takes a calendar date.
    pub fn from_civil(date: jiff::civil::Date) -> Result<Self, DateError> {
        if (1900..2200).contains(&date.year()) { Ok(Self(date)) } else { Err(DateError) }
    }

    pub fn civil(self) -> jiff::civil::Date {
        self.0
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns how many days are left until `other`; negative where it has passed.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// Returns the day so many days later, or the last one of the calendar.
    #[must_use]
    pub fn after(self, days: u16) -> Self {
        let later = self.0.saturating_add(jiff::Span::new().days(i64::from(days)));
        Self::from_civil(later).unwrap_or(Self::LAST)
    }

    /// Returns the day so many days later, or earlier where that is negative; none beyond the calendar.
    pub fn shifted(self, days: i32) -> Option<Self> {
        let day = self.0.checked_add(jiff::Span::new().days(i64::from(days))).ok()?;
        Self::from_civil(day).ok()
    }

    /// Returns the next day.
    #[must_use]
    pub fn next(self) -> Self {
        self.after(1)
    }

    /// Returns the day before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.0.yesterday().map_or(self, Self)
    }
}

impl FromStr for Date {
    type Err = DateError;

    /// Reads exactly `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DateError);
        }
        let part = |range: std::ops::Range<usize>| {
            let digits = text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|part| part.parse::<i16>().ok()).ok_or(DateError)
        };
        let narrow = |value: i16| i8::try_from(value).map_err(|_| DateError);
        Self::new(part(0..4)?, narrow(part(5..7)?)?, narrow(part(8..10)?)?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

stored_as_text_in_typescript!(Date);
